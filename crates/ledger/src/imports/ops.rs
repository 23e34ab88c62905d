//! The verbs about imports.

use std::sync::atomic::AtomicBool;

use kernel::{ImportId, Result, Right};
use platform::Cx;
use sheet::Workbook;

use super::model::{Choices, Import, ImportPlan, Source};
use super::report::Report;
use crate::changes::Undone;
use crate::sql::later;

/// What an import would do; changes nothing.
pub async fn plan(cx: &Cx, workbook: &Workbook, source: &Source, choices: &Choices) -> Result<ImportPlan> {
    cx.may(Right::ImportLedger)?;
    later()
}
/// The plan in the form that is given out, in the actor's language.
pub fn report(cx: &Cx, plan: &ImportPlan) -> Report {
    let _ = (cx, plan);
    Report { sheets: Vec::new(), totals: plan.totals, import_id: None }
}
/// Takes the file in, in one transaction. `progress` hears (rows done, rows in all); setting `cancel` leaves everything
/// as it was and answers `Fault::Conflict("imports.fault.cancelled")`.
pub async fn run(
    cx: &Cx,
    workbook: &Workbook,
    source: &Source,
    choices: &Choices,
    progress: impl Fn(u64, u64) + Send + Sync,
    cancel: &AtomicBool,
) -> Result<Report> {
    cx.may(Right::ImportLedger)?;
    later()
}
/// Takes a whole import back, as far as nobody changed the same fields since.
///
/// # Errors
/// `Fault::Conflict` if it was undone before.
pub async fn undo(cx: &Cx, id: ImportId) -> Result<Undone> {
    cx.may(Right::ImportLedger)?;
    later()
}
/// The imports made so far, newest first.
pub async fn list(cx: &Cx, limit: u32) -> Result<Vec<Import>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// One import.
pub async fn see(cx: &Cx, id: ImportId) -> Result<Import> {
    cx.may(Right::ReadLedger)?;
    later()
}
