//! SQL about departments and places: the same statements, the table as an argument.

use std::collections::HashMap;

use kernel::Result;
use platform::db::{Batch, Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{NewNode, Node, NodeId, Tree};
use crate::changes::ChangeSetId;
use crate::merging::POINTERS;
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
    fn node<Id: NodeId>(self) -> Node<Id> {
        Node {
            id: self.id.into(),
            version: self.version,
            name: self.name,
            parent: self.parent_id.map(Into::into),
            note: self.note,
        }
    }
}

const COLUMNS: &str = "id, version, name, parent_id, note";

/// One that stands for itself.
pub(crate) async fn find<Id: NodeId>(db: &impl Sql, id: Id) -> Result<Option<Node<Id>>> {
    let sql = format!("SELECT {COLUMNS} FROM {} WHERE id = $1 AND merged_into IS NULL", Id::TREE.table());
    Ok(db.one::<Row>(&sql, values![id.number()]).await?.map(Row::node))
}

/// All of them, by name.
pub(crate) async fn all<Id: NodeId>(db: &impl Sql) -> Result<Vec<Node<Id>>> {
    let table = Id::TREE.table();
    let sql = format!("SELECT {COLUMNS} FROM {table} WHERE merged_into IS NULL ORDER BY name, id");
    Ok(db.all::<Row>(&sql, vec![]).await?.into_iter().map(Row::node).collect())
}

/// How many assets each has.
pub(super) async fn counts<Id: NodeId>(db: &impl Sql) -> Result<HashMap<Id, i64>> {
    #[derive(FromQueryResult)]
    struct Count {
        id: i64,
        many: i64,
    }
    let (column, _) = Id::TREE.linked().columns();
    let sql = format!(
        "SELECT {column} AS id, COUNT(*) AS many FROM asset
         WHERE deleted_at IS NULL AND {column} IS NOT NULL GROUP BY {column}"
    );
    let rows: Vec<Count> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), row.many)).collect())
}

/// Adds one.
pub(super) async fn add<Id: NodeId>(tx: &Tx, new: &NewNode<Id>) -> Result<Id> {
    let parent = new.parent.map(NodeId::number);
    let row = values![new.name.as_str(), yomi::fold(&new.name), parent, new.note.as_str()];
    tx.insert(Id::TREE.table(), "name, name_folded, parent_id, note", row).await.map(Id::from)
}

/// Changes one of a version; whether there was one.
pub(super) async fn change<Id: NodeId>(tx: &Tx, id: Id, version: i64, to: &NewNode<Id>) -> Result<bool> {
    let sql = format!(
        "UPDATE {} SET name = $1, name_folded = $2, parent_id = $3, note = $4, version = version + 1
         WHERE id = $5 AND version = $6 AND merged_into IS NULL",
        Id::TREE.table()
    );
    let parent = to.parent.map(NodeId::number);
    let row = values![to.name.as_str(), yomi::fold(&to.name), parent, to.note.as_str(), id.number(), version];
    Ok(tx.run(&sql, row).await? > 0)
}

/// Removes one that nothing refers to, with those that were merged into it; whether it could.
pub(super) async fn remove<Id: NodeId>(tx: &Tx, id: Id) -> Result<bool> {
    let table = Id::TREE.table();
    let free = unused(Id::TREE, "merged_into");
    let free = format!("SELECT COUNT(*) FROM {table} WHERE id = $1 AND {free}");
    if tx.number(&free, values![id.number()]).await? == 0 {
        return Ok(false);
    }
    tx.run(&format!("DELETE FROM {table} WHERE merged_into = $1"), values![id.number()]).await?;
    Ok(tx.run(&format!("DELETE FROM {table} WHERE id = $1"), values![id.number()]).await? > 0)
}

/// The condition that nothing points at a row of the tree's table; pointers by the column `but` do not count.
fn unused(tree: Tree, but: &str) -> String {
    let table = tree.table();
    let (column, _) = tree.linked().columns();
    let pointers = POINTERS.iter().filter(|pointer| pointer.to == table && pointer.column != but);
    let others = pointers.map(|pointer| (pointer.table, pointer.column));
    let each = others.chain([("asset", column)]);
    let each: Vec<String> = each
        .map(|(from, column)| format!("NOT EXISTS (SELECT 1 FROM {from} x WHERE x.{column} = {table}.id)"))
        .collect();
    each.join(" AND ")
}

/// Names and ids, for matching. A name that was merged into another still finds that other.
pub(crate) async fn stored<Id: NodeId>(db: &impl Sql) -> Result<Vec<(String, Id)>> {
    #[derive(FromQueryResult)]
    struct Name {
        id: i64,
        name: String,
    }
    let sql = format!(
        "SELECT COALESCE(merged_into, id) AS id, name FROM {}
         ORDER BY CASE WHEN merged_into IS NULL THEN 0 ELSE 1 END, id",
        Id::TREE.table()
    );
    let rows: Vec<Name> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.id.into())).collect())
}

/// Adds some of which only the name is known, for an import.
pub(crate) async fn add_bare<Id: NodeId>(
    tx: &Tx,
    names: &[String],
    set: Option<ChangeSetId>,
) -> Result<Vec<Id>> {
    let table = Id::TREE.table();
    let ids = fresh_ids(tx, table, names.len()).await?;
    let mut batch = Batch::new(table, "id, name, name_folded, note, made_in");
    for (id, name) in ids.iter().zip(names) {
        batch.push(tx, values![*id, name.as_str(), yomi::fold(name), "", set.map(|set| set.0)]).await?;
    }
    batch.flush(tx).await?;
    Ok(ids.into_iter().map(Id::from).collect())
}

/// Removes those an import added, as far as nobody touched or uses them.
pub(crate) async fn remove_untouched(tx: &Tx, tree: Tree, set: ChangeSetId) -> Result<u64> {
    let sql =
        format!("DELETE FROM {} WHERE made_in = $1 AND version = 1 AND {}", tree.table(), unused(tree, ""));
    tx.run(&sql, values![set.0]).await
}
