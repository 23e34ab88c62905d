//! The first page: what needs somebody now, what runs out soon, what is missing, and what happened last.

mod page;
mod view;

use crate::door::{Access, Routes};

/// The address.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/", Access::SignedIn, page::page)
}
