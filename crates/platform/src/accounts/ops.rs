//! The verbs of whoever manages accounts: found, create, change, lock out, let in again.

use std::net::IpAddr;

use kernel::{AccountId, Fault, FieldFault, Lang, Moment, Result, Right, Role, Subject, Text};
use secrecy::SecretString;

use super::model::{Account, AccountChange, Email, Listed, NewAccount};
use super::{password, rules, store};
use crate::db::{Tx, is_unique_violation};
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::limits::{self, Bucket};
use crate::settings::{self, Changes, Name};

/// What the first minute needs: the company and its first admin.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The company's name.
    pub company: String,
    /// The admin's mail address.
    pub email: String,
    /// How the admin is called.
    pub name: String,
    /// The language of the admin's pages.
    pub lang: Lang,
    /// The time zone by which the company's days begin.
    pub zone: chrono_tz::Tz,
}

/// Whether anybody can log in yet. While not, the pages offer only the first-run wizard.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn is_founded(house: &House) -> Result<bool> {
    Ok(store::count(house.db()).await? > 0)
}

/// Sets up the house: the company's name, its time zone and the first admin, only while there is no account at all. Whoever comes
/// first may do this, so it asks for no right.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Conflict`] (`accounts.fault.founded`) if there is an account.
pub async fn found(house: &House, founding: &Founding, password: &SecretString) -> Result<Account> {
    let cx = house.acting(kernel::Actor::System, founding.lang);
    if is_founded(house).await? {
        return Err(Fault::conflict("accounts.fault.founded"));
    }
    let new = NewAccount {
        email: founding.email.clone(),
        name: founding.name.clone(),
        role: Role::Admin,
        person: None,
        lang: founding.lang,
    };
    let mut faults = Vec::new();
    if founding.company.trim().is_empty() {
        faults.push(fault("company", Text::new("accounts.fault.company_missing")));
    }
    let email = check_new(&new, password, &founding.company, &mut faults)?;
    let hash = password::hash(password).await?;
    let tx = cx.begin().await?;
    if tx.is_postgres() {
        tx.run_plain("LOCK TABLE account IN EXCLUSIVE MODE").await?;
    }
    if store::count(&tx).await? > 0 {
        return Err(Fault::conflict("accounts.fault.founded"));
    }
    let id = store::insert(&tx, &new, &email, hash, false, cx.now()).await?;
    let company = Changes::new()
        .set(Name::CompanyName, founding.company.trim())
        .set(Name::CompanyZone, founding.zone.name());
    settings::write_in(&tx, &cx, company).await?;
    journal::write(&tx, &cx, &Entry::new("house.founded", Subject::Account(id))).await?;
    tx.commit().await?;
    settings::refresh(house).await?;
    store::by_id(house.db(), id).await?.ok_or(Fault::NotFound)
}

/// Creates an account with a first password, which its owner must replace at the first login.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Forbidden`] without the right to manage accounts.
pub async fn create(cx: &Cx, new: &NewAccount, password: &SecretString) -> Result<Account> {
    cx.may(Right::ManageAccounts)?;
    let settings = settings::current(&cx.house).await?;
    let email = check_new(new, password, &settings.company.name, &mut Vec::new())?;
    let hash = password::hash(password).await?;
    let tx = cx.begin().await?;
    let id = store::insert(&tx, new, &email, hash, true, cx.now()).await.map_err(taken)?;
    let entry = Entry::new("account.created", Subject::Account(id)).with("role", new.role.word());
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    see(cx, id).await
}

