//! What runs out when: the page with what was told by mail, and the feed for calendar programs.

mod answers;
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
        .get("/deadlines/{asset}/{kind}", Access::Needs(Right::ChangeLedger), answers::page)
        .post("/deadlines/{asset}/{kind}/renewal", Access::Needs(Right::ChangeLedger), answers::renew)
        .post("/deadlines/{asset}/{kind}/ending", Access::Needs(Right::ChangeLedger), answers::end)
        .post("/deadlines/{asset}/{kind}/reopening", Access::Needs(Right::ChangeLedger), answers::reopen)
        .post("/deadlines/notices/{day}/repetition", Access::Needs(Right::ManageSettings), notices::repeat)
        .get("/calendar/{file}", Access::Open, feed::feed)
}
