//! What the engine means to do with a sheet, before any row is read: where the header is and which column is which field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sheet::{Cell, Sheet};

use crate::{Field, Problem, turned};

/// What the rows of a table are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Hardware: PCs, servers, network gear, phones without a line …
    Asset,
    /// Software licences.
    Licence,
    /// Accounts of systems and services.
    Account,
    /// Leases, maintenance and other contracts.
    Contract,
    /// Telephone lines and SIM cards.
    PhoneLine,
    /// People.
    Person,
    /// Cannot be told.
    Unknown,
}

/// How a table lies on its sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Headings in a row, one thing in each row below.
    #[default]
    Upright,
    /// Headings in a column, one thing in each column beside: the row numbers of its rows are those of the columns.
    Sideways,
    /// Labels with values beside them, one thing after the other: its rows have the number of a card's first row.
    Cards,
    /// Each record in two lines under a header of two lines: its rows have the number of the first.
    TwoLines,
}

/// What happens with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Becomes `field`.
    Mapped,
    /// No field fits, or a better column has it: kept as a field of its own under its heading.
    Extra,
    /// Holds secrets: named, and its values are never read.
    Secret,
    /// Counts the rows (1, 2, 3 …) and says nothing about the thing.
    RowNumber,
}

/// Who decided what a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The engine, from heading and values.
    Guessed,
    /// An earlier import of a file of the same shape.
    Remembered,
    /// The person, in this import.
    Chosen,
}

/// What a number in the column counts, when the heading says so: 金額(千円), 保証期間(年), メモリ(GB).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Amounts are to be multiplied.
    Times(i64),
    /// Numbers are years.
    Years,
    /// Numbers are months.
    Months,
    /// To be written behind a bare number.
    Suffix(String),
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// From 0.
    pub index: u32,
    /// The letters over it, `K`.
    pub letter: String,
    /// The heading as written; the letter if there is none.
    pub source: String,
    /// Which field it is; for secret columns which secret field.
    pub field: Option<Field>,
    /// What happens with it.
    pub role: Role,
    /// How sure the engine is, 0 to 100.
    pub score: u8,
    /// Who decided.
    pub origin: Origin,
    /// What its numbers count, if the heading says.
    pub unit: Option<Unit>,
    /// It holds maker and model together.
    pub combined: bool,
    /// It would be this field, had another column not been better: steps in where that one is blank.
    pub stands_in: Option<Field>,
    /// A blank means the value above.
    pub fills_down: bool,
    /// Up to three values as written; empty for secret columns.
    pub samples: Vec<String>,
}

/// One table of a sheet. A sheet without a table has one plan too, with `header_row` empty and a problem that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// Which sheet of the workbook, from 0.
    pub sheet: usize,
    /// The sheet's name.
    pub name: String,
    /// Whether the sheet is hidden in the file.
    pub hidden: bool,
    /// Which table of the sheet, from 0.
    pub table: usize,
    /// How the table lies on the sheet.
    #[serde(default)]
    pub layout: Layout,
    /// The row the headings stand in, from 1; of a header of several rows the one with most headings.
    pub header_row: Option<u32>,
    /// First and last row of the header.
    pub header_span: (u32, u32),
    /// First and last row that may hold data.
    pub body: (u32, u32),
    /// First and last column, from 0: tables may stand side by side.
    pub across: (u32, u32),
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// What its rows are about.
    pub subject: Subject,
    /// A fingerprint of the header, to remember a mapping by.
    pub shape: String,
    /// What is to be said about the sheet as a whole.
    pub problems: Vec<Problem>,
}

/// What the caller knows better than the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// The person said which row the header is: sheet (from 0) → row (from 1).
    pub header_rows: BTreeMap<usize, u32>,
    /// The person said what a column is, or that it is nothing: (sheet, table, column from 0) → field.
    pub columns: Vec<ColumnHint>,
    /// The person said what the rows of a sheet are about.
    pub subjects: BTreeMap<usize, Subject>,
    /// What was chosen for files of the same shape: shape → heading → field.
    pub remembered: BTreeMap<String, BTreeMap<String, Option<Field>>>,
    /// Only these sheets are wanted; all if empty.
    pub only: Vec<usize>,
}

/// One column that the person decided about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHint {
    /// Which sheet, from 0.
    pub sheet: usize,
    /// Which table of the sheet, from 0.
    pub table: usize,
    /// Which column, from 0.
    pub column: u32,
    /// What it is; `None` keeps it as a field of its own.
    pub field: Option<Field>,
}

impl SheetPlan {
    /// The cell in the file that a column of the table and a row's number stand for.
    pub fn cell<'a>(&self, sheet: &'a Sheet, column: u32, row: u32) -> Option<&'a Cell> {
        turned::raw_cell(sheet, self, column, row)
    }

    /// The column that is a field.
    pub fn column_of(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == Role::Mapped && column.field == Some(field))
    }

    /// What to remember for files of the same shape: heading → field.
    pub fn mapping(&self) -> BTreeMap<String, Option<Field>> {
        let kept = self.columns.iter().filter(|column| matches!(column.role, Role::Mapped | Role::Extra));
        kept.map(|column| (column.source.clone(), column.field)).collect()
    }
}
