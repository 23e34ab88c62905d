//! Two entries that mean one: everything that points at the one that goes is led to the one that stays.
//!
//! Invariants: nothing is deleted. The row of the one that went stays and says what it was merged into, so that its id
//! leads on wherever it is still written, and the whole can be taken back. Whatever points at people, departments or
//! places stands in [`POINTERS`] (a test asks the database), apart from assets, whose history says what moved.
//!
//! Reading order: [`model`], `ops` (both ways), then `people::merge` and `trees::ops::merge`, the verbs that use it.

pub(crate) mod migrations;
pub mod model;
pub(crate) mod ops;
pub(crate) mod store;

pub use model::{Merged, Moves, POINTERS, Plan, Pointer};
pub use ops::undo;
