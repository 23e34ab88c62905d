//! The verbs: make, list, revoke; and who is behind a token.

use chrono::TimeDelta;
use kernel::{Actor, Fault, FieldFault, Moment, Result, Right, Subject, Text, TokenId};
use secrecy::{ExposeSecret as _, SecretString};

use super::model::{ApiToken, NewToken};
use super::store;
use crate::accounts;
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::secrets;

/// How every token begins, so that scanners of leaked secrets know one when they see it.
const PREFIX: &str = "omt_";
const LENGTH: usize = PREFIX.len() + 43;

/// Makes a token and gives it, to be shown this once.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Forbidden`] without the right to manage tokens, or for the
/// account of somebody else.
pub async fn create(cx: &Cx, new: &NewToken) -> Result<(ApiToken, SecretString)> {
    cx.may(Right::ManageTokens)?;
    if cx.actor != Actor::System && cx.actor.account() != Some(new.account) {
        return Err(Fault::Forbidden);
    }
    let account = accounts::see(cx, new.account).await?;
    let mut faults = Vec::new();
    let mut fault = |field: &str, key| {
        faults.push(FieldFault { field: field.to_owned(), text: Text::new(key) });
    };
    let label = new.label.trim();
    if label.is_empty() || label.chars().count() > 100 || label.chars().any(char::is_control) {
        fault("label", "accounts.fault.token_label");
    }
    if new.scopes.is_empty() {
        fault("scopes", "accounts.fault.token_scopes");
    }
    let is_within_role =
        |scope: &kernel::Scope| scope.rights().iter().any(|right| account.role.rights().contains(right));
    if !new.scopes.iter().all(is_within_role) {
        fault("scopes", "accounts.fault.token_beyond_role");
    }
    if new.expires_at.is_some_and(|expires_at| expires_at <= cx.now()) {
        fault("expires_at", "accounts.fault.token_past");
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let token = secrets::token(PREFIX)?;
    let tx = cx.begin().await?;
    let id = store::insert(&tx, new, &token, cx.now()).await?;
    let entry = Entry::new("token.created", Subject::Token(id))
        .with("account", new.account.0)
        .with("scopes", &new.scopes);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    let stored = store::by_id(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    Ok((stored, token))
}

/// All tokens, newest first, revoked ones too.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage tokens.
pub async fn list(cx: &Cx) -> Result<Vec<ApiToken>> {
    cx.may(Right::ManageTokens)?;
    store::all(cx.db()).await
}

/// What these tokens are for, as whoever reads the journal may know.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to read the journal.
pub async fn labels(cx: &Cx, ids: &[TokenId]) -> Result<Vec<(TokenId, String)>> {
    cx.may(Right::ReadJournal)?;
    store::labels(cx.db(), ids).await
}

/// Ends a token at once.
///
/// # Errors
/// [`Fault::NotFound`] if there is none that is not revoked yet.
pub async fn revoke(cx: &Cx, id: TokenId) -> Result<()> {
    cx.may(Right::ManageTokens)?;
    let tx = cx.begin().await?;
    if !store::revoke(&tx, id, cx.now()).await? {
        return Err(Fault::NotFound);
    }
    journal::write(&tx, cx, &Entry::new("token.revoked", Subject::Token(id))).await?;
    tx.commit().await
}

/// Who is behind a token, if it is valid: one query. Its use is noted at most once a minute and behind the answer's
/// back.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn authenticate(house: &House, token: &SecretString) -> Result<Option<Actor>> {
    let plain = token.expose_secret();
    if plain.len() != LENGTH || !plain.starts_with(PREFIX) {
        return Ok(None);
    }
    let Some((stored, actor)) = store::find(house.db(), token).await? else {
        return Ok(None);
    };
    let now = house.now();
    if !stored.is_valid(now) {
        return Ok(None);
    }
    if stored.last_used_at.is_none_or(|last| now - last >= TimeDelta::minutes(1)) {
        let house = house.clone();
        tokio::spawn(async move {
            if let Err(fault) = note_use(&house, stored.id, now).await {
                tracing::warn!(%fault, "a token's last use was not noted");
            }
        });
    }
    Ok(Some(actor))
}

/// Who acts for a token that began something, if it is still valid: for jobs that go on after the request.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn holder(house: &House, id: TokenId) -> Result<Option<Actor>> {
    let found = store::holder(house.db(), id).await?;
    Ok(found.filter(|(stored, _)| stored.is_valid(house.now())).map(|(_, actor)| actor))
}

async fn note_use(house: &House, id: TokenId, now: Moment) -> Result<()> {
    let tx = house.db().begin().await?;
    store::touch(&tx, id, now, now - TimeDelta::minutes(1)).await?;
    tx.commit().await
}
