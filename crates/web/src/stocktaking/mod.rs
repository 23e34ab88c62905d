//! Stocktaking: all of them, one with its rooms, the lists of what was found and what is missing, the page one counts
//! with, and the result as a file.
//!
//! Reading order: [`list`], [`new`], [`one`], [`lists`] (rows), [`count`] (the page with the field), [`batch`] (what its
//! script sends), [`script`] (what its script needs), [`acts`], [`file`] (barcode readers), [`words`].

mod acts;
mod batch;
mod count;
mod export;
mod file;
mod list;
mod lists;
mod new;
mod one;
mod paper;
mod rows;
mod script;
mod words;

pub(crate) use words::tone;

use kernel::Right;

use crate::door::{Access, Routes};
use crate::imports::upload::LARGEST_BODY;

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/stocktakings", READ, list::page)
        .post("/stocktakings", CHANGE, new::open)
        .get("/stocktakings/new", CHANGE, new::page)
        // The same for everybody, and asked for by the browser itself, also when nobody is logged in any more.
        .get(script::WORKER, Access::Open, script::worker)
        .get("/stocktakings/{id}", READ, one::page)
        .get("/stocktakings/{id}/export.xlsx", READ, export::xlsx)
        .get("/stocktakings/{id}/report.pdf", READ, paper::pdf)
        .get("/stocktakings/{id}/items", READ, lists::all)
        .get("/stocktakings/{id}/rooms/{place}", READ, lists::room)
        .get("/stocktakings/{id}/rooms/{place}/counting", CHANGE, count::page)
        .post("/stocktakings/{id}/rooms/{place}/counting", CHANGE, count::read)
        .get("/stocktakings/{id}/rooms/{place}/expected", CHANGE, batch::expected)
        .post("/stocktakings/{id}/readings", CHANGE, batch::take)
        .post("/stocktakings/{id}/readings/{scan}/undoing", CHANGE, acts::undo)
        .post("/stocktakings/{id}/readings/{scan}/move", CHANGE, acts::move_here)
        .post("/stocktakings/{id}/readings/{scan}/remark", CHANGE, acts::remark)
        .post("/stocktakings/{id}/explanations", CHANGE, acts::explain)
        .post("/stocktakings/{id}/closing", CHANGE, acts::close)
        .post("/stocktakings/{id}/cancellation", CHANGE, acts::cancel)
        .post("/stocktakings/{id}/reopening", CHANGE, acts::reopen)
        .get("/stocktakings/{id}/file", CHANGE, file::page)
        .upload("/stocktakings/{id}/file", CHANGE, LARGEST_BODY, file::take)
        .get("/stocktakings/{id}/file/{word}", CHANGE, file::preview)
        .post("/stocktakings/{id}/file/{word}", CHANGE, file::run)
}
