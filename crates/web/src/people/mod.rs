//! The people of the company: list, one person with what they hold, and the staff list from a file.

mod edit;
mod holdings;
mod import;
mod list;
mod meant;
mod merge;
mod one;
mod views;

pub(crate) use holdings::what;
pub(crate) use meant::{Meant, meant};
pub(crate) use views::{Tab, tabs};

use kernel::Right;

use crate::door::{Access, Routes};
use crate::imports::upload::LARGEST_BODY;

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);
const IMPORT: Access = Access::Needs(Right::ImportLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/people", READ, list::page)
        .post("/people", CHANGE, edit::add)
        .get("/people/new", CHANGE, edit::new)
        .get("/people/import", IMPORT, import::page)
        .upload("/people/import", IMPORT, LARGEST_BODY, import::take)
        .get("/people/import/{word}", IMPORT, import::preview)
        .post("/people/import/{word}", IMPORT, import::run)
        .get("/people/{id}", READ, one::page)
        .get("/people/{id}/edit", CHANGE, edit::page)
        .post("/people/{id}/edit", CHANGE, edit::change)
        .get("/people/{id}/merger", CHANGE, merge::page)
        .post("/people/{id}/merger", CHANGE, merge::run)
        .post("/people/{id}/mergers/{set}/undoing", CHANGE, merge::undo)
        .post("/people/{id}/leaving", CHANGE, edit::leave)
        .post("/people/{id}/return", CHANGE, edit::come_back)
}
