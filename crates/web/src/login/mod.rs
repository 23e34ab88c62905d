//! Logging in and out. The same answer for an unknown address and a wrong password; `next` only leads into this house.

mod forms;
mod pages;
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
        .post("/logout", Access::SignedIn, pages::logout)
        .post("/preferences", Access::Open, pages::preferences)
}
