//! SQL of tokens, and nothing else.

use kernel::{Actor, Moment, Result, Role, Scope, TokenId};
use sea_orm::FromQueryResult;
use secrecy::SecretString;

use super::model::{ApiToken, NewToken};
use crate::db::{Db, Sql, Tx, texts_of};
use crate::{secrets, time, values};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    account_id: i64,
    label: String,
    scopes: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl Row {
    fn token(self) -> ApiToken {
        ApiToken {
            id: self.id.into(),
            account: self.account_id.into(),
            label: self.label,
            // A scope that this version does not know opens nothing.
            scopes: self.scopes.split(' ').filter_map(Scope::parse).collect(),
            created_at: time::from_stored(self.created_at),
            expires_at: self.expires_at.map(time::from_stored),
            last_used_at: self.last_used_at.map(time::from_stored),
            revoked_at: self.revoked_at.map(time::from_stored),
        }
    }
}

const COLUMNS: &str = "t.id, t.account_id, t.label, t.scopes, t.created_at, t.expires_at, t.last_used_at,
    t.revoked_at";

const WITH_ACCOUNT: &str =
    "SELECT t.id, t.account_id, t.label, t.scopes, t.created_at, t.expires_at, t.last_used_at,
    t.revoked_at, a.role FROM api_token t JOIN account a ON a.id = t.account_id WHERE a.active = 1";

#[derive(FromQueryResult)]
struct Found {
    #[sea_orm(nested)]
    token: Row,
    role: String,
}

impl Found {
    fn actor(self) -> Option<(ApiToken, Actor)> {
        let role = Role::parse(&self.role)?;
        let token = self.token.token();
        let actor = Actor::Token { id: token.id, account: token.account, role, scopes: token.scopes.clone() };
        Some((token, actor))
    }
}

/// A token of an active account, valid or not, and the actor it would be.
pub(super) async fn find(db: &Db, token: &SecretString) -> Result<Option<(ApiToken, Actor)>> {
    let sql = format!("{WITH_ACCOUNT} AND t.token_hash = $1");
    let found: Option<Found> = db.one(&sql, values![hash(token)]).await?;
    Ok(found.and_then(Found::actor))
}

/// The same by the token's number.
pub(super) async fn holder(db: &Db, id: TokenId) -> Result<Option<(ApiToken, Actor)>> {
    let found: Option<Found> = db.one(&format!("{WITH_ACCOUNT} AND t.id = $1"), values![id.0]).await?;
    Ok(found.and_then(Found::actor))
}

pub(super) async fn all(db: &Db) -> Result<Vec<ApiToken>> {
    let sql = format!("SELECT {COLUMNS} FROM api_token t ORDER BY t.id DESC");
    let rows: Vec<Row> = db.all(&sql, values![]).await?;
    Ok(rows.into_iter().map(Row::token).collect())
}

pub(super) async fn labels(db: &Db, ids: &[TokenId]) -> Result<Vec<(TokenId, String)>> {
    texts_of(db, ("api_token", "label"), ids).await
}

pub(super) async fn by_id(db: &impl Sql, id: TokenId) -> Result<Option<ApiToken>> {
    let sql = format!("SELECT {COLUMNS} FROM api_token t WHERE t.id = $1");
    Ok(db.one::<Row>(&sql, values![id.0]).await?.map(Row::token))
}

pub(super) async fn insert(tx: &Tx, new: &NewToken, token: &SecretString, now: Moment) -> Result<TokenId> {
    let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.word()).collect();
    let id = tx
        .insert(
            "api_token",
            "account_id, label, token_hash, scopes, created_at, expires_at",
            values![
                new.account.0,
                new.label.trim(),
                hash(token),
                scopes.join(" "),
                time::to_stored(now),
                new.expires_at.map(time::to_stored)
            ],
        )
        .await?;
    Ok(id.into())
}

pub(super) async fn revoke(tx: &Tx, id: TokenId, now: Moment) -> Result<bool> {
    let sql = "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
    Ok(tx.run(sql, values![time::to_stored(now), id.0]).await? == 1)
}

pub(super) async fn touch(tx: &Tx, id: TokenId, now: Moment, before: Moment) -> Result<()> {
    let sql = "UPDATE api_token SET last_used_at = $1
               WHERE id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)";
    tx.run(sql, values![time::to_stored(now), id.0, time::to_stored(before)]).await?;
    Ok(())
}

fn hash(token: &SecretString) -> Vec<u8> {
    secrets::digest("api-token", token).to_vec()
}
