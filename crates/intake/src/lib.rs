//! Turns a messy spreadsheet, as companies keep their IT ledgers, into rows of named fields with problems.
//!
//! [`analyse`] finds the tables of a workbook and says which column is which field; [`read_rows`] then reads one table.
//! Both are pure: the same workbook and hints always give the same answer. Two promises hold everywhere:
//! nothing is dropped silently, and a secret never leaves the engine, not even in a problem or a sample.

mod date;
mod field;
mod plan;
mod problem;
mod row;
mod secret;
mod value;

pub use date::Date;
pub use field::{Field, Reading};
pub use plan::{Column, ColumnHint, Hints, Origin, Role, SheetPlan, Subject, Unit};
pub use problem::{Problem, Severity};
pub use row::{IntakeRow, RowKey, Verdict};
pub use secret::masked;
pub use value::{Number, Value};

use sheet::{Sheet, Workbook};

/// Finds the tables of a workbook: one plan for each table, and one that says so for each sheet without any.
pub fn analyse(_workbook: &Workbook, _hints: &Hints) -> Vec<SheetPlan> {
    Vec::new()
}

/// Reads the rows of one table. Duplicates inside the table are marked; see [`read_workbook`] for all tables together.
pub fn read_rows(_sheet: &Sheet, _plan: &SheetPlan) -> Vec<IntakeRow> {
    Vec::new()
}

/// Reads every planned table, and marks duplicates across tables about the same subject too.
pub fn read_workbook(workbook: &Workbook, plans: &[SheetPlan]) -> Vec<Vec<IntakeRow>> {
    let rows = |plan: &SheetPlan| workbook.sheets.get(plan.sheet).map(|sheet| read_rows(sheet, plan));
    plans.iter().map(|plan| rows(plan).unwrap_or_default()).collect()
}

/// The heading of a field when we write a ledger (`lang` is `ja` or `en`); reading it back gives the same field.
pub fn canonical_header(field: Field, _lang: &str) -> &'static str {
    field.name()
}
