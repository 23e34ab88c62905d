//! Writing: one entry per verb, in the verb's own transaction.

use chrono::TimeDelta;
use kernel::{Actor, Fault, Result, Subject};
use sea_orm::FromQueryResult;
use serde::Serialize;

use super::chain::{Stored, link};
use crate::db::{Sql, Tx};
use crate::house::Cx;
use crate::{time, values};

/// What happened.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Past tense, `thing.happened`, for example `asset.retired`.
    pub event: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// Details as JSON: ids, field names, counts; no personal data, no secrets.
    pub body: serde_json::Value,
}

impl Entry {
    /// An entry without details.
    pub fn new(event: &'static str, subject: Subject) -> Self {
        Self { event, subject, body: serde_json::Value::Object(serde_json::Map::new()) }
    }

    /// The same with one detail more. A value that cannot be spelled as JSON is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        if let (Some(details), Ok(value)) = (self.body.as_object_mut(), serde_json::to_value(value)) {
            details.insert(name.to_owned(), value);
        }
        self
    }
}

#[derive(FromQueryResult)]
struct HeadRow {
    seq: i64,
    hash: Vec<u8>,
}

/// The event that marks where the clock was set back: what follows it has earlier moments than what comes before.
pub const CLOCK_SET_BACK: &str = "clock.set_back";

/// So far the clocks of two nodes may be apart without a mark between their entries.
const APART: TimeDelta = TimeDelta::minutes(1);

/// Appends `entry` within `tx` and gives its number. If the clock was set back since the entry before, an entry of its own
/// says so first.
///
/// # Errors
/// [`Fault::Broken`] if the database refuses; the verb must then not commit.
pub async fn write(tx: &Tx, cx: &Cx, entry: &Entry) -> Result<i64> {
    let sql = format!("SELECT seq, hash FROM journal_head WHERE one = 1{}", tx.for_update());
    let head: HeadRow = tx
        .one(&sql, vec![])
        .await?
        .ok_or_else(|| Fault::broken("the journal has no head; run the migrations"))?;
    let at = time::to_stored(cx.now());
    // Asked only now that the head is ours: before, another node could still have been writing.
    let last = tx.number("SELECT at FROM journal WHERE seq = $1", values![head.seq]).await?;
    let head = if last - at > APART.num_milliseconds() {
        let mark = Entry::new(CLOCK_SET_BACK, Subject::System).with("minutes", (last - at) / 60_000);
        append(tx, &head, at, &Actor::System.label(), &mark).await?
    } else {
        head
    };
    Ok(append(tx, &head, at, &cx.actor.label(), entry).await?.seq)
}

/// Appends one entry after `head` and gives the new head.
async fn append(tx: &Tx, head: &HeadRow, at: i64, actor: &str, entry: &Entry) -> Result<HeadRow> {
    let seq = head.seq + 1;
    let body = entry.body.to_string();
    let (subject_kind, subject_id) = (entry.subject.word(), entry.subject.number());
    let hash = link(
        &head.hash,
        Stored { seq, at, actor, event: entry.event, subject_kind, subject_id, body: &body },
    )
    .to_vec();
    tx.run(
        "INSERT INTO journal (seq, at, actor, event, subject_kind, subject_id, body, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![seq, at, actor, entry.event, subject_kind, subject_id, body, hash.clone()],
    )
    .await?;
    tx.run("UPDATE journal_head SET seq = $1, hash = $2 WHERE one = 1", values![seq, hash.clone()]).await?;
    Ok(HeadRow { seq, hash })
}
