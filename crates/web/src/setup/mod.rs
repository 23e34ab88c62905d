//! The first minute: two doors, 「自社ではじめる」 and 「見本の会社で試す」. Open only while nobody has an account.

mod forms;
mod pages;
mod views;

use crate::door::{Access, Routes};

/// The URLs of the wizard.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/setup", Access::Open, pages::doors)
        .get("/setup/company", Access::Open, pages::company)
        .post("/setup/company", Access::Open, pages::found)
        .get("/setup/sample", Access::Open, pages::sample)
        .post("/setup/sample", Access::Open, pages::fill)
}
