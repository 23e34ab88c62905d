//! ⌘K: one box over pages, acts, assets and people. Shows only what its reader may open.

mod pages;

use crate::door::{Access, Routes};

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/palette", Access::SignedIn, pages::palette).get("/search", Access::SignedIn, pages::search)
}
