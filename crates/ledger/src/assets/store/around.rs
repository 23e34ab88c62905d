//! SQL about links.

use kernel::{AssetId, Moment, Result};
use platform::db::{Sql, Tx};
use platform::time::to_stored;
use platform::values;
use sea_orm::FromQueryResult;

use crate::assets::model::Link;

/// The links of an asset, those that others made to it too.
pub(crate) async fn links(db: &impl Sql, id: AssetId) -> Result<Vec<Link>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        other: Option<i64>,
        url: String,
        label: String,
        number: Option<String>,
        name: Option<String>,
    }
    let sql = "SELECT l.id, l.other, l.url, l.label, o.number, o.name FROM (
                   SELECT id, other_id AS other, url, label FROM asset_link WHERE asset_id = $1
                   UNION ALL
                   SELECT id, asset_id AS other, url, label FROM asset_link WHERE other_id = $1
               ) l LEFT JOIN asset o ON o.id = l.other ORDER BY l.id";
    let rows: Vec<Row> = db.all(sql, values![id.0]).await?;
    let link = |row: Row| {
        let named: Vec<String> = [row.number, row.name, Some(row.label)]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect();
        Link { id: row.id, asset: row.other.map(AssetId), url: row.url, label: named.join(" ") }
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Adds a link and gives its id.
pub(crate) async fn add_link(
    tx: &Tx,
    id: AssetId,
    other: Option<AssetId>,
    (url, label): (&str, &str),
    at: Moment,
) -> Result<i64> {
    let row = values![id.0, other.map(|id| id.0), url, label, to_stored(at)];
    tx.insert("asset_link", "asset_id, other_id, url, label, created_at", row).await
}

/// Takes a link of the asset away; whether there was one.
pub(crate) async fn remove_link(tx: &Tx, id: AssetId, link: i64) -> Result<bool> {
    let sql = "DELETE FROM asset_link WHERE id = $1 AND (asset_id = $2 OR other_id = $2)";
    Ok(tx.run(sql, values![link, id.0]).await? > 0)
}
