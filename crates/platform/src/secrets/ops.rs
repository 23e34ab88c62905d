//! Sealing on behalf of a house: its key is read once and kept in memory.

use std::sync::{Arc, OnceLock};

use kernel::{Fault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;
use zeroize::Zeroizing;

use super::key::{KeyTrouble, ServerKey};
use crate::db::Sql as _;
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::values;

/// Where a house keeps its key once it has been read.
#[derive(Debug, Default)]
pub(crate) struct KeyCell(OnceLock<Arc<ServerKey>>);

#[derive(FromQueryResult)]
struct ProofRow {
    proof: Vec<u8>,
}

const OTHER_KEY: &str = "settings.key.other";
const PROOF: &[u8] = b"omamori";
const PROOF_PURPOSE: &str = "server-key-proof";

/// Run once at start, after the migrations: reads or makes the key file and checks that it belongs to this database.
///
/// # Errors
/// [`Fault::Conflict`] (`settings.key.open`, `settings.key.broken`) or [`Fault::Broken`] if the file cannot be used;
/// [`Fault::Conflict`] (`settings.key.other`) if the database was sealed with another key. Then either the right key
/// file is put in place, or [`adopt_new_key`] gives up what was sealed.
pub async fn prepare(house: &House) -> Result<()> {
    let key = key_of(house)?;
    let tx = house.db().begin().await?;
    let sql = "SELECT proof FROM server_key WHERE one = 1";
    let known: Option<ProofRow> = tx.one(sql, vec![]).await?;
    if known.is_none() {
        // Two nodes may be here at once; the first proof stays.
        tx.run(
            "INSERT INTO server_key (one, proof) VALUES (1, $1) ON CONFLICT (one) DO NOTHING",
            values![key.seal(PROOF_PURPOSE, PROOF)?],
        )
        .await?;
    }
    let stored: Option<ProofRow> = tx.one(sql, vec![]).await?;
    tx.commit().await?;
    match stored.and_then(|row| key.open(PROOF_PURPOSE, &row.proof)) {
        Some(_) => Ok(()),
        None => Err(Fault::conflict(OTHER_KEY)),
    }
}

/// Run at the end of a restore: backups never hold the key file, so if the one that is here (or just made) is not the
/// one that the restored database was sealed with, takes it with [`adopt_new_key`]. Says whether it had to.
///
/// # Errors
/// As for [`prepare`], but another key is no error.
pub async fn prepare_restored(cx: &Cx) -> Result<bool> {
    match prepare(&cx.house).await {
        Ok(()) => Ok(false),
        Err(Fault::Conflict(text)) if text.key == OTHER_KEY => adopt_new_key(cx).await.map(|()| true),
        Err(fault) => Err(fault),
    }
}

/// Takes the present key file for this database's and forgets everything sealed with the lost one: the mail password
/// must be given again, and second factors must be set up again. For a restore without the old key file.
///
/// # Errors
/// [`Fault::Forbidden`] without the right to manage settings.
pub async fn adopt_new_key(cx: &Cx) -> Result<()> {
    cx.may(Right::ManageSettings)?;
    let proof = key_of(&cx.house)?.seal(PROOF_PURPOSE, PROOF)?;
    let tx = cx.begin().await?;
    tx.run_plain("DELETE FROM server_key").await?;
    tx.run("INSERT INTO server_key (one, proof) VALUES (1, $1)", values![proof]).await?;
    let settings = tx.run("DELETE FROM setting WHERE sealed IS NOT NULL", vec![]).await?;
    let factors = tx
        .run(
            "UPDATE account SET totp_sealed = NULL, totp_pending = NULL, version = version + 1
             WHERE totp_sealed IS NOT NULL OR totp_pending IS NOT NULL",
            vec![],
        )
        .await?;
    tx.run_plain("UPDATE setting_head SET version = version + 1").await?;
    let entry =
        Entry::new("key.replaced", Subject::System).with("settings", settings).with("factors", factors);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await
}

/// Seals `bytes` under the server's key. The same `purpose` opens it again.
///
/// # Errors
/// [`Fault::Broken`] if the key file cannot be used.
pub fn seal(house: &House, purpose: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    key_of(house)?.seal(purpose, bytes)
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`Fault::Conflict`] (`settings.key.other`) if it was sealed with another key; [`Fault::Broken`] if the key file
/// cannot be used.
pub fn open(house: &House, purpose: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    key_of(house)?.open(purpose, sealed).ok_or_else(|| Fault::conflict(OTHER_KEY))
}

/// A keyed hash of `text`: equal for equal texts, of no use without the key file.
///
/// # Errors
/// [`Fault::Broken`] if the key file cannot be used.
pub fn fingerprint(house: &House, purpose: &str, text: &str) -> Result<[u8; 32]> {
    key_of(house)?.fingerprint(purpose, text.as_bytes())
}

fn key_of(house: &House) -> Result<Arc<ServerKey>> {
    let cell = &house.key_cell().0;
    if let Some(key) = cell.get() {
        return Ok(Arc::clone(key));
    }
    let key = ServerKey::read_or_create(house.data()).map_err(fault_of)?;
    Ok(Arc::clone(cell.get_or_init(|| Arc::new(key))))
}

/// Trouble with the file, in words where somebody can mend it.
fn fault_of(trouble: KeyTrouble) -> Fault {
    match trouble {
        KeyTrouble::TooOpen { path, mode } => {
            let text = Text::new("settings.key.open").with("path", path.display());
            Fault::Conflict(text.with("mode", format!("{mode:04o}")))
        }
        KeyTrouble::Length { path, .. } => {
            Fault::Conflict(Text::new("settings.key.broken").with("path", path.display()))
        }
        // As the system said it, so that a full or read-only disk is recognised.
        KeyTrouble::File { source, .. } => Fault::broken(source),
        KeyTrouble::Random => Fault::broken(trouble),
    }
}