/// Changes an account. `version` is the one the form was filled from.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Conflict`] if somebody was faster or no admin would be left.
pub async fn change(cx: &Cx, id: AccountId, version: i64, change: &AccountChange) -> Result<Account> {
    cx.may(Right::ManageAccounts)?;
    let tx = cx.begin().await?;
    let before = held(&tx, id, version).await?;
    let mut after = before.clone();
    let mut faults = Vec::new();
    if let Some(typed) = &change.email {
        match Email::parse(typed) {
            Some(email) => after.email = email,
            None => faults.push(fault("email", Text::new("accounts.fault.email"))),
        }
    }
    if let Some(typed) = &change.name {
        check_name(typed, &mut faults);
        typed.trim().clone_into(&mut after.name);
    }
    after.role = change.role.unwrap_or(before.role);
    after.person = change.person.unwrap_or(before.person);
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let fields = changed_fields(&before, &after);
    if fields.is_empty() {
        return Ok(before);
    }
    if before.role == Role::Admin && after.role != Role::Admin {
        keep_an_admin(&tx, &before).await?;
    }
    save(&tx, &after, version).await?;
    let entry = Entry::new("account.changed", Subject::Account(id)).with("fields", fields);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    see(cx, id).await
}

/// Ends all sessions of an account and lets nobody in any more. Its traces stay.
///
/// # Errors
/// [`Fault::Conflict`] if somebody was faster or no admin would be left.
pub async fn deactivate(cx: &Cx, id: AccountId, version: i64) -> Result<Account> {
    cx.may(Right::ManageAccounts)?;
    set_active(cx, id, version, false).await
}

/// Lets the owner of a deactivated account in again, with the password as it was.
///
/// # Errors
/// [`Fault::Conflict`] if somebody was faster.
pub async fn reactivate(cx: &Cx, id: AccountId, version: i64) -> Result<Account> {
    cx.may(Right::ManageAccounts)?;
    set_active(cx, id, version, true).await
}

