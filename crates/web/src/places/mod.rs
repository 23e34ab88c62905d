//! Departments and places: two lists that look alike, each with a name that may change while the id stays.

mod pages;
mod views;
mod which;

use axum::extract::Path;
use kernel::Right;

use crate::assets::forms::Sent;
use crate::door::{Access, Answer, Routes, Visit};
use axum::Form;
use which::Which;

const READ: Access = Access::Needs(Right::ReadLedger);
const CHANGE: Access = Access::Needs(Right::ChangeLedger);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/departments", READ, |visit: Visit| async { pages::list(visit, Which::Departments).await })
        .post("/departments", CHANGE, |visit: Visit, form: Form<Sent>| async {
            pages::add(visit, Which::Departments, form).await
        })
        .get("/departments/{id}/edit", CHANGE, edit_department)
        .post("/departments/{id}/edit", CHANGE, change_department)
        .post("/departments/{id}/removal", CHANGE, remove_department)
        .get("/places", READ, |visit: Visit| async { pages::list(visit, Which::Places).await })
        .post("/places", CHANGE, |visit: Visit, form: Form<Sent>| async {
            pages::add(visit, Which::Places, form).await
        })
        .get("/places/{id}/edit", CHANGE, edit_place)
        .post("/places/{id}/edit", CHANGE, change_place)
        .post("/places/{id}/removal", CHANGE, remove_place)
}

async fn edit_department(visit: Visit, Path(id): Path<i64>) -> Answer {
    pages::edit(visit, Which::Departments, id).await
}

async fn change_department(visit: Visit, Path(id): Path<i64>, form: Form<Sent>) -> Answer {
    pages::change(visit, Which::Departments, id, form).await
}

async fn remove_department(visit: Visit, Path(id): Path<i64>) -> Answer {
    pages::remove(visit, Which::Departments, id).await
}

async fn edit_place(visit: Visit, Path(id): Path<i64>) -> Answer {
    pages::edit(visit, Which::Places, id).await
}

async fn change_place(visit: Visit, Path(id): Path<i64>, form: Form<Sent>) -> Answer {
    pages::change(visit, Which::Places, id, form).await
}

async fn remove_place(visit: Visit, Path(id): Path<i64>) -> Answer {
    pages::remove(visit, Which::Places, id).await
}
