//! SQL of sessions, and nothing else.

use std::net::IpAddr;

use kernel::{AccountId, Moment, Result, SessionId};
use sea_orm::FromQueryResult;
use secrecy::SecretString;

use super::device::Device;
use super::model::{Session, Way};
use crate::accounts::{Account, AccountRow};
use crate::db::{Db, Sql, Tx, Value};
use crate::house::House;
use crate::{secrets, time, values};

#[derive(FromQueryResult)]
pub(super) struct SessionRow {
    session_id: i64,
    account_id: i64,
    opened_at: i64,
    last_seen_at: i64,
    stepped_up_at: i64,
    browser: String,
    machine: String,
    address: Option<String>,
    way: String,
}

impl SessionRow {
    pub fn session(self) -> Session {
        Session {
            id: self.session_id.into(),
            account: self.account_id.into(),
            created_at: time::from_stored(self.opened_at),
            last_seen_at: time::from_stored(self.last_seen_at),
            stepped_up_at: time::from_stored(self.stepped_up_at),
            way: Way::parse(&self.way).unwrap_or_default(),
            device: Device { browser: self.browser, machine: self.machine },
            address: self.address,
        }
    }
}

const COLUMNS: &str = "s.id AS session_id, s.account_id, s.created_at AS opened_at, s.last_seen_at,
    s.stepped_up_at, s.browser, s.machine, s.address, s.way";

#[derive(FromQueryResult)]
struct Found {
    #[sea_orm(nested)]
    session: SessionRow,
    #[sea_orm(nested)]
    account: AccountRow,
    settings_version: i64,
}

/// Session, account and the version of the settings, in one query.
pub(super) async fn find(db: &Db, token: &SecretString) -> Result<Option<(Session, Account, i64)>> {
    let sql = format!(
        "SELECT {COLUMNS}, {}, h.version AS settings_version
         FROM session s JOIN account a ON a.id = s.account_id JOIN setting_head h ON h.one = 1
         WHERE s.token_hash = $1 AND a.active = 1",
        AccountRow::COLUMNS
    );
    let found: Option<Found> = db.one(&sql, values![hash(token)]).await?;
    Ok(found.map(|row| (row.session.session(), row.account.account(), row.settings_version)))
}

pub(super) async fn of_account(db: &Db, account: AccountId) -> Result<Vec<Session>> {
    let sql =
        format!("SELECT {COLUMNS} FROM session s WHERE s.account_id = $1 ORDER BY s.last_seen_at DESC, s.id");
    let rows: Vec<SessionRow> = db.all(&sql, values![account.0]).await?;
    Ok(rows.into_iter().map(SessionRow::session).collect())
}

pub(super) async fn by_id(db: &impl Sql, id: SessionId) -> Result<Option<Session>> {
    let sql = format!("SELECT {COLUMNS} FROM session s WHERE s.id = $1");
    Ok(db.one::<SessionRow>(&sql, values![id.0]).await?.map(SessionRow::session))
}

/// Opens a session and gives its token.
pub(crate) async fn insert(
    tx: &Tx,
    account: AccountId,
    way: Way,
    device: &Device,
    address: Option<IpAddr>,
    now: Moment,
) -> Result<(SecretString, Session)> {
    let token = secrets::token("")?;
    let address = address.map(|address| address.to_canonical().to_string());
    let at = time::to_stored(now);
    let id = tx
        .insert(
            "session",
            "account_id, token_hash, created_at, last_seen_at, stepped_up_at, browser, machine, address, way",
            values![
                account.0,
                hash(&token),
                at,
                at,
                at,
                device.browser.as_str(),
                device.machine.as_str(),
                address.clone(),
                way.word()
            ],
        )
        .await?;
    let session = Session {
        id: id.into(),
        account,
        created_at: now,
        last_seen_at: now,
        stepped_up_at: now,
        way,
        device: device.clone(),
        address,
    };
    Ok((token, session))
}

/// Gives a session a new token after its owner has shown who they are; `None` if it has ended meanwhile.
pub(crate) async fn renew(
    tx: &Tx,
    house: &House,
    session: &Session,
) -> Result<Option<(SecretString, Session)>> {
    let token = secrets::token("")?;
    let now = house.now();
    let sql = "UPDATE session SET token_hash = $1, stepped_up_at = $2, last_seen_at = $2 WHERE id = $3";
    if tx.run(sql, values![hash(&token), time::to_stored(now), session.id.0]).await? == 0 {
        return Ok(None);
    }
    Ok(Some((token, Session { stepped_up_at: now, last_seen_at: now, ..session.clone() })))
}

/// Ends all sessions of an account but one, and gives their number.
pub(crate) async fn end_all(tx: &Tx, account: AccountId, keep: Option<SessionId>) -> Result<u64> {
    let sql = "DELETE FROM session WHERE account_id = $1 AND id <> $2";
    tx.run(sql, values![account.0, keep.map_or(0, |keep| keep.0)]).await
}

pub(super) async fn end(tx: &Tx, id: SessionId) -> Result<bool> {
    Ok(tx.run("DELETE FROM session WHERE id = $1", values![id.0]).await? == 1)
}

pub(super) async fn touch(tx: &Tx, id: SessionId, now: Moment, before: Moment) -> Result<()> {
    // Several requests of one page arrive at once: only the first writes.
    let sql = "UPDATE session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at <= $3";
    tx.run(sql, values![time::to_stored(now), id.0, time::to_stored(before)]).await?;
    Ok(())
}

pub(super) async fn sweep(
    tx: &Tx,
    idle_since: Moment,
    opened_before: Moment,
    believed: Moment,
) -> Result<u64> {
    let sql = "DELETE FROM session
               WHERE last_seen_at <= $1 OR created_at <= $2 OR last_seen_at > $3 OR created_at > $3";
    let moments = [idle_since, opened_before, believed].map(time::to_stored);
    tx.run(sql, moments.map(Value::from).to_vec()).await
}

fn hash(token: &SecretString) -> Vec<u8> {
    secrets::digest("session", token).to_vec()
}
