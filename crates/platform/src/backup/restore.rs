//! Out of an archive into an empty house; and the same into a scratch one, to prove an archive.

use std::path::Path;

use kernel::{Fault, Result, Right, Subject, Text};
use sea_orm::FromQueryResult;

use super::load::Load;
use super::model::{Head, Key, Manifest, Order, Restored, alarm_text};
use super::reader::{self, Piece};
use crate::db::{self, Db, Migration, Sql, Tx, Where};
use crate::house::{Cx, House};
use crate::journal::{self, Anchor, Entry};
use crate::{files, secrets, time, values};

/// Restores an archive into an empty house, whose database may be of the other kind. Then brings it up to `migrations`.
///
/// Either everything is restored or the database stays empty. Mails that waited are not sent again, jobs that waited are
/// cancelled, and everybody logs in anew: the backup is of the past, and the past has been dealt with.
///
/// # Errors
/// [`Fault::Conflict`] if the target is not empty, the archive damaged or of a newer version, or its journal older than
/// one of the order's anchors; [`Fault::Invalid`] at `key` if the key does not fit; [`Fault::Forbidden`].
pub async fn restore(cx: &Cx, migrations: &[Migration], order: &Order) -> Result<Restored> {
    cx.may(Right::BackUp)?;
    let restored = fill(&cx.house, migrations, order, true).await?;
    db::migrate(cx.db(), migrations, cx.now()).await?;
    // The archive does not hold the server's key: what was sealed with a lost one is given up here, on record.
    let has_new_key = secrets::prepare_restored(cx).await?;
    let tx = cx.begin().await?;
    let entry = Entry::new("backup.restored", Subject::System)
        .with("made_at", restored.made_at.to_rfc3339())
        .with("anchor", &restored.anchor)
        .with("rows", restored.rows)
        .with("alarm", restored.alarm.is_some())
        .with("new_key", has_new_key);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(restored)
}

/// Proves an archive: restores it into a scratch folder, walks the journal, compares every count and hash, brings it up
/// to `migrations`, and throws the scratch folder away.
///
/// # Errors
/// As for [`restore`]; a journal that does not hold is a [`Fault::Conflict`].
pub async fn verify(cx: &Cx, migrations: &[Migration], archive: &Path, key: &Key) -> Result<Restored> {
    cx.may(Right::BackUp)?;
    let above = cx.house.data().join("tmp");
    std::fs::create_dir_all(&above).map_err(Fault::broken)?;
    let scratch = tempfile::Builder::new().prefix("verify-").tempdir_in(&above).map_err(Fault::broken)?;
    let db = Db::open(&Where::File(scratch.path().join("omamori.db"))).await.map_err(Fault::broken)?;
    let house = House::new(db, cx.house.clock(), scratch.path(), cx.house.zone());
    let order =
        Order { archive: archive.to_owned(), key: key.clone(), anchors: Vec::new(), despite_alarm: false };
    let restored = fill(&house, migrations, &order, false).await;
    let migrated = match &restored {
        Ok(_) => db::migrate(house.db(), migrations, cx.now()).await.map(|_| ()),
        Err(_) => Ok(()),
    };
    house.db().clone().close().await?;
    migrated?;
    restored
}

async fn fill(house: &House, migrations: &[Migration], order: &Order, for_good: bool) -> Result<Restored> {
    let opened = reader::open(order.archive.clone(), order.key.clone(), house.data().to_owned());
    let (mut pieces, thread) = opened;
    let filled = fill_from(house, migrations, order, for_good, &mut pieces).await;
    // The thread must not wait for us if we gave up, and its own reason is the better one if it gave up.
    drop(pieces);
    match (thread.await.map_err(Fault::broken)?, filled) {
        (_, Ok(restored)) => Ok(restored),
        (Err(reason), Err(Ended::Early)) => Err(reason),
        (_, Err(Ended::Early)) => Err(Fault::conflict("backup.fault.damaged")),
        (_, Err(Ended::Because(fault))) => Err(fault),
    }
}

/// Why filling stopped.
enum Ended {
    /// The archive gave no more; its reader knows why.
    Early,
    Because(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Ended::Because(fault)
    }
}

async fn fill_from(
    house: &House,
    migrations: &[Migration],
    order: &Order,
    for_good: bool,
    pieces: &mut tokio::sync::mpsc::Receiver<Piece>,
) -> std::result::Result<Restored, Ended> {
    let Some(Piece::Head(head)) = pieces.recv().await else { return Err(Ended::Early) };
    prepare(house.db(), migrations, &head, house.now()).await?;
    let tx = house.db().begin().await?;
    let mut load = Load::begin(&tx, &head.tables).await?;
    let manifest = loop {
        match pieces.recv().await {
            Some(Piece::Rows { table, rows }) => load.rows(&table, &rows).await?,
            Some(Piece::End(manifest)) => break manifest,
            Some(Piece::Head(_)) | None => return Err(Ended::Early),
        }
    };
    load.end().await?;
    let rows = count(&load, &manifest)?;
    let alarm = check_journal(&tx, &manifest, order).await?;
    check_files(&tx, house.data(), &manifest).await?;
    if for_good {
        lay_to_rest(&tx, time::to_stored(house.now())).await?;
    }
    tx.commit().await?;
    Ok(Restored {
        made_at: time::from_stored(head.made_at),
        version: head.version,
        rows,
        files: manifest.files,
        damaged_files: manifest.damaged_files,
        anchor: manifest.anchor,
        alarm,
    })
}

