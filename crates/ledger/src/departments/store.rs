//! SQL about departments.

use kernel::{DepartmentId, Result};
use platform::db::{Batch, Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{Department, NewDepartment};
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
    fn department(self) -> Department {
        Department {
            id: DepartmentId(self.id),
            version: self.version,
            name: self.name,
            parent: self.parent_id.map(DepartmentId),
            note: self.note,
        }
    }
}

/// One of them.
pub(super) async fn find(db: &impl Sql, id: DepartmentId) -> Result<Option<Department>> {
    let sql = "SELECT id, version, name, parent_id, note FROM department WHERE id = $1";
    Ok(db.one::<Row>(sql, values![id.0]).await?.map(Row::department))
}

/// All of them, by name.
pub(crate) async fn all(db: &impl Sql) -> Result<Vec<Department>> {
    let sql = "SELECT id, version, name, parent_id, note FROM department ORDER BY name, id";
    Ok(db.all::<Row>(sql, vec![]).await?.into_iter().map(Row::department).collect())
}

/// How many assets each has.
pub(super) async fn counts(db: &impl Sql) -> Result<Vec<(DepartmentId, i64)>> {
    #[derive(FromQueryResult)]
    struct Count {
        id: i64,
        many: i64,
    }
    let sql = "SELECT department_id AS id, COUNT(*) AS many FROM asset
               WHERE deleted_at IS NULL AND department_id IS NOT NULL GROUP BY department_id";
    let rows: Vec<Count> = db.all(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (DepartmentId(row.id), row.many)).collect())
}

/// Adds one.
pub(super) async fn add(tx: &Tx, new: &NewDepartment) -> Result<DepartmentId> {
    let row = values![new.name.as_str(), yomi::fold(&new.name), new.parent.map(|id| id.0), new.note.as_str()];
    tx.insert("department", "name, name_folded, parent_id, note", row).await.map(DepartmentId)
}

/// Changes one of a version; whether there was one.
pub(super) async fn change(tx: &Tx, id: DepartmentId, version: i64, to: &NewDepartment) -> Result<bool> {
    let sql =
        "UPDATE department SET name = $1, name_folded = $2, parent_id = $3, note = $4, version = version + 1
               WHERE id = $5 AND version = $6";
    let parent = to.parent.map(|id| id.0);
    let row = values![to.name.as_str(), yomi::fold(&to.name), parent, to.note.as_str(), id.0, version];
    Ok(tx.run(sql, row).await? > 0)
}

/// Removes one that nothing refers to; whether it could.
pub(super) async fn remove(tx: &Tx, id: DepartmentId) -> Result<bool> {
    let sql = "DELETE FROM department WHERE id = $1
               AND NOT (EXISTS (SELECT 1 FROM asset a WHERE a.department_id = department.id)
                        OR EXISTS (SELECT 1 FROM department c WHERE c.parent_id = department.id) OR EXISTS (SELECT 1 FROM person p WHERE p.department_id = department.id))";
    Ok(tx.run(sql, values![id.0]).await? > 0)
}

/// Names and ids, for matching.
pub(crate) async fn stored(db: &impl Sql) -> Result<Vec<(String, DepartmentId)>> {
    #[derive(FromQueryResult)]
    struct Name {
        id: i64,
        name: String,
    }
    let rows: Vec<Name> = db.all("SELECT id, name FROM department ORDER BY id", vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.name, DepartmentId(row.id))).collect())
}

/// Adds some of which only the name is known, for an import.
pub(crate) async fn add_bare(
    tx: &Tx,
    names: &[String],
    set: Option<ChangeSetId>,
) -> Result<Vec<DepartmentId>> {
    let ids = fresh_ids(tx, "department", names.len()).await?;
    let mut batch = Batch::new("department", "id, name, name_folded, note, made_in");
    for (id, name) in ids.iter().zip(names) {
        batch.push(tx, values![*id, name.as_str(), yomi::fold(name), "", set.map(|set| set.0)]).await?;
    }
    batch.flush(tx).await?;
    Ok(ids.into_iter().map(DepartmentId).collect())
}

/// Removes those an import added, as far as nobody touched or uses them.
pub(crate) async fn remove_untouched(tx: &Tx, set: ChangeSetId) -> Result<u64> {
    let sql = "DELETE FROM department WHERE made_in = $1 AND version = 1
               AND NOT (EXISTS (SELECT 1 FROM asset a WHERE a.department_id = department.id)
                        OR EXISTS (SELECT 1 FROM department c WHERE c.parent_id = department.id) OR EXISTS (SELECT 1 FROM person p WHERE p.department_id = department.id))";
    tx.run(sql, values![set.0]).await
}
