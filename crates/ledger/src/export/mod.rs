//! Export: the ledger as a spreadsheet that can be taken in again without a difference.

pub(crate) mod headings;
pub mod ops;
mod table;

pub use ops::{ExportFormat, Exported};
