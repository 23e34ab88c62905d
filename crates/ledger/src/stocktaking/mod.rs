//! Stocktaking 棚卸: is what the ledger says really there, and in the place it says?
//!
//! Opening one freezes a list of *items*: which thing is expected in which *room* (a place as it was then). People then
//! read numbers room by room, several at once, also without a network. Every reading is a row of its own with an id that
//! its maker gave it, so that sending it twice counts it once.
//!
//! Invariants:
//! - a thing (or an unknown number) is counted by at most one standing reading of a stocktaking: the earliest. The
//!   database holds that with a unique index. Taking that reading back lets the next one count;
//! - the counts of a room are those of its items and of the readings made in it, kept in the same transaction, so that no
//!   page needs to look at all items. [`rules::recount`] says what they must be, and tests compare;
//! - nothing that was read is lost: what arrives after the closing is kept as *late* and is looked at on reopening;
//! - a closed stocktaking can be reopened once, with a reason; then it is final.
//!
//! Readings are rows, not journal entries: the journal has one entry for each batch that arrives, with its counts, and
//! one each for opening, closing, moving and explaining. `last_seen` of everything found is written when the stocktaking
//! is closed, as one change set, which reopening takes back.
//!
//! Reading order: [`model`], [`scanned`] (what a scanner typed), [`rules`] (pure), [`ops`] (the verbs), [`lists`],
//! [`reader`] (files of barcode readers), [`report`] (the result as data and as a workbook).

pub mod lists;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
pub mod reader;
pub mod report;
pub mod rules;
pub mod scanned;
mod store;
mod words;

pub use model::{
    Answer, Condition, Event, Explanation, Item, NewScan, NewStocktaking, Outcome, Reason, Room, Scan, Scope,
    Source, State, Stocktaking, Tally,
};
