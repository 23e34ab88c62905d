//! The verbs of the settings, and those of an account's owner.

use kernel::{AccountId, Fault, Result, Right, Subject, Text};
use secrecy::SecretString;

use super::model::{Identity, Parsed, Provider, ProviderForm};
use super::store;
use crate::db::{Tx, is_unique_violation};
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::secrets;

/// The providers of the settings.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage settings.
pub async fn providers(cx: &Cx) -> Result<Vec<Provider>> {
    cx.may(Right::ManageSettings)?;
    store::providers(cx.db()).await
}

/// One provider of the settings.
///
/// # Errors
/// [`Fault::NotFound`] if there is none; [`Fault::Forbidden`] without the right to manage settings.
pub async fn see(cx: &Cx, id: i64) -> Result<Provider> {
    cx.may(Right::ManageSettings)?;
    store::provider(cx.db(), id).await?.ok_or(Fault::NotFound)
}

/// The providers that the login offers: to anybody, so only number and name are of use.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn offered(house: &House) -> Result<Vec<Provider>> {
    let settings = crate::settings::current(house).await?;
    if settings.server.base_url.is_none() {
        return Ok(Vec::new());
    }
    store::providers(house.db()).await
}

/// Adds a provider.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Forbidden`] without the right to manage settings.
pub async fn add(cx: &Cx, form: &ProviderForm) -> Result<i64> {
    cx.may(Right::ManageSettings)?;
    let parsed = form.parse().map_err(Fault::Invalid)?;
    let tx = cx.begin().await?;
    let id = store::insert(&tx, form, &parsed).await.map_err(taken)?;
    seal(&tx, cx, id, form, &parsed).await?;
    journal::write(&tx, cx, &Entry::new("sso.provider_added", Subject::System).with("provider", id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a provider. `version` is the one the form was filled from.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Conflict`] if somebody was faster.
pub async fn change(cx: &Cx, id: i64, version: i64, form: &ProviderForm) -> Result<()> {
    cx.may(Right::ManageSettings)?;
    let parsed = form.parse().map_err(Fault::Invalid)?;
    let tx = cx.begin().await?;
    let before = store::provider(&tx, id).await?.ok_or(Fault::NotFound)?;
    // A secret of one provider must not be shown to another.
    if before.issuer != parsed.issuer && before.secret_is_set && form.secret.is_empty() {
        return Err(Fault::field("secret", Text::new("sso.fault.secret_again")));
    }
    if !store::update(&tx, id, version, form, &parsed).await.map_err(taken)? {
        return Err(Fault::conflict("settings.fault.changed_meanwhile"));
    }
    seal(&tx, cx, id, form, &parsed).await?;
    journal::write(&tx, cx, &Entry::new("sso.provider_changed", Subject::System).with("provider", id))
        .await?;
    tx.commit().await
}

/// Takes a provider out of the settings. Who came by it keeps the account, and its name for them is remembered.
///
/// # Errors
/// [`Fault::NotFound`] if there is none.
pub async fn remove(cx: &Cx, id: i64) -> Result<()> {
    cx.may(Right::ManageSettings)?;
    let tx = cx.begin().await?;
    if !store::remove(&tx, id).await? {
        return Err(Fault::NotFound);
    }
    journal::write(&tx, cx, &Entry::new("sso.provider_removed", Subject::System).with("provider", id))
        .await?;
    tx.commit().await
}

/// What providers call oneself.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn identities(cx: &Cx) -> Result<Vec<Identity>> {
    cx.may(Right::ChangeOwnAccount)?;
    store::identities(cx.db(), own_id(cx)?).await
}

/// Ends one of one's own links. The page asks before who one is.
///
/// # Errors
/// [`Fault::NotFound`] if it is not one's own.
pub async fn unlink(cx: &Cx, id: i64) -> Result<()> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own_id(cx)?;
    let tx = cx.begin().await?;
    if !store::unlink(&tx, account, id).await? {
        return Err(Fault::NotFound);
    }
    journal::write(&tx, cx, &Entry::new("sso.unlinked", Subject::Account(account))).await?;
    tx.commit().await
}

/// The secret of a provider.
pub(super) async fn secret(house: &House, provider: &Provider) -> Result<Option<SecretString>> {
    let Some(sealed) = store::secret(house.db(), provider.id).await? else { return Ok(None) };
    let plain = secrets::open(house, &purpose(provider.id, &provider.issuer), &sealed)?;
    let plain = std::str::from_utf8(&plain).map_err(Fault::broken)?;
    Ok(Some(SecretString::from(plain)))
}

async fn seal(tx: &Tx, cx: &Cx, id: i64, form: &ProviderForm, parsed: &Parsed) -> Result<()> {
    if form.secret.is_empty() {
        return Ok(());
    }
    let sealed = secrets::seal(&cx.house, &purpose(id, &parsed.issuer), form.secret.trim().as_bytes())?;
    store::set_secret(tx, id, sealed).await
}

/// A secret is sealed for its issuer: it opens for no other.
fn purpose(id: i64, issuer: &str) -> String {
    format!("sso-secret:{id}:{issuer}")
}

fn own_id(cx: &Cx) -> Result<AccountId> {
    match cx.actor {
        kernel::Actor::Account { id, .. } => Ok(id),
        _ => Err(Fault::Forbidden),
    }
}

fn taken(fault: Fault) -> Fault {
    if is_unique_violation(&fault) {
        Fault::field("issuer", Text::new("sso.fault.issuer_taken"))
    } else {
        fault
    }
}
