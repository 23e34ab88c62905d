//! Taking a job, keeping it, and writing how it ended: the statements behind the worker.

use kernel::{Fault, JobId, Result, Subject, Text};
use sea_orm::FromQueryResult;
use serde_json::Value as Json;

use super::model::Job;
use super::queue::{COLUMNS, Row};
use crate::db::{Sql, Tx, Value, is_unique_violation, marks};
use crate::house::House;
use crate::journal::{self, Entry};
use crate::{time, values};

/// How an attempt ended.
pub(super) enum Ending {
    Done(Json),
    Again { wait_ms: i64, why: Text },
    Failed(Text),
    Cancelled,
}

#[derive(FromQueryResult)]
struct Asked {
    cancel_requested: i64,
}

/// Takes the job that has been due the longest and that one of `kinds` can do; `None` if nothing is due.
pub(super) async fn take(
    house: &House,
    kinds: &[&'static str],
    lease: &str,
    lease_ms: i64,
) -> Result<Option<Job>> {
    if kinds.is_empty() || !is_due(house).await? {
        return Ok(None);
    }
    let tx = house.db().begin().await?;
    let now = time::to_stored(house.now());
    loop {
        let Some(job) = next(&tx, house, kinds, now).await? else {
            tx.commit().await?;
            return Ok(None);
        };
        if job.cancel_requested {
            end(&tx, house, &job, &Ending::Cancelled, None).await?;
            continue;
        }
        if job.attempts >= job.most_attempts {
            // Only a job whose worker died again and again comes here.
            end(&tx, house, &job, &Ending::Failed(Text::new("jobs.error.stopped")), None).await?;
            continue;
        }
        let sql = "UPDATE job SET state = 'running', attempts = attempts + 1, lease = $1, lease_until = $2,
                          started_at = $3 WHERE id = $4";
        return match tx.run(sql, values![lease, now + lease_ms, now, job.id.0]).await {
            Ok(_) => {
                tx.commit().await?;
                Ok(Some(Job { attempts: job.attempts + 1, ..job }))
            }
            // Another node began one with the same key a moment ago.
            Err(fault) if is_unique_violation(&fault) => Ok(None),
            Err(fault) => Err(fault),
        };
    }
}

/// Keeps the lease, writes the progress and tells whether somebody asked to stop; `None` if the lease is lost.
pub(super) async fn renew(
    house: &House,
    id: JobId,
    lease: &str,
    lease_ms: i64,
    progress: (i64, i64),
) -> Result<Option<bool>> {
    let tx = house.db().begin().await?;
    let until = time::to_stored(house.now()) + lease_ms;
    let sql = "UPDATE job SET lease_until = $1, steps_done = $2, steps_total = $3
               WHERE id = $4 AND lease = $5 AND state = 'running' RETURNING cancel_requested";
    let row: Option<Asked> = tx.one(sql, values![until, progress.0, progress.1, id.0, lease]).await?;
    tx.commit().await?;
    Ok(row.map(|row| row.cancel_requested != 0))
}

/// Writes how an attempt ended, unless the lease was lost meanwhile; tells whether it was written.
pub(super) async fn finish(house: &House, job: &Job, lease: &str, ending: &Ending) -> Result<bool> {
    let tx = house.db().begin().await?;
    let written = end(&tx, house, job, ending, Some(lease)).await?;
    tx.commit().await?;
    Ok(written)
}

/// A look without a transaction: most looks find nothing.
async fn is_due(house: &House) -> Result<bool> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM job
               WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1)";
    Ok(house.db().number(sql, values![time::to_stored(house.now())]).await? > 0)
}

async fn next(tx: &Tx, house: &House, kinds: &[&'static str], now: i64) -> Result<Option<Job>> {
    let mut values = values![now];
    let among = |values: &mut Vec<Value>, more: Vec<Value>| {
        let marks = marks(values.len() + 1, more.len());
        values.extend(more);
        marks
    };
    let kinds = among(&mut values, kinds.iter().map(|kind| Value::from(*kind)).collect());
    // What runs here is never lost, even if its lease could not be renewed because its own transaction is long.
    let here = house.live().running();
    let elsewhere = if here.is_empty() {
        String::new()
    } else {
        let here = among(&mut values, here.into_iter().map(Value::from).collect());
        format!(" AND j.id NOT IN {here}")
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM job j WHERE j.kind IN {kinds}{elsewhere} AND (
            (j.state = 'waiting' AND j.run_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM job r WHERE r.unique_key = j.unique_key AND r.state = 'running'))
            OR (j.state = 'running' AND j.lease_until < $1))
         ORDER BY j.run_at, j.id LIMIT 1{}",
        tx.for_update_skip_locked()
    );
    let row: Option<Row> = tx.one(&sql, values).await?;
    Ok(row.map(Row::job))
}

async fn end(tx: &Tx, house: &House, job: &Job, ending: &Ending, lease: Option<&str>) -> Result<bool> {
    let now = time::to_stored(house.now());
    let (state, run_at, result, error) = match ending {
        Ending::Done(result) => ("done", None, Some(result.to_string()), None),
        Ending::Again { why, .. } if is_followed(tx, job).await? => ("cancelled", None, None, Some(why)),
        Ending::Again { wait_ms, why } => ("waiting", Some(now + wait_ms), None, Some(why)),
        Ending::Failed(why) => ("failed", None, None, Some(why)),
        Ending::Cancelled => ("cancelled", None, None, None),
    };
    let error = error.map(serde_json::to_string).transpose().map_err(Fault::broken)?;
    let progress = house.live().progress(job.id).unwrap_or((job.done, job.total));
    let finished = if run_at.is_none() { Some(now) } else { None };
    let mut values = values![
        state,
        run_at.unwrap_or_else(|| time::to_stored(job.run_at)),
        result,
        error,
        finished,
        progress.0,
        progress.1,
        job.id.0
    ];
    let fence = match lease {
        Some(lease) => {
            values.push(Value::from(lease));
            " AND lease = $9 AND state = 'running'"
        }
        None => "",
    };
    let sql = format!(
        "UPDATE job SET state = $1, run_at = $2, result = $3, last_error = $4, finished_at = $5, steps_done = $6,
                steps_total = $7, lease = NULL, lease_until = NULL WHERE id = $8{fence}"
    );
    let written = tx.run(&sql, values).await? > 0;
    if written && state == "failed" {
        let entry = Entry::new("job.failed", Subject::Job(job.id)).with("kind", &job.kind);
        journal::write(tx, &house.system(), &entry.with("attempts", job.attempts)).await?;
    }
    Ok(written)
}

/// Whether another job of the same key waits already: it will do what this one failed to do.
async fn is_followed(tx: &Tx, job: &Job) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM job WHERE unique_key = $1 AND state = 'waiting'";
    Ok(job.unique_key.is_some() && tx.number(sql, values![job.unique_key.clone()]).await? > 0)
}
