//! SQL about the frozen list of what is expected.

use kernel::{AssetId, KindId, PlaceId, Result, StocktakingId};
use platform::db::{FromQueryResult, Sql, Tx, Value, marks};
use platform::time::from_stored;
use platform::values;

use super::place;
use crate::assets::store::condition::ALIVE;
use crate::kinds::BuiltIn;
use crate::stocktaking::model::{Explanation, Item, Outcome, Scope};

/// What is counted, as a condition on `asset a`. `places` are those of the scope and all inside.
fn in_scope(scope: &Scope, places: &[PlaceId], values: &mut Vec<Value>) -> String {
    let records: Vec<String> =
        BuiltIn::ALL.iter().filter(|kind| kind.is_record()).map(|kind| kind.id().to_string()).collect();
    let mut parts = vec![
        "a.deleted_at IS NULL".to_owned(),
        ALIVE.to_owned(),
        format!("a.kind_id NOT IN ({})", records.join(", ")),
    ];
    let mut among = |column: &str, ids: Vec<i64>| {
        if !ids.is_empty() {
            parts.push(format!("{column} IN {}", marks(values.len() + 1, ids.len())));
            values.extend(ids.into_iter().map(Value::from));
        }
    };
    among("a.kind_id", scope.kinds.iter().map(|id| id.0).collect());
    among("a.department_id", scope.departments.iter().map(|id| id.0).collect());
    among("a.place_id", places.iter().map(|id| id.0).collect());
    parts.join(" AND ")
}

/// How many things a scope holds.
pub(in crate::stocktaking) async fn count(db: &impl Sql, scope: &Scope, places: &[PlaceId]) -> Result<i64> {
    let mut values = Vec::new();
    let condition = in_scope(scope, places, &mut values);
    db.number(&format!("SELECT COUNT(*) FROM asset a WHERE {condition}"), values).await
}

/// Freezes the list and its rooms; how many things are expected.
pub(in crate::stocktaking) async fn freeze(
    tx: &Tx,
    id: StocktakingId,
    scope: &Scope,
    places: &[PlaceId],
) -> Result<u64> {
    let mut values = values![id.0];
    let condition = in_scope(scope, places, &mut values);
    let sql = format!(
        "INSERT INTO stocktaking_item
             (stocktaking_id, asset_id, place_id, kind_id, number, number_sort, name, model, serial)
         SELECT CAST($1 AS BIGINT), a.id, COALESCE(a.place_id, 0), a.kind_id, a.number, a.number_sort, a.name,
             TRIM(a.maker || ' ' || a.model), a.serial
         FROM asset a WHERE {condition}"
    );
    let frozen = tx.run(&sql, values).await?;
    let sql = "INSERT INTO stocktaking_room (stocktaking_id, place_id, name, expected)
               SELECT i.stocktaking_id, i.place_id, COALESCE(MAX(p.name), ''), COUNT(*) FROM stocktaking_item i
               LEFT JOIN place p ON p.id = i.place_id
               WHERE i.stocktaking_id = $1 GROUP BY i.stocktaking_id, i.place_id";
    tx.run(sql, values![id.0]).await?;
    Ok(frozen)
}

/// Rooms for places where nothing is expected, so that somebody can count there.
pub(in crate::stocktaking) async fn add_rooms(
    tx: &Tx,
    id: StocktakingId,
    places: &[(PlaceId, String)],
) -> Result<()> {
    for some in places.chunks(500) {
        let rows: Vec<String> = (0..some.len()).map(|at| marks(at * 3 + 1, 3)).collect();
        let sql = format!(
            "INSERT INTO stocktaking_room (stocktaking_id, place_id, name) VALUES {}
             ON CONFLICT (stocktaking_id, place_id) DO NOTHING",
            rows.join(", ")
        );
        let values = some.iter().flat_map(|(place, name)| values![id.0, place.0, name.as_str()]).collect();
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// How an item stands.
#[derive(FromQueryResult)]
pub(in crate::stocktaking) struct Standing {
    /// Its room.
    pub place_id: i64,
    /// `open`, `here` or `away`.
    pub state: String,
    /// Why it is missing.
    pub explained: String,
}

/// One item.
pub(in crate::stocktaking) async fn standing(
    db: &impl Sql,
    id: StocktakingId,
    asset: AssetId,
) -> Result<Option<Standing>> {
    let sql =
        "SELECT place_id, state, explained FROM stocktaking_item WHERE asset_id = $1 AND stocktaking_id = $2";
    db.one(sql, values![asset.0, id.0]).await
}

/// It was found by a reading (or, with `None`, is looked for again). What explained its absence is forgotten.
pub(in crate::stocktaking) async fn put_found(
    tx: &Tx,
    id: StocktakingId,
    asset: AssetId,
    found: Option<(Outcome, i64)>,
) -> Result<()> {
    let state = match found {
        Some((Outcome::Here, _)) => "here",
        Some(_) => "away",
        None => "open",
    };
    let sql = "UPDATE stocktaking_item SET state = $1, scan_id = $2, explained = '', note = ''
               WHERE asset_id = $3 AND stocktaking_id = $4";
    tx.run(sql, values![state, found.map(|(_, scan)| scan), asset.0, id.0]).await?;
    Ok(())
}

/// Why it is missing; nothing takes that back.
pub(in crate::stocktaking) async fn put_explained(
    tx: &Tx,
    id: StocktakingId,
    asset: AssetId,
    why: Option<Explanation>,
    note: &str,
) -> Result<()> {
    let sql =
        "UPDATE stocktaking_item SET explained = $1, note = $2 WHERE asset_id = $3 AND stocktaking_id = $4";
    tx.run(sql, values![why.map_or("", Explanation::word), note, asset.0, id.0]).await?;
    Ok(())
}

/// Which items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Not found.
    Missing,
    /// Found elsewhere.
    Away,
    /// Found in their place.
    Here,
}

impl Which {
    fn state(self) -> &'static str {
        match self {
            Self::Missing => "open",
            Self::Away => "away",
            Self::Here => "here",
        }
    }
}

