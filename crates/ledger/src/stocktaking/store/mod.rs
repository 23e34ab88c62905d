//! SQL about stocktakings and their rooms. Items are in `items`, readings in `scans`.

use kernel::{Day, Moment, PlaceId, Result, StocktakingId};
use platform::db::{FromQueryResult, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;

use super::model::{NewStocktaking, Room, State, Stocktaking, Tally};
use crate::changes::ChangeSetId;

pub(super) mod items;
pub(super) mod scans;

const COUNTS: [&str; 8] = [
    "expected",
    "here",
    "away",
    "explained",
    "read_here",
    "read_elsewhere",
    "read_unexpected",
    "read_unknown",
];

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    on_day: String,
    scope: String,
    state: String,
    opened_at: i64,
    opened_by: String,
    closed_at: Option<i64>,
    closed_by: String,
    reopened_at: Option<i64>,
    reopen_reason: String,
    seen_set: Option<i64>,
}

const COLUMNS: &str = "s.id, s.name, s.on_day, s.scope, s.state, s.opened_at, s.opened_by, s.closed_at, s.closed_by, \
     s.reopened_at, s.reopen_reason, s.seen_set";

impl Row {
    fn stocktaking(self, tally: Tally) -> Stocktaking {
        let opened_at = from_stored(self.opened_at);
        Stocktaking {
            id: StocktakingId(self.id),
            name: self.name,
            on: self.on_day.parse().unwrap_or_else(|_| opened_at.date_naive()),
            scope: serde_json::from_str(&self.scope).unwrap_or_default(),
            state: State::parse(&self.state).unwrap_or(State::Cancelled),
            opened_at,
            opened_by: self.opened_by,
            closed_at: self.closed_at.map(from_stored),
            closed_by: self.closed_by,
            reopened_at: self.reopened_at.map(from_stored),
            reopen_reason: self.reopen_reason,
            seen_set: self.seen_set.map(ChangeSetId),
            tally,
        }
    }
}

#[derive(FromQueryResult)]
struct CountRow {
    place_id: i64,
    name: String,
    expected: i64,
    here: i64,
    away: i64,
    explained: i64,
    read_here: i64,
    read_elsewhere: i64,
    read_unexpected: i64,
    read_unknown: i64,
}

impl CountRow {
    fn tally(&self) -> Tally {
        Tally {
            expected: self.expected,
            here: self.here,
            away: self.away,
            explained: self.explained,
            read_here: self.read_here,
            read_elsewhere: self.read_elsewhere,
            read_unexpected: self.read_unexpected,
            read_unknown: self.read_unknown,
        }
    }

    fn room(self) -> Room {
        let tally = self.tally();
        Room { place: place(self.place_id), name: self.name, tally }
    }
}

/// A stored place; 0 is none.
pub(super) fn place(id: i64) -> Option<PlaceId> {
    (id != 0).then_some(PlaceId(id))
}

/// Writes a new one down.
pub(super) async fn add(tx: &Tx, new: &NewStocktaking, by: &str, at: Moment) -> Result<StocktakingId> {
    let scope = serde_json::to_string(&new.scope).unwrap_or_default();
    let row = values![new.name.as_str(), new.on.to_string(), scope, State::Open.word(), to_stored(at), by];
    tx.insert("stocktaking", "name, on_day, scope, state, opened_at, opened_by", row).await.map(StocktakingId)
}

/// One, locked, so that whoever changes its counts does so alone. Its tally is left empty.
pub(super) async fn lock(tx: &Tx, id: StocktakingId) -> Result<Option<Stocktaking>> {
    let sql = format!("SELECT {COLUMNS} FROM stocktaking s WHERE s.id = $1{}", tx.for_update());
    let row: Option<Row> = tx.one(&sql, values![id.0]).await?;
    Ok(row.map(|row| row.stocktaking(Tally::default())))
}

/// One with its counts.
pub(super) async fn find(db: &impl Sql, id: StocktakingId) -> Result<Option<Stocktaking>> {
    let sql = format!("SELECT {COLUMNS} FROM stocktaking s WHERE s.id = $1");
    let Some(row) = db.one::<Row>(&sql, values![id.0]).await? else { return Ok(None) };
    let tally = totals(db, &[id.0]).await?.into_iter().next().map(|(_, tally)| tally);
    Ok(Some(row.stocktaking(tally.unwrap_or_default())))
}

/// All of them, the newest first, with their counts.
pub(super) async fn all(db: &impl Sql) -> Result<Vec<Stocktaking>> {
    let sql = format!("SELECT {COLUMNS} FROM stocktaking s ORDER BY s.on_day DESC, s.id DESC");
    let rows: Vec<Row> = db.all(&sql, vec![]).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let tallies = totals(db, &ids).await?;
    let tally = |id: i64| tallies.iter().find(|(of, _)| *of == id).map(|(_, tally)| *tally);
    Ok(rows
        .into_iter()
        .map(|row| (tally(row.id).unwrap_or_default(), row))
        .map(|(tally, row)| row.stocktaking(tally))
        .collect())
}

