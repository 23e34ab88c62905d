//! Hand-overs 貸与・返却: the list, planning one, the paper, and the page that is held out to a colleague to sign.

mod acts;
mod form;
mod form_view;
mod list;
mod one;
mod one_view;
mod sign;
mod terms;
mod today;
pub(crate) mod words;

pub(crate) use list::of_person;
pub(crate) use today::{due, panel};

use kernel::Right;

use crate::door::{Access, Routes};

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);
const SET: Access = Access::Needs(Right::ManageSettings);

/// A drawn signature is some ten kilobytes.
const LARGEST_BODY: usize = 512 * 1024;

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/handovers", READ, list::page)
        .post("/handovers", CHANGE, form::plan)
        .get("/handovers/new", CHANGE, form::new)
        .get("/handovers/terms", SET, terms::page)
        .post("/handovers/terms/{direction}", SET, terms::change)
        .get("/handovers/{id}", READ, one::page)
        .get("/handovers/{id}/edit", CHANGE, form::edit)
        .post("/handovers/{id}/edit", CHANGE, form::change)
        .get("/handovers/{id}/signing", CHANGE, sign::page)
        .upload("/handovers/{id}/signing", CHANGE, LARGEST_BODY, sign::sign)
        .post("/handovers/{id}/record", CHANGE, acts::record)
        .post("/handovers/{id}/cancellation", CHANGE, acts::cancel)
        .post("/handovers/{id}/undoing", CHANGE, acts::undo)
        .post("/assets/selection/lending", CHANGE, form::lend_chosen)
        .post("/assets/selection/returning", CHANGE, form::return_chosen)
}
