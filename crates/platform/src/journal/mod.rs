//! The journal: one append-only, gap-free, hash-chained record of what happened, written inside the business
//! transaction. It is the audit book, and what worklog, notices, search and reports read.
//!
//! Invariant: `hash = SHA-256("omamori-journal-v1\0" ‖ previous hash ‖ each stored field, length-prefixed)`, numbers run
//! from 1 without a gap, and no entry is ever changed. Moments go forward; where the clock was set back, an entry of its own
//! says so. Personal data is referred to by id, never spelled out here.

mod chain;
mod migrations;
mod read;
mod search;
mod write;

pub use chain::{Anchor, Break};
pub use migrations::MIGRATIONS;
pub use read::{Head, Line, about, head, last_of, latest, verify};
pub use search::{Filter, Group, find};
pub use write::{CLOCK_SET_BACK, Entry, write};

/// The kind of the job that recomputes the whole chain.
pub const VERIFY: &str = "journal.verify";
