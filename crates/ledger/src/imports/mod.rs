//! Imports: a spreadsheet becomes assets, with a preview first and an undo afterwards.
//!
//! Invariants: a plan changes nothing; a run is one transaction with one journal entry; no row is dropped without a
//! word; secrets never get here (the `intake` engine does not hand them over); the same file twice changes nothing
//! the second time.

mod about;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
mod people;
mod plan;
mod reading;
pub mod report;
mod row;
mod store;
pub(crate) mod world;

pub use model::{Choices, Import, ImportPlan, PlannedRow, PlannedSheet, Remark, Source};
pub use reading::{reader, unreadable};
pub use report::{Report, ReportProblem, ReportRow, ReportSheet, RowAct, Totals};
