//! Writing notices, and looking up what became of them.

use chrono::TimeDelta;
use kernel::{Fault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;

use super::model::{Delivery, Fate, Mail, State};
use super::send::KIND;
use crate::db::{Sql, Tx};
use crate::house::{Cx, House};
use crate::jobs::{self, NewJob};
use crate::journal::{self, Entry};
use crate::{time, values};

/// How long one can look up what became of a notice.
const KEPT: TimeDelta = TimeDelta::days(180);
/// How many are looked up with one query.
const AT_ONCE: usize = 500;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    recipient: String,
    subject: String,
    about_kind: Option<String>,
    about_number: Option<i64>,
    state: String,
    attempts: i64,
    next_at: i64,
    message_id: String,
    last_error: Option<String>,
    created_at: i64,
    sent_at: Option<i64>,
}

impl Row {
    fn delivery(self) -> Delivery {
        Delivery {
            id: self.id,
            to: self.recipient,
            subject: self.subject,
            about: self
                .about_kind
                .zip(self.about_number)
                .and_then(|(kind, id)| Subject::from_parts(&kind, id)),
            state: State::parse(&self.state),
            attempts: self.attempts,
            next_at: time::from_stored(self.next_at),
            message_id: self.message_id,
            last_error: self.last_error.and_then(|error| serde_json::from_str::<Text>(&error).ok()),
            created_at: time::from_stored(self.created_at),
            sent_at: self.sent_at.map(time::from_stored),
        }
    }
}

/// Writes a mail within the verb's transaction and wakes the sender. `None` if one with the same key was written before.
///
/// # Errors
/// [`Fault::Invalid`] at the field `to` if that is no mail address.
pub async fn mail(tx: &Tx, cx: &Cx, mail: &Mail) -> Result<Option<i64>> {
    if mail.to.parse::<lettre::Address>().is_err() {
        return Err(Fault::field("to", Text::new("notify.fault.address")));
    }
    let now = time::to_stored(cx.now());
    let mut word = [0_u8; 16];
    getrandom::fill(&mut word).map_err(Fault::broken)?;
    let word = data_encoding::HEXLOWER.encode(&word);
    let id = tx
        .number(
            "INSERT INTO outbox (channel, recipient, subject, body_text, body_html, about_kind, about_number,
                 dedupe_key, state, attempts, next_at, message_id, created_at)
             VALUES ('mail', $1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, $9, $8)
             ON CONFLICT DO NOTHING RETURNING id",
            values![
                mail.to.as_str(),
                one_line(&mail.subject),
                mail.text.as_str(),
                mail.html.clone(),
                mail.about.map(Subject::word),
                mail.about.map(Subject::number),
                mail.dedupe.clone(),
                now,
                word
            ],
        )
        .await?;
    if id == 0 {
        return Ok(None);
    }
    jobs::enqueue(tx, cx, sender()).await?;
    Ok(Some(id))
}

/// What became of the newest notices, optionally only those in `state`.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn delivery(cx: &Cx, state: Option<State>, limit: u32) -> Result<Vec<Delivery>> {
    cx.may(Right::SeeSystemState)?;
    let columns = "id, recipient, subject, about_kind, about_number, state, attempts, next_at, message_id, \
                   last_error, created_at, sent_at";
    let rows: Vec<Row> = if let Some(state) = state {
        let sql = format!("SELECT {columns} FROM outbox WHERE state = $1 ORDER BY id DESC LIMIT $2");
        cx.db().all(&sql, values![state.word(), i64::from(limit)]).await?
    } else {
        let sql = format!("SELECT {columns} FROM outbox ORDER BY id DESC LIMIT $1");
        cx.db().all(&sql, values![i64::from(limit)]).await?
    };
    Ok(rows.into_iter().map(Row::delivery).collect())
}

/// What became of these notices. Whoever wrote them asks, and answers for who may know.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn fates(db: &impl Sql, ids: &[i64]) -> Result<Vec<Fate>> {
    #[derive(FromQueryResult)]
    struct FateRow {
        id: i64,
        state: String,
        next_at: i64,
        last_error: Option<String>,
    }
    let fate = |row: FateRow| Fate {
        id: row.id,
        state: State::parse(&row.state),
        next_at: time::from_stored(row.next_at),
        last_error: row.last_error.and_then(|error| serde_json::from_str::<Text>(&error).ok()),
    };
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let marks: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql =
            format!("SELECT id, state, next_at, last_error FROM outbox WHERE id IN ({})", marks.join(","));
        let rows: Vec<FateRow> = db.all(&sql, some.iter().map(|id| (*id).into()).collect()).await?;
        all.extend(rows.into_iter().map(fate));
    }
    Ok(all)
}

/// Tries those of these notices again, now, that wait or were given up; says how many that are.
///
/// # Errors
/// [`Fault::Conflict`] if none is one of those; [`Fault::Forbidden`] without the right to change settings.
pub async fn retry(cx: &Cx, ids: &[i64]) -> Result<usize> {
    cx.may(Right::ManageSettings)?;
    let tx = cx.begin().await?;
    let sql =
        "UPDATE outbox SET state = 'waiting', attempts = 0, next_at = $1, created_at = $1, last_error = NULL
               WHERE id = $2 AND state IN ('waiting', 'given_up')";
    let mut again = Vec::new();
    for id in ids {
        if tx.run(sql, values![time::to_stored(cx.now()), *id]).await? > 0 {
            again.push(*id);
        }
    }
    if again.is_empty() {
        return Err(Fault::conflict("notify.fault.not_waiting"));
    }
    jobs::enqueue(&tx, cx, sender()).await?;
    journal::write(&tx, cx, &Entry::new("mail.retried", Subject::System).with("mails", &again)).await?;
    tx.commit().await?;
    cx.house.live().ring();
    Ok(again.len())
}

/// Deletes what was over half a year ago. A job of its own runs it daily.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let before = time::to_stored(house.now() - KEPT);
    // What has a key stays as a key, so that a yearly notice is not written twice; its text goes.
    tx.run(
        "UPDATE outbox SET body_text = '', body_html = NULL
         WHERE created_at < $1 AND state IN ('sent', 'given_up') AND dedupe_key IS NOT NULL",
        values![before],
    )
    .await?;
    let count = tx
        .run(
            "DELETE FROM outbox
             WHERE created_at < $1 AND state IN ('sent', 'given_up') AND dedupe_key IS NULL",
            values![before],
        )
        .await?;
    tx.commit().await?;
    Ok(count)
}

/// The job that sends what is due.
pub(super) fn sender() -> NewJob {
    NewJob::new(KIND).unique(KIND)
}

/// A subject line is one line: a line break in it would begin a header of the writer's choice.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
