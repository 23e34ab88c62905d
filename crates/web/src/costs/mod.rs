//! What the ledger costs by department and month, what stands behind each figure, and the books for the tax accountant.

mod export;
mod pages;
mod views;

use kernel::Right;

use crate::door::{Access, Routes};

const READ: Access = Access::Needs(Right::ReadLedger);

/// The addresses. A year is named by its first month: `2026-04`.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/costs", READ, pages::year)
        .get("/costs/behind", READ, pages::behind)
        .get("/costs/books", READ, pages::books)
        .get("/costs/books.xlsx", READ, export::books)
        .get("/costs/export.xlsx", READ, export::costs)
}
