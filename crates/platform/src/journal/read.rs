//! Reading and verifying.

use kernel::{Moment, Result, Subject};
use sea_orm::FromQueryResult;

use super::chain::{Anchor, Break, Stored, link};
use crate::db::{Db, Sql};
use crate::{time, values};

/// An entry as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Running number from 1.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who, as [`kernel::Actor::label`] spells it.
    pub actor: String,
    /// What happened.
    pub event: String,
    /// About what; `None` for a kind of thing this version does not know.
    pub subject: Option<Subject>,
    /// Details.
    pub body: serde_json::Value,
}

/// The end of the chain.
#[derive(Debug, Clone)]
pub struct Head {
    /// How many entries there are.
    pub seq: i64,
    /// The place to keep outside.
    pub anchor: Anchor,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    seq: i64,
    at: i64,
    actor: String,
    event: String,
    subject_kind: String,
    subject_id: i64,
    body: String,
    hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct HeadRow {
    seq: i64,
    hash: Vec<u8>,
}

impl Row {
    pub(super) fn line(self) -> Line {
        Line {
            seq: self.seq,
            at: time::from_stored(self.at),
            actor: self.actor,
            event: self.event,
            subject: Subject::from_parts(&self.subject_kind, self.subject_id),
            body: serde_json::from_str(&self.body).unwrap_or_default(),
        }
    }
}

pub(super) const COLUMNS: &str = "seq, at, actor, event, subject_kind, subject_id, body, hash";

/// The newest entries before number `before` (or the very newest), newest first.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn latest(db: &Db, before: Option<i64>, limit: u32) -> Result<Vec<Line>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
    let rows: Vec<Row> = db.all(&sql, values![before.unwrap_or(i64::MAX), i64::from(limit)]).await?;
    Ok(rows.into_iter().map(Row::line).collect())
}

/// What happened to one thing, newest first.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn about(db: &Db, subject: Subject, limit: u32) -> Result<Vec<Line>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE subject_kind = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT $3"
    );
    let rows: Vec<Row> = db.all(&sql, values![subject.word(), subject.number(), i64::from(limit)]).await?;
    Ok(rows.into_iter().map(Row::line).collect())
}

/// The newest entry of an event.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn last_of(db: &Db, event: &str) -> Result<Option<Line>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE event = $1 ORDER BY seq DESC LIMIT 1");
    Ok(db.one::<Row>(&sql, values![event]).await?.map(Row::line))
}

/// The end of the chain.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn head(db: &impl Sql) -> Result<Head> {
    let row: Option<HeadRow> = db.one("SELECT seq, hash FROM journal_head WHERE one = 1", vec![]).await?;
    let row = row.unwrap_or(HeadRow { seq: 0, hash: vec![0; 32] });
    Ok(Head { seq: row.seq, anchor: Anchor::of(row.seq, &row.hash) })
}

/// Walks the whole chain, checks it against `anchors` kept elsewhere, and gives the first break, if any.
///
/// # Errors
/// [`kernel::Fault::Broken`] if the database cannot be read.
pub async fn verify(db: &impl Sql, anchors: &[Anchor]) -> Result<std::result::Result<Head, Break>> {
    let mut previous = vec![0_u8; 32];
    let mut seq = 0;
    let mut looked_again = false;
    let end = loop {
        let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq > $1 ORDER BY seq LIMIT 1000");
        let rows: Vec<Row> = db.all(&sql, values![seq]).await?;
        if rows.is_empty() {
            let end = head(db).await?;
            // What was written between the two looks is walked too: honest work must not look like a cut.
            if end.seq <= seq || looked_again {
                break end;
            }
            looked_again = true;
            continue;
        }
        looked_again = false;
        for row in rows {
            if row.seq != seq + 1 {
                return Ok(Err(Break::Missing(seq + 1)));
            }
            let stored = Stored {
                seq: row.seq,
                at: row.at,
                actor: &row.actor,
                event: &row.event,
                subject_kind: &row.subject_kind,
                subject_id: row.subject_id,
                body: &row.body,
            };
            if link(&previous, stored).as_slice() != row.hash {
                return Ok(Err(Break::Changed(row.seq)));
            }
            if anchors.iter().any(|anchor| anchor.seq == row.seq && *anchor != Anchor::of(row.seq, &row.hash))
            {
                return Ok(Err(Break::OtherHistory(row.seq)));
            }
            seq = row.seq;
            previous = row.hash;
        }
    };
    if end.anchor != Anchor::of(seq, &previous) || end.seq != seq {
        return Ok(Err(Break::Cut(seq, end.seq)));
    }
    if let Some(anchor) = anchors.iter().find(|anchor| anchor.seq > seq) {
        return Ok(Err(Break::Older(anchor.seq)));
    }
    Ok(Ok(end))
}
