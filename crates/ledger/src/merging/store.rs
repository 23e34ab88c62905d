//! SQL about merging; tables and columns come from [`super::POINTERS`].

use std::collections::HashMap;

use kernel::{Fault, Result};
use platform::db::{Sql, Tx, Value, marks};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{Merger, Moved, Pointer};
use crate::assets::relink::Linked;
use crate::changes::ChangeSetId;

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Holds two rows still until the transaction ends; whether both stand for themselves.
pub(super) async fn hold(tx: &Tx, what: Linked, one: i64, other: i64) -> Result<bool> {
    let (table, lock) = (what.table(), tx.for_update());
    let sql =
        format!("SELECT id FROM {table} WHERE id IN ($1, $2) AND merged_into IS NULL ORDER BY id{lock}");
    let rows: Vec<Id> = tx.all(&sql, values![one, other]).await?;
    Ok(rows.len() == 2)
}

/// The id that stands for an id now: itself, or what it was merged into; none if there is no such row.
pub(crate) async fn stands_for(db: &impl Sql, what: Linked, id: i64) -> Result<Option<i64>> {
    let sql = format!("SELECT COALESCE(merged_into, id) AS id FROM {} WHERE id = $1", what.table());
    Ok(db.one::<Id>(&sql, values![id]).await?.map(|row| row.id))
}

/// Every id that another stands for, by the field of an asset that may hold it.
pub(crate) async fn aliases(db: &impl Sql) -> Result<HashMap<(&'static str, i64), i64>> {
    #[derive(FromQueryResult)]
    struct Alias {
        id: i64,
        stands: i64,
    }
    let mut all = HashMap::new();
    for what in Linked::ALL {
        let sql =
            format!("SELECT id, merged_into AS stands FROM {} WHERE merged_into IS NOT NULL", what.table());
        let rows: Vec<Alias> = db.all(&sql, vec![]).await?;
        all.extend(rows.into_iter().map(|row| ((what.fields().0, row.id), row.stands)));
    }
    Ok(all)
}

/// How many rows point at something by this column.
pub(super) async fn count(db: &impl Sql, pointer: &Pointer, id: i64) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) FROM {} WHERE {} = $1", pointer.table, pointer.column);
    db.number(&sql, values![id]).await
}

/// Leads the rows that point at `from` by this column to `to`, and says which.
pub(super) async fn lead(tx: &Tx, pointer: &Pointer, from: i64, to: i64) -> Result<Vec<i64>> {
    let (table, column) = (pointer.table, pointer.column);
    let rows: Vec<Id> =
        tx.all(&format!("SELECT id FROM {table} WHERE {column} = $1 ORDER BY id"), values![from]).await?;
    tx.run(&format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2"), values![to, from]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Leads these rows back, as far as they still point where they were led.
pub(super) async fn lead_back(
    tx: &Tx,
    pointer: &Pointer,
    (from, to): (i64, i64),
    rows: &[i64],
) -> Result<()> {
    let (table, column) = (pointer.table, pointer.column);
    for some in rows.chunks(1_000) {
        let sql = format!(
            "UPDATE {table} SET {column} = $1 WHERE {column} = $2 AND id IN {}",
            marks(3, some.len())
        );
        let mut values: Vec<Value> = values![to, from];
        values.extend(some.iter().copied().map(Value::from));
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// What a row belongs to.
pub(super) async fn above(tx: &Tx, what: Linked, id: i64) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Above {
        id: Option<i64>,
    }
    let sql = format!("SELECT {} AS id FROM {} WHERE id = $1", above_column(what), what.table());
    Ok(tx.one::<Above>(&sql, values![id]).await?.and_then(|row| row.id))
}

/// A row goes: another stands for it, and it belongs to nothing.
pub(super) async fn go(tx: &Tx, what: Linked, id: i64, into: i64) -> Result<()> {
    let sql = format!(
        "UPDATE {} SET merged_into = $1, {} = NULL, version = version + 1 WHERE id = $2",
        what.table(),
        above_column(what)
    );
    tx.run(&sql, values![into, id]).await?;
    Ok(())
}

/// A row comes back; whether it was there and gone.
pub(super) async fn come_back(tx: &Tx, what: Linked, id: i64, above: Option<i64>) -> Result<bool> {
    let sql = format!(
        "UPDATE {} SET merged_into = NULL, {} = $1, version = version + 1
         WHERE id = $2 AND merged_into IS NOT NULL",
        what.table(),
        above_column(what)
    );
    Ok(tx.run(&sql, values![above, id]).await? > 0)
}

const fn above_column(what: Linked) -> &'static str {
    match what {
        Linked::Person => "department_id",
        Linked::Department | Linked::Place => "parent_id",
    }
}

/// Writes a merger down.
pub(super) async fn add(
    tx: &Tx,
    set: ChangeSetId,
    what: Linked,
    (kept, gone): (i64, i64),
    moved: &Moved,
) -> Result<()> {
    let moved = serde_json::to_string(moved).map_err(Fault::broken)?;
    let row = values![set.0, what.table(), kept, gone, moved];
    tx.insert("merger", "set_id, kind, kept, gone, moved", row).await?;
    Ok(())
}

/// Whether a change set is a merger.
pub(super) async fn is_merger(db: &impl Sql, set: ChangeSetId) -> Result<bool> {
    Ok(db.number("SELECT COUNT(*) FROM merger WHERE set_id = $1", values![set.0]).await? > 0)
}

/// The merger of a change set.
pub(super) async fn find(tx: &Tx, set: ChangeSetId) -> Result<Option<Merger>> {
    #[derive(FromQueryResult)]
    struct Row {
        kind: String,
        kept: i64,
        gone: i64,
        moved: String,
    }
    let sql = "SELECT kind, kept, gone, moved FROM merger WHERE set_id = $1";
    let Some(row) = tx.one::<Row>(sql, values![set.0]).await? else { return Ok(None) };
    let moved = serde_json::from_str(&row.moved).map_err(Fault::broken)?;
    Ok(Some(Merger { kind: row.kind, kept: row.kept, gone: row.gone, moved }))
}
