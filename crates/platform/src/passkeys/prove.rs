//! Coming in with a passkey, and showing with one once more who one is.

use std::net::IpAddr;

use kernel::{AccountId, Actor, Fault, Lang, Result, Subject};
use secrecy::SecretString;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey as Key, PublicKeyCredential, WebauthnError};

use super::ceremony::{self, Begun, Purpose};
use super::ops::court;
use super::store::{self, Known};
use crate::accounts::{self, Account, Doorstep, LoginOutcome};
use crate::house::House;
use crate::journal::{self, Entry};
use crate::sessions::{self, NewSession, Session, Way};

/// Puts the question of the login to a browser; nobody is asked for a name. `Err` of the answer says to wait.
///
/// # Errors
/// [`Fault::Conflict`] if the pages have no host name ([`super::Hindrance`]).
pub async fn begin_login(
    house: &House,
    address: Option<IpAddr>,
) -> Result<std::result::Result<Begun, LoginOutcome>> {
    if let Some(later) = accounts::brake(house, address).await? {
        return Ok(Err(later));
    }
    begin(house, Purpose::LogIn, None).await.map(Ok)
}

/// Puts the question to the browser of somebody who is logged in.
///
/// # Errors
/// [`Fault::Conflict`] if the pages have no host name ([`super::Hindrance`]).
pub async fn begin_step_up(house: &House, account: &Account) -> Result<Begun> {
    begin(house, Purpose::StepUp, Some(account.id)).await
}

async fn begin(house: &House, purpose: Purpose, account: Option<AccountId>) -> Result<Begun> {
    let (_, judge) = court(house).await?;
    let (mut options, state) = judge.start_discoverable_authentication().map_err(Fault::broken)?;
    // The question is put when a button is pressed, not while a name is typed in.
    options.mediation = None;
    let options = serde_json::to_value(options).map_err(Fault::broken)?;
    let tx = house.db().begin().await?;
    let token = ceremony::keep(&tx, house, purpose, account, &state).await?;
    tx.commit().await?;
    Ok(Begun { token, options })
}

/// Logs in with what the browser answered to [`begin_login`].
///
/// # Errors
/// [`Fault::Conflict`] if the pages have no host name; a refusal is an answer, not a fault.
pub async fn log_in(
    house: &House,
    token: &SecretString,
    answer: &str,
    step: Doorstep<'_>,
) -> Result<LoginOutcome> {
    let Some((known, key)) = proven(house, token, Purpose::LogIn, None, answer).await? else {
        return accounts::refuse(house, None, "passkey").await;
    };
    let account = accounts::by_id(house.db(), known.account).await?.filter(|account| account.active);
    let Some(account) = account else {
        return accounts::refuse(house, Some(known.account), "passkey").await;
    };
    let tx = house.db().begin().await?;
    if !store::note_use(&tx, &known, &key, house.now()).await? {
        drop(tx);
        return accounts::refuse(house, Some(account.id), "passkey").await;
    }
    accounts::enter(tx, house, account, Way::Passkey, step).await
}

/// Shows once more, with what the browser answered to [`begin_step_up`], who one is: as
/// [`crate::accounts::step_up`] does with the password.
///
/// # Errors
/// [`Fault::Conflict`] if the pages have no host name; a refusal is an answer, not a fault.
pub async fn step_up(
    house: &House,
    session: &Session,
    account: &Account,
    token: &SecretString,
    answer: &str,
) -> Result<LoginOutcome> {
    let proven = proven(house, token, Purpose::StepUp, Some(account.id), answer).await?;
    let Some((known, key)) = proven.filter(|(known, _)| known.account == account.id) else {
        return accounts::refuse(house, Some(account.id), "passkey").await;
    };
    let tx = house.db().begin().await?;
    let is_unused = store::note_use(&tx, &known, &key, house.now()).await?;
    let renewed = if is_unused { sessions::renew(&tx, house, session).await? } else { None };
    let Some((token, renewed)) = renewed else {
        drop(tx);
        return accounts::refuse(house, Some(account.id), "session").await;
    };
    let cx = house.acting(account.actor(), account.lang);
    let entry = Entry::new("session.stepped_up", Subject::Account(account.id)).with("session", session.id.0);
    journal::write(&tx, &cx, &entry).await?;
    tx.commit().await?;
    Ok(LoginOutcome::In(Box::new(NewSession { token, session: renewed, account: account.clone() })))
}

/// Whose passkey answered, and the passkey as it is after that; `None` for whatever does not fit.
async fn proven(
    house: &House,
    token: &SecretString,
    purpose: Purpose,
    account: Option<AccountId>,
    answer: &str,
) -> Result<Option<(Known, Key)>> {
    let (party, judge) = court(house).await?;
    let state = ceremony::take::<DiscoverableAuthentication>(house, token, purpose, account).await?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(answer).ok();
    let Some((state, answer)) = state.zip(answer) else { return Ok(None) };
    let Some(known) = store::by_credential(house.db(), answer.get_credential_id()).await? else {
        return Ok(None);
    };
    if known.host != party.host || answer.get_user_unique_id() != Some(known.handle.as_slice()) {
        return Ok(None);
    }
    match judge.finish_discoverable_authentication_v2(&answer, state, &known.key) {
        Ok(result) => {
            let mut key = known.key.clone();
            key.update_credential(&result);
            Ok(Some((known, key)))
        }
        Err(WebauthnError::CredentialPossibleCompromise) => {
            doubt(house, &known).await?;
            Ok(None)
        }
        Err(_) => Ok(None),
    }
}

/// The signature is right but the counter ran backwards: somebody may use a copy. It is noted, and nobody comes in.
async fn doubt(house: &House, known: &Known) -> Result<()> {
    let cx = house.acting(Actor::Visitor, Lang::default());
    let tx = house.db().begin().await?;
    store::doubt(&tx, known.id, house.now()).await?;
    let entry = Entry::new("passkey.doubted", Subject::Account(known.account)).with("passkey", known.id.0);
    journal::write(&tx, &cx, &entry).await?;
    tx.commit().await
}
