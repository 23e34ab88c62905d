//! The shapes of imports in answers. The report is the room's own; its shape stands here for the document.

use std::collections::BTreeMap;

use intake::Severity;
use kernel::Lang;
use ledger::changes::Undone;
use ledger::drafts::{Draft, Outcome, OutcomeLine};
use ledger::imports::{Import, RowAct, Totals};
use platform::jobs::{Job, State};
use platform::locale::say;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file in a form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportForm {
    /// The spreadsheet: xlsx, xls, ods, CSV or TSV.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    pub file: String,
}

/// What an import would do, table by table and row by row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// The tables of the file.
    pub sheets: Vec<ImportSheet>,
    /// How many rows of each act.
    pub totals: ImportTotals,
}

/// An import that waits, goes on, or is over.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportDraft {
    /// The word in its address.
    pub word: String,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// How far it is.
    pub state: ImportState,
    /// Somebody asked it to stop.
    pub stopping: bool,
    /// Rows written so far.
    pub rows_done: u64,
    /// Rows to be written; none while it is not known.
    pub rows_total: Option<u64>,
    /// Why it failed, in the caller's language.
    pub reason: Option<String>,
    /// Once it is done: what came of it.
    pub report: Option<ImportOutcome>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ImportState {
    /// Not begun: somebody looks at its preview in the pages.
    Draft,
    /// Waiting for its turn.
    Waiting,
    /// Being taken in.
    Running,
    /// Taken in.
    Done,
    /// Not taken in; `reason` says why. The ledger is as before.
    Failed,
    /// Cancelled. The ledger is as before.
    Cancelled,
}

/// What came of an import. The values of the rows are not kept; a dry run shows them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOutcome {
    /// The import: what to undo.
    pub import_id: Option<i64>,
    /// How many rows of each act.
    pub totals: ImportTotals,
    /// Everything there is to say, row by row, in the language of the request that began it.
    pub remarks: Vec<ImportRemark>,
}

/// One remark about a row, or about a sheet as a whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRemark {
    /// The sheet's name.
    pub sheet: String,
    /// The row as in the file; none for the sheet as a whole.
    pub row: Option<u32>,
    /// What happened with the row.
    pub action: Option<ImportAction>,
    /// Which cell, as `K14`.
    pub cell: Option<String>,
    /// The sentence.
    pub message: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
}

/// One table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportSheet {
    /// The sheet's name.
    pub name: String,
    /// The row of the headings, from 1; none if there is no table.
    pub header_row: Option<u32>,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// Its rows.
    pub rows: Vec<ImportRow>,
    /// What is to be said about the sheet as a whole; left out if nothing.
    #[schema(required = false)]
    pub problems: Vec<ImportProblem>,
}

/// One column.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportColumn {
    /// The heading as written.
    pub source: String,
    /// The field it becomes, if it is one of the ledger's.
    pub field: Option<String>,
    /// `mapped`, `extra` (kept under its heading), `secret` (refused) or `row_number`.
    pub role: String,
}

/// One row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// Its number as in the file.
    pub row: u32,
    /// What happens with it.
    pub action: ImportAction,
    /// What was read, by field; days as ISO, numbers as numbers.
    pub values: BTreeMap<String, serde_json::Value>,
    /// Columns that are none of the ledger's, by heading; left out if none.
    #[schema(required = false)]
    pub extra: BTreeMap<String, String>,
    /// For `change`: field by field; left out if none.
    #[schema(required = false)]
    pub changes: Vec<ImportChange>,
    /// What is to be said about it.
    pub problems: Vec<ImportProblem>,
}

/// What happens with a row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words say it")]
pub enum ImportAction {
    New,
    Change,
    Same,
    Error,
    Skip,
}

/// One field before and after.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ImportChange {
    pub field: String,
    pub old: String,
    pub new: String,
}

/// One remark, in the caller's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblem {
    /// Which cell, as `K14`; none for a whole row or sheet.
    pub cell: Option<String>,
    /// The sentence.
    pub message: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
}

/// How many rows of each act.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ImportTotals {
    pub new: u64,
    pub change: u64,
    pub same: u64,
    pub error: u64,
    pub skip: u64,
}

