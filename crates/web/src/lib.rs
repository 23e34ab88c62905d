//! The pages: one folder per feature, and the parts they are all made of in [`ui`].

pub mod account;
pub mod accounts;
pub mod assets;
pub mod certificate;
pub mod conflict;
pub mod costs;
pub mod deadlines;
pub mod door;
pub mod embed;
pub mod files;
pub mod handovers;
pub mod imports;
pub mod journal;
pub mod kinds;
pub mod labels;
pub mod login;
pub mod merging;
pub mod moves;
pub mod palette;
pub mod people;
pub mod places;
pub mod settings;
pub mod setup;
pub mod stocktaking;
pub mod style;
pub mod system;
pub mod today;
pub mod ui;

use axum::Router;
use door::{Routes, Web};

/// Every page, with who may open it. A feature is served by adding its line here.
pub fn routes(web: Web) -> Routes {
    Routes::new(web)
        .with(embed::routes)
        .with(assets::routes)
        .with(imports::routes)
        .with(kinds::routes)
        .with(labels::routes)
        .with(palette::routes)
        .with(costs::routes)
        .with(deadlines::routes)
        .with(files::routes)
        .with(people::routes)
        .with(stocktaking::routes)
        .with(handovers::routes)
        .with(moves::routes)
        .with(places::routes)
        .with(today::routes)
        .with(style::routes)
        .with(setup::routes)
        .with(login::routes)
        .with(certificate::routes)
        .with(account::routes)
        .with(accounts::routes)
        .with(settings::routes)
        .with(journal::routes)
        .with(system::routes)
}

/// The pages as they are served.
pub fn router(web: Web) -> Router {
    door::secured(routes(web).into_router())
}
