//! The ledger's pages: the list, one asset, and every act on one or many.

mod act_views;
mod acts;
mod bulk;
mod bulk_view;
mod columns;
mod detail;
mod detail_view;
mod edit;
mod export;
mod facts_view;
mod files_view;
mod form_fields;
mod form_view;
pub(crate) mod forms;
pub(crate) mod history_view;
mod list;
mod list_view;
mod new;
pub(crate) mod query;
mod related_view;
mod saved;
mod seats;
mod seats_view;
mod upload;
pub(crate) mod words;

pub(crate) use acts::undone_notice;
pub(crate) use detail::account_names;

use crate::door::{Access, Routes};
use kernel::Right;

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/assets", READ, list::list)
        .post("/assets", CHANGE, new::register)
        .get("/assets/new", CHANGE, new::page)
        .get("/assets/export.xlsx", READ, export::xlsx)
        .get("/assets/export.csv", READ, export::csv)
        .post("/assets/columns", READ, saved::choose_columns)
        .get("/assets/views", READ, saved::list)
        .post("/assets/views", READ, saved::save)
        .post("/assets/views/{id}/removal", READ, saved::remove)
        .post("/assets/views/{id}/sharing", CHANGE, saved::share)
        .post("/assets/selection/edit", CHANGE, bulk::edit)
        .post("/assets/selection/assignment", CHANGE, bulk::assignment)
        .post("/assets/selection/disposal", CHANGE, bulk::disposal)
        .post("/assets/selection/change", CHANGE, bulk::change)
        .post("/assets/selection/deletion", CHANGE, bulk::delete)
        .post("/assets/selection/restoration", CHANGE, bulk::restore)
        .post("/assets/changes/{set}/undoing", CHANGE, acts::undo)
        .with(one)
}

fn one(routes: Routes) -> Routes {
    routes
        .get("/assets/{id}", READ, detail::overview)
        .get("/assets/{id}/history", READ, detail::history)
        .get("/assets/{id}/files", READ, detail::files)
        .get("/assets/{id}/links", READ, detail::links)
        .get("/assets/{id}/edit", CHANGE, edit::page)
        .post("/assets/{id}/edit", CHANGE, edit::change)
        .get("/assets/{id}/assignment", CHANGE, acts::assignment)
        .post("/assets/{id}/assignment", CHANGE, acts::assign)
        .get("/assets/{id}/return", CHANGE, acts::returning)
        .post("/assets/{id}/return", CHANGE, acts::take_back)
        .get("/assets/{id}/disposal", CHANGE, acts::disposal)
        .post("/assets/{id}/disposal", CHANGE, acts::dispose)
        .post("/assets/{id}/deletion", CHANGE, acts::delete)
        .post("/assets/{id}/restoration", CHANGE, acts::restore)
        .upload("/assets/{id}/files", CHANGE, upload::LARGEST_BODY, upload::attach)
        .post("/assets/{id}/files/{file}/removal", CHANGE, upload::remove)
        .post("/assets/{id}/files/{file}/restoration", CHANGE, upload::put_back)
        .post("/assets/{id}/links", CHANGE, upload::link)
        .post("/assets/{id}/links/{link}/removal", CHANGE, upload::unlink)
        .get("/assets/{id}/seats", READ, seats::page)
        .post("/assets/{id}/seats", CHANGE, seats::assign)
        .post("/assets/{id}/seats/{seat}/release", CHANGE, seats::release)
        .post("/assets/{id}/seats/{seat}/reopening", CHANGE, seats::reopen)
        .post("/assets/{id}/seats/{seat}/removal", CHANGE, seats::forget)
}
