//! SQL of login links, and nothing else.

use chrono::TimeDelta;
use kernel::{AccountId, Moment, Result};
use sea_orm::FromQueryResult;

use crate::db::{Sql, Tx};
use crate::house::House;
use crate::{time, values};

/// How long a link holds.
pub(super) const MINUTES: i64 = 15;

/// A link that was asked for.
#[derive(FromQueryResult)]
pub(super) struct Link {
    pub id: i64,
    pub account_id: Option<i64>,
    pub browser: Vec<u8>,
    pub number: Option<Vec<u8>>,
    pub asked_from: String,
    pub tries: i64,
}

const COLUMNS: &str = "id, account_id, browser, number, asked_from, tries";

pub(super) async fn insert(
    tx: &Tx,
    account: Option<AccountId>,
    browser: Vec<u8>,
    asked_from: &str,
    now: Moment,
) -> Result<i64> {
    tx.insert(
        "login_link",
        "account_id, browser, asked_from, tries, expires_at",
        values![
            account.map(|account| account.0),
            browser,
            asked_from,
            0_i64,
            time::to_stored(now + TimeDelta::minutes(MINUTES))
        ],
    )
    .await
}

/// Forgets the links of the same account that were asked for before.
pub(super) async fn forget_older(tx: &Tx, account: Option<AccountId>, newest: i64) -> Result<()> {
    // Accounts count from 1: for nobody it is the same statement and finds nothing.
    let sql = "DELETE FROM login_link WHERE account_id = $1 AND id < $2";
    tx.run(sql, values![account.map_or(0, |account| account.0), newest]).await?;
    Ok(())
}

/// Notes the fingerprint of the number that was shown.
pub(super) async fn set_number(tx: &Tx, id: i64, number: &[u8]) -> Result<()> {
    tx.run("UPDATE login_link SET number = $1 WHERE id = $2", values![number.to_vec(), id]).await?;
    Ok(())
}

/// Notes the hash of the token that goes out by mail.
pub(super) async fn set_hash(tx: &Tx, id: i64, hash: &[u8]) -> Result<()> {
    tx.run("UPDATE login_link SET hash = $1 WHERE id = $2", values![hash.to_vec(), id]).await?;
    Ok(())
}

pub(super) async fn waiting(db: &impl Sql, id: i64, now: Moment) -> Result<Option<Link>> {
    let sql = format!("SELECT {COLUMNS} FROM login_link WHERE id = $1 AND expires_at > $2");
    db.one(&sql, values![id, time::to_stored(now)]).await
}

/// The link behind a token, held still until the transaction ends.
pub(super) async fn by_hash(tx: &Tx, hash: &[u8], now: Moment) -> Result<Option<Link>> {
    // One that would last longer than it may was asked for before the clock was set back.
    let longest = now + TimeDelta::minutes(MINUTES) + time::SKEW;
    let sql = format!(
        "SELECT {COLUMNS} FROM login_link WHERE hash = $1 AND expires_at > $2 AND expires_at <= $3{}",
        tx.for_update()
    );
    tx.one(&sql, values![hash.to_vec(), time::to_stored(now), time::to_stored(longest)]).await
}

pub(super) async fn note_try(tx: &Tx, id: i64) -> Result<()> {
    tx.run("UPDATE login_link SET tries = tries + 1 WHERE id = $1", values![id]).await?;
    Ok(())
}

/// A link counts once: whoever comes second finds nothing.
pub(super) async fn use_up(tx: &Tx, id: i64) -> Result<bool> {
    Ok(tx.run("DELETE FROM login_link WHERE id = $1", values![id]).await? == 1)
}

/// Removes links that are over, and gives their number. For a scheduled job.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let sql = "DELETE FROM login_link WHERE expires_at <= $1";
    let gone = tx.run(sql, values![time::to_stored(house.now())]).await?;
    tx.commit().await?;
    Ok(gone)
}