/// Brings an empty database to the schema the archive was made with: later migrations then run over its rows as they
/// would have in place.
async fn prepare(db: &Db, migrations: &[Migration], head: &Head, now: kernel::Moment) -> Result<()> {
    let known = |name: &String| migrations.iter().any(|migration| migration.name == name);
    if !head.migrations.iter().all(known) {
        return Err(Fault::Conflict(Text::new("backup.fault.newer").with("version", &head.version)));
    }
    let here = applied(db).await?;
    let not_empty = || Fault::conflict("backup.fault.not_empty");
    if here.iter().any(|name| !head.migrations.contains(name)) || !is_empty(db).await? {
        return Err(not_empty());
    }
    let then: Vec<Migration> = migrations
        .iter()
        .filter(|migration| head.migrations.iter().any(|name| name == migration.name))
        .copied()
        .collect();
    db::migrate(db, &then, now).await?;
    Ok(())
}

/// The migrations a database has had, in the order they ran; none if it is quite empty.
pub(super) async fn applied(db: &impl Sql) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
    }
    if !has_table(db, "schema_migration").await? {
        return Ok(Vec::new());
    }
    let sql = "SELECT name FROM schema_migration ORDER BY applied_at, name";
    let rows: Vec<Row> = db.all(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

async fn has_table(db: &impl Sql, name: &str) -> Result<bool> {
    let sql = if db.speaks_postgres() {
        "SELECT CAST(COUNT(*) AS BIGINT) FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_name = $1"
    } else {
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1"
    };
    Ok(db.number(sql, values![name]).await? > 0)
}

/// Whether nobody has worked here yet: everything anybody does leaves a journal entry.
async fn is_empty(db: &Db) -> Result<bool> {
    Ok(!has_table(db, "journal_head").await? || journal::head(db).await?.seq == 0)
}

fn count(load: &Load<'_>, manifest: &Manifest) -> Result<u64> {
    for (table, rows) in &manifest.rows {
        if load.rows.get(table).copied().unwrap_or(0) != *rows {
            tracing::error!(table, "the backup has another number of rows than its manifest says");
            return Err(Fault::conflict("backup.fault.damaged"));
        }
    }
    Ok(load.rows.values().sum())
}

async fn check_journal(tx: &Tx, manifest: &Manifest, order: &Order) -> Result<Option<Text>> {
    let mut anchors = order.anchors.clone();
    anchors.extend(manifest.anchor.parse::<Anchor>());
    match journal::verify(tx, &anchors).await? {
        Ok(_) => Ok(None),
        Err(broken) if order.despite_alarm => Ok(Some(alarm_text(&broken))),
        Err(broken) => Err(Fault::Conflict(alarm_text(&broken))),
    }
}

/// Every content that a row points to is there, except those that were missing already.
async fn check_files(tx: &Tx, data: &Path, manifest: &Manifest) -> Result<()> {
    if !has_table(tx, "file_blob").await? {
        return Ok(());
    }
    for (hash, _) in files::contents(tx).await? {
        if !files::path_of(data, &hash).exists() && !manifest.damaged_files.contains(&hash) {
            tracing::error!(hash, "the backup lacks a file that its rows point to");
            return Err(Fault::conflict("backup.fault.damaged"));
        }
    }
    Ok(())
}

/// What was under way when the backup was made has long ended.
async fn lay_to_rest(tx: &Tx, now: i64) -> Result<()> {
    let why = serde_json::to_string(&Text::new("backup.restored")).map_err(Fault::broken)?;
    if has_table(tx, "outbox").await? {
        let sql =
            "UPDATE outbox SET state = 'given_up', last_error = $1 WHERE state IN ('waiting', 'sending')";
        tx.run(sql, values![why.as_str()]).await?;
    }
    if has_table(tx, "job").await? {
        let sql = "UPDATE job SET state = 'cancelled', finished_at = $1, last_error = $2, lease = NULL,
                          lease_until = NULL WHERE state IN ('waiting', 'running')";
        tx.run(sql, values![now, why]).await?;
    }
    if has_table(tx, "examination").await? {
        // It was another machine that was looked at.
        tx.run("DELETE FROM examination", vec![]).await?;
    }
    if has_table(tx, "session").await? {
        tx.run("DELETE FROM session", vec![]).await?;
    }
    Ok(())
}
