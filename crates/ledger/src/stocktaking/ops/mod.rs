//! The verbs: first line permission, then one transaction with one journal entry.

mod close;
mod counting;
mod explain;
mod open;
mod take;

pub use close::{cancel, close, reopen};
pub(crate) use counting::Tree;
pub use explain::explain;
pub use open::{open, preview};
pub(crate) use take::take_file;
pub use take::{MOST_EVENTS, take};
