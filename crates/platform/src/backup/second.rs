//! The second place: a folder on another disk (a network drive, a USB disk), to which a proved backup is copied.
//!
//! The folder must be there: one that is made on the way would stand where a disk should have been mounted. That it
//! cannot be reached never spoils the backup in the first place; it is noted, told to the admins once until a copy
//! succeeds again, and said by the doctor.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use kernel::{Fault, Result, Role, Subject, Text};
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

use super::keep;
use super::model::{Copies, SecondCopy};
use crate::accounts::{self, Account};
use crate::db::{Sql, Tx};
use crate::house::Cx;
use crate::journal::{self, Entry};
use crate::locale::{Dates, t, tr};
use crate::notify::{self, Mail};
use crate::{settings, time, values};

/// How long copying may take: a network drive that has gone away answers never.
const PATIENCE: Duration = Duration::from_hours(2);
/// How long a look may take.
const GLANCE: Duration = Duration::from_secs(5);

/// Copies a proved backup to the second place of the settings, if there is one, and remembers how it went.
pub(super) async fn copy(cx: &Cx, id: i64, archive: &Path) -> Result<Option<SecondCopy>> {
    let settings = settings::current(&cx.house).await?;
    let Some(folder) = settings.backup.second_folder.clone() else { return Ok(None) };
    let (from, to, most) = (archive.to_owned(), folder.clone(), settings.backup.second_kept);
    let copied = within(PATIENCE, move || copy_into(&from, &to, most)).await;
    let problem = copied.err().map(|error| why(&folder, &error));
    match &problem {
        None => note_copied(cx, id).await?,
        Some(problem) => note_problem(cx, id, problem).await?,
    }
    Ok(Some(SecondCopy { folder, problem }))
}

/// Why nothing can be written to `folder` now; `None` if it can. Changes nothing there.
pub async fn reach(folder: &Path) -> Option<Text> {
    let path = folder.to_owned();
    let look = move || {
        if !std::fs::metadata(&path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(rustix::fs::access(&path, rustix::fs::Access::WRITE_OK)?)
    };
    within(GLANCE, look).await.err().map(|error| why(folder, &error))
}

/// Whether two folders lie on the same disk, as far as the system tells: then one defect takes both.
#[cfg(unix)]
pub fn is_same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| std::fs::metadata(path).map(|about| about.dev()).ok();
    disk(one).is_some_and(|one| disk(other) == Some(one))
}

/// Whether two folders lie on the same disk; this system does not tell.
#[cfg(not(unix))]
pub fn is_same_disk(_one: &Path, _other: &Path) -> bool {
    false
}

/// When a backup was last copied to the second place, and why the last one could not be.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn copies(db: &impl Sql) -> Result<Copies> {
    #[derive(FromQueryResult)]
    struct Row {
        copied_at: Option<i64>,
        copy_problem: Option<String>,
    }
    let sql = "SELECT copied_at, copy_problem FROM backup_run
               WHERE copied_at IS NOT NULL OR copy_problem IS NOT NULL ORDER BY id DESC LIMIT 1";
    let last: Option<Row> = db.one(sql, vec![]).await?;
    let (copied_at, problem) = last.map_or((None, None), |row| (row.copied_at, row.copy_problem));
    let last_at = match copied_at {
        Some(at) => at,
        None => db.number("SELECT MAX(copied_at) FROM backup_run", vec![]).await?,
    };
    Ok(Copies {
        last_at: (last_at > 0).then(|| time::from_stored(last_at)),
        problem: problem.and_then(|problem| serde_json::from_str(&problem).ok()),
    })
}

/// Work on a disk that may never answer, on a thread that is left behind then.
async fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::time::timeout(patience, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => Err(io::Error::other(error)),
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

/// Copies the archive under its own name, compares what arrived, and clears away what is beyond the newest `most`.
fn copy_into(archive: &Path, folder: &Path, most: usize) -> io::Result<()> {
    if !std::fs::metadata(folder)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let name = archive.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidInput)?;
    let part = folder.join(format!(".{name}.part"));
    let arrived = pour(archive, &part).and_then(|()| std::fs::rename(&part, folder.join(name)));
    if let Err(error) = arrived {
        drop(std::fs::remove_file(&part));
        return Err(error);
    }
    // The name should survive a power cut too; not every network drive can promise it.
    drop(File::open(folder).and_then(|folder| folder.sync_all()));
    if let Err(error) = clear(folder, most, name) {
        tracing::warn!(%error, "old backups in the second place cannot be cleared away");
    }
    Ok(())
}

