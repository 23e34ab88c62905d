//! For watchdogs: is the process alive, can it serve.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use platform::db::Sql;

use crate::Api;

/// The URLs.
pub(crate) fn routes() -> Router<Api> {
    Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready when the database answers.
async fn ready(State(api): State<Api>) -> (StatusCode, &'static str) {
    match api.house().db().number("SELECT 1", vec![]).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(fault) => {
            tracing::warn!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
