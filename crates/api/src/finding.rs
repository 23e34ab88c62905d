//! What runs out when, and search: `/api/v1/deadlines`, `/api/v1/search`.

use axum::Json;
use ledger::deadlines::ops;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::list::{DueKind, within, words};
use crate::extract::Query;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(deadlines)).routes(routes!(search))
}

/// How far to look ahead.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeadlineQuery {
    /// Days from today on; 90 if not given.
    #[param(minimum = 1, maximum = 3660)]
    days: Option<u32>,
    /// At most so many; 1,000 if not given.
    #[param(minimum = 1, maximum = 5000)]
    limit: Option<u32>,
    /// After the first so many.
    #[param(maximum = 1_000_000)]
    skip: Option<u32>,
}

/// Something that runs out.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineAnswer {
    /// Of which asset.
    asset: i64,
    /// What.
    kind: DueKind,
    /// The day, month or year as known.
    on: String,
    /// The last day it can mean: what counts.
    #[schema(format = Date)]
    due_on: String,
    /// Days left; negative when it is over.
    days_left: i64,
    /// The asset's number.
    asset_no: String,
    /// Its name.
    name: String,
    /// Who holds it, as written.
    user: String,
}

/// What runs out.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineList {
    /// Today, at the company.
    #[schema(format = Date)]
    today: String,
    /// How many there are.
    total: i64,
    /// Soonest first; overdue ones too, for a year.
    deadlines: Vec<DeadlineAnswer>,
}

/// See what runs out when.
#[utoipa::path(
    get, path = "/api/v1/deadlines", operation_id = "list_deadlines", tag = "deadlines",
    params(DeadlineQuery),
    responses((status = 200, description = "Soonest first.", body = DeadlineList))
)]
pub(crate) async fn deadlines(
    Caller(cx): Caller,
    Query(query): Query<DeadlineQuery>,
) -> Answer<Json<DeadlineList>> {
    let days = within("days", query.days.or(Some(90)), 3_660)?;
    let limit = within("limit", query.limit.or(Some(1_000)), 5_000)?;
    let skip = match query.skip {
        None | Some(0) => 0,
        skip => within("skip", skip, 1_000_000)?,
    };
    let today = cx.today();
    let agenda = ops::agenda(&cx, today, days, None).await?;
    let span = ops::span(today, days);
    let found = ops::stretch(&cx, &agenda, today, span, (i64::from(skip), i64::from(limit))).await?;
    let answer = |one: ledger::deadlines::Deadline| DeadlineAnswer {
        asset: one.asset.0,
        kind: one.kind.into(),
        on: one.on.to_string(),
        due_on: one.due_on.to_string(),
        days_left: one.days_left,
        asset_no: one.number,
        name: one.name,
        user: one.user_text,
    };
    Ok(Json(DeadlineList {
        today: today.to_string(),
        total: agenda.total(),
        deadlines: found.into_iter().map(answer).collect(),
    }))
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words that must all occur, whatever their width, case or kana.
    #[param(min_length = 1, max_length = 200)]
    q: String,
    /// At most so many; 20 if not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchHit {
    /// `asset` or `person`.
    kind: String,
    /// Its id.
    id: i64,
    /// What it is called.
    title: String,
    /// The line that holds the words; empty if the title holds them all.
    snippet: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchHits {
    /// The best first.
    hits: Vec<SearchHit>,
}

/// Find assets and people.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "search",
    params(SearchQuery),
    responses((status = 200, description = "The best first.", body = SearchHits))
)]
pub(crate) async fn search(Caller(cx): Caller, Query(query): Query<SearchQuery>) -> Answer<Json<SearchHits>> {
    let limit = within("limit", query.limit.or(Some(20)), 100)?;
    let text = words("q", Some(query.q))?;
    if text.is_empty() {
        return Err(kernel::Fault::field("q", kernel::Text::new("api.fault.bounds")).into());
    }
    let found = platform::search::find(cx.db(), &text, &["asset", "person"], limit).await?;
    let hit = |hit: platform::search::Hit| SearchHit {
        kind: hit.subject.word().to_owned(),
        id: hit.subject.number(),
        title: hit.title,
        snippet: hit.snippet,
    };
    Ok(Json(SearchHits { hits: found.into_iter().map(hit).collect() }))
}
