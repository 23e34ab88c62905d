//! Enqueueing, looking, cancelling, tidying away.

use chrono::TimeDelta;
use kernel::{AccountId, Fault, JobId, Result, Right, Text};
use sea_orm::FromQueryResult;

use super::model::{Job, NewJob, State};
use crate::db::{Sql, Tx, texts_of};
use crate::house::{Cx, House};
use crate::{time, values};

pub(super) const COLUMNS: &str = "id, kind, body, unique_key, state, run_at, attempts, most_attempts, \
     steps_done, steps_total, cancel_requested, result, last_error, created_at, created_by, started_at, finished_at";

/// The queue in two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, FromQueryResult)]
pub struct Counts {
    /// Due or under way.
    pub waiting: i64,
    /// Failed in the last week.
    pub failed: i64,
}

/// How long what is over stays visible.
const KEPT: TimeDelta = TimeDelta::days(30);

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    kind: String,
    body: String,
    unique_key: Option<String>,
    state: String,
    run_at: i64,
    attempts: i64,
    most_attempts: i64,
    steps_done: i64,
    steps_total: i64,
    cancel_requested: i64,
    result: Option<String>,
    last_error: Option<String>,
    created_at: i64,
    created_by: Option<i64>,
    started_at: Option<i64>,
    finished_at: Option<i64>,
}

impl Row {
    pub(super) fn job(self) -> Job {
        Job {
            id: JobId(self.id),
            kind: self.kind,
            body: serde_json::from_str(&self.body).unwrap_or_default(),
            unique_key: self.unique_key,
            state: State::parse(&self.state),
            run_at: time::from_stored(self.run_at),
            attempts: self.attempts,
            most_attempts: self.most_attempts,
            done: self.steps_done,
            total: self.steps_total,
            cancel_requested: self.cancel_requested != 0,
            result: self.result.and_then(|result| serde_json::from_str(&result).ok()),
            last_error: self.last_error.and_then(|error| serde_json::from_str::<Text>(&error).ok()),
            created_at: time::from_stored(self.created_at),
            created_by: self.created_by.map(AccountId),
            started_at: self.started_at.map(time::from_stored),
            finished_at: self.finished_at.map(time::from_stored),
        }
    }
}

/// Writes a job within the verb's transaction. If one with the same unique key waits already, gives
/// that one, which then begins at the earlier of the two times.
///
/// After committing, `cx.house.live().ring()` makes it begin at once.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn enqueue(tx: &Tx, cx: &Cx, job: NewJob) -> Result<JobId> {
    let kind = job.kind;
    enqueue_kind(tx, cx, kind, job).await
}

/// The same for a kind that was read from a schedule.
pub(super) async fn enqueue_kind(tx: &Tx, cx: &Cx, kind: &str, job: NewJob) -> Result<JobId> {
    let now = time::to_stored(cx.now());
    let run_at = job.run_at.map_or(now, time::to_stored);
    let sql = "INSERT INTO job (kind, body, unique_key, state, run_at, attempts, most_attempts, steps_done,
                    steps_total, cancel_requested, created_at, created_by)
               VALUES ($1, $2, $3, 'waiting', $4, 0, $5, 0, 0, 0, $6, $7)
               ON CONFLICT DO NOTHING RETURNING id";
    let by = cx.actor.account().map(|account| account.0);
    let body = job.body.to_string();
    // The one that waits may begin between our two statements; then there is room for a new one.
    for _ in 0..3 {
        let row = values![kind, body.as_str(), job.unique_key.clone(), run_at, job.most_attempts, now, by];
        let mut id = tx.number(sql, row).await?;
        if id == 0 {
            let waiting = "UPDATE job SET run_at = CASE WHEN run_at > $1 THEN $1 ELSE run_at END
                           WHERE unique_key = $2 AND state = 'waiting' RETURNING id";
            id = tx.number(waiting, values![run_at, job.unique_key.clone()]).await?;
        }
        if id > 0 {
            return Ok(JobId(id));
        }
    }
    Err(Fault::broken("a job with this key neither waits nor can be added"))
}

