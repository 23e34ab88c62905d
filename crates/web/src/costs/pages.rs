//! The handlers.

use axum::extract::Query;
use kernel::{DepartmentId, Fault, Result};
use ledger::assets::fees::MonthNumber;
use ledger::costs::ops;
use platform::locale::t;
use serde::Deserialize;

use super::views::{self, BehindPage, BooksPage, YearPage};
use crate::assets::words::Names;
use crate::door::{Answer, Visit};
use crate::ui::frame::Room;

/// Which year, and which department of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
    department: String,
}

/// The year that was asked for, by its first month; this business year if none.
///
/// # Errors
/// `Fault::NotFound` if it is no year.
pub async fn asked_year(visit: &Visit, asked: &Asked) -> Result<MonthNumber> {
    if asked.year.is_empty() {
        return ops::this_year(&visit.cx).await;
    }
    ops::read_year(&asked.year).ok_or(Fault::NotFound)
}

/// A year by department and month.
pub async fn year(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let page = YearPage {
        lang: visit.lang,
        costs: ops::year(&visit.cx, year).await?,
        before: ops::year(&visit.cx, year - 12).await?.total(),
        names: Names::load(&visit.cx).await?,
    };
    Ok(visit.show(&t(visit.lang, "costs.title"), Some(Room::Costs), &views::year(&page)))
}

/// What stands behind the cost of a department.
pub async fn behind(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let department = asked.department.parse().ok().map(DepartmentId);
    let names = Names::load(&visit.cx).await?;
    let page = BehindPage {
        lang: visit.lang,
        year,
        name: department.and_then(|id| names.departments.get(&id.0).cloned()),
        behind: ops::behind(&visit.cx, year, department).await?,
        names,
    };
    Ok(visit.show(&views::behind_title(&page), Some(Room::Costs), &views::behind(&page)))
}

/// The books of a year: the totals, and the file.
pub async fn books(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let totals = ops::book_totals(&visit.cx, year).await?;
    let page = BooksPage { lang: visit.lang, year, totals };
    Ok(visit.show(&t(visit.lang, "costs.books"), Some(Room::Costs), &views::books(&page)))
}
