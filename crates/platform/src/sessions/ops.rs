//! The verbs: find (of every request), list, end.

use chrono::TimeDelta;
use kernel::{AccountId, Fault, Moment, Result, Right, SessionId, Subject};
use secrecy::SecretString;

use super::model::Session;
use super::store;
use crate::accounts::Account;
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::settings;
use crate::time::SKEW;

/// Who is behind a cookie. One query; it also tells whether the settings in memory are old, so after it
/// [`settings::cached`] is fresh. Being seen is noted at most once a minute and behind the answer's back.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn find(house: &House, token: &SecretString) -> Result<Option<(Session, Account)>> {
    let Some((session, account, version)) = store::find(house.db(), token).await? else {
        return Ok(None);
    };
    let settings = settings::of_version(house, version).await?;
    if session.has_ended(settings.sessions, house.now()) {
        return Ok(None);
    }
    let now = house.now();
    if is_touch_due(&session, now) {
        let (house, id) = (house.clone(), session.id);
        tokio::spawn(async move {
            if let Err(fault) = note_use(&house, id, now).await {
                tracing::warn!(%fault, "a session's last use was not noted");
            }
        });
    }
    Ok(Some((session, account)))
}

/// Notes that a session was used, if the last note is a minute old. [`find`] does this by itself.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn touch(house: &House, session: &Session) -> Result<()> {
    let now = house.now();
    if is_touch_due(session, now) { note_use(house, session.id, now).await } else { Ok(()) }
}

/// The sessions of an account that have not ended, last used first: one's own, or any for whoever manages accounts.
///
/// # Errors
/// [`Fault::Forbidden`] for the sessions of others without the right to manage accounts.
pub async fn list(cx: &Cx, account: AccountId) -> Result<Vec<Session>> {
    may_handle(cx, account)?;
    let times = settings::current(&cx.house).await?.sessions;
    let now = cx.now();
    let all = store::of_account(cx.db(), account).await?;
    Ok(all.into_iter().filter(|session| !session.has_ended(times, now)).collect())
}

/// Logs out: ends the session that asks.
///
/// # Errors
/// [`Fault::NotFound`] if it is not one's own.
pub async fn close(cx: &Cx, id: SessionId) -> Result<()> {
    end(cx, id, "session.closed").await
}

/// Ends a session, for example on a lost phone.
///
/// # Errors
/// [`Fault::NotFound`] if there is none or it is not this actor's to end.
pub async fn revoke(cx: &Cx, id: SessionId) -> Result<()> {
    end(cx, id, "session.revoked").await
}

/// Ends all of one's own sessions but the one that asks, and gives their number.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn revoke_others(cx: &Cx, keep: SessionId) -> Result<u64> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = cx.actor.account().ok_or(Fault::Forbidden)?;
    let tx = cx.begin().await?;
    let ended = store::end_all(&tx, account, Some(keep)).await?;
    if ended > 0 {
        let entry = Entry::new("session.others_revoked", Subject::Account(account)).with("count", ended);
        journal::write(&tx, cx, &entry).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Removes sessions that have ended by themselves, and gives their number.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let times = settings::current(house).await?.sessions;
    let now = house.now();
    let tx = house.db().begin().await?;
    let gone = store::sweep(&tx, now - times.idle, now - times.absolute, now + SKEW).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn end(cx: &Cx, id: SessionId, event: &'static str) -> Result<()> {
    let tx = cx.begin().await?;
    let session = store::by_id(&tx, id).await?.ok_or(Fault::NotFound)?;
    // Whether a session of somebody else exists is nobody's business.
    may_handle(cx, session.account).map_err(|_| Fault::NotFound)?;
    if !store::end(&tx, id).await? {
        return Err(Fault::NotFound);
    }
    let entry = Entry::new(event, Subject::Account(session.account)).with("session", id.0);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await
}

fn may_handle(cx: &Cx, account: AccountId) -> Result<()> {
    if cx.actor.account() == Some(account) {
        cx.may(Right::ChangeOwnAccount)
    } else {
        cx.may(Right::ManageAccounts)
    }
}

async fn note_use(house: &House, id: SessionId, now: Moment) -> Result<()> {
    let tx = house.db().begin().await?;
    store::touch(&tx, id, now, now - TimeDelta::minutes(1)).await?;
    tx.commit().await
}

fn is_touch_due(session: &Session, now: Moment) -> bool {
    now - session.last_seen_at >= TimeDelta::minutes(1)
}
