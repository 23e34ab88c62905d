//! Labels for things: choosing the stock and what is printed, a look at the first sheet, the PDF, and where a code leads.

mod choice;
mod page;
mod view;

use axum::extract::Path;
use kernel::Right;

use crate::door::{Access, Answer, Routes, Visit, redirect};

const READ: Access = Access::Needs(Right::ReadLedger);

/// The addresses. `/a/{id}` is the one in the codes; it stays for ever.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/labels", READ, page::page)
        .post("/labels/selection", READ, page::selection)
        .post("/labels/sheet", READ, page::sheet)
        .get("/a/{id}", READ, lead_on)
}

/// Leads from a scanned code to its asset.
async fn lead_on(_visit: Visit, Path(id): Path<i64>) -> Answer {
    Ok(redirect(&format!("/assets/{id}")))
}
