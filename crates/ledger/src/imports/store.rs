//! SQL about imports and remembered mappings.

use std::collections::BTreeMap;

use intake::Field;
use kernel::{ImportId, Moment, Result};
use platform::db::{Sql, Tx, texts_of};
use platform::time::{from_stored, to_stored};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{Import, Source};
use super::report::Totals;
use crate::changes::ChangeSetId;

/// What a heading was taken for.
pub(super) type Mapping = BTreeMap<String, Option<Field>>;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    set_id: i64,
    file_name: String,
    file_hash: String,
    made: i64,
    changed: i64,
    same: i64,
    refused: i64,
    skipped: i64,
    at: i64,
    actor: String,
    undone_at: Option<i64>,
}

impl Row {
    fn import(self) -> Import {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        Import {
            id: ImportId(self.id),
            source: Source { name: self.file_name, hash: self.file_hash },
            at: from_stored(self.at),
            by: self.actor,
            totals: Totals {
                new: count(self.made),
                change: count(self.changed),
                same: count(self.same),
                error: count(self.refused),
                skip: count(self.skipped),
            },
            undone_at: self.undone_at.map(from_stored),
            set: ChangeSetId(self.set_id),
        }
    }
}

const SELECT: &str = "SELECT i.id, i.set_id, i.file_name, i.file_hash, i.made, i.changed, i.same, i.refused, i.skipped, \
     s.at, s.actor, s.undone_at FROM ledger_import i JOIN change_set s ON s.id = i.set_id";

/// One import.
pub(super) async fn find(db: &impl Sql, id: ImportId) -> Result<Option<Import>> {
    Ok(db.one::<Row>(&format!("{SELECT} WHERE i.id = $1"), values![id.0]).await?.map(Row::import))
}

/// The file names of some.
pub(super) async fn names(db: &impl Sql, ids: &[ImportId]) -> Result<Vec<(ImportId, String)>> {
    texts_of(db, ("ledger_import", "file_name"), ids).await
}

/// The newest imports.
pub(super) async fn latest(db: &impl Sql, limit: u32) -> Result<Vec<Import>> {
    let rows: Vec<Row> =
        db.all(&format!("{SELECT} ORDER BY i.id DESC LIMIT $1"), values![i64::from(limit)]).await?;
    Ok(rows.into_iter().map(Row::import).collect())
}

/// The newest import of the very same file that still stands.
pub(super) async fn of_file(db: &impl Sql, hash: &str) -> Result<Option<ImportId>> {
    if hash.is_empty() {
        return Ok(None);
    }
    let sql = format!("{SELECT} WHERE i.file_hash = $1 AND s.undone_at IS NULL ORDER BY i.id DESC LIMIT 1");
    Ok(db.one::<Row>(&sql, values![hash]).await?.map(|row| ImportId(row.id)))
}

/// Writes an import down.
pub(super) async fn add(tx: &Tx, set: ChangeSetId, source: &Source, totals: Totals) -> Result<ImportId> {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let row = values![
        set.0,
        source.name.as_str(),
        source.hash.as_str(),
        count(totals.new),
        count(totals.change),
        count(totals.same),
        count(totals.error),
        count(totals.skip),
    ];
    let columns = "set_id, file_name, file_hash, made, changed, same, refused, skipped";
    tx.insert("ledger_import", columns, row).await.map(ImportId)
}

/// All remembered mappings by the shape of their header.
pub(super) async fn shapes(db: &impl Sql) -> Result<BTreeMap<String, Mapping>> {
    #[derive(FromQueryResult)]
    struct Shape {
        shape: String,
        mapping: String,
    }
    let sql = "SELECT shape, mapping FROM import_shape ORDER BY used_at DESC LIMIT 1000";
    let rows: Vec<Shape> = db.all(sql, vec![]).await?;
    let read = |row: Shape| Some((row.shape, serde_json::from_str(&row.mapping).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Remembers a mapping.
pub(super) async fn remember(tx: &Tx, shape: &str, mapping: &Mapping, at: Moment) -> Result<()> {
    let mapping = serde_json::to_string(mapping).map_err(kernel::Fault::broken)?;
    let sql = "INSERT INTO import_shape (shape, mapping, used_at) VALUES ($1, $2, $3)
               ON CONFLICT (shape) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at";
    tx.run(sql, values![shape, mapping, to_stored(at)]).await?;
    Ok(())
}
