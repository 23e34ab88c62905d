//! The answer of a dry run or a run, in the form that the command line and the API give out.

use std::collections::BTreeMap;

use intake::{Problem, Severity, Value};
use kernel::{ImportId, Lang, Text};
use platform::locale::say;
use serde::{Deserialize, Serialize};

use super::model::{ImportPlan, PlannedRow, PlannedSheet, Remark};
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

impl RowAct {
    /// The word in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Change => "change",
            Self::Same => "same",
            Self::Error => "error",
            Self::Skip => "skip",
        }
    }

    /// What to call it.
    pub fn text(self) -> Text {
        Text { key: format!("imports.act.{}", self.word()).into(), args: Vec::new() }
    }
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
    /// How many links between entries the file makes: contracts with things, accounts with systems.
    pub links: u64,
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
    /// What it is joined with: numbers of things, contract numbers, names of systems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
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

impl Report {
    /// A plan in a language.
    pub(super) fn of(lang: Lang, plan: &ImportPlan) -> Self {
        Self {
            sheets: plan.sheets.iter().map(|sheet| of_sheet(lang, sheet)).collect(),
            totals: plan.totals,
            links: plan.links(),
            import_id: None,
        }
    }
}

fn of_sheet(lang: Lang, sheet: &PlannedSheet) -> ReportSheet {
    let column = |column: &intake::Column| ReportColumn {
        source: column.source.clone(),
        field: column.field.map(|field| field.name().to_owned()),
        role: column.role,
    };
    ReportSheet {
        name: sheet.plan.name.clone(),
        header_row: sheet.plan.header_row,
        columns: sheet.plan.columns.iter().map(column).collect(),
        rows: sheet.rows.iter().map(|row| of_row(lang, row)).collect(),
        problems: sheet.plan.problems.iter().map(|problem| of_problem(lang, problem)).collect(),
    }
}

fn of_row(lang: Lang, row: &PlannedRow) -> ReportRow {
    let remark = |remark: &Remark| ReportProblem {
        cell: remark.cell.clone(),
        message: say(lang, &remark.text),
        severity: remark.severity,
    };
    let problems = row.read.problems.iter().map(|problem| of_problem(lang, problem));
    ReportRow {
        row: row.read.row,
        action: row.act,
        values: row
            .read
            .values
            .iter()
            .map(|(field, value)| (field.name().to_owned(), value.clone()))
            .collect(),
        extra: row.read.extra.clone(),
        changes: row.changes.clone(),
        links: row.links.clone(),
        problems: problems.chain(row.remarks.iter().map(remark)).collect(),
    }
}

fn of_problem(lang: Lang, problem: &Problem) -> ReportProblem {
    let text = Text { key: problem.key.clone(), args: problem.args.clone() };
    ReportProblem { cell: problem.cell.clone(), message: say(lang, &text), severity: problem.severity }
}
