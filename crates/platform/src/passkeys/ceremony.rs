//! A question put to a browser: kept here, answered once, soon, and by the browser that asked.

use chrono::TimeDelta;
use kernel::{AccountId, Fault, Result};
use sea_orm::FromQueryResult;
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::{Sql as _, Tx};
use crate::house::House;
use crate::{secrets, time, values};

/// How long an answer may take. Browsers give up after the same time.
const MINUTES: i64 = 5;

/// What a browser asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Add,
    LogIn,
    StepUp,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Purpose::Add => "add",
            Purpose::LogIn => "log_in",
            Purpose::StepUp => "step_up",
        }
    }
}

/// A question that was put.
#[derive(Debug)]
pub struct Begun {
    /// For a cookie of the browser that asked: only with it the answer counts.
    pub token: SecretString,
    /// The question, as `navigator.credentials` takes it once its bytes are decoded.
    pub options: serde_json::Value,
}

/// Keeps what is needed to judge the answer, and gives the token that it must come with.
pub(super) async fn keep(
    tx: &Tx,
    house: &House,
    purpose: Purpose,
    account: Option<AccountId>,
    state: &impl Serialize,
) -> Result<SecretString> {
    let token = secrets::token("")?;
    let state = serde_json::to_string(state).map_err(Fault::broken)?;
    let expires_at = house.now() + TimeDelta::minutes(MINUTES);
    tx.run(
        "INSERT INTO passkey_ceremony (hash, purpose, account_id, state, expires_at) VALUES ($1, $2, $3, $4, $5)",
        values![
            hash(&token),
            purpose.word(),
            account.map(|account| account.0),
            state,
            time::to_stored(expires_at)
        ],
    )
    .await?;
    Ok(token)
}

/// What was kept under `token` for this purpose and account, if it is not over. It counts for one answer: whatever that
/// is worth, the next one finds nothing.
pub(super) async fn take<State: DeserializeOwned>(
    house: &House,
    token: &SecretString,
    purpose: Purpose,
    account: Option<AccountId>,
) -> Result<Option<State>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: Option<i64>,
        state: String,
    }
    let now = house.now();
    // One that would last longer than it may was begun before the clock was set back.
    let longest = now + TimeDelta::minutes(MINUTES) + time::SKEW;
    let tx = house.db().begin().await?;
    let sql = "SELECT account_id, state FROM passkey_ceremony
               WHERE hash = $1 AND purpose = $2 AND expires_at > $3 AND expires_at <= $4";
    let moments = values![hash(token), purpose.word(), time::to_stored(now), time::to_stored(longest)];
    let row: Option<Row> = tx.one(sql, moments).await?;
    let gone = tx.run("DELETE FROM passkey_ceremony WHERE hash = $1", values![hash(token)]).await?;
    tx.commit().await?;
    let row = row.filter(|row| gone == 1 && row.account_id == account.map(|account| account.0));
    Ok(row.and_then(|row| serde_json::from_str(&row.state).ok()))
}

/// Removes questions that nobody answered, and gives their number. For a scheduled job.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let sql = "DELETE FROM passkey_ceremony WHERE expires_at <= $1";
    let gone = tx.run(sql, values![time::to_stored(house.now())]).await?;
    tx.commit().await?;
    Ok(gone)
}

fn hash(token: &SecretString) -> Vec<u8> {
    secrets::digest("passkey-ceremony", token).to_vec()
}
