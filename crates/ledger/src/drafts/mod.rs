//! Import drafts: a file that somebody dropped, waiting for the preview to be looked at.
//!
//! Invariants: the file may hold passwords, so it is sealed under the server's key while it waits, and it is wiped as
//! soon as it was taken in, thrown away or forgotten for a week; what stays is what happened to each row that needs a
//! word. One draft is taken in at most once.

mod job;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
mod store;

pub use job::{JOB, handled, take_in};
pub use model::{Draft, Outcome, OutcomeLine, Purpose};