fn pour(archive: &Path, part: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut into = options.open(part)?;
    let sent = each_piece(archive, |piece| into.write_all(piece))?;
    into.sync_all()?;
    let arrived = each_piece(part, |_| Ok(()))?;
    if sent == arrived { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Reads a file to its end and gives its SHA-256.
fn each_piece(path: &Path, mut then: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let (mut from, mut hash, mut piece) = (File::open(path)?, Sha256::new(), vec![0_u8; 1 << 20]);
    loop {
        let count = from.read(&mut piece)?;
        let Some(read) = piece.get(..count).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        then(read)?;
    }
    Ok(hash.finalize().to_vec())
}

/// Never the one that `just_arrived`, which seems to be old if the clock was set back.
fn clear(folder: &Path, most: usize, just_arrived: &str) -> io::Result<()> {
    let names: Vec<String> =
        std::fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let old = keep::beyond(&names, most);
    let mut old = old.iter().filter(|name| *name != just_arrived);
    old.try_for_each(|name| std::fs::remove_file(folder.join(name)))
}

/// In words for whoever has to walk to the cable.
fn why(folder: &Path, error: &io::Error) -> Text {
    let key = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "backup.second.missing",
        io::ErrorKind::PermissionDenied => "backup.second.permission",
        io::ErrorKind::ReadOnlyFilesystem => "backup.second.read_only",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "backup.second.full",
        io::ErrorKind::TimedOut => "backup.second.silent",
        io::ErrorKind::InvalidData => "backup.second.differs",
        _ => {
            tracing::warn!(%error, "the second place of the backups gives trouble");
            "backup.second.broken"
        }
    };
    Text::new(key).with("folder", folder.display())
}

async fn note_copied(cx: &Cx, id: i64) -> Result<()> {
    let tx = cx.begin().await?;
    let now = time::to_stored(cx.now());
    tx.run("UPDATE backup_run SET copied_at = $1 WHERE id = $2", values![now, id]).await?;
    journal::write(&tx, cx, &Entry::new("backup.copied", Subject::System)).await?;
    tx.commit().await
}

async fn note_problem(cx: &Cx, id: i64, problem: &Text) -> Result<()> {
    let admins: Vec<Account> = accounts::list(&cx.house.system())
        .await?
        .into_iter()
        .map(|listed| listed.account)
        .filter(|account| account.active && account.role == Role::Admin)
        .collect();
    let settings = settings::current(&cx.house).await?;
    let tx = cx.begin().await?;
    let stored = serde_json::to_string(problem).map_err(Fault::broken)?;
    tx.run("UPDATE backup_run SET copy_problem = $1 WHERE id = $2", values![stored, id]).await?;
    let entry = Entry::new("backup.not_copied", Subject::System).with("why", &problem.key);
    journal::write(&tx, cx, &entry).await?;
    let since = first_failure(&tx).await?;
    for admin in admins {
        let base = settings.server.base_url.as_ref().map(url::Url::as_str);
        let mail = letter(cx, &admin, settings.display.dates(admin.lang), problem, base);
        notify::mail(&tx, cx, &mail.once(format!("backup.second:{since}:{}", admin.id))).await?;
    }
    tx.commit().await?;
    cx.house.live().ring();
    Ok(())
}

/// The first backup that could not be copied since the last that was: as long as it is the same, the trouble is the
/// same and has been told.
async fn first_failure(tx: &Tx) -> Result<i64> {
    let sql = "SELECT MIN(id) FROM backup_run WHERE copy_problem IS NOT NULL
               AND id > COALESCE((SELECT MAX(id) FROM backup_run WHERE copied_at IS NOT NULL), 0)";
    tx.number(sql, vec![]).await
}

fn letter(cx: &Cx, to: &Account, dates: Dates, problem: &Text, base: Option<&str>) -> Mail {
    let lang = dates.lang;
    let day = dates.long(cx.today());
    let look = match base {
        Some(base) => {
            let url = format!("{}/settings/backups", base.trim_end_matches('/'));
            tr(lang, "backup.mail.link", &[("url", &url)])
        }
        None => t(lang, "backup.mail.look").into_owned(),
    };
    let text = tr(
        lang,
        "backup.mail.text",
        &[("name", &to.name), ("day", &day), ("why", &dates.say(problem)), ("look", &look)],
    );
    Mail::new(to.email.as_str(), t(lang, "backup.mail.subject"), text)
}
