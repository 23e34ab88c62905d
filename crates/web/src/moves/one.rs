//! One list: `/moves/{id}`.

use axum::extract::Path;
use http::StatusCode;
use kernel::{DepartmentId, MoveId, Right};
use ledger::moves::ops;

use super::one_view::{self, OnePage};
use super::words;
use crate::assets::words::Names;
use crate::door::{Answer, Visit};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The page.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    show(&visit, StatusCode::OK, MoveId(id), &[]).await
}

/// The page, with what was wrong with an act on it.
pub(super) async fn show(visit: &Visit, status: StatusCode, id: MoveId, errors: &[FieldError]) -> Answer {
    let sheet = ops::see(&visit.cx, id).await?;
    let names = Names::load(&visit.cx).await?;
    let department = sheet.list.department.and_then(|DepartmentId(id)| names.departments.get(&id).cloned());
    let page = OnePage {
        lang: visit.lang,
        dates: visit.dates(),
        today: visit.cx.today(),
        may_change: visit.cx.actor.has(Right::ChangeLedger),
        department: department.unwrap_or_default(),
        sheet,
        names,
        errors,
    };
    let title = words::title(visit.lang, page.sheet.list.kind, &page.sheet.person.name);
    Ok(visit.show_as(status, &title, Some(Room::People), &one_view::page(&page)))
}
