//! The way back from a provider.

use kernel::{AccountId, Fault, Result, Subject};
use openidconnect::core::{CoreClient, CoreIdTokenVerifier, CoreJwsSigningAlgorithm as Algorithm};
use openidconnect::{AuthorizationCode, ClientId, Nonce, PkceCodeVerifier, TokenResponse as _};
use secrecy::SecretString;
use subtle::ConstantTimeEq as _;

use super::begin::{Kept, Purpose, SEALED_FOR, discover, hash, redirect, secret, with_source};
use super::claims::{Claims, may_be_found_by_mail};
use super::model::Provider;
use super::store::{self, Attempt};
use crate::accounts::{self, Account, Doorstep, LoginOutcome};
use crate::db::{Tx, is_unique_violation};
use crate::house::House;
use crate::journal::{self, Entry};
use crate::secrets;
use crate::sessions::Way;

/// How an ID token may be signed, whatever the provider says of itself: with its private key, which nobody else has.
const SIGNED_BY: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// What the browser brings back.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// The code.
    pub code: &'a str,
    /// The state, as it was sent.
    pub state: &'a str,
    /// Who answers, if the provider says so (RFC 9207).
    pub issuer: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub enum Ended {
    /// As at any other door, and where to go then.
    Door(LoginOutcome, String),
    /// The account of whoever is logged in is linked now.
    Linked,
    /// The provider knows them, but no account here is linked to that.
    Unknown,
    /// What the provider calls them belongs to another account already.
    Taken,
}

/// Judges what the browser brings back. `account` is who is logged in in it, for a link.
///
/// # Errors
/// [`Fault::Conflict`] if the provider cannot be reached or what it says does not hold; a refusal is an answer.
pub async fn finish(
    house: &House,
    token: &SecretString,
    answered: Answered<'_>,
    account: Option<AccountId>,
    step: Doorstep<'_>,
) -> Result<Ended> {
    if let Some(later) = accounts::brake(house, step.address).await? {
        return Ok(Ended::Door(later, String::new()));
    }
    let tx = house.db().begin().await?;
    let attempt = store::take(&tx, hash(token), house.now()).await?;
    tx.commit().await?;
    let over = || Fault::conflict("sso.fault.over");
    let attempt = attempt.ok_or_else(over)?;
    let kept = secrets::open(house, SEALED_FOR, &attempt.sealed)?;
    let kept: Kept = serde_json::from_slice(&kept).map_err(Fault::broken)?;
    let provider = store::provider(house.db(), attempt.provider_id).await?.ok_or_else(over)?;
    let is_state = bool::from(kept.state.as_bytes().ct_eq(answered.state.as_bytes()));
    if !is_state || answered.issuer.is_some_and(|issuer| issuer != provider.issuer) {
        return refused(house).await;
    }
    let claims = claims(house, &provider, answered.code, &kept).await?;
    match purpose_of(&attempt) {
        Some(Purpose::LogIn) => log_in(house, &provider, &claims, kept.next, step).await,
        // The link is for the account that asked for it, and only while it is the one logged in.
        Some(Purpose::Link(asked)) if account == Some(asked) => link(house, asked, &claims).await,
        _ => refused(house).await,
    }
}

async fn refused(house: &House) -> Result<Ended> {
    let outcome = accounts::refuse(house, None, "sso").await?;
    Ok(Ended::Door(outcome, String::new()))
}

fn purpose_of(attempt: &Attempt) -> Option<Purpose> {
    match (attempt.purpose.as_str(), attempt.account_id) {
        ("log_in", None) => Some(Purpose::LogIn),
        ("link", Some(account)) => Some(Purpose::Link(account.into())),
        _ => None,
    }
}

