//! The second factor: setting it up, recovery codes, taking it off, and proving it.

use kernel::{AccountId, Fault, Moment, Result, Right, Subject, Text};
use secrecy::{ExposeSecret as _, SecretString};
use unicode_normalization::UnicodeNormalization as _;

use super::model::Account;
use super::own::{own, own_id, prove};
use super::{store, totp};
use crate::db::{Batch, Sql as _, Tx};
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::sessions::Way;
use crate::{secrets, settings, time, values};

/// How many recovery codes are given.
const RECOVERY_CODES: usize = 10;

/// What the page of setting up shows, once.
#[derive(Debug)]
pub struct Enrolment {
    /// The seed in letters, for typing in where no camera is.
    pub letters: SecretString,
    /// What the QR code holds.
    pub uri: SecretString,
}

/// Begins setting up a second factor: makes a seed that counts only once [`confirm_factor`] has seen a code of it.
///
/// # Errors
/// [`Fault::Conflict`] (`accounts.fault.factor_present`) if there is one already.
pub async fn begin_factor(cx: &Cx) -> Result<Enrolment> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own(cx).await?;
    if account.totp {
        return Err(Fault::conflict("accounts.fault.factor_present"));
    }
    let seed = secrets::random::<{ totp::SEED_LENGTH }>()?;
    let sealed = secrets::seal(&cx.house, &purpose(account.id), seed.as_ref())?;
    let tx = cx.begin().await?;
    tx.run("UPDATE account SET totp_pending = $1 WHERE id = $2", values![sealed, account.id.0]).await?;
    journal::write(&tx, cx, &Entry::new("factor.begun", Subject::Account(account.id))).await?;
    tx.commit().await?;
    let settings = settings::current(&cx.house).await?;
    let (letters, uri) = totp::invitation(seed.as_ref(), &settings.company.name, account.email.as_str());
    Ok(Enrolment { letters, uri })
}

/// What [`begin_factor`] gave, while setting up is not ended: for showing the page again.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn factor_begun(cx: &Cx) -> Result<Option<Enrolment>> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own(cx).await?;
    let stored = store::credentials(cx.db(), account.id).await?.ok_or(Fault::NotFound)?;
    let Some(pending) = stored.totp_pending else { return Ok(None) };
    let seed = secrets::open(&cx.house, &purpose(account.id), &pending)?;
    let settings = settings::current(&cx.house).await?;
    let (letters, uri) = totp::invitation(&seed, &settings.company.name, account.email.as_str());
    Ok(Some(Enrolment { letters, uri }))
}

/// Ends setting up: `code` shows that the app has the seed. Gives the recovery codes, to be shown this once.
///
/// # Errors
/// [`Fault::Invalid`] (field `code`) if the code is not right; [`Fault::Conflict`] if nothing was begun.
pub async fn confirm_factor(cx: &Cx, code: &str) -> Result<Vec<SecretString>> {
    cx.may(Right::ChangeOwnAccount)?;
    let id = own_id(cx)?;
    let tx = cx.begin().await?;
    store::by_id_for_update(&tx, id).await?.ok_or(Fault::NotFound)?;
    let stored = store::credentials(&tx, id).await?.ok_or(Fault::NotFound)?;
    let pending = stored.totp_pending.ok_or_else(|| Fault::conflict("accounts.fault.factor_not_begun"))?;
    let seed = secrets::open(&cx.house, &purpose(id), &pending)?;
    let Some(step) = totp::step_of(&seed, code, cx.now())? else {
        return Err(Fault::field("code", Text::new("accounts.fault.code")));
    };
    tx.run(
        "UPDATE account SET totp_sealed = totp_pending, totp_pending = NULL, totp_last_step = $1,
             version = version + 1 WHERE id = $2",
        values![step, id.0],
    )
    .await?;
    let codes = replace_recovery_codes(&tx, id).await?;
    journal::write(&tx, cx, &Entry::new("factor.added", Subject::Account(id))).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Takes off one's own second factor; the password is asked for again.
///
/// # Errors
/// [`Fault::Invalid`] (field `current`) if the password is wrong.
pub async fn drop_factor(cx: &Cx, current: &SecretString) -> Result<()> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own(cx).await?;
    prove(cx, &account, current).await?;
    remove(cx, account.id, "factor.dropped").await
}

/// Takes off the second factor of somebody who lost phone and recovery codes, and ends their sessions.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage accounts.
pub async fn reset_factor(cx: &Cx, id: AccountId) -> Result<()> {
    cx.may(Right::ManageAccounts)?;
    remove(cx, id, "factor.reset").await
}

