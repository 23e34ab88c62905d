//! Rows: attaching, listing, finding, detaching.

use kernel::{AccountId, Fault, FileId, Result, Subject};
use sea_orm::FromQueryResult;

use super::media::Media;
use super::model::{Attached, File, FileName};
use super::path_of;
use super::stage::Staged;
use crate::db::{Sql, Tx};
use crate::house::{Cx, House};
use crate::journal::{self, Entry};
use crate::{time, values};

const COLUMNS: &str = "f.id, f.public_id, f.hash, f.name, f.media, f.size, f.created_at, f.created_by";

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    public_id: String,
    hash: String,
    name: String,
    media: String,
    size: i64,
    created_at: i64,
    created_by: Option<i64>,
}

#[derive(FromQueryResult)]
struct LinkRow {
    kind: String,
    number: i64,
}

#[derive(FromQueryResult)]
struct Added {
    file_id: i64,
    added_at: i64,
}

impl Row {
    fn file(self) -> File {
        File {
            id: FileId(self.id),
            public_id: self.public_id,
            hash: self.hash,
            name: FileName::clean(&self.name),
            media: Media::parse(&self.media),
            size: u64::try_from(self.size).unwrap_or(0),
            created_at: time::from_stored(self.created_at),
            created_by: self.created_by.map(AccountId),
        }
    }
}

/// Attaches a content to a thing, within the verb's transaction. The fact `file.attached` goes into the journal.
///
/// # Errors
/// [`Fault::Broken`] if disk or database refuse; the verb must then not commit.
pub async fn attach(tx: &Tx, cx: &Cx, subject: Subject, staged: Staged, name: &FileName) -> Result<File> {
    let size = i64::try_from(staged.size).map_err(Fault::broken)?;
    let now = cx.now();
    // Before the content is looked for: from here on the sweeper waits for us.
    tx.run(
        "INSERT INTO file_blob (hash, size, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (hash) DO UPDATE SET seen_at = $3",
        values![staged.hash.as_str(), size, time::to_stored(now)],
    )
    .await?;
    let (hash, media) = (staged.hash.clone(), staged.media);
    staged.settle(cx.house.data()).await?;
    let by = cx.actor.account();
    let mut file = File {
        id: FileId(0),
        public_id: random_word()?,
        hash,
        name: name.clone(),
        media,
        size: u64::try_from(size).unwrap_or(0),
        created_at: now,
        created_by: by,
    };
    let row = values![
        file.public_id.as_str(),
        file.hash.as_str(),
        name.as_str(),
        media.word(),
        size,
        time::to_stored(now),
        by.map(|account| account.0)
    ];
    let columns = "public_id, hash, name, media, size, created_at, created_by";
    file.id = FileId(tx.insert("file", columns, row).await?);
    tx.run(
        "INSERT INTO file_link (file_id, kind, number, added_at) VALUES ($1, $2, $3, $4)",
        values![file.id.0, subject.word(), subject.number(), time::to_stored(now)],
    )
    .await?;
    journal::write(tx, cx, &Entry::new("file.attached", subject).with("file", file.id)).await?;
    Ok(file)
}

/// Puts a file that is at one thing at another too: the signed paper of a hand-over at each of its things.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn attach_also(tx: &Tx, cx: &Cx, subject: Subject, id: FileId) -> Result<()> {
    tx.run(
        "INSERT INTO file_link (file_id, kind, number, added_at) VALUES ($1, $2, $3, $4)",
        values![id.0, subject.word(), subject.number(), time::to_stored(cx.now())],
    )
    .await?;
    journal::write(tx, cx, &Entry::new("file.attached", subject).with("file", id)).await?;
    Ok(())
}

