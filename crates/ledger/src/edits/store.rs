//! SQL about what was there before an edit.

use kernel::{Result, Subject};
use platform::db::{Batch, Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

use crate::assets::model::FieldChange;

/// Keeps the old values of an edit that led to `version`.
pub(super) async fn add(tx: &Tx, subject: Subject, version: i64, changes: &[FieldChange]) -> Result<()> {
    let mut batch = Batch::new("ledger_edit", "kind, number, version, field, old");
    for change in changes {
        let row =
            values![subject.word(), subject.number(), version, change.field.as_str(), change.old.as_str()];
        batch.push(tx, row).await?;
    }
    batch.flush(tx).await
}

/// Field and old value of everything that led beyond `version`, newest first.
pub(super) async fn since(db: &impl Sql, subject: Subject, version: i64) -> Result<Vec<(String, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        field: String,
        old: String,
    }
    let sql = "SELECT field, old FROM ledger_edit WHERE kind = $1 AND number = $2 AND version > $3
               ORDER BY version DESC, id DESC";
    let rows: Vec<Row> = db.all(sql, values![subject.word(), subject.number(), version]).await?;
    Ok(rows.into_iter().map(|row| (row.field, row.old)).collect())
}
