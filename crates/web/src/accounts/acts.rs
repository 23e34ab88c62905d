//! Acts on one account: lock out, let in again, end a wait, new first password, second factor lost.

use axum::extract::{Form, Path};
use axum::response::Response;
use kernel::{AccountId, Fault, Text};
use platform::{accounts, passkeys, secrets};

use super::forms::{VersionForm, version};
use super::views;
use crate::account::confirm;
use crate::door::{Answer, Notice, Visit, redirect_with};

/// Logs somebody out everywhere and lets them in no more.
pub async fn deactivate(visit: Visit, Path(id): Path<i64>, Form(form): Form<VersionForm>) -> Answer {
    if let Some(question) = asked(&visit, id) {
        return Ok(question);
    }
    match accounts::deactivate(&visit.cx, AccountId(id), version(&form.version)).await {
        // Who closed their own account is out: the next page is the login.
        Ok(account) => Ok(done("/accounts", "accounts.act.deactivated", &account.name)),
        Err(fault) => refused(id, fault),
    }
}

/// Lets somebody in again.
pub async fn reactivate(visit: Visit, Path(id): Path<i64>, Form(form): Form<VersionForm>) -> Answer {
    if let Some(question) = asked(&visit, id) {
        return Ok(question);
    }
    match accounts::reactivate(&visit.cx, AccountId(id), version(&form.version)).await {
        Ok(account) => Ok(done(&here(id), "accounts.act.reactivated", &account.name)),
        Err(fault) => refused(id, fault),
    }
}

/// Ends the wait after too many wrong passwords.
pub async fn unlock(visit: Visit, Path(id): Path<i64>) -> Answer {
    let account = accounts::see(&visit.cx, AccountId(id)).await?;
    accounts::unlock(&visit.cx, account.email.as_str(), None).await?;
    Ok(done(&here(id), "accounts.act.unlocked", &account.name))
}

/// A new first password, shown this once.
pub async fn reset_password(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = asked(&visit, id) {
        return Ok(question);
    }
    if visit.cx.actor.account() == Some(AccountId(id)) {
        // One's own is changed where the present one is asked for.
        return Ok(crate::door::redirect(crate::account::PASSWORD_PATH));
    }
    let account = accounts::see(&visit.cx, AccountId(id)).await?;
    let password = secrets::code()?;
    accounts::reset_password(&visit.cx, account.id, &password).await?;
    Ok(views::first_password(&visit, &account, &password))
}

/// Takes off the second factor of somebody who lost phone and codes.
pub async fn reset_factor(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = asked(&visit, id) {
        return Ok(question);
    }
    let account = accounts::see(&visit.cx, AccountId(id)).await?;
    accounts::reset_factor(&visit.cx, account.id).await?;
    Ok(done(&here(id), "accounts.act.factor_removed", &account.name))
}

/// Takes off all passkeys of somebody who lost a device.
pub async fn remove_passkeys(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = asked(&visit, id) {
        return Ok(question);
    }
    let account = accounts::see(&visit.cx, AccountId(id)).await?;
    passkeys::remove_all(&visit.cx, account.id).await?;
    Ok(done(&here(id), "accounts.act.passkeys_removed", &account.name))
}

fn asked(visit: &Visit, id: i64) -> Option<Response> {
    confirm::needed(visit, &here(id))
}

fn here(id: i64) -> String {
    format!("/accounts/{id}")
}

fn done(path: &str, key: &'static str, name: &str) -> Response {
    redirect_with(path, &Notice::good(Text::new(key).with("name", name)))
}

fn refused(id: i64, fault: Fault) -> Answer {
    match fault {
        Fault::Conflict(text) => Ok(redirect_with(&here(id), &Notice::problem(text))),
        other => Err(other.into()),
    }
}
