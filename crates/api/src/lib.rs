//! The JSON API, its OpenAPI document, and the addresses that watchdogs ask.
//!
//! Invariants: a caller is known only by `Authorization: Bearer omt_…`; an operation that is not in [`access`] is not
//! served; every refusal is a [`problem::Problem`] in the caller's language and documented; nothing of the inside
//! shows.
//!
//! Reading order: [`access`] (what there is and who may), `guard`, `extract`, [`problem`], [`document`], then a file
//! per feature.

pub mod access;
pub mod assets;
pub mod costs;
mod describe;
pub mod export;
mod extract;
pub mod finding;
mod guard;
pub mod handovers;
pub mod health;
pub mod imports;
pub mod kinds;
pub mod mergers;
pub mod moves;
pub mod people;
pub mod problem;
mod rate;
pub mod stocktaking;
pub mod system;
pub mod trees;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use http::StatusCode;
use platform::House;
use utoipa_axum::router::OpenApiRouter;

pub use describe::document;

/// What every operation can reach. Cheap to clone.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    house: House,
    reader: sheet::Reader,
    rate: rate::Rate,
    /// Answers by the first digit of their status.
    answered: [AtomicU64; 6],
}

impl Api {
    /// The API over a house; `reader` reads uploaded spreadsheets in a child process.
    pub fn new(house: House, reader: sheet::Reader) -> Self {
        Self(Arc::new(Inner { house, reader, rate: rate::Rate::default(), answered: Default::default() }))
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// Reads uploaded spreadsheets.
    pub fn reader(&self) -> &sheet::Reader {
        &self.0.reader
    }

    pub(crate) fn rate(&self) -> &rate::Rate {
        &self.0.rate
    }

    pub(crate) fn count(&self, status: StatusCode) {
        if let Some(count) = self.0.answered.get(usize::from(status.as_u16() / 100)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many answers there were so far whose status begins with `digit`.
    pub(crate) fn answered(&self, digit: usize) -> u64 {
        self.0.answered.get(digit).map_or(0, |count| count.load(Ordering::Relaxed))
    }
}

/// The operations, feature by feature.
fn operations() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(assets::routes())
        .merge(costs::routes())
        .merge(imports::routes())
        .merge(export::routes())
        .merge(kinds::routes())
        .merge(people::routes())
        .merge(stocktaking::routes())
        .merge(handovers::routes())
        .merge(moves::routes())
        .merge(trees::departments::routes())
        .merge(trees::places::routes())
        .merge(mergers::routes())
        .merge(finding::routes())
        .merge(system::routes())
}

/// The API as it is served.
pub fn router(api: Api) -> Router {
    let (operations, _) = operations().split_for_parts();
    let operations = operations.route_layer(from_fn_with_state(api.clone(), guard::guard));
    let open = Router::new()
        .route("/api/v1/openapi.json", get(describe::served))
        .route("/api", any(guard::nothing))
        .route("/api/{*rest}", any(guard::nothing));
    Router::new().merge(operations).merge(open).merge(health::routes()).with_state(api)
}

/// A moment in answers.
pub(crate) fn moment(moment: kernel::Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
