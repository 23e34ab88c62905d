//! Departments and places: two lists that look alike, each with a name that may change while the id stays. Every
//! handler serves both; the type of the id says which.

mod merge;
mod pages;
mod tree;
mod views;

use kernel::{DepartmentId, PlaceId, Right};

use crate::door::{Access, Routes};

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/departments", READ, pages::list::<DepartmentId>)
        .post("/departments", CHANGE, pages::add::<DepartmentId>)
        .get("/departments/{id}/edit", CHANGE, pages::edit::<DepartmentId>)
        .post("/departments/{id}/edit", CHANGE, pages::change::<DepartmentId>)
        .post("/departments/{id}/removal", CHANGE, pages::remove::<DepartmentId>)
        .get("/departments/{id}/merger", CHANGE, merge::page::<DepartmentId>)
        .post("/departments/{id}/merger", CHANGE, merge::run::<DepartmentId>)
        .post("/departments/{id}/mergers/{set}/undoing", CHANGE, merge::undo::<DepartmentId>)
        .get("/places", READ, pages::list::<PlaceId>)
        .post("/places", CHANGE, pages::add::<PlaceId>)
        .get("/places/{id}/edit", CHANGE, pages::edit::<PlaceId>)
        .post("/places/{id}/edit", CHANGE, pages::change::<PlaceId>)
        .post("/places/{id}/removal", CHANGE, pages::remove::<PlaceId>)
        .get("/places/{id}/merger", CHANGE, merge::page::<PlaceId>)
        .post("/places/{id}/merger", CHANGE, merge::run::<PlaceId>)
        .post("/places/{id}/mergers/{set}/undoing", CHANGE, merge::undo::<PlaceId>)
}
