//! Taking ledger files in: drop, columns, preview, run, result, and the way back.

mod choices;
mod columns;
pub(crate) mod columns_view;
mod preview;
mod preview_rows;
mod preview_view;
mod raw;
mod result;
mod result_view;
mod run;
pub(crate) mod shelf;
mod shown;
pub(crate) mod upload;

pub(crate) use run::steps;

use intake::Severity;
use kernel::Right;

use crate::door::{Access, Routes};
use crate::ui::Tone;

const IMPORT: Access = Access::Needs(Right::ImportLedger);
const READ: Access = Access::Needs(Right::ReadLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/imports", READ, result::list)
        .get("/imports/new", IMPORT, upload::page)
        .upload("/imports/drafts", IMPORT, upload::LARGEST_BODY, upload::take)
        .get("/imports/drafts/{word}", IMPORT, run::page)
        .get("/imports/drafts/{word}/status", IMPORT, run::status)
        .get("/imports/drafts/{word}/columns", IMPORT, columns::page)
        .post("/imports/drafts/{word}/columns", IMPORT, columns::choose)
        .get("/imports/drafts/{word}/preview", IMPORT, preview::page)
        .post("/imports/drafts/{word}/rows/skipping", IMPORT, preview::skip)
        .post("/imports/drafts/{word}/rows/taking", IMPORT, preview::take)
        .post("/imports/drafts/{word}/run", IMPORT, run::begin)
        .post("/imports/drafts/{word}/cancellation", IMPORT, run::cancel)
        .post("/imports/drafts/{word}/release", IMPORT, run::release)
        .post("/imports/drafts/{word}/removal", IMPORT, run::discard)
        .get("/imports/{id}", READ, result::page)
        .get("/imports/{id}/problems.csv", READ, result::problems)
        .post("/imports/{id}/undoing", IMPORT, result::undo)
}

/// How a remark feels.
pub(crate) fn tone_of(severity: Severity) -> Tone {
    match severity {
        Severity::Note => Tone::Quiet,
        Severity::Warning => Tone::Soon,
        Severity::Error => Tone::Now,
    }
}
