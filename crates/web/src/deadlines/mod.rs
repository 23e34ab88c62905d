//! What runs out when: the page, and the feed for calendar programs.

mod feed;
mod page;
mod view;

pub(crate) use view::line;

use kernel::Right;

use crate::door::{Access, Routes};

/// The addresses. The feed has no login: its address is the secret.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/deadlines", Access::Needs(Right::ReadLedger), page::page).get(
        "/calendar/{file}",
        Access::Open,
        feed::feed,
    )
}
