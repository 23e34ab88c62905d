//! For watchdogs: is the process alive, can it serve, how much does it do.

use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{Extensions, StatusCode};
use kernel::Right;
use ledger::assets::{Filter, Page, Sort};

use crate::Api;
use crate::guard::{actor_of, language_of};
use crate::problem::Refusal;

/// The URLs.
pub(crate) fn routes() -> Router<Api> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Ready when the database answers and has the tables of this version.
async fn ready(State(api): State<Api>) -> (StatusCode, &'static str) {
    match platform::journal::head(api.house().db()).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(fault) => {
            tracing::warn!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// Figures in the text form of Prometheus, for this machine itself or for a token that may see the system's state.
async fn metrics(State(api): State<Api>, headers: HeaderMap, extensions: Extensions) -> Response {
    let lang = language_of(&headers);
    if !is_this_machine(&headers, &extensions) {
        match actor_of(&api, &headers).await {
            Ok(actor) if actor.has(Right::SeeSystemState) => {}
            Ok(_) => return Refusal::new(StatusCode::FORBIDDEN).worded(lang),
            Err(refusal) => return refusal.worded(lang),
        }
    }
    match figures(&api).await {
        Ok(text) => ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response(),
        Err(fault) => Refusal::from(fault).worded(lang),
    }
}

/// Whether the caller sits on this machine, and is not a proxy that speaks for somebody else.
fn is_this_machine(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let is_forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let address = extensions.get::<ConnectInfo<SocketAddr>>();
    !is_forwarded && address.is_some_and(|address| address.0.ip().is_loopback())
}

async fn figures(api: &Api) -> kernel::Result<String> {
    let system = api.house().system();
    let head = platform::journal::head(api.house().db()).await?;
    let assets =
        ledger::assets::ops::list(&system, &Filter::default(), Sort::default(), Page::first(1)).await?;
    let mut text = String::new();
    let mut figure = |name: &str, kind: &str, help: &str, value: i64| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
    };
    figure("omamori_assets", "gauge", "Assets in the ledger.", assets.total);
    figure("omamori_journal_entries", "counter", "Entries of the journal.", head.seq);
    let name = "omamori_api_answers_total";
    let _ = writeln!(
        text,
        "# HELP {name} Answers of the API by the class of their status.\n# TYPE {name} counter"
    );
    for digit in 2..6 {
        let _ = writeln!(text, "{name}{{status=\"{digit}xx\"}} {}", api.answered(digit));
    }
    Ok(text)
}
