//! The job that hands notices to the mail server.

use chrono::TimeDelta;
use kernel::{Fault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};

use super::model::{Mail, Outgoing};
use super::outbox::sender;
use super::smtp::{Mailer, Refusal};
use crate::db::Sql;
use crate::house::{Cx, House};
use crate::jobs;
use crate::journal::{self, Entry};
use crate::{time, values};

/// The kind of the job that sends.
pub const KIND: &str = "notify.send";

/// How long a sender may take over one mail before another tries it.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);
/// How long is it tried: a notice of last week confuses more than it helps.
const TRIED_FOR: TimeDelta = TimeDelta::days(3);
/// How soon it is looked again whether a mail server has been set.
const UNCONFIGURED: TimeDelta = TimeDelta::minutes(15);
/// The longest wait between attempts.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(4);

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    recipient: String,
    subject: String,
    body_text: String,
    body_html: Option<String>,
    attempts: i64,
    message_id: String,
    created_at: i64,
}

/// Sends everything that is due and plans the next look. The handler of [`KIND`].
///
/// # Errors
/// [`Fault::Broken`] with the database's words; a mail server that refuses is no fault but noted with the mail.
pub async fn send_due(house: &House, mailer: &dyn Mailer) -> Result<Value> {
    let (mut sent, mut refused) = (0, 0);
    settle(house).await?;
    while let Some(row) = take(house).await? {
        let outgoing = Outgoing {
            to: row.recipient,
            subject: row.subject,
            text: row.body_text,
            html: row.body_html,
            message_id: row.message_id,
            written_at: time::from_stored(row.created_at),
        };
        let answer = mailer.send(house, &outgoing).await;
        if answer.is_ok() {
            sent += 1;
        } else {
            refused += 1;
        }
        note(house, row.id, row.attempts + 1, row.created_at, answer).await?;
    }
    plan(house).await?;
    Ok(json!({ "sent": sent, "refused": refused }))
}

/// Sends one mail at once, past the outbox: the button 「試しに送る」 of the mail settings.
///
/// # Errors
/// [`Fault::Conflict`] says why the mail server did not take it; [`Fault::Forbidden`] without the right to change
/// settings.
pub async fn send_now(cx: &Cx, mailer: &dyn Mailer, mail: &Mail) -> Result<()> {
    cx.may(Right::ManageSettings)?;
    let mut word = [0_u8; 16];
    getrandom::fill(&mut word).map_err(Fault::broken)?;
    let outgoing = Outgoing {
        to: mail.to.clone(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
        html: mail.html.clone(),
        message_id: data_encoding::HEXLOWER.encode(&word),
        written_at: cx.now(),
    };
    mailer.send(&cx.house, &outgoing).await.map_err(|refusal| Fault::Conflict(refusal.text()))
}

/// What waits longer than any wait is long was put off before the clock was set back, and is due now.
async fn settle(house: &House) -> Result<()> {
    let now = house.now();
    let tx = house.db().begin().await?;
    let sql = "UPDATE outbox SET next_at = $1 WHERE state IN ('waiting', 'sending') AND next_at > $2";
    let longest = now + LONGEST_WAIT + time::SKEW;
    tx.run(sql, values![time::to_stored(now), time::to_stored(longest)]).await?;
    tx.commit().await
}

/// Marks the next due mail as being sent. While it is, `next_at` is the time from which it counts as abandoned.
async fn take(house: &House) -> Result<Option<Row>> {
    let tx = house.db().begin().await?;
    let now = house.now();
    let sql = format!(
        "SELECT id, recipient, subject, body_text, body_html, attempts, message_id, created_at FROM outbox
         WHERE state IN ('waiting', 'sending') AND next_at <= $1 ORDER BY next_at, id LIMIT 1{}",
        tx.for_update_skip_locked()
    );
    let row: Option<Row> = tx.one(&sql, values![time::to_stored(now)]).await?;
    if let Some(row) = &row {
        let sql = "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $1 WHERE id = $2";
        tx.run(sql, values![time::to_stored(now + PATIENCE), row.id]).await?;
    }
    tx.commit().await?;
    Ok(row)
}

async fn note(
    house: &House,
    id: i64,
    attempts: i64,
    created_at: i64,
    answer: std::result::Result<(), Refusal>,
) -> Result<()> {
    let now = house.now();
    let is_old = now - time::from_stored(created_at) > TRIED_FOR;
    let (state, attempts, wait, error) = match answer {
        Ok(()) => ("sent", attempts, TimeDelta::zero(), None),
        Err(Refusal::Never(why)) => ("given_up", attempts, TimeDelta::zero(), Some(why)),
        Err(refusal) if is_old => ("given_up", attempts, TimeDelta::zero(), Some(refusal.text())),
        // Not an attempt: there was nobody to hand it to.
        Err(Refusal::Unconfigured) => {
            ("waiting", attempts - 1, UNCONFIGURED, Some(Refusal::Unconfigured.text()))
        }
        Err(Refusal::Later(why)) => ("waiting", attempts, wait_after(attempts), Some(why)),
    };
    let error = error.map(|text| serde_json::to_string(&text)).transpose().map_err(Fault::broken)?;
    let tx = house.db().begin().await?;
    let next = time::to_stored(now + wait);
    let sent_at = if state == "sent" { Some(time::to_stored(now)) } else { None };
    tx.run(
        "UPDATE outbox SET state = $1, attempts = $2, next_at = $3, last_error = $4, sent_at = $5 WHERE id = $6",
        values![state, attempts, next, error, sent_at, id],
    )
    .await?;
    if state == "given_up" {
        let entry = Entry::new("mail.given_up", Subject::System).with("mail", id).with("attempts", attempts);
        journal::write(&tx, &house.system(), &entry).await?;
    }
    tx.commit().await
}

/// Enqueues the next look, if anything still waits.
async fn plan(house: &House) -> Result<()> {
    let sql = "SELECT MIN(next_at) FROM outbox WHERE state IN ('waiting', 'sending')";
    let next = house.db().number(sql, vec![]).await?;
    if next == 0 {
        return Ok(());
    }
    let cx = house.system();
    let tx = cx.begin().await?;
    jobs::enqueue(&tx, &cx, sender().not_before(time::from_stored(next))).await?;
    tx.commit().await
}

/// One minute, two, four … at most four hours.
fn wait_after(attempts: i64) -> TimeDelta {
    let doubled = u32::try_from(attempts.clamp(1, 9) - 1).unwrap_or(0);
    TimeDelta::minutes(1_i64 << doubled).min(LONGEST_WAIT)
}

impl Refusal {
    /// Why, for the page of deliveries.
    pub fn text(self) -> Text {
        match self {
            Refusal::Unconfigured => Text::new("notify.error.unconfigured"),
            Refusal::Later(text) | Refusal::Never(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_four_hours() {
        let minutes: Vec<i64> = (1..12).map(|attempts| wait_after(attempts).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]);
    }
}
