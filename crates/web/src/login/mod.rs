//! Logging in and out. The same answer for an unknown address and a wrong password; `next` only leads into this house.

mod forms;
mod link;
mod link_views;
mod pages;
pub(crate) mod passkey;
mod views;

pub(crate) use forms::inside;
pub use pages::with_session;

use crate::door::{Access, Routes};

/// The URLs of the door.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/login", Access::Public, pages::show)
        .post("/login", Access::Public, pages::login)
        .post("/login/factor", Access::Public, pages::factor)
        .post("/login/passkey", Access::Public, passkey::log_in)
        .post("/login/passkey/questions", Access::Public, passkey::begin)
        .get("/login/links", Access::Public, link::form)
        .post("/login/links", Access::Public, link::ask)
        .get("/login/link/{token}", Access::Public, link::show)
        .post("/login/entry", Access::Public, link::follow)
        .post("/logout", Access::SignedIn, pages::logout)
        .post("/preferences", Access::Open, pages::preferences)
}
