//! SQL of passkeys, and nothing else.

use kernel::{AccountId, Fault, Moment, PasskeyId, Result};
use sea_orm::FromQueryResult;
use webauthn_rs::prelude::Passkey as Key;

use super::model::Passkey;
use crate::db::{Sql, Tx};
use crate::{time, values};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    host: String,
    created_at: i64,
    last_used_at: Option<i64>,
    doubted_at: Option<i64>,
}

/// A passkey as it is compared.
pub(super) struct Known {
    pub id: PasskeyId,
    pub account: AccountId,
    pub host: String,
    pub handle: Vec<u8>,
    pub key: Key,
    stored: String,
}

#[derive(FromQueryResult)]
struct KnownRow {
    id: i64,
    account_id: i64,
    host: String,
    handle: Vec<u8>,
    public_key: String,
}

impl KnownRow {
    fn known(self) -> Result<Known> {
        Ok(Known {
            id: self.id.into(),
            account: self.account_id.into(),
            host: self.host,
            handle: self.handle,
            key: serde_json::from_str(&self.public_key).map_err(Fault::broken)?,
            stored: self.public_key,
        })
    }
}

const KNOWN: &str = "SELECT id, account_id, host, handle, public_key FROM passkey";

pub(super) async fn of_account(db: &impl Sql, account: AccountId) -> Result<Vec<Passkey>> {
    let sql = "SELECT id, name, host, created_at, last_used_at, doubted_at FROM passkey
               WHERE account_id = $1 ORDER BY created_at, id";
    let rows: Vec<Row> = db.all(sql, values![account.0]).await?;
    let passkey = |row: Row| Passkey {
        id: row.id.into(),
        name: row.name,
        host: row.host,
        created_at: time::from_stored(row.created_at),
        last_used_at: row.last_used_at.map(time::from_stored),
        doubted_at: row.doubted_at.map(time::from_stored),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

pub(super) async fn known_of(db: &impl Sql, account: AccountId) -> Result<Vec<Known>> {
    let sql = format!("{KNOWN} WHERE account_id = $1 ORDER BY id");
    let rows: Vec<KnownRow> = db.all(&sql, values![account.0]).await?;
    rows.into_iter().map(KnownRow::known).collect()
}

pub(super) async fn by_credential(db: &impl Sql, credential: &[u8]) -> Result<Option<Known>> {
    let sql = format!("{KNOWN} WHERE credential = $1");
    let row: Option<KnownRow> = db.one(&sql, values![credential.to_vec()]).await?;
    row.map(KnownRow::known).transpose()
}

/// A new passkey of `account`, for `host`, under the user handle that its authenticator keeps.
pub(super) struct New<'a> {
    pub account: AccountId,
    pub handle: Vec<u8>,
    pub host: &'a str,
    pub name: &'a str,
    pub key: &'a Key,
}

pub(super) async fn insert(tx: &Tx, new: &New<'_>, now: Moment) -> Result<PasskeyId> {
    let public_key = serde_json::to_string(new.key).map_err(Fault::broken)?;
    let id = tx
        .insert(
            "passkey",
            "account_id, credential, handle, host, name, public_key, created_at",
            values![
                new.account.0,
                new.key.cred_id().clone(),
                new.handle.clone(),
                new.host,
                new.name,
                public_key,
                time::to_stored(now)
            ],
        )
        .await?;
    Ok(id.into())
}

/// Notes a use. Gives whether the passkey was still as it was read: two answers of one counter do not both count.
pub(super) async fn note_use(tx: &Tx, known: &Known, key: &Key, now: Moment) -> Result<bool> {
    let public_key = serde_json::to_string(key).map_err(Fault::broken)?;
    let sql = "UPDATE passkey SET public_key = $1, last_used_at = $2 WHERE id = $3 AND public_key = $4";
    let values = values![public_key, time::to_stored(now), known.id.0, known.stored.clone()];
    Ok(tx.run(sql, values).await? == 1)
}

pub(super) async fn doubt(tx: &Tx, id: PasskeyId, now: Moment) -> Result<()> {
    tx.run("UPDATE passkey SET doubted_at = $1 WHERE id = $2", values![time::to_stored(now), id.0]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &Tx, account: AccountId, id: PasskeyId) -> Result<bool> {
    let sql = "DELETE FROM passkey WHERE id = $1 AND account_id = $2";
    Ok(tx.run(sql, values![id.0, account.0]).await? == 1)
}

pub(super) async fn remove_all(tx: &Tx, account: AccountId) -> Result<u64> {
    tx.run("DELETE FROM passkey WHERE account_id = $1", values![account.0]).await
}

pub(super) async fn count(db: &impl Sql, account: AccountId) -> Result<i64> {
    db.number("SELECT COUNT(*) FROM passkey WHERE account_id = $1", values![account.0]).await
}

/// Whether anybody can come in by a passkey of `host`.
pub(super) async fn is_any(db: &impl Sql, host: &str) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM passkey WHERE host = $1 LIMIT 1) AS one";
    Ok(db.number(sql, values![host]).await? > 0)
}
