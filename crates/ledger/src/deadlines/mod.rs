//! Deadlines: what runs out when, as a list, as the text of a mail, and as a calendar.

mod calendar;
mod digest;
pub mod model;
pub mod ops;
mod store;

pub use calendar::calendar;
pub use digest::{Digest, digest};
pub use model::{Deadline, DeadlineKind};
