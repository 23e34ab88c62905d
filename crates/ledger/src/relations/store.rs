//! SQL about what names what.

use kernel::{AssetId, KindId, Result};
use platform::db::{FromQueryResult, Sql, Value, marks};
use platform::values;

use crate::assets::mentions::As;
use crate::kinds::BuiltIn;

#[derive(FromQueryResult)]
struct Found {
    id: i64,
    kind_id: i64,
}

fn ids(rows: Vec<Found>) -> Vec<AssetId> {
    rows.into_iter().map(|row| AssetId(row.id)).collect()
}

/// The things that a record names, and those that name its `contract` number (none if it is empty), each once, by their
/// numbers; and how many there are.
pub(super) async fn things_of(
    db: &impl Sql,
    record: AssetId,
    contract: &str,
    most: i64,
) -> Result<(Vec<AssetId>, i64)> {
    let records = BuiltIn::ALL.iter().filter(|kind| kind.is_record()).map(|kind| kind.id().to_string());
    let from = format!(
        "FROM asset a WHERE a.deleted_at IS NULL AND a.id <> $1 AND a.kind_id NOT IN ({}) AND a.id IN (
             SELECT t.id FROM asset_mention m JOIN asset t ON t.number_folded = m.word AND t.number_folded <> ''
                 AND t.deleted_at IS NULL WHERE m.asset_id = $1 AND m.what = 'thing'
             UNION SELECT m.asset_id FROM asset_mention m WHERE m.word = $2 AND m.what = 'contract' AND m.word <> '')",
        records.collect::<Vec<_>>().join(",")
    );
    let values = || values![record.0, contract];
    let total = db.number(&format!("SELECT COUNT(*) {from}"), values()).await?;
    let sql = format!("SELECT a.id, a.kind_id {from} ORDER BY a.number_sort, a.id LIMIT {most}");
    Ok((ids(db.all(&sql, values()).await?), total))
}

/// The folded numbers that a record names and no living thing has.
pub(super) async fn missing_things(db: &impl Sql, record: AssetId) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Word {
        word: String,
    }
    let sql = "SELECT m.word FROM asset_mention m WHERE m.asset_id = $1 AND m.what = 'thing' AND NOT EXISTS (
                   SELECT 1 FROM asset a WHERE a.number_folded = m.word AND a.number_folded <> '' AND a.deleted_at IS NULL
               ) ORDER BY m.place";
    let rows: Vec<Word> = db.all(sql, values![record.0]).await?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}

/// How many that name the same are looked at: beyond, a page would not show them anyway.
const MOST_NAMING: i64 = 1_000;

/// Everything else alive that names a word, with its kind.
pub(super) async fn naming(
    db: &impl Sql,
    what: As,
    word: &str,
    but: AssetId,
) -> Result<Vec<(AssetId, KindId)>> {
    let sql = format!(
        "SELECT a.id, a.kind_id FROM asset_mention m JOIN asset a ON a.id = m.asset_id
         WHERE m.word = $1 AND m.what = $2 AND a.id <> $3 AND a.deleted_at IS NULL ORDER BY a.id LIMIT {MOST_NAMING}"
    );
    let rows: Vec<Found> = db.all(&sql, values![word, what.word(), but.0]).await?;
    Ok(rows.into_iter().map(|row| (AssetId(row.id), KindId(row.kind_id))).collect())
}

/// What of a kind names a word, and how many there are.
pub(super) async fn named_of_kind(
    db: &impl Sql,
    what: As,
    word: &str,
    kind: BuiltIn,
    most: i64,
) -> Result<(Vec<AssetId>, i64)> {
    let from = "FROM asset_mention m JOIN asset a ON a.id = m.asset_id
                WHERE m.word = $1 AND m.what = $2 AND a.kind_id = $3 AND a.deleted_at IS NULL";
    let values = || values![word, what.word(), kind.id().0];
    let total = db.number(&format!("SELECT COUNT(*) {from}"), values()).await?;
    let sql = format!("SELECT a.id, a.kind_id {from} ORDER BY a.id LIMIT {most}");
    Ok((ids(db.all(&sql, values()).await?), total))
}

#[derive(FromQueryResult)]
struct Named {
    id: i64,
    name: String,
}

/// Everything alive of a kind of which there are few, by name.
pub(super) async fn of_kind(db: &impl Sql, kind: BuiltIn) -> Result<Vec<(AssetId, String)>> {
    let sql = "SELECT id, name FROM asset WHERE kind_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 5000";
    let rows: Vec<Named> = db.all(sql, values![kind.id().0]).await?;
    Ok(rows.into_iter().map(|row| (AssetId(row.id), row.name)).collect())
}

/// Every way in which a supplier is written. Each is found from the one before by the index, so that it takes as many
/// steps as there are ways, not as there are assets.
pub(super) async fn vendors(db: &impl Sql) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Vendor {
        vendor: Option<String>,
    }
    let living = "FROM asset WHERE deleted_at IS NULL AND vendor <> ''";
    let sql = format!(
        "WITH RECURSIVE way (vendor) AS (
             SELECT (SELECT MIN(vendor) {living})
             UNION ALL
             SELECT (SELECT MIN(vendor) {living} AND vendor > way.vendor) FROM way WHERE way.vendor IS NOT NULL
         ) SELECT vendor FROM way WHERE vendor IS NOT NULL LIMIT 20000"
    );
    let rows: Vec<Vendor> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().filter_map(|row| row.vendor).collect())
}

/// What was bought from a supplier written in one of these ways, the newest entries first, and how many there are.
pub(super) async fn bought_from(db: &impl Sql, names: &[String], most: i64) -> Result<(Vec<AssetId>, i64)> {
    if names.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let from = format!(
        "FROM asset a WHERE a.deleted_at IS NULL AND a.vendor <> '' AND a.vendor IN {}",
        marks(1, names.len())
    );
    let values = || -> Vec<Value> { names.iter().map(|name| Value::from(name.as_str())).collect() };
    let total = db.number(&format!("SELECT COUNT(*) {from}"), values()).await?;
    let sql = format!("SELECT a.id, a.kind_id {from} ORDER BY a.id DESC LIMIT {most}");
    Ok((ids(db.all(&sql, values()).await?), total))
}
