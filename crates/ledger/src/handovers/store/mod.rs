//! SQL about hand-overs: rows in and out. Lists are in [`list`].

use std::collections::HashMap;

use kernel::{AccountId, AssetId, Day, FileId, HandoverId, Moment, PersonId, Result};
use platform::db::{Batch, FromQueryResult, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;

use super::model::{Direction, Handover, Item, NewHandover, Signed, State};
use crate::assets::Status;
use crate::changes::ChangeSetId;

pub(crate) mod list;

const COLUMNS: &str = "h.id, h.version, h.person_id, h.direction, h.state, h.planned_on, h.due_on, h.note, h.terms, h.done_on, \
     h.signed_at, h.signed_name, h.strokes, h.unsigned_because, h.handed_by, h.handed_by_name, h.set_id, h.file_id, \
     h.cancelled_because, h.created_at";

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    version: i64,
    person_id: i64,
    direction: String,
    state: String,
    planned_on: String,
    due_on: String,
    note: String,
    terms: String,
    done_on: String,
    signed_at: Option<i64>,
    signed_name: String,
    strokes: String,
    unsigned_because: String,
    handed_by: Option<i64>,
    handed_by_name: String,
    set_id: Option<i64>,
    file_id: Option<i64>,
    cancelled_because: String,
    created_at: i64,
}

impl Row {
    fn handover(self, items: Vec<Item>) -> Option<Handover> {
        let signed = self.signed_at.zip(self.done_on.parse().ok()).map(|(at, on)| Signed {
            on,
            at: from_stored(at),
            name: self.signed_name,
            strokes: self.strokes,
            unsigned_because: self.unsigned_because,
            by: self.handed_by.map(AccountId),
            by_name: self.handed_by_name,
        });
        Some(Handover {
            id: HandoverId(self.id),
            version: self.version,
            person: PersonId(self.person_id),
            direction: Direction::parse(&self.direction)?,
            state: State::parse(&self.state)?,
            planned_on: self.planned_on.parse().ok()?,
            due_on: self.due_on.parse().ok(),
            note: self.note,
            items,
            terms: self.terms,
            signed,
            set: self.set_id.map(ChangeSetId),
            file: self.file_id.map(FileId),
            cancelled_because: self.cancelled_because,
            created_at: from_stored(self.created_at),
        })
    }
}

#[derive(FromQueryResult)]
struct ItemRow {
    handover_id: i64,
    asset_id: i64,
    accessories: String,
    condition_note: String,
    to_status: String,
    called: String,
    closed_in: Option<i64>,
}

impl ItemRow {
    fn item(self) -> Item {
        Item {
            asset: AssetId(self.asset_id),
            accessories: self.accessories,
            condition: self.condition_note,
            to: Status::parse(&self.to_status).unwrap_or(Status::InStock),
            called: self.called,
            closed_in: self.closed_in.map(HandoverId),
        }
    }
}

async fn items_of(db: &impl Sql, ids: &[i64]) -> Result<HashMap<i64, Vec<Item>>> {
    let mut all: HashMap<i64, Vec<Item>> = HashMap::new();
    for some in ids.chunks(1_000) {
        let sql = format!(
            "SELECT handover_id, asset_id, accessories, condition_note, to_status, called, closed_in
             FROM handover_item WHERE handover_id IN {} ORDER BY id",
            marks(1, some.len())
        );
        let rows: Vec<ItemRow> = db.all(&sql, some.iter().copied().map(Value::from).collect()).await?;
        for row in rows {
            all.entry(row.handover_id).or_default().push(row.item());
        }
    }
    Ok(all)
}

/// One hand-over.
pub(in crate::handovers) async fn find(db: &impl Sql, id: HandoverId) -> Result<Option<Handover>> {
    one(db, id, "").await
}

/// The same, locked where the database has several writers.
pub(in crate::handovers) async fn take(tx: &Tx, id: HandoverId) -> Result<Option<Handover>> {
    one(tx, id, tx.for_update()).await
}