/// Gives an account a new password, which its owner must replace at the next login, and ends its sessions.
///
/// # Errors
/// [`Fault::Invalid`] if the password is not fit; [`Fault::Forbidden`] without the right to manage accounts.
pub async fn reset_password(cx: &Cx, id: AccountId, new: &SecretString) -> Result<()> {
    cx.may(Right::ManageAccounts)?;
    let account = store::by_id(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    check_password(cx, &account, "password", new).await?;
    let hash = password::hash(new).await?;
    let bucket = Bucket::account(&cx.house, &account.email.folded())?;
    let tx = cx.begin().await?;
    store::by_id_for_update(&tx, id).await?.ok_or(Fault::NotFound)?;
    store::set_password(&tx, id, hash, true).await?;
    crate::sessions::end_all(&tx, id, None).await?;
    limits::clear(&tx, &bucket).await?;
    journal::write(&tx, cx, &Entry::new("password.reset", Subject::Account(id))).await?;
    tx.commit().await
}

/// Ends the wait of an account after too many wrong passwords, and of a network address if one is named. Says
/// whether there was a wait or a count.
///
/// # Errors
/// [`Fault::NotFound`] if no account has that mail address.
pub async fn unlock(cx: &Cx, email: &str, address: Option<IpAddr>) -> Result<bool> {
    cx.may(Right::ManageAccounts)?;
    let folded = Email::parse(email).ok_or(Fault::NotFound)?.folded();
    let account = store::by_email(cx.db(), &folded).await?.ok_or(Fault::NotFound)?;
    let tx = cx.begin().await?;
    let mut found = limits::clear(&tx, &Bucket::account(&cx.house, &folded)?).await?;
    if let Some(address) = address {
        found |= limits::clear(&tx, &Bucket::address(&cx.house, address)?).await?;
    }
    journal::write(&tx, cx, &Entry::new("account.unlocked", Subject::Account(account.id))).await?;
    tx.commit().await?;
    Ok(found)
}

/// All accounts, the active ones first, by name.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage accounts.
pub async fn list(cx: &Cx) -> Result<Vec<Listed>> {
    cx.may(Right::ManageAccounts)?;
    let waiting = limits::waiting(cx.db(), cx.now()).await?;
    let listed = |account: Account| {
        let bucket = Bucket::account(&cx.house, &account.email.folded())?;
        let locked_until: Option<Moment> =
            waiting.iter().find(|(name, _)| *name == bucket.name).map(|(_, until)| *until);
        Ok(Listed { account, locked_until })
    };
    store::all(cx.db()).await?.into_iter().map(listed).collect()
}

/// One account: one's own, or any for whoever manages accounts.
///
/// # Errors
/// [`Fault::NotFound`] if there is none or it is not this actor's to know about.
pub async fn see(cx: &Cx, id: AccountId) -> Result<Account> {
    if cx.actor.account() != Some(id) {
        cx.may(Right::ManageAccounts)?;
    }
    store::by_id(cx.db(), id).await?.ok_or(Fault::NotFound)
}

async fn set_active(cx: &Cx, id: AccountId, version: i64, active: bool) -> Result<Account> {
    let tx = cx.begin().await?;
    let mut account = held(&tx, id, version).await?;
    if account.active == active {
        return Ok(account);
    }
    if !active && account.role == Role::Admin {
        keep_an_admin(&tx, &account).await?;
    }
    account.active = active;
    save(&tx, &account, version).await?;
    crate::sessions::end_all(&tx, id, None).await?;
    let event = if active { "account.reactivated" } else { "account.deactivated" };
    journal::write(&tx, cx, &Entry::new(event, Subject::Account(id))).await?;
    tx.commit().await?;
    see(cx, id).await
}

async fn held(tx: &Tx, id: AccountId, version: i64) -> Result<Account> {
    let account = store::by_id_for_update(tx, id).await?.ok_or(Fault::NotFound)?;
    if account.version == version { Ok(account) } else { Err(changed_meanwhile()) }
}

async fn save(tx: &Tx, account: &Account, version: i64) -> Result<()> {
    if store::update(tx, account, version).await.map_err(taken)? { Ok(()) } else { Err(changed_meanwhile()) }
}

async fn keep_an_admin(tx: &Tx, account: &Account) -> Result<()> {
    if account.active && store::other_admins(tx, account.id).await? == 0 {
        return Err(Fault::conflict("accounts.fault.last_admin"));
    }
    Ok(())
}

fn check_new(
    new: &NewAccount,
    password: &SecretString,
    company: &str,
    faults: &mut Vec<FieldFault>,
) -> Result<Email> {
    let email = Email::parse(&new.email);
    if email.is_none() {
        faults.push(fault("email", Text::new("accounts.fault.email")));
    }
    check_name(&new.name, faults);
    if let Some(text) = rules::about_password(password, &[&new.email, &new.name, company]) {
        faults.push(fault("password", text));
    }
    match email {
        Some(email) if faults.is_empty() => Ok(email),
        _ => Err(Fault::Invalid(std::mem::take(faults))),
    }
}

/// Whether `password` is fit for `account`; a fault names `field`.
pub(super) async fn check_password(
    cx: &Cx,
    account: &Account,
    field: &str,
    password: &SecretString,
) -> Result<()> {
    let settings = settings::current(&cx.house).await?;
    let about = [account.email.as_str(), &account.name, &settings.company.name];
    match rules::about_password(password, &about) {
        Some(text) => Err(Fault::field(field, text)),
        None => Ok(()),
    }
}

pub(super) fn check_name(typed: &str, faults: &mut Vec<FieldFault>) {
    let typed = typed.trim();
    if typed.is_empty() {
        faults.push(fault("name", Text::new("accounts.fault.name_missing")));
    } else if typed.chars().count() > 100 || typed.chars().any(char::is_control) {
        faults.push(fault("name", Text::new("accounts.fault.name")));
    }
}

fn changed_fields(before: &Account, after: &Account) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut note = |changed: bool, field| {
        if changed {
            fields.push(field);
        }
    };
    note(before.email != after.email, "email");
    note(before.name != after.name, "name");
    note(before.role != after.role, "role");
    note(before.person != after.person, "person");
    fields
}

fn fault(field: &str, text: Text) -> FieldFault {
    FieldFault { field: field.to_owned(), text }
}

fn changed_meanwhile() -> Fault {
    Fault::conflict("accounts.fault.changed_meanwhile")
}

fn taken(fault: Fault) -> Fault {
    if is_unique_violation(&fault) {
        Fault::field("email", Text::new("accounts.fault.email_taken"))
    } else {
        fault
    }
}
