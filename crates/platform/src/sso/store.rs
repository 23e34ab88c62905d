//! SQL of logins through others, and nothing else.

use chrono::TimeDelta;
use kernel::{AccountId, Moment, Result};
use sea_orm::FromQueryResult;

use super::model::{Identity, Kind, Parsed, Provider, ProviderForm};
use crate::db::{Sql, Tx};
use crate::house::House;
use crate::{time, values};

/// How long the way to a provider and back may take.
pub(super) const MINUTES: i64 = 10;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    kind: String,
    name: String,
    issuer: String,
    client: String,
    secret_is_set: i64,
    by_mail: i64,
    version: i64,
}

impl Row {
    fn provider(self) -> Provider {
        Provider {
            id: self.id,
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Other),
            name: self.name,
            issuer: self.issuer,
            client: self.client,
            secret_is_set: self.secret_is_set == 1,
            by_mail: self.by_mail == 1,
            version: self.version,
        }
    }
}

const PROVIDER: &str = "SELECT id, kind, name, issuer, client, by_mail, version,
    CAST(CASE WHEN secret_sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS secret_is_set FROM sso_provider";

pub(super) async fn providers(db: &impl Sql) -> Result<Vec<Provider>> {
    let rows: Vec<Row> = db.all(&format!("{PROVIDER} ORDER BY name, id"), values![]).await?;
    Ok(rows.into_iter().map(Row::provider).collect())
}

pub(super) async fn provider(db: &impl Sql, id: i64) -> Result<Option<Provider>> {
    let row: Option<Row> = db.one(&format!("{PROVIDER} WHERE id = $1"), values![id]).await?;
    Ok(row.map(Row::provider))
}

pub(super) async fn secret(db: &impl Sql, id: i64) -> Result<Option<Vec<u8>>> {
    #[derive(FromQueryResult)]
    struct Sealed {
        secret_sealed: Option<Vec<u8>>,
    }
    let row: Option<Sealed> =
        db.one("SELECT secret_sealed FROM sso_provider WHERE id = $1", values![id]).await?;
    Ok(row.and_then(|row| row.secret_sealed))
}

pub(super) async fn insert(tx: &Tx, form: &ProviderForm, parsed: &Parsed) -> Result<i64> {
    tx.insert(
        "sso_provider",
        "kind, name, issuer, client, by_mail, version",
        values![
            form.kind.word(),
            parsed.name.as_str(),
            parsed.issuer.as_str(),
            parsed.client.as_str(),
            i64::from(form.by_mail),
            1_i64
        ],
    )
    .await
}

/// Gives whether the version was still the expected one.
pub(super) async fn update(
    tx: &Tx,
    id: i64,
    version: i64,
    form: &ProviderForm,
    parsed: &Parsed,
) -> Result<bool> {
    let sql = "UPDATE sso_provider SET kind = $1, name = $2, issuer = $3, client = $4, by_mail = $5,
                   version = version + 1 WHERE id = $6 AND version = $7";
    let values = values![
        form.kind.word(),
        parsed.name.as_str(),
        parsed.issuer.as_str(),
        parsed.client.as_str(),
        i64::from(form.by_mail),
        id,
        version
    ];
    Ok(tx.run(sql, values).await? == 1)
}

pub(super) async fn set_secret(tx: &Tx, id: i64, sealed: Vec<u8>) -> Result<()> {
    tx.run("UPDATE sso_provider SET secret_sealed = $1 WHERE id = $2", values![sealed, id]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &Tx, id: i64) -> Result<bool> {
    Ok(tx.run("DELETE FROM sso_provider WHERE id = $1", values![id]).await? == 1)
}

#[derive(FromQueryResult)]
struct IdentityRow {
    id: i64,
    provider: String,
    issuer: String,
    linked_at: i64,
    last_used_at: Option<i64>,
}

pub(super) async fn identities(db: &impl Sql, account: AccountId) -> Result<Vec<Identity>> {
    let sql = "SELECT i.id, COALESCE(p.name, i.issuer) AS provider, i.issuer, i.linked_at, i.last_used_at
               FROM sso_identity i LEFT JOIN sso_provider p ON p.issuer = i.issuer
               WHERE i.account_id = $1 ORDER BY i.linked_at, i.id";
    let rows: Vec<IdentityRow> = db.all(sql, values![account.0]).await?;
    let identity = |row: IdentityRow| Identity {
        id: row.id,
        provider: row.provider,
        issuer: row.issuer,
        linked_at: time::from_stored(row.linked_at),
        last_used_at: row.last_used_at.map(time::from_stored),
    };
    Ok(rows.into_iter().map(identity).collect())
}

/// Whose account it is that a provider calls so.
pub(super) async fn account_of(db: &impl Sql, issuer: &str, subject: &str) -> Result<Option<AccountId>> {
    let sql = "SELECT COALESCE(MAX(account_id), 0) FROM sso_identity WHERE issuer = $1 AND subject = $2";
    let id = db.number(sql, values![issuer, subject]).await?;
    Ok((id > 0).then_some(AccountId(id)))
}

pub(super) async fn link(
    tx: &Tx,
    account: AccountId,
    issuer: &str,
    subject: &str,
    now: Moment,
) -> Result<i64> {
    tx.insert(
        "sso_identity",
        "account_id, issuer, subject, linked_at",
        values![account.0, issuer, subject, time::to_stored(now)],
    )
    .await
}

pub(super) async fn note_use(tx: &Tx, issuer: &str, subject: &str, now: Moment) -> Result<()> {
    let sql = "UPDATE sso_identity SET last_used_at = $1 WHERE issuer = $2 AND subject = $3";
    tx.run(sql, values![time::to_stored(now), issuer, subject]).await?;
    Ok(())
}

pub(super) async fn unlink(tx: &Tx, account: AccountId, id: i64) -> Result<bool> {
    let sql = "DELETE FROM sso_identity WHERE id = $1 AND account_id = $2";
    Ok(tx.run(sql, values![id, account.0]).await? == 1)
}

/// A question under way.
#[derive(FromQueryResult)]
pub(super) struct Attempt {
    pub provider_id: i64,
    pub purpose: String,
    pub account_id: Option<i64>,
    pub sealed: Vec<u8>,
}

pub(super) async fn keep(tx: &Tx, hash: Vec<u8>, attempt: Attempt, now: Moment) -> Result<()> {
    let sql = "INSERT INTO sso_attempt (hash, provider_id, purpose, account_id, sealed, expires_at)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let until = time::to_stored(now + TimeDelta::minutes(MINUTES));
    let Attempt { provider_id, purpose, account_id, sealed } = attempt;
    tx.run(sql, values![hash, provider_id, purpose, account_id, sealed, until]).await?;
    Ok(())
}

/// Takes a question: it counts for one answer.
pub(super) async fn take(tx: &Tx, hash: Vec<u8>, now: Moment) -> Result<Option<Attempt>> {
    // One that would last longer than it may was begun before the clock was set back.
    let longest = now + TimeDelta::minutes(MINUTES) + time::SKEW;
    let sql = "SELECT provider_id, purpose, account_id, sealed FROM sso_attempt
               WHERE hash = $1 AND expires_at > $2 AND expires_at <= $3";
    let moments = values![hash.clone(), time::to_stored(now), time::to_stored(longest)];
    let attempt: Option<Attempt> = tx.one(sql, moments).await?;
    let gone = tx.run("DELETE FROM sso_attempt WHERE hash = $1", values![hash]).await?;
    Ok(attempt.filter(|_| gone == 1))
}

/// Removes questions that nobody came back from, and gives their number. For a scheduled job.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let sql = "DELETE FROM sso_attempt WHERE expires_at <= $1";
    let gone = tx.run(sql, values![time::to_stored(house.now())]).await?;
    tx.commit().await?;
    Ok(gone)
}
