//! The costs and the books as Excel.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use ledger::costs::ops;
use platform::locale::t;

use super::pages::{Asked, asked_year};
use super::views;
use crate::door::{Answer, Visit};

/// The costs of a year.
pub async fn costs(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let bytes = ops::costs_xlsx(&visit.cx, year).await?;
    Ok(download(&visit, "costs.file", year, bytes))
}

/// The books of a year.
pub async fn books(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let bytes = ops::books_xlsx(&visit.cx, year).await?;
    Ok(download(&visit, "costs.books_file", year, bytes))
}

fn download(visit: &Visit, key: &str, year: i32, bytes: Vec<u8>) -> Response {
    let name = format!("{}_{}.xlsx", t(visit.lang, key), views::word(year));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, platform::files::disposition(&name, false))];
    (headers, bytes).into_response()
}