async fn one(db: &impl Sql, id: HandoverId, lock: &str) -> Result<Option<Handover>> {
    let sql = format!("SELECT {COLUMNS} FROM handover h WHERE h.id = $1{lock}");
    let Some(row) = db.one::<Row>(&sql, values![id.0]).await? else { return Ok(None) };
    let items = items_of(db, &[id.0]).await?.remove(&id.0).unwrap_or_default();
    Ok(row.handover(items))
}

fn text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Adds a planned hand-over.
pub(in crate::handovers) async fn add(tx: &Tx, new: &NewHandover, at: Moment) -> Result<HandoverId> {
    let row = values![
        new.person.0,
        new.direction.word(),
        State::Planned.word(),
        new.planned_on.to_string(),
        text(new.due_on),
        new.note.as_str(),
        to_stored(at)
    ];
    let columns = "person_id, direction, state, planned_on, due_on, note, created_at";
    let id = HandoverId(tx.insert("handover", columns, row).await?);
    add_items(tx, id, new).await?;
    Ok(id)
}

async fn add_items(tx: &Tx, id: HandoverId, new: &NewHandover) -> Result<()> {
    let columns = "handover_id, asset_id, accessories, condition_note, to_status";
    let mut batch = Batch::new("handover_item", columns);
    for item in &new.items {
        let row =
            values![id.0, item.asset.0, item.accessories.as_str(), item.condition.as_str(), item.to.word()];
        batch.push(tx, row).await?;
    }
    batch.flush(tx).await
}

/// Plans a hand-over otherwise; whether it was still planned and of that version.
pub(in crate::handovers) async fn change(
    tx: &Tx,
    id: HandoverId,
    version: i64,
    new: &NewHandover,
) -> Result<bool> {
    let sql = "UPDATE handover SET person_id = $1, direction = $2, planned_on = $3, due_on = $4, note = $5,
                   version = version + 1
               WHERE id = $6 AND version = $7 AND state = 'planned'";
    let row = values![
        new.person.0,
        new.direction.word(),
        new.planned_on.to_string(),
        text(new.due_on),
        new.note.as_str(),
        id.0,
        version
    ];
    if tx.run(sql, row).await? == 0 {
        return Ok(false);
    }
    tx.run("DELETE FROM handover_item WHERE handover_id = $1", values![id.0]).await?;
    add_items(tx, id, new).await?;
    Ok(true)
}

/// Calls a planned hand-over off.
pub(in crate::handovers) async fn cancel(tx: &Tx, id: HandoverId, because: &str) -> Result<()> {
    let sql = "UPDATE handover SET state = $1, cancelled_because = $2, version = version + 1 WHERE id = $3";
    tx.run(sql, values![State::Cancelled.word(), because, id.0]).await?;
    Ok(())
}

/// Writes down that it was done.
pub(in crate::handovers) async fn sign(
    tx: &Tx,
    id: HandoverId,
    signed: &Signed,
    set: ChangeSetId,
    terms: &str,
) -> Result<()> {
    let sql = "UPDATE handover SET state = $1, done_on = $2, signed_at = $3, signed_name = $4, strokes = $5,
                   unsigned_because = $6, handed_by = $7, handed_by_name = $8, set_id = $9, terms = $10,
                   version = version + 1
               WHERE id = $11";
    let row = values![
        State::Done.word(),
        signed.on.to_string(),
        to_stored(signed.at),
        signed.name.as_str(),
        signed.strokes.as_str(),
        signed.unsigned_because.as_str(),
        signed.by.map(|id| id.0),
        signed.by_name.as_str(),
        set.0,
        terms,
        id.0
    ];
    tx.run(sql, row).await?;
    Ok(())
}

/// What a thing was called when the paper was signed.
pub(in crate::handovers) async fn call(tx: &Tx, id: HandoverId, asset: AssetId, called: &str) -> Result<()> {
    let sql = "UPDATE handover_item SET called = $1 WHERE handover_id = $2 AND asset_id = $3";
    tx.run(sql, values![called, id.0, asset.0]).await?;
    Ok(())
}

