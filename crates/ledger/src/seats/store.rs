//! SQL about seats.

use kernel::{AssetId, Day, PersonId, Result};
use platform::db::{FromQueryResult, Sql, Tx, marks};
use platform::values;

use super::model::{Holder, Seat, Usage};
use crate::kinds::BuiltIn;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    record_id: i64,
    person_id: Option<i64>,
    thing_id: Option<i64>,
    role: String,
    from_on: String,
    until_on: String,
}

impl Row {
    fn seat(self) -> Option<Seat> {
        let person = self.person_id.map(|id| Holder::Person(PersonId(id)));
        Some(Seat {
            id: self.id,
            record: AssetId(self.record_id),
            holder: person.or(self.thing_id.map(|id| Holder::Thing(AssetId(id))))?,
            role: self.role,
            from_on: self.from_on.parse().ok()?,
            until_on: self.until_on.parse().ok(),
        })
    }
}

const COLUMNS: &str = "s.id, s.record_id, s.person_id, s.thing_id, s.role, s.from_on, s.until_on";

fn seats(rows: Vec<Row>) -> Vec<Seat> {
    rows.into_iter().filter_map(Row::seat).collect()
}

/// One seat.
pub(super) async fn find(db: &impl Sql, id: i64) -> Result<Option<Seat>> {
    let sql = format!("SELECT {COLUMNS} FROM seat s WHERE s.id = $1");
    Ok(db.one::<Row>(&sql, values![id]).await?.and_then(Row::seat))
}

/// Some seats of a record, the open ones first (oldest first), then those given back; and how many there are.
pub(super) async fn of_record(
    db: &impl Sql,
    record: AssetId,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Seat>, i64)> {
    let total = db.number("SELECT COUNT(*) FROM seat WHERE record_id = $1", values![record.0]).await?;
    // An open end is the empty text, which comes before every day.
    let sql = format!(
        "SELECT {COLUMNS} FROM seat s WHERE s.record_id = $1 ORDER BY s.until_on, s.id LIMIT {limit} OFFSET {offset}"
    );
    Ok((seats(db.all(&sql, values![record.0]).await?), total))
}

/// The column of a holder, and its id.
fn column(holder: Holder) -> (&'static str, i64) {
    match holder {
        Holder::Person(id) => ("person_id", id.0),
        Holder::Thing(id) => ("thing_id", id.0),
    }
}

/// The open seats of a person or a thing.
pub(crate) async fn open_of(db: &impl Sql, holder: Holder) -> Result<Vec<Seat>> {
    let (column, id) = column(holder);
    let sql = format!(
        "SELECT {COLUMNS} FROM seat s JOIN asset r ON r.id = s.record_id
         WHERE s.{column} = $1 AND s.until_on = '' AND r.deleted_at IS NULL ORDER BY s.id"
    );
    Ok(seats(db.all(&sql, values![id]).await?))
}

/// The seats that a person or a thing gave back on a day or after it.
pub(crate) async fn closed_of(db: &impl Sql, holder: Holder, since: Day) -> Result<Vec<Seat>> {
    let (column, id) = column(holder);
    let sql =
        format!("SELECT {COLUMNS} FROM seat s WHERE s.{column} = $1 AND s.until_on >= $2 ORDER BY s.id");
    Ok(seats(db.all(&sql, values![id, since.to_string()]).await?))
}

/// The open seat of a holder on a record.
pub(super) async fn open_on(db: &impl Sql, record: AssetId, holder: Holder) -> Result<Option<Seat>> {
    let (column, id) = column(holder);
    let sql = format!(
        "SELECT {COLUMNS} FROM seat s WHERE s.record_id = $1 AND s.{column} = $2 AND s.until_on = '' ORDER BY s.id"
    );
    Ok(db.one::<Row>(&sql, values![record.0, id]).await?.and_then(Row::seat))
}

/// Adds a seat.
pub(super) async fn add(tx: &Tx, record: AssetId, holder: Holder, role: &str, from_on: Day) -> Result<i64> {
    let (column, id) = column(holder);
    let columns = format!("record_id, {column}, role, from_on, until_on");
    tx.insert("seat", &columns, values![record.0, id, role, from_on.to_string(), ""]).await
}

/// Gives an open seat back; whether it was open.
pub(super) async fn close(tx: &Tx, id: i64, until_on: Day) -> Result<bool> {
    let sql = "UPDATE seat SET until_on = $1 WHERE id = $2 AND until_on = ''";
    Ok(tx.run(sql, values![until_on.to_string(), id]).await? > 0)
}

/// Opens a seat again that was given back; whether it was.
pub(super) async fn reopen(tx: &Tx, id: i64) -> Result<bool> {
    Ok(tx.run("UPDATE seat SET until_on = '' WHERE id = $1 AND until_on <> ''", values![id]).await? > 0)
}

/// Forgets a seat that was given by mistake.
pub(super) async fn forget(tx: &Tx, id: i64) -> Result<bool> {
    Ok(tx.run("DELETE FROM seat WHERE id = $1", values![id]).await? > 0)
}

/// Counts what uses seats of these records; what was bought is not a matter of this query.
pub(super) async fn usage(db: &impl Sql, records: &[AssetId]) -> Result<Vec<(AssetId, Usage)>> {
    #[derive(FromQueryResult)]
    struct Count {
        id: i64,
        seats: i64,
        things: i64,
        accounts: i64,
    }
    let gone = "('disposed', 'lost')";
    let mut all = Vec::with_capacity(records.len());
    for some in records.chunks(500) {
        let account = BuiltIn::Account.id().0;
        let sql = format!(
            "SELECT r.id,
                 (SELECT COUNT(*) FROM seat s WHERE s.record_id = r.id AND s.until_on = '') AS seats,
                 (SELECT COUNT(*) FROM asset_mention m JOIN asset t ON t.number_folded = m.word AND t.number_folded <> ''
                      AND t.deleted_at IS NULL AND t.status NOT IN {gone}
                  WHERE m.asset_id = r.id AND m.what = 'thing' AND NOT EXISTS (
                      SELECT 1 FROM seat s WHERE s.record_id = r.id AND s.thing_id = t.id AND s.until_on = '')) AS things,
                 (SELECT COUNT(*) FROM asset_mention own JOIN asset_mention m ON m.word = own.word AND m.what = 'system'
                      JOIN asset t ON t.id = m.asset_id AND t.kind_id = {account} AND t.deleted_at IS NULL
                      AND t.status NOT IN {gone}
                  WHERE own.asset_id = r.id AND own.what = 'system' AND r.kind_id = {system}) AS accounts
             FROM asset r WHERE r.id IN {}",
            marks(1, some.len()),
            system = BuiltIn::System.id().0,
        );
        let rows: Vec<Count> = db.all(&sql, some.iter().map(|id| id.0.into()).collect()).await?;
        all.extend(rows.into_iter().map(|row| {
            let usage =
                Usage { seats: row.seats, things: row.things, accounts: row.accounts, ..Usage::default() };
            (AssetId(row.id), usage)
        }));
    }
    Ok(all)
}

/// Every living record of which how many were bought is written down.
pub(super) async fn counted_records(db: &impl Sql) -> Result<Vec<AssetId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let kinds = format!("{}, {}", BuiltIn::Licence.id(), BuiltIn::System.id());
    let sql = format!(
        "SELECT id FROM asset WHERE kind_id IN ({kinds}) AND deleted_at IS NULL AND status NOT IN ('disposed', 'lost')
         AND fields LIKE '%\"licence_count\"%' ORDER BY id LIMIT 5000"
    );
    let rows: Vec<Id> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| AssetId(row.id)).collect())
}
