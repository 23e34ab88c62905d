//! The verbs: see, change; and what only the mailer may ask for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use kernel::{Fault, FieldFault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;
use secrecy::{ExposeSecret as _, SecretString};

use super::cache::{current, load};
use super::model::{Changes, MailSecurity, Settings};
use super::names::Name;
use super::parse::{parse, together};
use crate::db::{Sql as _, Tx};
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::{secrets, values};

/// All settings, for the settings page. Secrets are not in it.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage settings.
pub async fn see(cx: &Cx) -> Result<Arc<Settings>> {
    cx.may(Right::ManageSettings)?;
    current(&cx.house).await
}

/// What is stored, as the forms spell it, without secrets: for filling in the settings page.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage settings.
pub async fn raw(cx: &Cx) -> Result<BTreeMap<Name, String>> {
    cx.may(Right::ManageSettings)?;
    let sql = "SELECT name, value FROM setting WHERE value IS NOT NULL";
    let rows: Vec<Stored> = cx.db().all(sql, values![]).await?;
    Ok(rows.into_iter().filter_map(|row| Some((Name::parse(&row.name)?, row.value))).collect())
}

/// Changes settings, all or none. `version` is the one that the form was filled from, so that the second of two
/// editors learns of the first; the command line passes `None`.
///
/// # Errors
/// [`Fault::Invalid`] names every wrong field; [`Fault::Conflict`] (`settings.fault.changed_meanwhile`) if somebody
/// was faster; [`Fault::Forbidden`] without the right to manage settings.
pub async fn change(cx: &Cx, version: Option<i64>, changes: Changes) -> Result<Arc<Settings>> {
    cx.may(Right::ManageSettings)?;
    let tx = cx.begin().await?;
    let sql = format!("SELECT version FROM setting_head WHERE one = 1{}", tx.for_update());
    let stored = tx.number(&sql, values![]).await?;
    if version.is_some_and(|version| version != stored) {
        return Err(Fault::conflict("settings.fault.changed_meanwhile"));
    }
    write_in(&tx, cx, changes).await?;
    tx.commit().await?;
    current(&cx.house).await
}

/// Changes settings within a verb that also does something else, such as founding the house.
pub(crate) async fn write_in(tx: &Tx, cx: &Cx, changes: Changes) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let parsed = check(&changes, &load(tx).await?, cx.house.data())?;
    let mut names: Vec<&str> = Vec::new();
    for (name, value) in parsed {
        let sealed = match (&value, name.is_secret()) {
            (Some(secret), true) => {
                Some(secrets::seal(&cx.house, &purpose(name), secret.expose_secret().as_bytes())?)
            }
            _ => None,
        };
        let plain = value.filter(|_| !name.is_secret()).map(|value| value.expose_secret().to_owned());
        write_one(tx, name, plain, sealed).await?;
        names.push(name.word());
    }
    tx.run("UPDATE setting_head SET version = version + 1 WHERE one = 1", values![]).await?;
    journal::write(tx, cx, &Entry::new("settings.changed", Subject::System).with("fields", names)).await?;
    Ok(())
}

/// Marks the house as the sample company, which every page then says.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage settings.
pub async fn mark_as_sample(cx: &Cx) -> Result<()> {
    change(cx, None, Changes::new().set(Name::Demo, "1")).await.map(drop)
}

/// The mail password, for the mailer alone.
///
/// # Errors
/// [`Fault::Conflict`] (`settings.key.other`) if it was sealed with another key file.
pub async fn mail_password(house: &House) -> Result<Option<SecretString>> {
    #[derive(FromQueryResult)]
    struct Row {
        sealed: Vec<u8>,
    }
    let sql = "SELECT sealed FROM setting WHERE name = $1 AND sealed IS NOT NULL";
    let row: Option<Row> = house.db().one(sql, values![Name::MailPassword.word()]).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let bytes = secrets::open(house, &purpose(Name::MailPassword), &row.sealed)?;
    let text = std::str::from_utf8(&bytes).map_err(Fault::broken)?;
    Ok(Some(SecretString::from(text)))
}

#[derive(FromQueryResult)]
struct Stored {
    name: String,
    value: String,
}

type Parsed = Vec<(Name, Option<SecretString>)>;

fn check(changes: &Changes, before: &Settings, data: &Path) -> Result<Parsed> {
    let mut parsed = Parsed::new();
    let mut faults = Vec::new();
    let mut fault = |name: Name, text: Text| {
        faults.push(FieldFault { field: name.word().to_owned(), text });
    };
    for (name, typed) in &changes.plain {
        match parse(*name, typed) {
            Ok(value) => parsed.push((*name, value.map(SecretString::from))),
            Err(text) => fault(*name, text),
        }
    }
    for (name, typed) in &changes.secret {
        // A password is kept exactly as typed in, except that it must be one line.
        match parse(*name, typed.expose_secret()) {
            Ok(value) => parsed.push((*name, value.map(|_| typed.clone()))),
            Err(text) => fault(*name, text),
        }
    }
    let after = |name: Name| {
        parsed
            .iter()
            .find(|(changed, _)| *changed == name)
            .map(|(_, value)| value.as_ref().map(|value| value.expose_secret().to_owned()))
    };
    let host = after(Name::MailHost).unwrap_or_else(|| before.mail.host.clone());
    let security = after(Name::MailSecurity).map_or(before.mail.security, |word| {
        word.as_deref().and_then(MailSecurity::parse).unwrap_or_default()
    });
    if let Some((name, text)) = together(changes, host.as_deref(), security) {
        fault(name, text);
    }
    // What lies in the data folder is lost with it.
    let inside =
        |folder: &String| std::path::absolute(data).is_ok_and(|data| Path::new(folder).starts_with(data));
    if after(Name::BackupSecondFolder).flatten().is_some_and(|folder| inside(&folder)) {
        fault(Name::BackupSecondFolder, Text::new("settings.fault.folder_inside"));
    }
    if faults.is_empty() { Ok(parsed) } else { Err(Fault::Invalid(faults)) }
}

async fn write_one(tx: &Tx, name: Name, value: Option<String>, sealed: Option<Vec<u8>>) -> Result<()> {
    if value.is_none() && sealed.is_none() {
        tx.run("DELETE FROM setting WHERE name = $1", values![name.word()]).await?;
        return Ok(());
    }
    tx.run(
        "INSERT INTO setting (name, value, sealed) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, sealed = excluded.sealed",
        values![name.word(), value, sealed],
    )
    .await?;
    Ok(())
}

fn purpose(name: Name) -> String {
    format!("setting:{}", name.word())
}
