//! The first minute: two doors, 「自社ではじめる」 and 「見本の会社で試す」. Open only while nobody has an account.
//!
//! The sample company takes a while to be filled, as a job. Whoever asked for it watches without being logged in yet (the
//! sample's year is written first, in its own order), holding a ticket in a cookie; it lets them in once, at the end.

mod forms;
mod pages;
mod sample;
mod ticket;
mod views;

pub(crate) use ticket::Ticket;

use crate::door::{Access, Routes};

/// The URLs of the wizard.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/setup", Access::Open, pages::doors)
        .get("/setup/{door}", Access::Open, pages::form)
        .post("/setup/{door}", Access::Open, pages::begin)
        .get("/setup/sample/progress", Access::Open, sample::progress)
        .get("/setup/sample/status", Access::Open, sample::status)
        .post("/setup/sample/entry", Access::Open, sample::enter)
}
