//! Making backups, proving them, and remembering how it went.

use std::path::{Path, PathBuf};

use kernel::{Fault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;

use super::model::{FORMAT, HEAD, Head, Lock, Made, Manifest, Report, Status};
use super::writer::{Done, Writer};
use super::{catalog, dump, keep, keys, restore, second};
use crate::db::{Migration, Sql, Tx};
use crate::house::Cx;
use crate::journal::{self, Entry};
use crate::{files, settings, time, trouble, values};

/// The kind of the nightly job, and the name of its schedule.
pub const NIGHTLY: &str = "backup.nightly";

#[derive(FromQueryResult)]
struct Row {
    started_at: i64,
    finished_at: Option<i64>,
    verified_at: Option<i64>,
    path: Option<String>,
    bytes: i64,
    anchor: Option<String>,
    problem: Option<String>,
    copied_at: Option<i64>,
    copy_problem: Option<String>,
}

const COLUMNS: &str =
    "started_at, finished_at, verified_at, path, bytes, anchor, problem, copied_at, copy_problem";

/// Where backups go unless told otherwise.
pub fn folder(data: &Path) -> PathBuf {
    data.join("backups")
}

/// The nightly backup: as [`usual`], and old ones cleared away.
///
/// # Errors
/// As for [`run`].
pub async fn nightly(cx: &Cx, migrations: &[Migration]) -> Result<Report> {
    let report = usual(cx, migrations).await?;
    // Only after a backup that was proved: a broken disk must not eat the good ones one by one.
    clear(&folder(cx.house.data()), &report.path)?;
    Ok(report)
}

/// A backup as every night's: into the data folder, proved, and then copied to the second place. That copying failed is
/// said in the report, not answered as a fault: the backup itself is good.
///
/// # Errors
/// As for [`run`].
pub async fn usual(cx: &Cx, migrations: &[Migration]) -> Result<Report> {
    cx.may(Right::BackUp)?;
    let lock = usual_lock(cx).await?;
    let (id, report) = run_noted(cx, migrations, &lock, &folder(cx.house.data())).await?;
    let second = second::copy(cx, id, &report.path).await?;
    Ok(Report { second, ..report })
}

/// For the house's own key and those of the settings.
///
/// # Errors
/// [`Fault::Broken`] if the key cannot be made; [`Fault::Forbidden`].
pub async fn usual_lock(cx: &Cx) -> Result<Lock> {
    cx.may(Right::BackUp)?;
    let mut recipients = vec![keys::ensure_key(cx.house.data())?.recipient];
    let settings = settings::current(&cx.house).await?;
    recipients.extend(keys::recipients_of(&settings.backup.recipients)?);
    Ok(Lock::Recipients(recipients))
}

/// Makes a backup into `to`, proves it by restoring it into a scratch folder, and remembers how it went.
///
/// # Errors
/// [`Fault::Broken`] if disk or database refuse; [`Fault::Conflict`] if the proof fails; [`Fault::Forbidden`].
pub async fn run(cx: &Cx, migrations: &[Migration], lock: &Lock, to: &Path) -> Result<Report> {
    cx.may(Right::BackUp)?;
    Ok(run_noted(cx, migrations, lock, to).await?.1)
}

/// The same with the number under which it is remembered.
async fn run_noted(cx: &Cx, migrations: &[Migration], lock: &Lock, to: &Path) -> Result<(i64, Report)> {
    let id = begin(cx).await?;
    let made = match make(cx, lock, to).await {
        Ok(made) => made,
        Err(fault) => return Err(fail(cx, id, None, fault).await),
    };
    match restore::verify(cx, migrations, &made.report.path, &made.proof).await {
        Ok(_) => {
            let report = Report { verified: true, ..made.report };
            end(cx, id, &report).await?;
            Ok((id, report))
        }
        Err(fault) => Err(fail(cx, id, Some(&made.report), fault).await),
    }
}

/// Makes a backup into `to` without proving it.
///
/// # Errors
/// [`Fault::Broken`] if disk or database refuse; then there is no file. [`Fault::Forbidden`].
pub async fn make(cx: &Cx, lock: &Lock, to: &Path) -> Result<Made> {
    cx.may(Right::BackUp)?;
    let local = cx.now().with_timezone(&cx.house.zone()).naive_local();
    let target = to.join(keep::name_of(local));
    let made_at = u64::try_from(cx.now().timestamp()).unwrap_or(0);
    let tx = cx.db().snapshot().await?;
    let (writer, proof) = Writer::begin(lock, target, made_at)?;
    let done = match pour(cx, &tx, &writer).await {
        Ok(manifest) => writer.finish(manifest).await?,
        // If it is the writer that stopped, it knows why (a full disk, say); otherwise our own reason stands.
        Err(fault) => match writer.fate().await {
            Err(Fault::Broken(why)) if trouble::explain_error(why.as_ref()).is_some() => {
                return Err(Fault::Broken(why));
            }
            _ => return Err(fault),
        },
    };
    let Done { path, bytes, manifest } = done;
    let report = Report {
        path,
        bytes,
        rows: manifest.rows.iter().map(|(_, rows)| rows).sum(),
        files: manifest.files,
        damaged_files: manifest.damaged_files,
        anchor: manifest.anchor,
        verified: false,
        second: None,
    };
    Ok(Made { report, proof })
}

/// The last backup that was proved, and the last one tried if that is a later one: in the order in which they were made,
/// which holds even if the clock was set back in between.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn status(db: &impl Sql) -> Result<(Option<Status>, Option<Status>)> {
    let good =
        format!("SELECT {COLUMNS} FROM backup_run WHERE verified_at IS NOT NULL ORDER BY id DESC LIMIT 1");
    let last = format!("SELECT {COLUMNS} FROM backup_run ORDER BY id DESC LIMIT 1");
    let good: Option<Row> = db.one(&good, vec![]).await?;
    let last: Option<Row> = db.one(&last, vec![]).await?;
    Ok((good.map(line), last.map(line)))
}