/// The counts of all rooms together, for each.
async fn totals(db: &impl Sql, ids: &[i64]) -> Result<Vec<(i64, Tally)>> {
    let sums: Vec<String> =
        COUNTS.iter().map(|name| format!("CAST(SUM({name}) AS BIGINT) AS {name}")).collect();
    let mut all = Vec::new();
    for some in ids.chunks(500) {
        let sql = format!(
            "SELECT stocktaking_id AS place_id, '' AS name, {} FROM stocktaking_room WHERE stocktaking_id IN {}
             GROUP BY stocktaking_id",
            sums.join(", "),
            marks(1, some.len())
        );
        let rows: Vec<CountRow> = db.all(&sql, some.iter().map(|id| Value::from(*id)).collect()).await?;
        all.extend(rows.into_iter().map(|row| (row.place_id, row.tally())));
    }
    Ok(all)
}

/// Its state, with who changed it and when.
pub(super) async fn put_closed(tx: &Tx, id: StocktakingId, state: State, by: &str, at: Moment) -> Result<()> {
    let sql = "UPDATE stocktaking SET state = $1, closed_by = $2, closed_at = $3 WHERE id = $4";
    tx.run(sql, values![state.word(), by, to_stored(at), id.0]).await?;
    Ok(())
}

/// Opens it again.
pub(super) async fn put_reopened(tx: &Tx, id: StocktakingId, reason: &str, at: Moment) -> Result<()> {
    let sql = "UPDATE stocktaking SET state = $1, reopen_reason = $2, reopened_at = $3, seen_set = NULL WHERE id = $4";
    tx.run(sql, values![State::Reopened.word(), reason, to_stored(at), id.0]).await?;
    Ok(())
}

/// Which change set wrote `last_seen`.
pub(super) async fn put_seen(tx: &Tx, id: StocktakingId, set: Option<ChangeSetId>) -> Result<()> {
    tx.run("UPDATE stocktaking SET seen_set = $1 WHERE id = $2", values![set.map(|set| set.0), id.0]).await?;
    Ok(())
}

/// Its rooms by name; things without a place come last.
pub(super) async fn rooms(db: &impl Sql, id: StocktakingId) -> Result<Vec<Room>> {
    let sql = format!(
        "SELECT place_id, name, {} FROM stocktaking_room WHERE stocktaking_id = $1
         ORDER BY CASE WHEN place_id = 0 THEN 1 ELSE 0 END, name, place_id",
        COUNTS.join(", ")
    );
    let rows: Vec<CountRow> = db.all(&sql, values![id.0]).await?;
    Ok(rows.into_iter().map(CountRow::room).collect())
}

/// One of its rooms.
pub(super) async fn room(db: &impl Sql, id: StocktakingId, place: i64) -> Result<Option<Room>> {
    let sql = format!(
        "SELECT place_id, name, {} FROM stocktaking_room WHERE stocktaking_id = $1 AND place_id = $2",
        COUNTS.join(", ")
    );
    let row: Option<CountRow> = db.one(&sql, values![id.0, place]).await?;
    Ok(row.map(CountRow::room))
}

/// Adds to the counts of a room; a room where nothing was expected comes into being.
pub(super) async fn count(tx: &Tx, id: StocktakingId, place: i64, name: &str, more: Tally) -> Result<()> {
    let sets: Vec<String> =
        COUNTS.iter().map(|name| format!("{name} = stocktaking_room.{name} + excluded.{name}")).collect();
    let sql = format!(
        "INSERT INTO stocktaking_room (stocktaking_id, place_id, name, {}) VALUES {}
         ON CONFLICT (stocktaking_id, place_id) DO UPDATE SET {}",
        COUNTS.join(", "),
        marks(1, 3 + COUNTS.len()),
        sets.join(", ")
    );
    let row = values![
        id.0,
        place,
        name,
        more.expected,
        more.here,
        more.away,
        more.explained,
        more.read_here,
        more.read_elsewhere,
        more.read_unexpected,
        more.read_unknown,
    ];
    tx.run(&sql, row).await?;
    Ok(())
}

/// Names by id, for the journal.
pub(super) async fn names(db: &impl Sql, ids: &[StocktakingId]) -> Result<Vec<(StocktakingId, String)>> {
    platform::db::texts_of(db, ("stocktaking", "name"), ids).await
}

/// Which stocktakings found a thing, the newest first: its name, its day, and where.
pub(super) async fn confirmations(
    db: &impl Sql,
    asset: i64,
) -> Result<Vec<(StocktakingId, String, Day, String, String)>> {
    #[derive(FromQueryResult)]
    struct Found {
        id: i64,
        name: String,
        on_day: String,
        state: String,
        place: String,
    }
    let sql = "SELECT s.id, s.name, s.on_day, i.state, COALESCE(r.name, '') AS place FROM stocktaking_item i
               JOIN stocktaking s ON s.id = i.stocktaking_id
               LEFT JOIN stocktaking_scan n ON n.id = i.scan_id
               LEFT JOIN stocktaking_room r ON r.stocktaking_id = s.id AND r.place_id = n.place_id
               WHERE i.asset_id = $1 AND s.state <> 'cancelled' ORDER BY s.on_day DESC, s.id DESC LIMIT 20";
    let rows: Vec<Found> = db.all(sql, values![asset]).await?;
    let read =
        |row: Found| Some((StocktakingId(row.id), row.name, row.on_day.parse().ok()?, row.state, row.place));
    Ok(rows.into_iter().filter_map(read).collect())
}
