//! The JSON API, its OpenAPI document, and the addresses that watchdogs ask.

pub mod health;

use std::sync::Arc;

use axum::Router;
use platform::House;

/// What every operation can reach. Cheap to clone.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    house: House,
    reader: sheet::Reader,
}

impl Api {
    /// The API over a house; `reader` reads uploaded spreadsheets in a child process.
    pub fn new(house: House, reader: sheet::Reader) -> Self {
        Self(Arc::new(Inner { house, reader }))
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// Reads uploaded spreadsheets.
    pub fn reader(&self) -> &sheet::Reader {
        &self.0.reader
    }
}

/// The API as it is served.
pub fn router(api: Api) -> Router {
    Router::new().merge(health::routes()).with_state(api)
}