/// The newest backups, the last first.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn list(cx: &Cx, limit: u32) -> Result<Vec<Status>> {
    cx.may(Right::SeeSystemState)?;
    let sql = format!("SELECT {COLUMNS} FROM backup_run ORDER BY id DESC LIMIT $1");
    let rows: Vec<Row> = cx.db().all(&sql, values![i64::from(limit)]).await?;
    Ok(rows.into_iter().map(line).collect())
}

async fn pour(cx: &Cx, tx: &Tx, writer: &Writer) -> Result<Manifest> {
    let tables = catalog::tables(tx).await?;
    let head = Head {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: time::to_stored(cx.now()),
        migrations: restore::applied(tx).await?,
        tables,
    };
    let bytes = serde_json::to_vec_pretty(&head).map_err(Fault::broken)?;
    writer.bytes(HEAD.to_owned(), bytes).await?;
    let anchor = journal::head(tx).await?.anchor.to_string();
    let mut rows = Vec::with_capacity(head.tables.len());
    for table in &head.tables {
        rows.push((table.name.clone(), dump::table(tx, table, writer).await?));
    }
    for (hash, _) in files::contents(tx).await? {
        writer.content(&hash, files::path_of(cx.house.data(), &hash)).await?;
    }
    Ok(Manifest { rows, anchor, ..Manifest::default() })
}

async fn begin(cx: &Cx) -> Result<i64> {
    let tx = cx.begin().await?;
    let now = time::to_stored(cx.now());
    let columns = "started_at, bytes, row_count, file_count";
    let id = tx.insert("backup_run", columns, values![now, 0_i64, 0_i64, 0_i64]).await?;
    tx.commit().await?;
    Ok(id)
}

async fn end(cx: &Cx, id: i64, report: &Report) -> Result<()> {
    let tx = cx.begin().await?;
    note(&tx, cx, id, report).await?;
    let sql = "UPDATE backup_run SET verified_at = $1 WHERE id = $2";
    tx.run(sql, values![time::to_stored(cx.now()), id]).await?;
    let entry = Entry::new("backup.made", Subject::System)
        .with("anchor", &report.anchor)
        .with("rows", report.rows)
        .with("files", report.files)
        .with("bytes", report.bytes);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await
}

/// Notes why a backup is none, and gives the fault back. If even that cannot be written, the log has both.
async fn fail(cx: &Cx, id: i64, report: Option<&Report>, fault: Fault) -> Fault {
    let why = match &fault {
        Fault::Conflict(text) => text.clone(),
        other => trouble::explain(other).unwrap_or_else(|| Text::new("backup.error.broken")),
    };
    let noted = async {
        let tx = cx.begin().await?;
        if let Some(report) = report {
            note(&tx, cx, id, report).await?;
        }
        let why = serde_json::to_string(&why).map_err(Fault::broken)?;
        tx.run("UPDATE backup_run SET problem = $1 WHERE id = $2", values![why, id]).await?;
        journal::write(&tx, cx, &Entry::new("backup.failed", Subject::System).with("why", why_key(&fault)))
            .await?;
        tx.commit().await
    };
    if let Err(second) = noted.await {
        tracing::error!(%second, %fault, "a failed backup cannot even be noted");
    }
    fault
}

fn why_key(fault: &Fault) -> String {
    match fault {
        Fault::Conflict(text) => text.key.to_string(),
        other => trouble::explain(other).map_or_else(|| "broken".to_owned(), |text| text.key.to_string()),
    }
}

async fn note(tx: &Tx, cx: &Cx, id: i64, report: &Report) -> Result<()> {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    tx.run(
        "UPDATE backup_run SET finished_at = $1, path = $2, bytes = $3, row_count = $4, file_count = $5,
                anchor = $6 WHERE id = $7",
        values![
            time::to_stored(cx.now()),
            report.path.to_string_lossy().into_owned(),
            whole(report.bytes),
            whole(report.rows),
            whole(report.files),
            report.anchor.as_str(),
            id
        ],
    )
    .await?;
    Ok(())
}

/// Clears away what no rule keeps; never the one `just_made`, which seems to be old if the clock was set back.
fn clear(folder: &Path, just_made: &Path) -> Result<()> {
    let entries = std::fs::read_dir(folder).map_err(Fault::broken)?;
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    for path in keep::superseded(&names).iter().map(|name| folder.join(name)) {
        if path != just_made {
            std::fs::remove_file(path).map_err(Fault::broken)?;
        }
    }
    Ok(())
}

fn line(row: Row) -> Status {
    let text = |stored: Option<String>| stored.and_then(|stored| serde_json::from_str(&stored).ok());
    Status {
        started_at: time::from_stored(row.started_at),
        finished_at: row.finished_at.map(time::from_stored),
        verified_at: row.verified_at.map(time::from_stored),
        path: row.path.map(PathBuf::from),
        bytes: u64::try_from(row.bytes).unwrap_or(0),
        anchor: row.anchor,
        problem: text(row.problem),
        copied_at: row.copied_at.map(time::from_stored),
        copy_problem: text(row.copy_problem),
    }
}