/// Some of the items, by number. The index holds the order, so that a page of 100,000 reads only its own rows.
pub(in crate::stocktaking) async fn some(
    db: &impl Sql,
    id: StocktakingId,
    room: Option<i64>,
    which: Which,
    (skip, most): (u64, u64),
) -> Result<Vec<Item>> {
    let mut values = values![id.0, which.state()];
    let mut condition = "stocktaking_id = $1 AND state = $2".to_owned();
    if let Some(room) = room {
        values.push(Value::from(room));
        condition.push_str(" AND place_id = $3");
    }
    let sql = format!(
        "SELECT i.id, i.asset_id, i.place_id, i.kind_id, i.number, i.name, i.model, i.serial, i.state, i.explained, i.note,
             COALESCE(e.name, '') AS place_name, COALESCE(a.user_text, '') AS user_text, n.outcome,
             n.read_at, COALESCE(n.read_by, '') AS read_by, COALESCE(f.name, '') AS found_place
         FROM (SELECT * FROM stocktaking_item WHERE {condition} ORDER BY number_sort, id LIMIT {most} OFFSET {skip}) i
         LEFT JOIN asset a ON a.id = i.asset_id
         LEFT JOIN stocktaking_scan n ON n.id = i.scan_id
         LEFT JOIN stocktaking_room e ON e.stocktaking_id = i.stocktaking_id AND e.place_id = i.place_id
         LEFT JOIN stocktaking_room f ON f.stocktaking_id = i.stocktaking_id AND f.place_id = n.place_id
         ORDER BY i.number_sort, i.id"
    );
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok(rows.into_iter().map(Row::item).collect())
}

#[derive(FromQueryResult)]
struct Row {
    asset_id: i64,
    place_id: i64,
    kind_id: i64,
    number: String,
    name: String,
    model: String,
    serial: String,
    explained: String,
    note: String,
    place_name: String,
    user_text: String,
    outcome: Option<String>,
    read_at: Option<i64>,
    read_by: String,
    found_place: String,
}

impl Row {
    fn item(self) -> Item {
        Item {
            asset: AssetId(self.asset_id),
            place: place(self.place_id),
            place_name: self.place_name,
            number: self.number,
            name: self.name,
            model: self.model,
            serial: self.serial,
            kind: KindId(self.kind_id),
            user_text: self.user_text,
            found: self.outcome.as_deref().and_then(Outcome::parse),
            explained: Explanation::parse(&self.explained),
            note: self.note,
            found_place: self.found_place,
            found_at: self.read_at.map(from_stored),
            found_by: self.read_by,
        }
    }
}

/// What a phone takes along into a room: numbers, and whether they were found.
#[derive(FromQueryResult)]
pub(in crate::stocktaking) struct Carried {
    /// The thing.
    pub asset_id: i64,
    /// Number on its label.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Maker and model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// `open`, `here` or `away`.
    pub state: String,
}

/// The first `most` items of some rooms, those still missing first.
pub(in crate::stocktaking) async fn carried(
    db: &impl Sql,
    id: StocktakingId,
    rooms: &[PlaceId],
    most: u64,
) -> Result<Vec<Carried>> {
    let mut values = values![id.0];
    values.extend(rooms.iter().map(|room| Value::from(room.0)));
    let sql = format!(
        "SELECT asset_id, number, name, model, serial, state FROM stocktaking_item
         WHERE stocktaking_id = $1 AND place_id IN {}
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, number_sort, id LIMIT {most}",
        marks(2, rooms.len())
    );
    db.all(&sql, values).await
}