/// One job: one's own, or any for who may see the system's state.
///
/// # Errors
/// [`Fault::NotFound`] if there is none that this actor may know about.
pub async fn see(cx: &Cx, id: JobId) -> Result<Job> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE id = $1");
    let row: Option<Row> = cx.db().one(&sql, values![id.0]).await?;
    let mut job = row.ok_or(Fault::NotFound)?.job();
    let own = job.created_by.is_some() && job.created_by == cx.actor.account();
    if !own && !cx.actor.has(Right::SeeSystemState) {
        return Err(Fault::NotFound);
    }
    if job.state == State::Running
        && let Some((done, total)) = cx.house.live().progress(id)
    {
        (job.done, job.total) = (done, total);
    }
    Ok(job)
}

/// The newest jobs, optionally only those in `state`.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn list(cx: &Cx, state: Option<State>, limit: u32) -> Result<Vec<Job>> {
    cx.may(Right::SeeSystemState)?;
    let rows: Vec<Row> = if let Some(state) = state {
        let sql = format!("SELECT {COLUMNS} FROM job WHERE state = $1 ORDER BY id DESC LIMIT $2");
        cx.db().all(&sql, values![state.word(), i64::from(limit)]).await?
    } else {
        let sql = format!("SELECT {COLUMNS} FROM job ORDER BY id DESC LIMIT $1");
        cx.db().all(&sql, values![i64::from(limit)]).await?
    };
    Ok(rows.into_iter().map(Row::job).collect())
}

/// What kind of job these are, as far as they are still there.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn kinds(cx: &Cx, ids: &[JobId]) -> Result<Vec<(JobId, String)>> {
    cx.may(Right::SeeSystemState)?;
    texts_of(cx.db(), ("job", "kind"), ids).await
}

/// How many jobs are due or under way, and how many failed in the last week.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn counts(cx: &Cx) -> Result<Counts> {
    cx.may(Right::SeeSystemState)?;
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'running' OR (state = 'waiting' AND run_at <= $1)
                                             THEN 1 ELSE 0 END), 0) AS BIGINT) AS waiting,
                      CAST(COALESCE(SUM(CASE WHEN state = 'failed' AND finished_at > $2
                                             THEN 1 ELSE 0 END), 0) AS BIGINT) AS failed FROM job";
    let week = cx.now() - TimeDelta::days(7);
    let counts: Option<Counts> =
        cx.db().one(sql, values![time::to_stored(cx.now()), time::to_stored(week)]).await?;
    Ok(counts.unwrap_or_default())
}

/// Asks a job to stop. What waits is over at once; what runs stops at its next step and leaves nothing half-done.
///
/// # Errors
/// [`Fault::NotFound`] as for [`see`]; [`Fault::Forbidden`] for another's job without the right to change settings;
/// [`Fault::Conflict`] if it is over already.
pub async fn cancel(cx: &Cx, id: JobId) -> Result<Job> {
    let job = see(cx, id).await?;
    if job.created_by.is_none() || job.created_by != cx.actor.account() {
        cx.may(Right::ManageSettings)?;
    }
    if job.state.is_over() {
        return Err(Fault::conflict("jobs.fault.over"));
    }
    // First by word of mouth: on SQLite the job's own transaction may keep us from writing until it stops.
    cx.house.live().stop(id);
    let tx = cx.begin().await?;
    let now = time::to_stored(cx.now());
    tx.run(
        "UPDATE job SET cancel_requested = 1,
                finished_at = CASE WHEN state = 'waiting' THEN $1 ELSE finished_at END,
                state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
         WHERE id = $2 AND state IN ('waiting', 'running')",
        values![now, id.0],
    )
    .await?;
    tx.commit().await?;
    see(cx, id).await
}

/// Deletes what has been over for a month. A job of its own runs it daily.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let before = time::to_stored(house.now() - KEPT);
    let count = tx
        .run(
            "DELETE FROM job WHERE finished_at < $1 AND state IN ('done', 'failed', 'cancelled')",
            values![before],
        )
        .await?;
    tx.commit().await?;
    Ok(count)
}
