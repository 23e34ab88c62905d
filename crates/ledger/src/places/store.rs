//! SQL about places.

use kernel::{PlaceId, Result};
use platform::db::{Batch, Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{NewPlace, Place};
use crate::changes::ChangeSetId;
use crate::sql::fresh_ids;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    parent_id: Option<i64>,
    note: String,
}

impl Row {
    fn place(self) -> Place {
        Place {
            id: PlaceId(self.id),
            version: self.version,
            name: self.name,
            parent: self.parent_id.map(PlaceId),
            note: self.note,
        }
    }
}

/// One of them.
pub(super) async fn find(db: &impl Sql, id: PlaceId) -> Result<Option<Place>> {
    let sql = "SELECT id, version, name, parent_id, note FROM place WHERE id = $1";
    Ok(db.one::<Row>(sql, values![id.0]).await?.map(Row::place))
}

/// All of them, by name.
pub(crate) async fn all(db: &impl Sql) -> Result<Vec<Place>> {
    let sql = "SELECT id, version, name, parent_id, note FROM place ORDER BY name, id";
    Ok(db.all::<Row>(sql, vec![]).await?.into_iter().map(Row::place).collect())
}

/// How many assets each has.
pub(super) async fn counts(db: &impl Sql) -> Result<Vec<(PlaceId, i64)>> {
    #[derive(FromQueryResult)]
    struct Count {
        id: i64,
        many: i64,
    }
    let sql = "SELECT place_id AS id, COUNT(*) AS many FROM asset
               WHERE deleted_at IS NULL AND place_id IS NOT NULL GROUP BY place_id";
    let rows: Vec<Count> = db.all(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (PlaceId(row.id), row.many)).collect())
}

/// Adds one.
pub(super) async fn add(tx: &Tx, new: &NewPlace) -> Result<PlaceId> {
    let row = values![new.name.as_str(), yomi::fold(&new.name), new.parent.map(|id| id.0), new.note.as_str()];
    tx.insert("place", "name, name_folded, parent_id, note", row).await.map(PlaceId)
}

/// Changes one of a version; whether there was one.
pub(super) async fn change(tx: &Tx, id: PlaceId, version: i64, to: &NewPlace) -> Result<bool> {
    let sql = "UPDATE place SET name = $1, name_folded = $2, parent_id = $3, note = $4, version = version + 1
               WHERE id = $5 AND version = $6";
    let parent = to.parent.map(|id| id.0);
    let row = values![to.name.as_str(), yomi::fold(&to.name), parent, to.note.as_str(), id.0, version];
    Ok(tx.run(sql, row).await? > 0)
}

/// Removes one that nothing refers to; whether it could.
pub(super) async fn remove(tx: &Tx, id: PlaceId) -> Result<bool> {
    let sql = "DELETE FROM place WHERE id = $1
               AND NOT (EXISTS (SELECT 1 FROM asset a WHERE a.place_id = place.id)
                        OR EXISTS (SELECT 1 FROM place c WHERE c.parent_id = place.id))";
    Ok(tx.run(sql, values![id.0]).await? > 0)
}

/// Names and ids, for matching.
pub(crate) async fn stored(db: &impl Sql) -> Result<Vec<(String, PlaceId)>> {
    #[derive(FromQueryResult)]
    struct Name {
        id: i64,
        name: String,
    }
    let rows: Vec<Name> = db.all("SELECT id, name FROM place ORDER BY id", vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.name, PlaceId(row.id))).collect())
}

/// Adds some of which only the name is known, for an import.
pub(crate) async fn add_bare(tx: &Tx, names: &[String], set: Option<ChangeSetId>) -> Result<Vec<PlaceId>> {
    let ids = fresh_ids(tx, "place", names.len()).await?;
    let mut batch = Batch::new("place", "id, name, name_folded, note, made_in");
    for (id, name) in ids.iter().zip(names) {
        batch.push(tx, values![*id, name.as_str(), yomi::fold(name), "", set.map(|set| set.0)]).await?;
    }
    batch.flush(tx).await?;
    Ok(ids.into_iter().map(PlaceId).collect())
}

/// Removes those an import added, as far as nobody touched or uses them.
pub(crate) async fn remove_untouched(tx: &Tx, set: ChangeSetId) -> Result<u64> {
    let sql = "DELETE FROM place WHERE made_in = $1 AND version = 1
               AND NOT (EXISTS (SELECT 1 FROM asset a WHERE a.place_id = place.id)
                        OR EXISTS (SELECT 1 FROM place c WHERE c.parent_id = place.id))";
    tx.run(sql, values![set.0]).await
}
