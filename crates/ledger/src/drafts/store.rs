//! SQL about drafts.

use kernel::{AccountId, ImportId, JobId, Result};
use platform::db::{Db, FromQueryResult, Sql as _, Tx};
use platform::{time, values};

use super::model::{Draft, Purpose};
use crate::imports::Source;

#[derive(FromQueryResult)]
struct Row {
    word: String,
    purpose: String,
    file_name: String,
    file_hash: String,
    choices: String,
    created_at: i64,
    created_by: Option<i64>,
    job_id: Option<i64>,
    outcome: Option<String>,
    has_content: i64,
}

#[derive(FromQueryResult)]
struct SealedRow {
    sealed: Option<Vec<u8>>,
}

const COLUMNS: &str = "word, purpose, file_name, file_hash, choices, created_at, created_by, job_id, outcome, \
     CAST(CASE WHEN sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_content";

impl Row {
    fn draft(self) -> Draft {
        Draft {
            word: self.word,
            purpose: Purpose::parse(&self.purpose).unwrap_or(Purpose::Assets),
            source: Source { name: self.file_name, hash: self.file_hash },
            choices: serde_json::from_str(&self.choices).unwrap_or_default(),
            created_at: time::from_stored(self.created_at),
            created_by: self.created_by.map(AccountId),
            job: self.job_id.map(JobId),
            outcome: self.outcome.and_then(|outcome| serde_json::from_str(&outcome).ok()),
            has_content: self.has_content != 0,
        }
    }
}

/// Everything about a new draft but its content.
pub struct NewDraft<'a> {
    pub word: &'a str,
    pub purpose: Purpose,
    pub source: &'a Source,
    pub choices: String,
    pub at: i64,
    pub by: Option<i64>,
}

pub async fn insert(tx: &Tx, new: NewDraft<'_>, sealed: Vec<u8>) -> Result<i64> {
    let columns = "word, purpose, file_name, file_hash, sealed, choices, created_at, created_by";
    let row = values![
        new.word,
        new.purpose.word(),
        new.source.name.as_str(),
        new.source.hash.as_str(),
        sealed,
        new.choices,
        new.at,
        new.by
    ];
    tx.insert("import_draft", columns, row).await
}

pub async fn by_word(db: &Db, word: &str) -> Result<Option<Draft>> {
    let row: Option<Row> =
        db.one(&format!("SELECT {COLUMNS} FROM import_draft WHERE word = $1"), values![word]).await?;
    Ok(row.map(Row::draft))
}

pub async fn by_import(db: &Db, import: ImportId) -> Result<Option<Draft>> {
    let sql = format!("SELECT {COLUMNS} FROM import_draft WHERE import_id = $1 ORDER BY id DESC LIMIT 1");
    let row: Option<Row> = db.one(&sql, values![import.0]).await?;
    Ok(row.map(Row::draft))
}

pub async fn sealed(db: &Db, word: &str) -> Result<Option<Vec<u8>>> {
    let row: Option<SealedRow> =
        db.one("SELECT sealed FROM import_draft WHERE word = $1", values![word]).await?;
    Ok(row.and_then(|row| row.sealed))
}

pub async fn set_choices(tx: &Tx, word: &str, choices: &str) -> Result<u64> {
    tx.run(
        "UPDATE import_draft SET choices = $1 WHERE word = $2 AND job_id IS NULL AND sealed IS NOT NULL",
        values![choices, word],
    )
    .await
}

/// The job of a draft, with the row held until the transaction ends; none if there is no such draft with its file.
pub async fn job_for_update(tx: &Tx, word: &str) -> Result<Option<Option<JobId>>> {
    #[derive(FromQueryResult)]
    struct JobRow {
        job_id: Option<i64>,
    }
    let sql =
        format!("SELECT job_id FROM import_draft WHERE word = $1 AND sealed IS NOT NULL{}", tx.for_update());
    let row: Option<JobRow> = tx.one(&sql, values![word]).await?;
    Ok(row.map(|row| row.job_id.map(JobId)))
}

pub async fn set_job(tx: &Tx, word: &str, job: Option<JobId>) -> Result<u64> {
    let sql = "UPDATE import_draft SET job_id = $1 WHERE word = $2";
    tx.run(sql, values![job.map(|job| job.0), word]).await
}

/// Keeps what came of it and wipes the file.
pub async fn finish(tx: &Tx, word: &str, import: Option<ImportId>, outcome: &str) -> Result<u64> {
    let sql = "UPDATE import_draft SET outcome = $1, import_id = $2, sealed = NULL WHERE word = $3";
    tx.run(sql, values![outcome, import.map(|id| id.0), word]).await
}

pub async fn delete(tx: &Tx, word: &str) -> Result<u64> {
    tx.run("DELETE FROM import_draft WHERE word = $1 AND outcome IS NULL", values![word]).await
}

/// Deletes drafts that nobody came back to, and wipes files that are still here after that time for whatever reason.
pub async fn sweep(tx: &Tx, before: i64) -> Result<u64> {
    tx.run("DELETE FROM import_draft WHERE created_at < $1 AND outcome IS NULL", values![before]).await
}
