//! The answer of a dry run or a run, in the form that the command line and the API give out.

use std::collections::BTreeMap;

use intake::{Severity, Value};
use kernel::ImportId;
use serde::{Deserialize, Serialize};

use crate::assets::FieldChange;

/// What happens with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowAct {
    /// Becomes a new asset.
    New,
    /// Changes a stored one.
    Change,
    /// Is as stored.
    Same,
    /// Cannot be taken; a problem says why.
    Error,
    /// Is no record, or was left out by choice; a problem says why.
    Skip,
}

/// How many rows of each act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// New ones.
    pub new: u64,
    /// Changed ones.
    pub change: u64,
    /// As stored.
    pub same: u64,
    /// Not taken.
    pub error: u64,
    /// Left out.
    pub skip: u64,
}

impl Totals {
    /// Counts one more row.
    pub fn add(&mut self, act: RowAct) {
        match act {
            RowAct::New => self.new += 1,
            RowAct::Change => self.change += 1,
            RowAct::Same => self.same += 1,
            RowAct::Error => self.error += 1,
            RowAct::Skip => self.skip += 1,
        }
    }
}

/// The whole answer.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The tables of the file.
    pub sheets: Vec<ReportSheet>,
    /// How many rows of each act.
    pub totals: Totals,
    /// After a run: what to undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_id: Option<ImportId>,
}

/// One table.
#[derive(Debug, Clone, Serialize)]
pub struct ReportSheet {
    /// The sheet's name.
    pub name: String,
    /// The row of the headings, from 1; none if there is no table.
    pub header_row: Option<u32>,
    /// Its columns.
    pub columns: Vec<ReportColumn>,
    /// Its rows.
    pub rows: Vec<ReportRow>,
    /// What is to be said about the sheet as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ReportProblem>,
}

/// One column.
#[derive(Debug, Clone, Serialize)]
pub struct ReportColumn {
    /// The heading as written.
    pub source: String,
    /// The field it becomes; none if it is kept as a field of its own (or not at all, see `role`).
    pub field: Option<String>,
    /// `mapped`, `extra`, `secret` or `row_number`.
    pub role: intake::Role,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Its number as in the file.
    pub row: u32,
    /// What happens.
    pub action: RowAct,
    /// What was read, by field.
    pub values: BTreeMap<String, Value>,
    /// What no field holds, by heading.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
    /// Old and new, for a change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// What is to be said.
    pub problems: Vec<ReportProblem>,
}

/// One remark, in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct ReportProblem {
    /// Which cell; none for a whole row or sheet.
    pub cell: Option<String>,
    /// The sentence.
    pub message: String,
    /// How much it matters.
    pub severity: Severity,
}
