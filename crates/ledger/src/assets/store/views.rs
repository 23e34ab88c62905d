//! SQL about saved views.

use kernel::{Result, SavedViewId};
use platform::db::{Sql, Tx};
use platform::values;
use sea_orm::FromQueryResult;

/// A saved view as stored.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// For all.
    pub shared: i64,
    /// The list's address.
    pub query: String,
}

/// The views of an owner and the shared ones.
pub(crate) async fn all(db: &impl Sql, owner: &str) -> Result<Vec<Row>> {
    let sql = "SELECT id, owner, name, shared, query FROM saved_view WHERE owner = $1 OR shared = 1 ORDER BY name, id";
    db.all(sql, values![owner]).await
}

/// One view.
pub(crate) async fn find(db: &impl Sql, id: SavedViewId) -> Result<Option<Row>> {
    db.one("SELECT id, owner, name, shared, query FROM saved_view WHERE id = $1", values![id.0]).await
}

/// Saves a view over one of the same name.
pub(crate) async fn save(tx: &Tx, owner: &str, name: &str, query: &str, shared: bool) -> Result<i64> {
    let sql = "INSERT INTO saved_view (owner, name, shared, query) VALUES ($1, $2, $3, $4)
               ON CONFLICT (owner, name) DO UPDATE SET shared = excluded.shared, query = excluded.query
               RETURNING id";
    tx.number(sql, values![owner, name, i64::from(shared), query]).await
}

/// Removes a view.
pub(crate) async fn remove(tx: &Tx, id: SavedViewId) -> Result<()> {
    tx.run("DELETE FROM saved_view WHERE id = $1", values![id.0]).await?;
    Ok(())
}
