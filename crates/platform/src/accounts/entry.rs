//! What every way in ends with: a session, and a line in the journal; or a refusal, which is noted too.

use std::net::IpAddr;

use chrono::TimeDelta;
use kernel::{AccountId, Actor, Lang, Result, Subject};
use secrecy::SecretString;

use super::login::{LoginOutcome, PENDING_MINUTES, seconds_of};
use super::model::Account;
use super::store;
use crate::db::Tx;
use crate::house::House;
use crate::journal::{self, Entry};
use crate::limits::{self, Attempt, Bucket};
use crate::sessions::{self, Device, NewSession, Way};
use crate::{secrets, time, values};

/// Where somebody stands who wants to come in.
#[derive(Debug, Clone, Copy)]
pub struct Doorstep<'a> {
    /// The network address; `None` if it cannot be known.
    pub address: Option<IpAddr>,
    /// What the browser says it is.
    pub user_agent: &'a str,
}

/// Opens a session for somebody who has shown who they are, and notes it. The caller has noted the login itself.
pub(super) async fn session(
    tx: &Tx,
    house: &House,
    account: Account,
    way: Way,
    step: Doorstep<'_>,
) -> Result<NewSession> {
    let now = house.now();
    let device = Device::from_user_agent(step.user_agent);
    let (token, session) = sessions::insert(tx, account.id, way, &device, step.address, now).await?;
    let cx = house.acting(account.actor(), account.lang);
    let factor = match way {
        Way::Totp => "totp",
        Way::Recovery => "recovery",
        _ => "none",
    };
    let entry = Entry::new("session.opened", Subject::Account(account.id))
        .with("session", session.id.0)
        .with("way", way.word())
        .with("factor", factor);
    journal::write(tx, &cx, &entry).await?;
    Ok(NewSession { token, session, account: Account { last_login_at: Some(now), ..account } })
}

/// Notes that somebody has shown the first thing and still owes the second factor; gives the token to go on with.
pub(crate) async fn ask_for_factor(
    tx: &Tx,
    house: &House,
    account: &Account,
    way: Way,
) -> Result<SecretString> {
    let token = secrets::token("")?;
    let expires_at = house.now() + TimeDelta::minutes(PENDING_MINUTES);
    tx.run(
        "INSERT INTO login_pending (hash, account_id, expires_at, way) VALUES ($1, $2, $3, $4)",
        values![
            secrets::digest("login-pending", &token).to_vec(),
            account.id.0,
            time::to_stored(expires_at),
            way.word()
        ],
    )
    .await?;
    Ok(token)
}

/// Lets somebody in who has shown who they are without the account's password, and ends `tx`. The address's brake is
/// let go by this one attempt.
pub(crate) async fn enter(
    tx: Tx,
    house: &House,
    account: Account,
    way: Way,
    step: Doorstep<'_>,
) -> Result<LoginOutcome> {
    // Between the check and now somebody may have closed the account.
    if !store::note_entry(&tx, account.id, house.now()).await? {
        drop(tx);
        return refuse(house, Some(account.id), way.word()).await;
    }
    if let Some(address) = step.address {
        limits::give_back(&tx, &Bucket::address(house, address)?).await?;
    }
    let opened = session(&tx, house, account, way, step).await?;
    tx.commit().await?;
    Ok(LoginOutcome::In(Box::new(opened)))
}

/// Counts an attempt of a network address before anything is looked at, or says to wait.
pub(crate) async fn brake(house: &House, address: Option<IpAddr>) -> Result<Option<LoginOutcome>> {
    let Some(address) = address else { return Ok(None) };
    let bucket = Bucket::address(house, address)?;
    let tx = house.db().begin().await?;
    match limits::take(&tx, &[&bucket], house.now()).await? {
        Attempt::GoOn => {
            tx.commit().await?;
            Ok(None)
        }
        Attempt::Wait(wait) => Ok(Some(LoginOutcome::Later { seconds: seconds_of(wait) })),
    }
}

/// Notes a refusal: about which account, if there is one, but never what was sent.
pub(crate) async fn refuse(house: &House, account: Option<AccountId>, why: &str) -> Result<LoginOutcome> {
    let subject = account.map_or(Subject::System, Subject::Account);
    let cx = house.acting(Actor::Visitor, Lang::default());
    let tx = house.db().begin().await?;
    journal::write(&tx, &cx, &Entry::new("login.refused", subject).with("why", why)).await?;
    tx.commit().await?;
    Ok(LoginOutcome::Refused)
}
