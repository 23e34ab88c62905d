//! SQL about kinds.

use kernel::{KindId, Result};
use platform::db::{Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{Kind, NewKind};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    word: String,
    name: String,
    prefix: String,
    fields: String,
    retired: i64,
    version: i64,
}

impl Row {
    fn kind(self) -> Kind {
        Kind {
            id: KindId(self.id),
            word: Some(self.word).filter(|word| !word.is_empty()),
            name: self.name,
            prefix: self.prefix,
            fields: serde_json::from_str(&self.fields).unwrap_or_default(),
            retired: self.retired != 0,
            version: self.version,
        }
    }
}

/// All kinds, built-in ones first.
pub(crate) async fn all(db: &impl Sql) -> Result<Vec<Kind>> {
    let sql = "SELECT id, word, name, prefix, fields, retired, version FROM asset_kind 
               ORDER BY CASE WHEN word = '' THEN 1 ELSE 0 END, CASE WHEN id < 0 THEN 100 - id ELSE id END";
    Ok(db.all::<Row>(sql, vec![]).await?.into_iter().map(Row::kind).collect())
}

/// Adds an own kind.
pub(super) async fn add(tx: &Tx, new: &NewKind) -> Result<KindId> {
    let fields = serde_json::to_string(&new.fields).map_err(kernel::Fault::broken)?;
    let row = values!["", new.name.as_str(), new.prefix.as_str(), fields];
    tx.insert("asset_kind", "word, name, prefix, fields", row).await.map(KindId)
}

/// Changes a kind of a version; whether there was one.
pub(super) async fn change(tx: &Tx, id: KindId, version: i64, to: &NewKind) -> Result<bool> {
    let fields = serde_json::to_string(&to.fields).map_err(kernel::Fault::broken)?;
    let sql = "UPDATE asset_kind SET name = $1, prefix = $2, fields = $3, version = version + 1
               WHERE id = $4 AND version = $5";
    let row = values![to.name.as_str(), to.prefix.as_str(), fields, id.0, version];
    Ok(tx.run(sql, row).await? > 0)
}

/// Offers it or not; whether there was such a version.
pub(super) async fn set_retired(tx: &Tx, id: KindId, version: i64, retired: bool) -> Result<bool> {
    let sql = "UPDATE asset_kind SET retired = $1, version = version + 1 WHERE id = $2 AND version = $3";
    Ok(tx.run(sql, values![i64::from(retired), id.0, version]).await? > 0)
}