/// An import that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRecord {
    /// Its id.
    pub id: i64,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who.
    pub by: String,
    /// How many rows of each act.
    pub totals: ImportTotals,
    /// When it was undone, if it was.
    #[schema(format = DateTime)]
    pub undone_at: Option<String>,
}

/// The imports made so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportList {
    /// Newest first.
    pub imports: Vec<ImportRecord>,
}

/// What an undo did.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportUndone {
    /// Assets whose values were brought back.
    pub restored: u64,
    /// Assets that were removed because the import had made them.
    pub removed: u64,
    /// What stays because it was changed since.
    pub kept: Vec<ImportKept>,
}

/// What an undo left.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportKept {
    /// The asset.
    pub asset: i64,
    /// What a person calls it.
    pub label: String,
    /// Which field; `created` if the asset itself was kept.
    pub field: String,
    /// `changed_since` or `number_taken`.
    pub reason: String,
}

/// An import with its job, if it was begun.
pub(super) fn draft(lang: Lang, draft: Draft, job: Option<&Job>) -> ImportDraft {
    let state = match (&draft.outcome, job.map(|job| job.state)) {
        (Some(_), _) => ImportState::Done,
        (None, None) => ImportState::Draft,
        (None, Some(State::Waiting)) => ImportState::Waiting,
        // Done a moment after we looked for the outcome: the next look will find it.
        (None, Some(State::Running | State::Done)) => ImportState::Running,
        (None, Some(State::Failed)) => ImportState::Failed,
        (None, Some(State::Cancelled)) => ImportState::Cancelled,
    };
    let (done, total) = job.map_or((0, 0), |job| (job.done.unsigned_abs(), job.total.unsigned_abs()));
    let written = draft.outcome.as_ref().map(|outcome| outcome.totals.new + outcome.totals.change);
    let error = job.and_then(|job| job.last_error.as_ref());
    ImportDraft {
        word: draft.word,
        file: draft.source.name,
        sha256: draft.source.hash,
        state,
        stopping: state == ImportState::Running && job.is_some_and(|job| job.cancel_requested),
        rows_done: written.unwrap_or(done),
        rows_total: written.or((total > 0).then_some(total)),
        reason: error.filter(|_| state == ImportState::Failed).map(|text| say(lang, text)),
        report: draft.outcome.map(outcome),
    }
}

fn outcome(outcome: Outcome) -> ImportOutcome {
    let remark = |line: OutcomeLine| ImportRemark {
        sheet: line.sheet,
        row: line.row,
        action: line.action.map(ImportAction::from),
        cell: line.cell,
        message: line.message,
        severity: match line.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
        .to_owned(),
    };
    ImportOutcome {
        import_id: outcome.import.map(|import| import.0),
        totals: outcome.totals.into(),
        remarks: outcome.lines.into_iter().map(remark).collect(),
    }
}

impl From<RowAct> for ImportAction {
    fn from(act: RowAct) -> Self {
        match act {
            RowAct::New => Self::New,
            RowAct::Change => Self::Change,
            RowAct::Same => Self::Same,
            RowAct::Error => Self::Error,
            RowAct::Skip => Self::Skip,
        }
    }
}

impl From<Totals> for ImportTotals {
    fn from(Totals { new, change, same, error, skip }: Totals) -> Self {
        Self { new, change, same, error, skip }
    }
}

pub(crate) fn undone(undone: Undone) -> ImportUndone {
    let kept = undone.kept.into_iter().map(|kept| ImportKept {
        asset: kept.asset.0,
        label: kept.label,
        field: kept.field,
        reason: kept.reason,
    });
    ImportUndone { restored: undone.restored, removed: undone.removed, kept: kept.collect() }
}

pub(super) fn record(import: Import) -> ImportRecord {
    ImportRecord {
        id: import.id.0,
        file: import.source.name,
        sha256: import.source.hash,
        at: crate::moment(import.at),
        by: import.by,
        totals: import.totals.into(),
        undone_at: import.undone_at.map(crate::moment),
    }
}
