//! The secret word in the address of the calendar feed: calendar programs cannot log in, so the address is the key.
//!
//! It is computed from the server's key and a running number, so it is nowhere stored and a new number ends the old one.

use data_encoding::BASE64URL_NOPAD;
use kernel::{Result, Right, Subject};
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use crate::db::Sql as _;
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::{secrets, values};

const NUMBER: &str = "calendar.number";

/// The word for the feed's address, for those who may read the ledger.
///
/// # Errors
/// [`kernel::Fault::Forbidden`] without the right to read the ledger.
pub async fn calendar_token(cx: &Cx) -> Result<SecretString> {
    cx.may(Right::ReadLedger)?;
    token_of(&cx.house).await
}

/// Whether `word` opens the feed.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn is_calendar_token(house: &House, word: &str) -> Result<bool> {
    let right = token_of(house).await?;
    Ok(right.expose_secret().as_bytes().ct_eq(word.as_bytes()).into())
}

/// Makes a new address for the feed; the old one stops working.
///
/// # Errors
/// [`kernel::Fault::Forbidden`] without the right to manage settings.
pub async fn renew_calendar_token(cx: &Cx) -> Result<SecretString> {
    cx.may(Right::ManageSettings)?;
    let tx = cx.begin().await?;
    let next =
        tx.number("SELECT CAST(value AS BIGINT) FROM setting WHERE name = $1", values![NUMBER]).await? + 1;
    tx.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values![NUMBER, next.to_string()],
    )
    .await?;
    journal::write(&tx, cx, &Entry::new("calendar.renewed", Subject::System)).await?;
    tx.commit().await?;
    token_of(&cx.house).await
}

async fn token_of(house: &House) -> Result<SecretString> {
    let sql = "SELECT CAST(value AS BIGINT) FROM setting WHERE name = $1";
    let number = house.db().number(sql, values![NUMBER]).await?;
    let bytes = secrets::fingerprint(house, "calendar-feed", &number.to_string())?;
    Ok(SecretString::from(BASE64URL_NOPAD.encode(&bytes)))
}
