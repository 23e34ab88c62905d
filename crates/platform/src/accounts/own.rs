//! The verbs of an account's owner: password, name, how pages look.

use kernel::{AccountId, Fault, Lang, Result, Right, SessionId, Subject, Text};
use secrecy::SecretString;

use super::model::{Account, Theme};
use super::password::{self, Verdict};
use super::{ops, store};
use crate::house::Cx;
use crate::journal::{self, Entry};
use crate::limits::{self, Attempt, Bucket};

/// Replaces one's own password and ends all other sessions; `keep` is the one that asks.
///
/// # Errors
/// [`Fault::Invalid`] if the present password is wrong (field `current`) or the new one not fit (field `password`);
/// [`Fault::Conflict`] (`accounts.fault.wait`) after too many wrong ones.
pub async fn set_password(
    cx: &Cx,
    current: &SecretString,
    new: &SecretString,
    keep: Option<SessionId>,
) -> Result<()> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own(cx).await?;
    ops::check_password(cx, &account, "password", new).await?;
    prove(cx, &account, current).await?;
    // Above all a first password, which somebody else knows, must not become one's own.
    if password::is_same(current, new) {
        return Err(Fault::field("password", Text::new("accounts.fault.password_same")));
    }
    let hash = password::hash(new).await?;
    let tx = cx.begin().await?;
    store::by_id_for_update(&tx, account.id).await?.ok_or(Fault::NotFound)?;
    store::set_password(&tx, account.id, hash, false).await?;
    crate::sessions::end_all(&tx, account.id, keep).await?;
    journal::write(&tx, cx, &Entry::new("password.changed", Subject::Account(account.id))).await?;
    tx.commit().await
}

/// Changes one's own name.
///
/// # Errors
/// [`Fault::Invalid`] if it is empty or too long.
pub async fn set_name(cx: &Cx, name: &str) -> Result<Account> {
    cx.may(Right::ChangeOwnAccount)?;
    let mut faults = Vec::new();
    ops::check_name(name, &mut faults);
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    change_own(cx, "name", |account| name.trim().clone_into(&mut account.name)).await
}

/// Changes language or look of one's own pages; `None` leaves as it is.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn set_appearance(cx: &Cx, lang: Option<Lang>, theme: Option<Theme>) -> Result<Account> {
    cx.may(Right::ChangeOwnAccount)?;
    change_own(cx, "appearance", |account| {
        account.lang = lang.unwrap_or(account.lang);
        account.theme = theme.unwrap_or(account.theme);
    })
    .await
}

async fn change_own(cx: &Cx, field: &str, change: impl FnOnce(&mut Account)) -> Result<Account> {
    let id = own_id(cx)?;
    let tx = cx.begin().await?;
    let mut account = store::by_id_for_update(&tx, id).await?.ok_or(Fault::NotFound)?;
    let before = account.clone();
    change(&mut account);
    if account == before {
        return Ok(before);
    }
    if !store::update(&tx, &account, before.version).await? {
        return Err(Fault::conflict("accounts.fault.changed_meanwhile"));
    }
    let entry = Entry::new("account.changed", Subject::Account(id)).with("fields", [field]);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    own(cx).await
}

/// Whether whoever asks knows the account's password; wrong answers are counted as at the login.
pub(super) async fn prove(cx: &Cx, account: &Account, typed: &SecretString) -> Result<()> {
    let bucket = Bucket::account(&cx.house, &account.email.folded())?;
    let tx = cx.begin().await?;
    let attempt = limits::take(&tx, &[&bucket], cx.now()).await?;
    tx.commit().await?;
    if let Attempt::Wait(wait) = attempt {
        let seconds = wait.num_seconds() + 1;
        return Err(Fault::Conflict(Text::new("accounts.fault.wait").with("seconds", seconds)));
    }
    let stored = store::credentials(cx.db(), account.id).await?.ok_or(Fault::NotFound)?;
    let verdict = password::check(typed, Some(&stored.password)).await?;
    let tx = cx.begin().await?;
    if verdict == Verdict::Wrong {
        let entry = Entry::new("password.refused", Subject::Account(account.id));
        journal::write(&tx, cx, &entry).await?;
        tx.commit().await?;
        return Err(Fault::field("current", Text::new("accounts.fault.wrong_password")));
    }
    limits::give_back(&tx, &bucket).await?;
    tx.commit().await
}

/// The account behind a person at the pages; tokens and the command line have none of their own.
pub(super) async fn own(cx: &Cx) -> Result<Account> {
    store::by_id(cx.db(), own_id(cx)?).await?.ok_or(Fault::NotFound)
}

pub(super) fn own_id(cx: &Cx) -> Result<AccountId> {
    match cx.actor {
        kernel::Actor::Account { id, .. } => Ok(id),
        _ => Err(Fault::Forbidden),
    }
}
