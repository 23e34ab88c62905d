//! The journal and the installation's health: `/api/v1/journal`, `/api/v1/system/health`.

use std::collections::BTreeMap;

use axum::Json;
use platform::locale::say;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::list::{id, within};
use crate::extract::Query;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(journal)).routes(routes!(health))
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// Only entries before this number; the newest if not given.
    #[param(minimum = 1)]
    before: Option<i64>,
    /// At most so many; 100 if not given.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// An entry of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct JournalEntry {
    /// Running number from 1, without a gap.
    seq: i64,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who: `account:3`, `token:2`, `system`, `visitor`.
    actor: String,
    /// What happened: `asset.registered` …
    event: String,
    /// About what: `asset:7`.
    subject: Option<String>,
    /// Details: ids, names of fields, counts; never personal data.
    body: BTreeMap<String, serde_json::Value>,
}

/// A stretch of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct JournalStretch {
    /// Newest first.
    entries: Vec<JournalEntry>,
    /// The end of the chain, to keep outside: `12-AB12-CD34-EF56`.
    anchor: String,
}

/// Read the journal.
#[utoipa::path(
    get, path = "/api/v1/journal", operation_id = "read_journal", tag = "journal",
    params(JournalQuery),
    responses((status = 200, description = "Newest first.", body = JournalStretch))
)]
pub(crate) async fn journal(
    Caller(cx): Caller,
    Query(query): Query<JournalQuery>,
) -> Answer<Json<JournalStretch>> {
    let limit = within("limit", query.limit.or(Some(100)), 1_000)?;
    let lines = platform::journal::latest(cx.db(), id("before", query.before)?, limit).await?;
    let entry = |line: platform::journal::Line| JournalEntry {
        seq: line.seq,
        at: crate::moment(line.at),
        actor: line.actor,
        event: line.event,
        subject: line.subject.map(|subject| subject.to_string()),
        body: line.body.as_object().map(|body| body.clone().into_iter().collect()).unwrap_or_default(),
    };
    let anchor = platform::journal::head(cx.db()).await?.anchor.to_string();
    Ok(Json(JournalStretch { entries: lines.into_iter().map(entry).collect(), anchor }))
}

/// What was found about one thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthCheck {
    /// The thing: `database`, `disk`, `backup` …
    id: String,
    /// `good`, `soon` (to be mended soon) or `bad` (now).
    health: HealthState,
    /// What was found, in the caller's language.
    finding: String,
    /// What to do, if anything.
    advice: Option<String>,
}

/// How it stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// All is well.
    Good,
    /// To be mended soon.
    Soon,
    /// To be mended now.
    Bad,
}

impl From<platform::doctor::Health> for HealthState {
    fn from(health: platform::doctor::Health) -> Self {
        match health {
            platform::doctor::Health::Good => Self::Good,
            platform::doctor::Health::Soon => Self::Soon,
            platform::doctor::Health::Bad => Self::Bad,
        }
    }
}

/// How the installation is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SystemHealth {
    /// When everything was looked at: the doctor comes every night, and soon after a start.
    #[schema(format = DateTime)]
    at: String,
    /// The worst of all.
    health: HealthState,
    /// One by one.
    checks: Vec<HealthCheck>,
}

/// See how the installation is.
#[utoipa::path(
    get, path = "/api/v1/system/health", operation_id = "system_health", tag = "system",
    responses((status = 200, description = "What the doctor says.", body = SystemHealth))
)]
pub(crate) async fn health(Caller(cx): Caller) -> Answer<Json<SystemHealth>> {
    // A watcher asks this every minute; the whole examination would read the database through each time.
    let examination = if let Some(kept) = platform::doctor::last(&cx).await? {
        kept
    } else {
        let migrations = [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat();
        platform::doctor::run(&cx, &migrations).await?
    };
    let check = |check: &platform::doctor::Check| HealthCheck {
        id: check.id.to_string(),
        health: check.health.into(),
        finding: say(cx.lang, &check.text),
        advice: check.advice.as_ref().map(|advice| say(cx.lang, advice)),
    };
    Ok(Json(SystemHealth {
        at: crate::moment(examination.at),
        health: platform::doctor::worst(&examination.checks).into(),
        checks: examination.checks.iter().map(check).collect(),
    }))
}
