//! Logs: what was asked and how it went, never who searched for what, never a secret.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tracing_subscriber::EnvFilter;

/// Begins to write logs to standard error; `RUST_LOG` chooses how much, else `usual`.
pub fn begin(as_json: bool, usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let writer = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first writer.
    let begun = if as_json { writer.json().try_init() } else { writer.compact().try_init() };
    drop(begun);
}

/// One line per request: the route as registered, not the address with what was typed into it.
pub fn requests(router: Router) -> Router {
    router.layer(from_fn(note))
}

async fn note(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let began = Instant::now();
    let response = next.run(request).await;
    let milliseconds = began.elapsed().as_millis();
    tracing::info!(%method, %route, status = response.status().as_u16(), ms = milliseconds, "answered");
    response
}
