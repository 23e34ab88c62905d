//! The way to a provider.

use kernel::{AccountId, Fault, Result, Text};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::fetch::Fetch;
use super::model::Provider;
use super::ops;
use super::store::{self, Attempt};
use crate::accounts::{self, Doorstep, LoginOutcome};
use crate::house::House;
use crate::{secrets, settings};

/// What somebody goes to a provider for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To come in.
    LogIn,
    /// To link their account, which is logged in.
    Link(AccountId),
}

impl Purpose {
    pub(super) fn word(self) -> &'static str {
        match self {
            Purpose::LogIn => "log_in",
            Purpose::Link(_) => "link",
        }
    }

    pub(super) fn account(self) -> Option<AccountId> {
        match self {
            Purpose::LogIn => None,
            Purpose::Link(account) => Some(account),
        }
    }
}

/// Where to go.
#[derive(Debug)]
pub struct Begun {
    /// For a cookie of the browser: only with it the answer counts.
    pub token: SecretString,
    /// The provider's page.
    pub address: String,
    /// The provider's name.
    pub provider: String,
}

/// What is needed to judge the answer, sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub next: String,
}

/// Prepares the way to a provider; `next` is where to go afterwards. `Err` of the answer says to wait.
///
/// # Errors
/// [`Fault::NotFound`] if there is no such provider; [`Fault::Conflict`] if it cannot be reached or says nonsense.
pub async fn begin(
    house: &House,
    provider: i64,
    purpose: Purpose,
    next: &str,
    step: Doorstep<'_>,
) -> Result<std::result::Result<Begun, LoginOutcome>> {
    if let Some(later) = accounts::brake(house, step.address).await? {
        return Ok(Err(later));
    }
    let provider = store::provider(house.db(), provider).await?.ok_or(Fault::NotFound)?;
    let (metadata, _) = discover(house, &provider).await?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client.clone()), None)
        .set_redirect_uri(redirect(house).await?);
    let (challenge, verifier) = pkce()?;
    let (state, nonce) = (secrets::token("")?, secrets::token("")?);
    let (asked_state, asked_nonce) =
        (CsrfToken::new(state.expose_secret().to_owned()), Nonce::new(nonce.expose_secret().to_owned()));
    let (address, ..) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || asked_state, move || asked_nonce)
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let kept = Kept {
        state: state.expose_secret().to_owned(),
        nonce: nonce.expose_secret().to_owned(),
        verifier: verifier.into_secret(),
        next: next.to_owned(),
    };
    let token = secrets::token("")?;
    let bytes = serde_json::to_vec(&kept).map_err(Fault::broken)?;
    let attempt = Attempt {
        provider_id: provider.id,
        purpose: purpose.word().to_owned(),
        account_id: purpose.account().map(|account| account.0),
        sealed: secrets::seal(house, SEALED_FOR, &bytes)?,
    };
    let tx = house.db().begin().await?;
    store::keep(&tx, hash(&token), attempt, house.now()).await?;
    tx.commit().await?;
    Ok(Ok(Begun { token, address: address.into(), provider: provider.name }))
}

pub(super) const SEALED_FOR: &str = "sso-attempt";

pub(super) fn hash(token: &SecretString) -> Vec<u8> {
    secrets::digest("sso-attempt", token).to_vec()
}

fn pkce() -> Result<(PkceCodeChallenge, PkceCodeVerifier)> {
    // 256 bits of our own chance, spelled in letters that the standard allows.
    let verifier = PkceCodeVerifier::new(secrets::token("")?.expose_secret().to_owned());
    Ok((PkceCodeChallenge::from_code_verifier_sha256(&verifier), verifier))
}

/// What the provider says of itself, and who asked it.
pub(super) async fn discover(house: &House, provider: &Provider) -> Result<(CoreProviderMetadata, Fetch)> {
    let settings = settings::current(house).await?;
    let unreached = |error: &dyn std::fmt::Display| {
        tracing::warn!(provider = provider.id, %error, "a login provider cannot be asked");
        Fault::Conflict(Text::new("sso.fault.unreached").with("name", &provider.name))
    };
    let fetch = Fetch::new(&settings.login.sso_hosts).map_err(|error| unreached(&error))?;
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| unreached(&error))?;
    let found = CoreProviderMetadata::discover_async(issuer, &fetch).await;
    let metadata = found.map_err(|error| unreached(&with_source(&error)))?;
    Ok((metadata, fetch))
}

/// The words of an error with those of what caused it.
pub(super) fn with_source(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// Where the provider sends people back to.
pub(super) async fn redirect(house: &House) -> Result<RedirectUrl> {
    let settings = settings::current(house).await?;
    let base = settings.server.base_url.as_ref().ok_or_else(|| Fault::conflict("sso.fault.no_address"))?;
    RedirectUrl::new(format!("{base}login/sso/callback")).map_err(Fault::broken)
}

/// The secret as the library wants it.
pub(super) async fn secret(house: &House, provider: &Provider) -> Result<Option<ClientSecret>> {
    let secret = ops::secret(house, provider).await?;
    Ok(secret.map(|secret| ClientSecret::new(secret.expose_secret().to_owned())))
}
