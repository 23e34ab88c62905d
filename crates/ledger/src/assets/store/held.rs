//! SQL about what a person holds.

use kernel::{PersonId, Result};
use platform::db::Sql;
use platform::values;

use super::{COLUMNS, Row};
use crate::assets::model::Asset;

/// Everything a person holds, without a limit: nothing of it may be left behind.
pub(crate) async fn held_by(db: &impl Sql, person: PersonId) -> Result<Vec<Asset>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM asset a WHERE a.person_id = $1 AND a.deleted_at IS NULL ORDER BY a.number_sort, a.id"
    );
    let rows: Vec<Row> = db.all(&sql, values![person.0]).await?;
    Ok(rows.into_iter().map(Row::asset).collect())
}