/// Changes the code into a token and reads it: signature, issuer, audience, time and nonce must hold.
async fn claims(house: &House, provider: &Provider, code: &str, kept: &Kept) -> Result<Claims> {
    let doubted = |error: String| {
        tracing::warn!(provider = provider.id, error, "a login provider's answer does not hold");
        Fault::conflict("sso.fault.doubted")
    };
    let (metadata, fetch) = discover(house, provider).await?;
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.client.clone()),
        secret(house, provider).await?,
    )
    .set_redirect_uri(redirect(house).await?);
    let exchange = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| doubted(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier.clone()));
    let answer = exchange.request_async(&fetch).await.map_err(|error| doubted(with_source(&error)))?;
    let id_token = answer.id_token().ok_or_else(|| doubted("no ID token".to_owned()))?;
    let clock = house.clock();
    let verifier: CoreIdTokenVerifier<'_> =
        client.id_token_verifier().set_allowed_algs(SIGNED_BY).set_time_fn(move || clock.now());
    let claims = id_token.claims(&verifier, &Nonce::new(kept.nonce.clone()));
    let claims = claims.map_err(|error| doubted(error.to_string()))?;
    let email = claims.email().map(|email| email.as_str());
    Claims::read(&provider.issuer, claims.subject().as_str(), email, claims.email_verified())
        .ok_or_else(|| doubted("it names nobody".to_owned()))
}

async fn log_in(
    house: &House,
    provider: &Provider,
    claims: &Claims,
    next: String,
    step: Doorstep<'_>,
) -> Result<Ended> {
    let tx = house.db().begin().await?;
    let known = match store::account_of(&tx, &claims.issuer, &claims.subject).await? {
        Some(id) => accounts::by_id(&tx, id).await?,
        None => invited(&tx, house, provider, claims).await?,
    };
    let Some(account) = known else {
        drop(tx);
        accounts::refuse(house, None, "sso").await?;
        return Ok(Ended::Unknown);
    };
    if !account.active {
        drop(tx);
        let outcome = accounts::refuse(house, Some(account.id), "sso").await?;
        return Ok(Ended::Door(outcome, next));
    }
    store::note_use(&tx, &claims.issuer, &claims.subject, house.now()).await?;
    if account.totp {
        let pending = accounts::ask_for_factor(&tx, house, &account, Way::Provider).await?;
        tx.commit().await?;
        return Ok(Ended::Door(LoginOutcome::NeedsSecondFactor(pending), next));
    }
    Ok(Ended::Door(accounts::enter(tx, house, account, Way::Provider, step).await?, next))
}

/// The invited account that the provider's verified mail address is of, linked by this, if the provider's setting lets it
/// be found so.
async fn invited(tx: &Tx, house: &House, provider: &Provider, claims: &Claims) -> Result<Option<Account>> {
    let Some(email) = claims.verified_email.as_ref().filter(|_| provider.by_mail) else { return Ok(None) };
    let account = accounts::by_email(tx, &email.folded()).await?;
    let Some(account) = account.filter(|account| may_be_found_by_mail(account, claims)) else {
        return Ok(None);
    };
    let id = store::link(tx, account.id, &claims.issuer, &claims.subject, house.now()).await?;
    let cx = house.acting(account.actor(), account.lang);
    let entry =
        Entry::new("sso.linked", Subject::Account(account.id)).with("identity", id).with("by", "mail");
    journal::write(tx, &cx, &entry).await?;
    Ok(Some(account))
}

async fn link(house: &House, account: AccountId, claims: &Claims) -> Result<Ended> {
    let account = accounts::by_id(house.db(), account).await?.filter(|account| account.active);
    let Some(account) = account else { return refused(house).await };
    let tx = house.db().begin().await?;
    let linked = store::link(&tx, account.id, &claims.issuer, &claims.subject, house.now()).await;
    let id = match linked {
        Ok(id) => id,
        Err(fault) if is_unique_violation(&fault) => {
            drop(tx);
            let holder = store::account_of(house.db(), &claims.issuer, &claims.subject).await?;
            return Ok(if holder == Some(account.id) { Ended::Linked } else { Ended::Taken });
        }
        Err(fault) => return Err(fault),
    };
    let cx = house.acting(account.actor(), account.lang);
    let entry =
        Entry::new("sso.linked", Subject::Account(account.id)).with("identity", id).with("by", "owner");
    journal::write(&tx, &cx, &entry).await?;
    tx.commit().await?;
    Ok(Ended::Linked)
}
