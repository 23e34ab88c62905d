//! The journal in plain sentences: what happened, who did it, and whether the record is whole.

mod names;
mod pages;
mod views;
mod words;

use crate::door::{Access, Routes};
use kernel::Right;

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/journal", Access::Needs(Right::ReadJournal), pages::list).post(
        "/journal/verifications",
        Access::Needs(Right::ReadJournal),
        pages::verify,
    )
}
