//! People from a spreadsheet.

use kernel::Text;
use serde::Serialize;

/// What happens with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowAction {
    /// Becomes a new person.
    New,
    /// Changes a known one.
    Change,
    /// Is as stored.
    Same,
    /// Cannot be taken.
    Error,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleRow {
    /// Its number as in the file.
    pub row: u32,
    /// What happens.
    pub action: RowAction,
    /// The person's name.
    pub name: String,
    /// Names of the fields that change.
    pub fields: Vec<&'static str>,
    /// Why it cannot be taken, or what else is to be said.
    pub problem: Option<Text>,
}

/// What a file of people does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PeopleImport {
    /// The row of the headings, from 1; `None` if none was found.
    pub header_row: Option<u32>,
    /// Headings that were not understood; their columns were left out.
    pub unknown: Vec<String>,
    /// The rows.
    pub rows: Vec<PeopleRow>,
}
