//! The shapes of imports in answers. The report is the room's own; its shape stands here for the document.

use std::collections::BTreeMap;

use ledger::changes::Undone;
use ledger::imports::Import;
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

/// What an import does or would do, table by table and row by row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// The tables of the file.
    pub sheets: Vec<ImportSheet>,
    /// How many rows of each act.
    pub totals: ImportTotals,
    /// After a run: what to undo.
    #[schema(nullable = false)]
    pub import_id: Option<i64>,
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
    let totals = import.totals;
    ImportRecord {
        id: import.id.0,
        file: import.source.name,
        sha256: import.source.hash,
        at: crate::moment(import.at),
        by: import.by,
        totals: ImportTotals {
            new: totals.new,
            change: totals.change,
            same: totals.same,
            error: totals.error,
            skip: totals.skip,
        },
        undone_at: import.undone_at.map(crate::moment),
    }
}
