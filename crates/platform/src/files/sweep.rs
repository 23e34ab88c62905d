//! Deleting contents that nothing points to any more.

use std::path::Path;
use std::time::SystemTime;

use chrono::TimeDelta;
use kernel::{Fault, Moment, Result};
use sea_orm::FromQueryResult;

use super::{folder, path_of};
use crate::db::Sql;
use crate::house::House;
use crate::{time, values};

/// How long a file that was taken off everything can be put back.
const UNDO: TimeDelta = TimeDelta::days(30);
/// How old a content must be before it can count as left over: a writer may be about to name it.
const REST: TimeDelta = TimeDelta::days(1);

/// What a sweep deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Rows whose last link was taken off long ago.
    pub files: u64,
    /// Contents that no row pointed to.
    pub contents: u64,
    /// What a crash left under a temporary name, or without a row.
    pub leftovers: u64,
}

#[derive(FromQueryResult)]
struct Hash {
    hash: String,
}

/// Deletes rows taken off more than a month ago, then contents without rows. A job runs it every night.
///
/// # Errors
/// [`Fault::Broken`] if disk or database refuse; what was deleted until then stays deleted, nothing needed is touched.
pub async fn sweep(house: &House) -> Result<Swept> {
    let files = forget_files(house).await?;
    let contents = forget_contents(house).await?;
    let leftovers = forget_leftovers(house).await?;
    Ok(Swept { files, contents, leftovers })
}

async fn forget_files(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let before = time::to_stored(house.now() - UNDO);
    // Files whose every link ended long ago.
    let gone = "SELECT l.file_id FROM file_link l GROUP BY l.file_id
                HAVING COUNT(*) = COUNT(l.removed_at) AND MAX(l.removed_at) < $1";
    let ids: Vec<Id> =
        tx.all(&format!("SELECT f.id FROM file f WHERE f.id IN ({gone})"), values![before]).await?;
    for row in &ids {
        tx.run("DELETE FROM file_link WHERE file_id = $1", values![row.id]).await?;
        tx.run("DELETE FROM file WHERE id = $1", values![row.id]).await?;
    }
    tx.commit().await?;
    Ok(ids.len() as u64)
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

async fn forget_contents(house: &House) -> Result<u64> {
    let before = time::to_stored(house.now() - REST);
    let unused = "b.seen_at < $1 AND NOT EXISTS (SELECT 1 FROM file f WHERE f.hash = b.hash)";
    let sql = format!("SELECT b.hash FROM file_blob b WHERE {unused}");
    let found: Vec<Hash> = house.db().all(&sql, values![before]).await?;
    let mut count = 0;
    for Hash { hash } in found {
        let tx = house.db().begin().await?;
        // Looked at again under lock: a writer of the same content touches this row first.
        let sql = format!("SELECT b.hash FROM file_blob b WHERE {unused} AND b.hash = $2{}", tx.for_update());
        if tx.one::<Hash>(&sql, values![before, hash.as_str()]).await?.is_none() {
            continue;
        }
        tx.run("DELETE FROM file_blob WHERE hash = $1", values![hash.as_str()]).await?;
        remove_file(&path_of(house.data(), &hash))?;
        tx.commit().await?;
        count += 1;
    }
    Ok(count)
}

/// Contents without a row: the transaction that would have named them never committed.
async fn forget_leftovers(house: &House) -> Result<u64> {
    let folder = folder(house.data());
    let before = house.now() - REST;
    let old = tokio::task::spawn_blocking(move || old_files(&folder, before))
        .await
        .map_err(Fault::broken)?
        .map_err(Fault::broken)?;
    let mut count = 0;
    for (hash, path) in old {
        let tx = house.db().begin().await?;
        let known = match &hash {
            Some(hash) => {
                // Taking the row's place keeps a writer of the same content waiting until the file is gone.
                let sql =
                    "INSERT INTO file_blob (hash, size, seen_at) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING";
                tx.run(sql, values![hash.as_str()]).await? == 0
            }
            None => false,
        };
        if !known {
            remove_file(&path)?;
            count += 1;
        }
        // Rolled back: the row was only a lock.
        drop(tx);
    }
    Ok(count)
}

/// Everything below `folder` that was last written before `before`, with its hash (`None` for temporary names).
fn old_files(folder: &Path, before: Moment) -> std::io::Result<Vec<(Option<String>, std::path::PathBuf)>> {
    let mut found = Vec::new();
    let Ok(parts) = std::fs::read_dir(folder) else { return Ok(found) };
    for part in parts {
        let part = part?;
        if !part.file_type()?.is_dir() {
            continue;
        }
        let first = part.file_name().to_string_lossy().into_owned();
        for entry in std::fs::read_dir(part.path())? {
            let entry = entry?;
            let written = entry.metadata()?.modified()?;
            if written < SystemTime::from(before) {
                let rest = entry.file_name().to_string_lossy().into_owned();
                let hash = (first != "tmp").then(|| format!("{first}{rest}"));
                found.push((hash, entry.path()));
            }
        }
    }
    Ok(found)
}

fn remove_file(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::broken(error)),
        _ => Ok(()),
    }
}
