//! What runs out when: the page with what was told by mail, and the feed for calendar programs.

mod feed;
mod groups;
mod notices;
mod page;
mod view;

pub(crate) use notices::{From, Late, troubles};
pub(crate) use view::line;

use kernel::Right;

use crate::door::{Access, Routes};

/// The addresses. The feed has no login: its address is the secret.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/deadlines", Access::Needs(Right::ReadLedger), page::page)
        .post("/deadlines/notices/{day}/repetition", Access::Needs(Right::ManageSettings), notices::repeat)
        .get("/calendar/{file}", Access::Open, feed::feed)
}