/// The files at a thing, the newest first.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn of(db: &impl Sql, subject: Subject) -> Result<Vec<Attached>> {
    let links = "FROM file_link l JOIN file f ON f.id = l.file_id
                 WHERE l.kind = $1 AND l.number = $2 AND l.removed_at IS NULL ORDER BY f.id DESC";
    let of = values![subject.word(), subject.number()];
    let rows: Vec<Row> = db.all(&format!("SELECT {COLUMNS} {links}"), of.clone()).await?;
    let added: Vec<Added> = db.all(&format!("SELECT l.file_id, l.added_at {links}"), of).await?;
    let attached = |row: Row| {
        let since =
            added.iter().find(|link| link.file_id == row.id).map_or(row.created_at, |link| link.added_at);
        Attached { added_at: time::from_stored(since), file: row.file() }
    };
    Ok(rows.into_iter().map(attached).collect())
}

/// A file by the random word in its address.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn find(db: &impl Sql, public_id: &str) -> Result<Option<File>> {
    let row: Option<Row> =
        db.one(&format!("SELECT {COLUMNS} FROM file f WHERE f.public_id = $1"), values![public_id]).await?;
    Ok(row.map(Row::file))
}

/// A file by its number.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn see(db: &impl Sql, id: FileId) -> Result<Option<File>> {
    let row: Option<Row> =
        db.one(&format!("SELECT {COLUMNS} FROM file f WHERE f.id = $1"), values![id.0]).await?;
    Ok(row.map(Row::file))
}

/// The things a file is at: whoever may read one of them may read the file.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn subjects(db: &impl Sql, id: FileId) -> Result<Vec<Subject>> {
    let sql =
        "SELECT kind, number FROM file_link WHERE file_id = $1 AND removed_at IS NULL ORDER BY kind, number";
    let rows: Vec<LinkRow> = db.all(sql, values![id.0]).await?;
    Ok(rows.into_iter().filter_map(|row| Subject::from_parts(&row.kind, row.number)).collect())
}

/// Opens a content for reading.
///
/// # Errors
/// [`Fault::Broken`] if it is missing or cannot be read.
pub async fn content(house: &House, file: &File) -> Result<tokio::fs::File> {
    tokio::fs::File::open(path_of(house.data(), &file.hash)).await.map_err(Fault::broken)
}

/// Takes a file off a thing; [`reattach`] undoes it for a month.
///
/// # Errors
/// [`Fault::NotFound`] if it is not there.
pub async fn detach(tx: &Tx, cx: &Cx, subject: Subject, id: FileId) -> Result<()> {
    let sql = "UPDATE file_link SET removed_at = $1
               WHERE file_id = $2 AND kind = $3 AND number = $4 AND removed_at IS NULL";
    let removed = time::to_stored(cx.now());
    if tx.run(sql, values![removed, id.0, subject.word(), subject.number()]).await? == 0 {
        return Err(Fault::NotFound);
    }
    journal::write(tx, cx, &Entry::new("file.detached", subject).with("file", id)).await?;
    Ok(())
}

/// Undoes [`detach`].
///
/// # Errors
/// [`Fault::NotFound`] if it was not taken off, or so long ago that it is gone.
pub async fn reattach(tx: &Tx, cx: &Cx, subject: Subject, id: FileId) -> Result<()> {
    let sql = "UPDATE file_link SET removed_at = NULL
               WHERE file_id = $1 AND kind = $2 AND number = $3 AND removed_at IS NOT NULL";
    if tx.run(sql, values![id.0, subject.word(), subject.number()]).await? == 0 {
        return Err(Fault::NotFound);
    }
    journal::write(tx, cx, &Entry::new("file.attached", subject).with("file", id)).await?;
    Ok(())
}

/// All contents that must be on disk: hash and size, for backups.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub(crate) async fn contents(db: &impl Sql) -> Result<Vec<(String, i64)>> {
    #[derive(FromQueryResult)]
    struct Blob {
        hash: String,
        size: i64,
    }
    let sql = "SELECT b.hash, b.size FROM file_blob b
               WHERE EXISTS (SELECT 1 FROM file f WHERE f.hash = b.hash) ORDER BY b.hash";
    let rows: Vec<Blob> = db.all(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.hash, row.size)).collect())
}

/// A word that nobody guesses.
fn random_word() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(Fault::broken)?;
    Ok(data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase())
}
