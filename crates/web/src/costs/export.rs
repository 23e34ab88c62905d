//! The costs and the books as Excel.

use axum::extract::Query;
use axum::response::Response;
use ledger::costs::ops;
use platform::locale::t;

use super::pages::{Asked, asked_year};
use super::views;
use crate::door::download::XLSX;
use crate::door::{Answer, Visit, download};

/// The costs of a year.
pub async fn costs(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let bytes = ops::costs_xlsx(&visit.cx, year).await?;
    Ok(file(&visit, "costs.file", year, bytes))
}

/// The books of a year.
pub async fn books(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let year = asked_year(&visit, &asked).await?;
    let bytes = ops::books_xlsx(&visit.cx, year).await?;
    Ok(file(&visit, "costs.books_file", year, bytes))
}

fn file(visit: &Visit, key: &str, year: i32, bytes: Vec<u8>) -> Response {
    download(&format!("{}_{}.xlsx", t(visit.lang, key), views::word(year)), XLSX, bytes)
}
