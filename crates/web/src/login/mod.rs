//! Logging in and out. The same answer for an unknown address and a wrong password; `next` only leads into this house.

mod forms;
mod link;
mod link_views;
mod pages;
pub(crate) mod passkey;
mod sso;
mod sso_views;
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
        .post("/login/sso/{id}", Access::Public, sso::begin)
        .get("/login/sso/callback", Access::Public, sso::back)
        .post("/login/sso/entry", Access::Public, sso::finish)
        .post("/account/sso/{id}", Access::SignedIn, sso::link)
        .post("/account/sso/identities/{id}/removal", Access::SignedIn, sso::unlink)
        .post("/logout", Access::SignedIn, pages::logout)
        .post("/preferences", Access::Open, pages::preferences)
}
