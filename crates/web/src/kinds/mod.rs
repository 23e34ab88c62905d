//! Kinds of assets with their number prefixes and own fields: `/kinds`.

mod forms;
mod pages;
mod views;

use kernel::Right;

use crate::door::{Access, Routes};

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/kinds", READ, pages::list)
        .post("/kinds", CHANGE, pages::add)
        .get("/kinds/new", CHANGE, pages::new)
        .get("/kinds/{id}/edit", CHANGE, pages::edit)
        .post("/kinds/{id}/edit", CHANGE, pages::change)
        .post("/kinds/{id}/retirement", CHANGE, pages::retire)
}
