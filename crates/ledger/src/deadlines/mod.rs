//! Deadlines: what runs out when, as a list, as the text of a mail, and as a calendar; and what became of the mails.

mod agenda;
pub mod answers;
mod calendar;
pub mod chain;
mod digest;
pub(crate) mod migrations;
pub mod model;
pub mod notices;
pub mod ops;
mod store;

pub use agenda::{Agenda, Span};
pub use calendar::calendar;
pub use digest::{Digest, Short, digest};
pub use model::{Answer, Deadline, DeadlineKind, Notice, Trouble};
