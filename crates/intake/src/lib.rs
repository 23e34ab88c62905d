//! Turns a messy spreadsheet, as companies keep their IT ledgers, into rows of named fields with problems.
//!
//! [`analyse`] finds the tables of a workbook and says which column is which field; [`read_rows`] then reads one table.
//! Both are pure: the same workbook and hints always give the same answer. Two promises hold everywhere:
//! nothing is dropped silently, and a secret never leaves the engine, not even in a problem or a sample.
//!
//! In reading order: `words` (which heading means what) → `header` (where the table is; `turned`, where it stands on its
//! side or in cards) → `mapping` and `subject` (which
//! column is which field) → `analyse` (the plan) → `rows` (cells into values), with `date`, `money`, `person` and
//! `secret` for what single cells say.

mod analyse;
mod beside;
mod date;
mod evidence;
mod field;
mod fill_down;
mod header;
mod heading;
mod lettered;
mod maker;
mod mapping;
mod money;
mod numbering;
mod person;
mod plan;
mod planner;
mod problem;
mod remark;
mod row;
mod rows;
mod secret;
mod shape;
mod status;
mod subject;
mod text;
mod turned;
mod units;
mod value;
mod words;

pub use analyse::analyse;
pub use date::Date;
pub use field::{Field, Reading};
pub use maker::canonical_maker;
pub use numbering::expand_range;
pub use person::is_person;
pub use plan::{Column, ColumnHint, Hints, Layout, Origin, Role, SheetPlan, Subject, Unit};
pub use problem::{Problem, Severity};
pub use remark::remark;
pub use row::{IntakeRow, RowKey, Verdict};
pub use rows::{read_rows, read_workbook};
pub use secret::masked;
pub use status::{StatusKind, status_of};
pub use value::{Number, Value};
pub use words::canonical_header;
