//! Schedules: cron lines in the company's time zone that feed the queue.
//!
//! Which schedules there are is said by the program at every start ([`ensure`]); the table remembers when each is next.
//! A node that finds one due moves `next_at` on only if it still is what it read, and enqueues in the same transaction:
//! so each due run is enqueued exactly once, however many nodes there are. Runs missed while nothing was running are
//! made up for once, not once each.

use std::str::FromStr;

use croner::Cron;
use kernel::{Fault, Moment, Result, Right, Text};
use sea_orm::FromQueryResult;
use serde_json::Value;

use super::model::NewJob;
use super::queue;
use crate::db::{Sql, Tx};
use crate::house::{Cx, House};
use crate::{time, values};

/// Something that comes back.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Unique, for example `backup.nightly`.
    pub name: &'static str,
    /// Five fields, `minute hour day month weekday`, in the company's time zone.
    pub cron: String,
    /// The job's kind.
    pub kind: &'static str,
    /// The job's body.
    pub body: Value,
}

impl Schedule {
    /// A schedule whose job has the same name and no body.
    pub fn new(name: &'static str, cron: impl Into<String>) -> Self {
        Self { name, cron: cron.into(), kind: name, body: Value::Null }
    }
}

/// A schedule as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// Its cron line.
    pub cron: String,
    /// When it is due next.
    pub next_at: Moment,
    /// When it was last enqueued.
    pub last_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct Row {
    name: String,
    cron: String,
    kind: String,
    body: String,
    next_at: i64,
    last_at: Option<i64>,
}

const COLUMNS: &str = "name, cron, kind, body, next_at, last_at";

/// Makes the schedules exactly these. One whose cron line or time zone changed is due at its next time by the new one.
///
/// # Errors
/// [`Fault::Invalid`] if a cron line cannot be read.
pub async fn ensure(house: &House, schedules: &[Schedule]) -> Result<()> {
    let zone = house.zone().name();
    let tx = house.db().begin().await?;
    let known: Vec<Row> = tx.all(&format!("SELECT {COLUMNS} FROM schedule"), vec![]).await?;
    for row in &known {
        if !schedules.iter().any(|schedule| schedule.name == row.name) {
            tx.run("DELETE FROM schedule WHERE name = $1", values![row.name.as_str()]).await?;
        }
    }
    for schedule in schedules {
        let next = next_after(&schedule.cron, house.zone(), house.now())?;
        let body = schedule.body.to_string();
        // Decided by the row as it is at this very moment: another node may just have moved it on.
        tx.run(
            "INSERT INTO schedule (name, cron, zone, kind, body, next_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (name) DO UPDATE SET cron = $2, zone = $3, kind = $4, body = $5, next_at =
                 CASE WHEN schedule.cron = $2 AND schedule.zone = $3 THEN schedule.next_at ELSE $6 END",
            values![schedule.name, schedule.cron.as_str(), zone, schedule.kind, body, time::to_stored(next)],
        )
        .await?;
    }
    tx.commit().await
}

/// Enqueues what is due and says how many that were. What was planned in another time zone than the company's is planned
/// anew.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn run_due(house: &House) -> Result<usize> {
    let sql =
        format!("SELECT {COLUMNS} FROM schedule WHERE next_at <= $1 OR zone <> $2 ORDER BY next_at, name");
    let now = time::to_stored(house.now());
    let due: Vec<Row> = house.db().all(&sql, values![now, house.zone().name()]).await?;
    let mut count = 0;
    for row in due {
        let tx = house.db().begin().await?;
        if row.next_at > now {
            plan_anew(&tx, house, &row).await?;
            tx.commit().await?;
        } else if enqueue_once(&tx, house, &row).await? {
            tx.commit().await?;
            count += 1;
        }
    }
    Ok(count)
}

/// Plans anew what is planned later than it can be: the clock was set back since.
pub(super) async fn settle(tx: &Tx, house: &House) -> Result<u64> {
    let now = house.now();
    let planned: Vec<Row> = tx.all(&format!("SELECT {COLUMNS} FROM schedule"), vec![]).await?;
    let mut settled = 0;
    for row in planned {
        // A clock put right by a little must not bring back what was done a moment ago.
        let latest = next_after(&row.cron, house.zone(), now + time::SKEW)?;
        if row.next_at > time::to_stored(latest) {
            let next = time::to_stored(next_after(&row.cron, house.zone(), now)?);
            let sql = "UPDATE schedule SET next_at = $1 WHERE name = $2 AND next_at = $3";
            settled += tx.run(sql, values![next, row.name.as_str(), row.next_at]).await?;
        }
    }
    Ok(settled)
}

/// All schedules, the next first.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn list(cx: &Cx) -> Result<Vec<Planned>> {
    cx.may(Right::SeeSystemState)?;
    let sql = format!("SELECT {COLUMNS} FROM schedule ORDER BY next_at, name");
    let rows: Vec<Row> = cx.db().all(&sql, vec![]).await?;
    let planned = |row: Row| Planned {
        name: row.name,
        cron: row.cron,
        next_at: time::from_stored(row.next_at),
        last_at: row.last_at.map(time::from_stored),
    };
    Ok(rows.into_iter().map(planned).collect())
}

/// The first time after `after` that a cron line names in `zone`.
///
/// # Errors
/// [`Fault::Invalid`] if the line cannot be read or names no time at all.
pub fn next_after(cron: &str, zone: chrono_tz::Tz, after: Moment) -> Result<Moment> {
    let unreadable = || Fault::field("cron", Text::new("jobs.fault.cron").with("cron", cron));
    let cron = Cron::from_str(cron).map_err(|_| unreadable())?;
    let next = cron.find_next_occurrence(&after.with_timezone(&zone), false).map_err(|_| unreadable())?;
    Ok(next.with_timezone(&chrono::Utc))
}

async fn enqueue_once(tx: &Tx, house: &House, row: &Row) -> Result<bool> {
    let now = house.now();
    let next = next_after(&row.cron, house.zone(), now)?;
    let moved = tx
        .run(
            "UPDATE schedule SET next_at = $1, last_at = $2, zone = $3 WHERE name = $4 AND next_at = $5",
            values![
                time::to_stored(next),
                time::to_stored(now),
                house.zone().name(),
                row.name.as_str(),
                row.next_at
            ],
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    let job = NewJob::new("").body(serde_json::from_str::<Value>(&row.body).unwrap_or_default());
    let job = job.unique(format!("schedule:{}", row.name));
    queue::enqueue_kind(tx, &house.system(), &row.kind, job).await?;
    Ok(true)
}

async fn plan_anew(tx: &Tx, house: &House, row: &Row) -> Result<()> {
    let next = time::to_stored(next_after(&row.cron, house.zone(), house.now())?);
    tx.run(
        "UPDATE schedule SET next_at = $1, zone = $2 WHERE name = $3 AND next_at = $4",
        values![next, house.zone().name(), row.name.as_str(), row.next_at],
    )
    .await?;
    Ok(())
}