/// Makes new recovery codes, to be shown this once; the old ones stop working. The password is asked for again.
///
/// # Errors
/// [`Fault::Conflict`] (`accounts.fault.factor_missing`) without a second factor.
pub async fn renew_recovery_codes(cx: &Cx, current: &SecretString) -> Result<Vec<SecretString>> {
    cx.may(Right::ChangeOwnAccount)?;
    let account = own(cx).await?;
    if !account.totp {
        return Err(Fault::conflict("accounts.fault.factor_missing"));
    }
    prove(cx, &account, current).await?;
    let tx = cx.begin().await?;
    let codes = replace_recovery_codes(&tx, account.id).await?;
    journal::write(&tx, cx, &Entry::new("recovery.renewed", Subject::Account(account.id))).await?;
    tx.commit().await?;
    Ok(codes)
}

/// How many of one's own recovery codes are not used yet.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever has no account.
pub async fn recovery_codes_left(cx: &Cx) -> Result<i64> {
    cx.may(Right::ChangeOwnAccount)?;
    let sql = "SELECT COUNT(*) FROM recovery_code WHERE account_id = $1 AND used_at IS NULL";
    cx.db().number(sql, values![own_id(cx)?.0]).await
}

/// Whether `typed` is a fresh code of the account, from the app or from paper: then by which of them one comes in. It
/// is used up by this, within `tx`.
pub(super) async fn use_up(
    tx: &Tx,
    house: &House,
    account: &Account,
    typed: &str,
    now: Moment,
) -> Result<Option<Way>> {
    let stored = store::credentials(tx, account.id).await?.ok_or(Fault::NotFound)?;
    let Some(sealed) = stored.totp_sealed else {
        return Ok(None);
    };
    if let Some(hash) = recovery_hash(account.id, typed) {
        let sql =
            "UPDATE recovery_code SET used_at = $1 WHERE account_id = $2 AND hash = $3 AND used_at IS NULL";
        let used = tx.run(sql, values![time::to_stored(now), account.id.0, hash.to_vec()]).await?;
        return Ok((used == 1).then_some(Way::Recovery));
    }
    let seed = secrets::open(house, &purpose(account.id), &sealed)?;
    let Some(step) = totp::step_of(&seed, typed, now)? else {
        return Ok(None);
    };
    // A code counts once: whoever looked over the shoulder, or a second request at the same moment, gets nothing.
    let sql = "UPDATE account SET totp_last_step = $1 WHERE id = $2 AND totp_last_step < $1";
    Ok((tx.run(sql, values![step, account.id.0]).await? == 1).then_some(Way::Totp))
}

async fn remove(cx: &Cx, id: AccountId, event: &'static str) -> Result<()> {
    let tx = cx.begin().await?;
    store::by_id_for_update(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.run(
        "UPDATE account SET totp_sealed = NULL, totp_pending = NULL, version = version + 1 WHERE id = $1",
        values![id.0],
    )
    .await?;
    tx.run("DELETE FROM recovery_code WHERE account_id = $1", values![id.0]).await?;
    if cx.actor.account() != Some(id) {
        crate::sessions::end_all(&tx, id, None).await?;
    }
    journal::write(&tx, cx, &Entry::new(event, Subject::Account(id))).await?;
    tx.commit().await
}

async fn replace_recovery_codes(tx: &Tx, id: AccountId) -> Result<Vec<SecretString>> {
    tx.run("DELETE FROM recovery_code WHERE account_id = $1", values![id.0]).await?;
    let mut batch = Batch::new("recovery_code", "account_id, hash");
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = secrets::code()?;
        let hash = recovery_hash(id, code.expose_secret())
            .ok_or_else(|| Fault::broken("a fresh recovery code has not its own shape"))?;
        batch.push(tx, values![id.0, hash.to_vec()]).await?;
        codes.push(code);
    }
    batch.flush(tx).await?;
    Ok(codes)
}

/// What is stored of a recovery code; `None` for what cannot be one. With 80 random bits a plain hash is enough, and
/// unlike one under the server's key it still works after a restore without the key file.
fn recovery_hash(id: AccountId, typed: &str) -> Option<secrets::Digest> {
    let plain: String = typed
        .nfkc()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        })
        .collect();
    let fits = plain.len() == 16 && plain.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| secrets::digest(&format!("recovery:{id}"), &SecretString::from(plain)))
}

/// A seed is sealed for its account: copied into another row it opens nothing.
fn purpose(id: AccountId) -> String {
    format!("totp:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_codes_are_read_as_people_copy_them() {
        let id = AccountId(1);
        let right = recovery_hash(id, "7KQM-2XGD-PT0V-1HAE");
        assert!(right.is_some());
        for typed in ["7kqm2xgdpt0v1hae", " 7KQM 2XGD PTOV lHAE ", "７ＫＱＭ－２ＸＧＤ－ＰＴ０Ｖ－１ＨＡＥ"]
        {
            assert_eq!(recovery_hash(id, typed), right, "{typed}");
        }
        assert_ne!(recovery_hash(AccountId(2), "7KQM-2XGD-PT0V-1HAE"), right);
        assert!(recovery_hash(id, "287082").is_none());
    }
}
