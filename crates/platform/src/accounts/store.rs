//! SQL of accounts, and nothing else.

use kernel::{AccountId, Lang, Moment, PersonId, Result, Role};
use sea_orm::FromQueryResult;

use super::model::{Account, Email, NewAccount, Theme};
use crate::db::{Sql, Tx};
use crate::{time, values};

/// The columns of [`AccountRow`], from a table called `a`.
pub(crate) const COLUMNS: &str = "a.id, a.email, a.name, a.role, a.person_id, a.lang, a.theme, a.active,
    CAST(CASE WHEN a.totp_sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS totp,
    a.must_change_password, a.created_at, a.last_login_at, a.version";

/// An account as stored, without anything secret.
#[derive(Debug, FromQueryResult)]
pub(crate) struct AccountRow {
    id: i64,
    email: String,
    name: String,
    role: String,
    person_id: Option<i64>,
    lang: String,
    theme: String,
    active: i64,
    totp: i64,
    must_change_password: i64,
    created_at: i64,
    last_login_at: Option<i64>,
    version: i64,
}

impl AccountRow {
    /// The columns to select, from a table called `a`.
    pub(crate) const COLUMNS: &str = COLUMNS;

    /// The account. A role that this version does not know may as little as the least of them.
    pub(crate) fn account(self) -> Account {
        Account {
            id: self.id.into(),
            email: Email::from_stored(self.email),
            name: self.name,
            role: Role::parse(&self.role).unwrap_or(Role::Partner),
            person: self.person_id.map(Into::into),
            lang: Lang::parse(&self.lang).unwrap_or_default(),
            theme: Theme::parse(&self.theme).unwrap_or_default(),
            totp: self.totp == 1,
            must_change_password: self.must_change_password == 1,
            active: self.active == 1,
            created_at: time::from_stored(self.created_at),
            last_login_at: self.last_login_at.map(time::from_stored),
            version: self.version,
        }
    }
}

/// What a login compares: read only by the login.
#[derive(FromQueryResult)]
pub(super) struct Credentials {
    pub password: String,
    pub totp_sealed: Option<Vec<u8>>,
    pub totp_pending: Option<Vec<u8>>,
}

pub(crate) async fn by_id(db: &impl Sql, id: AccountId) -> Result<Option<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.id = $1");
    Ok(db.one::<AccountRow>(&sql, values![id.0]).await?.map(AccountRow::account))
}

pub(super) async fn by_id_for_update(tx: &Tx, id: AccountId) -> Result<Option<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.id = $1{}", tx.for_update());
    Ok(tx.one::<AccountRow>(&sql, values![id.0]).await?.map(AccountRow::account))
}

pub(crate) async fn by_email(db: &impl Sql, folded: &str) -> Result<Option<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.email_folded = $1");
    Ok(db.one::<AccountRow>(&sql, values![folded]).await?.map(AccountRow::account))
}

pub(super) async fn all(db: &impl Sql) -> Result<Vec<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM account a ORDER BY a.active DESC, a.name, a.id");
    let rows: Vec<AccountRow> = db.all(&sql, values![]).await?;
    Ok(rows.into_iter().map(AccountRow::account).collect())
}

pub(super) async fn credentials(db: &impl Sql, id: AccountId) -> Result<Option<Credentials>> {
    let sql = "SELECT password, totp_sealed, totp_pending FROM account WHERE id = $1";
    db.one(sql, values![id.0]).await
}

pub(super) async fn insert(
    tx: &Tx,
    new: &NewAccount,
    email: &Email,
    password: String,
    must_change: bool,
    now: Moment,
) -> Result<AccountId> {
    let id = tx
        .insert(
            "account",
            "email, email_folded, name, role, person_id, lang, theme, active, password, must_change_password, \
             totp_last_step, created_at, version",
            values![
                email.as_str(),
                email.folded(),
                new.name.trim(),
                new.role.word(),
                new.person.map(|person| person.0),
                new.lang.code(),
                Theme::default().word(),
                1_i64,
                password,
                i64::from(must_change),
                0_i64,
                time::to_stored(now),
                1_i64
            ],
        )
        .await?;
    Ok(id.into())
}

