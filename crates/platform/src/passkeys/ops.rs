//! The verbs of an account's owner: register, list, remove; and the admin's, for somebody who lost a device.

use kernel::{AccountId, Fault, PasskeyId, Result, Right, Subject, Text};
use secrecy::SecretString;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    CredentialID, PasskeyRegistration, RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnError,
};

use super::ceremony::{self, Begun, Purpose};
use super::model::Passkey;
use super::party::{Party, party};
use super::store::{self, New};
use crate::db::is_unique_violation;
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::{accounts, secrets, settings};

/// How many passkeys one account may have.
const MOST: usize = 20;
/// The longest name of one.
const LONGEST_NAME: usize = 60;

/// The party of this house and who judges for it.
pub(super) async fn court(house: &House) -> Result<(Party, Webauthn)> {
    let settings = settings::current(house).await?;
    let party = party(settings.server.base_url.as_ref()).map_err(|why| Fault::Conflict(why.text()))?;
    let judge = party.judge(&settings.company.name)?;
    Ok((party, judge))
}

/// Whether the login can offer passkeys: the pages have a host name, and somebody has one for it.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn are_offered(house: &House) -> Result<bool> {
    let settings = settings::current(house).await?;
    match party(settings.server.base_url.as_ref()) {
        Ok(party) => store::is_any(house.db(), &party.host).await,
        Err(_) => Ok(false),
    }
}

/// The address at which one can show with a passkey who one is, if one has any for it.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn usable_at(cx: &Cx) -> Result<Option<String>> {
    cx.may(Right::ChangeOwnAccount)?;
    let settings = settings::current(&cx.house).await?;
    let Ok(party) = party(settings.server.base_url.as_ref()) else { return Ok(None) };
    let all = store::of_account(cx.db(), own_id(cx)?).await?;
    Ok(all.iter().any(|passkey| passkey.host == party.host).then_some(party.origin))
}

/// Begins to register a passkey for oneself.
///
/// # Errors
/// [`Fault::Conflict`] if the pages have no host name ([`super::Hindrance`]) or there are too many already.
pub async fn begin_adding(cx: &Cx) -> Result<Begun> {
    cx.may(Right::ChangeOwnAccount)?;
    let id = own_id(cx)?;
    let account = accounts::see(cx, id).await?;
    let (party, judge) = court(&cx.house).await?;
    let known = store::known_of(cx.db(), id).await?;
    if known.len() >= MOST {
        return Err(Fault::Conflict(Text::new("passkeys.fault.too_many").with("most", MOST)));
    }
    // All passkeys of an account carry one handle, so that an authenticator keeps one for each and not many.
    let handle = match known.first().and_then(|known| Uuid::from_slice(&known.handle).ok()) {
        Some(handle) => handle,
        None => Uuid::from_bytes(*secrets::random::<16>()?),
    };
    let here = known.iter().filter(|known| known.host == party.host);
    let excluded: Vec<CredentialID> = here.map(|known| known.key.cred_id().clone()).collect();
    let (options, state) = judge
        .start_passkey_registration(handle, account.email.as_str(), &account.name, Some(excluded))
        .map_err(Fault::broken)?;
    let mut options = serde_json::to_value(options).map_err(Fault::broken)?;
    ask_to_be_found(&mut options);
    let tx = cx.begin().await?;
    let kept = (handle.as_bytes().to_vec(), state);
    let token = ceremony::keep(&tx, &cx.house, Purpose::Add, Some(id), &kept).await?;
    tx.commit().await?;
    Ok(Begun { token, options })
}

/// The login asks for no name, so the authenticator itself must know whose passkey it holds.
fn ask_to_be_found(options: &mut Value) {
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
    }
}

/// Registers the passkey that the browser made, under a name of one's own.
///
/// # Errors
/// [`Fault::Invalid`] (field `name`, or `answer` for what the browser sent); [`Fault::Conflict`] if it is known already
/// or the question was not put to this browser lately.
pub async fn add(cx: &Cx, token: &SecretString, name: &str, answer: &str) -> Result<PasskeyId> {
    cx.may(Right::ChangeOwnAccount)?;
    let id = own_id(cx)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Fault::field("name", Text::new("passkeys.fault.name").with("most", LONGEST_NAME)));
    }
    let (party, judge) = court(&cx.house).await?;
    let kept = ceremony::take::<(Vec<u8>, PasskeyRegistration)>(&cx.house, token, Purpose::Add, Some(id));
    let (handle, state) = kept.await?.ok_or_else(|| Fault::conflict("passkeys.fault.over"))?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| unfit("passkeys.fault.unreadable"))?;
    if answer.extensions.cred_props.as_ref().is_some_and(|properties| properties.rk == Some(false)) {
        return Err(unfit("passkeys.fault.not_found_by_itself"));
    }
    let key = judge.finish_passkey_registration(&answer, &state).map_err(|error| match error {
        WebauthnError::UserNotVerified => unfit("passkeys.fault.not_verified"),
        WebauthnError::InvalidRPOrigin => unfit("passkeys.fault.other_address"),
        _ => unfit("passkeys.fault.unfit"),
    })?;
    let tx = cx.begin().await?;
    let new = New { account: id, handle, host: &party.host, name, key: &key };
    let passkey = store::insert(&tx, &new, cx.now()).await.map_err(|fault| {
        if is_unique_violation(&fault) { Fault::conflict("passkeys.fault.known") } else { fault }
    })?;
    let entry = Entry::new("passkey.added", Subject::Account(id)).with("passkey", passkey.0);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(passkey)
}

/// One's own passkeys, the oldest first.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn list(cx: &Cx) -> Result<Vec<Passkey>> {
    cx.may(Right::ChangeOwnAccount)?;
    store::of_account(cx.db(), own_id(cx)?).await
}

/// Removes one of one's own. The page asks before who one is.
///
/// # Errors
/// [`Fault::NotFound`] if it is not one's own.
pub async fn remove(cx: &Cx, passkey: PasskeyId) -> Result<()> {
    cx.may(Right::ChangeOwnAccount)?;
    let id = own_id(cx)?;
    let tx = cx.begin().await?;
    if !store::remove(&tx, id, passkey).await? {
        return Err(Fault::NotFound);
    }
    let entry = Entry::new("passkey.removed", Subject::Account(id)).with("passkey", passkey.0);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await
}

/// How many passkeys an account has, for whoever manages accounts.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage accounts.
pub async fn count_of(cx: &Cx, account: AccountId) -> Result<i64> {
    cx.may(Right::ManageAccounts)?;
    store::count(cx.db(), account).await
}

/// Removes all passkeys of somebody who lost a device, and ends their sessions. Gives the number.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage accounts.
pub async fn remove_all(cx: &Cx, account: AccountId) -> Result<u64> {
    cx.may(Right::ManageAccounts)?;
    let tx = cx.begin().await?;
    let gone = store::remove_all(&tx, account).await?;
    if gone > 0 {
        if cx.actor.account() != Some(account) {
            crate::sessions::end_all(&tx, account, None).await?;
        }
        let entry = Entry::new("passkey.all_removed", Subject::Account(account)).with("count", gone);
        journal::write(&tx, cx, &entry).await?;
    }
    tx.commit().await?;
    Ok(gone)
}

pub(super) fn own_id(cx: &Cx) -> Result<AccountId> {
    match cx.actor {
        kernel::Actor::Account { id, .. } => Ok(id),
        _ => Err(Fault::Forbidden),
    }
}

fn unfit(key: &'static str) -> Fault {
    Fault::field("answer", Text::new(key))
}
