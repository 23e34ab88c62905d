//! Lists for those who join, move or leave 入社・異動・退職: the open ones, one with its lines, and the templates.

mod acts;
mod begin;
mod list;
mod one;
mod one_view;
mod templates;
pub(crate) mod words;

pub(crate) use list::{of_person, panel, soon};

use kernel::Right;

use crate::door::{Access, Routes};

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/moves", READ, list::page)
        .post("/moves", CHANGE, begin::start)
        .get("/moves/new", CHANGE, begin::new)
        .get("/moves/templates", CHANGE, templates::page)
        .post("/moves/templates/{kind}", CHANGE, templates::change)
        .get("/moves/{id}", READ, one::page)
        .get("/moves/{id}/edit", CHANGE, begin::edit)
        .post("/moves/{id}/edit", CHANGE, begin::change)
        .post("/moves/{id}/closing", CHANGE, acts::close)
        .post("/moves/{id}/reopening", CHANGE, acts::reopen)
        .post("/moves/{id}/cancellation", CHANGE, acts::cancel)
        .post("/moves/{id}/lines", CHANGE, acts::add_line)
        .post("/moves/{id}/lines/{line}/act", CHANGE, acts::act)
        .post("/moves/{id}/lines/{line}/tick", CHANGE, acts::tick)
        .post("/moves/{id}/lines/{line}/removal", CHANGE, acts::remove_line)
}