/// Writes what an admin can change. Gives whether the version was still the expected one.
pub(super) async fn update(tx: &Tx, account: &Account, version: i64) -> Result<bool> {
    let sql =
        "UPDATE account SET email = $1, email_folded = $2, name = $3, role = $4, person_id = $5, lang = $6,
                   theme = $7, active = $8, version = version + 1
               WHERE id = $9 AND version = $10";
    let rows = tx
        .run(
            sql,
            values![
                account.email.as_str(),
                account.email.folded(),
                account.name.as_str(),
                account.role.word(),
                account.person.map(|person| person.0),
                account.lang.code(),
                account.theme.word(),
                i64::from(account.active),
                account.id.0,
                version
            ],
        )
        .await?;
    Ok(rows == 1)
}

pub(super) async fn set_password(tx: &Tx, id: AccountId, password: String, must_change: bool) -> Result<()> {
    tx.run(
        "UPDATE account SET password = $1, must_change_password = $2, version = version + 1 WHERE id = $3",
        values![password, i64::from(must_change), id.0],
    )
    .await?;
    // Whoever had shown the old password and still owes the second factor begins again.
    tx.run("DELETE FROM login_pending WHERE account_id = $1", values![id.0]).await?;
    Ok(())
}

/// Puts a new hash of the same password in place of an outdated one.
pub(super) async fn refresh_password(tx: &Tx, id: AccountId, old: &str, new: String) -> Result<()> {
    let sql = "UPDATE account SET password = $1 WHERE id = $2 AND password = $3";
    tx.run(sql, values![new, id.0, old]).await?;
    Ok(())
}

/// Notes a login, if the account is still active and its password still the one that was checked.
pub(super) async fn note_login(tx: &Tx, id: AccountId, password: &str, now: Moment) -> Result<bool> {
    let sql = "UPDATE account SET last_login_at = $1 WHERE id = $2 AND active = 1 AND password = $3";
    Ok(tx.run(sql, values![time::to_stored(now), id.0, password]).await? == 1)
}

/// Notes a login that needed no password, if the account is still active.
pub(super) async fn note_entry(tx: &Tx, id: AccountId, now: Moment) -> Result<bool> {
    let sql = "UPDATE account SET last_login_at = $1 WHERE id = $2 AND active = 1";
    Ok(tx.run(sql, values![time::to_stored(now), id.0]).await? == 1)
}

/// The active admins other than `id`, held still until the transaction ends.
pub(super) async fn other_admins(tx: &Tx, id: AccountId) -> Result<usize> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let sql = format!("SELECT id FROM account WHERE role = $1 AND active = 1 ORDER BY id{}", tx.for_update());
    let rows: Vec<Row> = tx.all(&sql, values![Role::Admin.word()]).await?;
    Ok(rows.iter().filter(|row| row.id != id.0).count())
}

/// How many accounts a person of the company owns.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn owned_by(db: &impl Sql, person: PersonId) -> Result<i64> {
    db.number("SELECT COUNT(*) FROM account WHERE person_id = $1", values![person.0]).await
}

/// Gives the accounts of one person to another, as part of the verb that merges them, and says which; of those in
/// `only` if that is said.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn lead(tx: &Tx, from: PersonId, to: PersonId, only: Option<&[i64]>) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let sql = format!("SELECT id FROM account WHERE person_id = $1 ORDER BY id{}", tx.for_update());
    let owned: Vec<Row> = tx.all(&sql, values![from.0]).await?;
    let meant = |id: &i64| only.is_none_or(|only| only.contains(id));
    let ids: Vec<i64> = owned.into_iter().map(|row| row.id).filter(meant).collect();
    for id in &ids {
        tx.run("UPDATE account SET person_id = $1 WHERE id = $2", values![to.0, *id]).await?;
    }
    Ok(ids)
}

pub(super) async fn count(db: &impl Sql) -> Result<i64> {
    db.number("SELECT COUNT(*) FROM account", values![]).await
}