/// Keeps the signed paper.
pub(in crate::handovers) async fn keep_paper(tx: &Tx, id: HandoverId, file: FileId) -> Result<()> {
    tx.run("UPDATE handover SET file_id = $1 WHERE id = $2", values![file.0, id.0]).await?;
    Ok(())
}

/// It is planned again, as if it had not been done.
pub(in crate::handovers) async fn unsign(tx: &Tx, id: HandoverId) -> Result<()> {
    let sql =
        "UPDATE handover SET state = $1, done_on = '', signed_at = NULL, signed_name = '', strokes = '',
                   unsigned_because = '', handed_by = NULL, handed_by_name = '', set_id = NULL, terms = '',
                   file_id = NULL, version = version + 1
               WHERE id = $2";
    tx.run(sql, values![State::Planned.word(), id.0]).await?;
    tx.run("UPDATE handover_item SET called = '' WHERE handover_id = $1", values![id.0]).await?;
    Ok(())
}

/// Closes what earlier hand-overs still had open of these things; those of which nothing is open any more came back.
pub(in crate::handovers) async fn close_earlier(tx: &Tx, id: HandoverId, assets: &[AssetId]) -> Result<()> {
    for some in assets.chunks(1_000) {
        let sql = format!(
            "UPDATE handover_item SET closed_in = $1 WHERE closed_in IS NULL AND asset_id IN {}
             AND handover_id IN (SELECT h.id FROM handover h WHERE h.direction = 'out' AND h.state = 'done')
             AND handover_id <> $1",
            marks(2, some.len())
        );
        let mut row = values![id.0];
        row.extend(some.iter().map(|asset| Value::from(asset.0)));
        tx.run(&sql, row).await?;
    }
    let sql = "UPDATE handover SET state = 'returned', version = version + 1
               WHERE state = 'done' AND direction = 'out'
               AND id IN (SELECT i.handover_id FROM handover_item i WHERE i.closed_in = $1)
               AND NOT EXISTS (SELECT 1 FROM handover_item i WHERE i.handover_id = handover.id AND i.closed_in IS NULL)";
    tx.run(sql, values![id.0]).await?;
    Ok(())
}

/// Takes back what [`close_earlier`] did.
pub(in crate::handovers) async fn open_earlier(tx: &Tx, id: HandoverId) -> Result<()> {
    let sql = "UPDATE handover SET state = 'done', version = version + 1
               WHERE state = 'returned' AND id IN (SELECT i.handover_id FROM handover_item i WHERE i.closed_in = $1)";
    tx.run(sql, values![id.0]).await?;
    tx.run("UPDATE handover_item SET closed_in = NULL WHERE closed_in = $1", values![id.0]).await?;
    Ok(())
}

/// The company's own terms and their version.
pub(in crate::handovers) async fn terms(
    db: &impl Sql,
    direction: Direction,
) -> Result<Option<(String, i64)>> {
    #[derive(FromQueryResult)]
    struct Words {
        words: String,
        version: i64,
    }
    let sql = "SELECT words, version FROM handover_terms WHERE direction = $1";
    let row: Option<Words> = db.one(sql, values![direction.word()]).await?;
    Ok(row.map(|row| (row.words, row.version)))
}

/// Keeps the company's own terms; whether they were of that version (0: none yet).
pub(in crate::handovers) async fn set_terms(
    tx: &Tx,
    direction: Direction,
    version: i64,
    words: &str,
) -> Result<bool> {
    let sql =
        "UPDATE handover_terms SET words = $1, version = version + 1 WHERE direction = $2 AND version = $3";
    if tx.run(sql, values![words, direction.word(), version]).await? > 0 {
        return Ok(true);
    }
    let sql = "INSERT INTO handover_terms (version, direction, words) VALUES (1, $1, $2)
               ON CONFLICT (direction) DO NOTHING";
    Ok(version == 0 && tx.run(sql, values![direction.word(), words]).await? > 0)
}
