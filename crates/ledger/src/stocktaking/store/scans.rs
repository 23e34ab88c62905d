//! SQL about readings.

use kernel::{AssetId, Moment, PlaceId, Result, StocktakingId};
use platform::db::{FromQueryResult, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;

use crate::assets::rules::{folded_key, sort_key};
use crate::changes::ChangeSetId;
use crate::kinds::BuiltIn;
use crate::stocktaking::model::{Condition, NewScan, Outcome, Reason, Scan, Source};
use crate::stocktaking::rules::Candidate;
use crate::stocktaking::scanned::Scanned;

#[derive(FromQueryResult)]
struct CandidateRow {
    id: i64,
    kind_id: i64,
    number: String,
    status: String,
    deleted_at: Option<i64>,
    place_id: Option<i64>,
    state: Option<String>,
}

impl CandidateRow {
    fn candidate(&self) -> Candidate {
        let is_record = BuiltIn::of(kernel::KindId(self.kind_id)).is_some_and(BuiltIn::is_record);
        let reason = match self.status.as_str() {
            _ if self.deleted_at.is_some() => Reason::Deleted,
            "disposed" => Reason::Disposed,
            "lost" => Reason::Lost,
            _ if is_record => Reason::Record,
            _ => Reason::OutOfScope,
        };
        Candidate {
            asset: AssetId(self.id),
            expected: self.place_id,
            is_counted: self.state.as_deref().is_some_and(|state| state != "open"),
            reason,
        }
    }
}

/// What may be meant by what was read: by its id; else by the number of something living; else by serial number; else by
/// the number of something deleted.
pub(in crate::stocktaking) async fn candidates(
    db: &impl Sql,
    id: StocktakingId,
    scanned: &Scanned,
) -> Result<Vec<Candidate>> {
    let ask = async |condition: &str, key: Value| -> Result<Vec<CandidateRow>> {
        let sql = format!(
            "SELECT a.id, a.kind_id, a.number, a.status, a.deleted_at, i.place_id, i.state FROM asset a
             LEFT JOIN stocktaking_item i ON i.asset_id = a.id AND i.stocktaking_id = $2
             WHERE {condition} ORDER BY a.id LIMIT 20"
        );
        db.all(&sql, vec![key, Value::from(id.0)]).await
    };
    let number = match scanned {
        Scanned::Asset(asset) => {
            let rows = ask("a.id = $1", Value::from(asset.0)).await?;
            return Ok(rows.iter().map(CandidateRow::candidate).collect());
        }
        Scanned::Number(number) => number,
    };
    let living = [
        "a.number_folded = $1 AND a.deleted_at IS NULL AND a.number_folded <> ''",
        "a.serial_folded = $1 AND a.deleted_at IS NULL AND a.serial_folded <> ''",
    ];
    for condition in living {
        let rows = ask(condition, Value::from(number.as_str())).await?;
        if !rows.is_empty() {
            return Ok(rows.iter().map(CandidateRow::candidate).collect());
        }
    }
    // The order's index knows deleted things too; of several with one number the newest is meant.
    let mut rows =
        ask("a.number_sort = $1 AND a.deleted_at IS NOT NULL", Value::from(sort_key(number))).await?;
    rows.retain(|row| folded_key(&row.number) == *number);
    Ok(rows.iter().rev().take(1).map(CandidateRow::candidate).collect())
}

/// A reading as judging and undoing need it.
#[derive(Debug, Clone, FromQueryResult)]
pub(in crate::stocktaking) struct Stored {
    /// Its row.
    pub id: i64,
    /// Its stocktaking.
    pub stocktaking_id: i64,
    /// The place it was made in.
    pub place_id: i64,
    /// What was read.
    pub typed: String,
    /// What it counts.
    pub thing: String,
    /// Which asset that is.
    pub asset_id: Option<i64>,
    /// What it found.
    pub outcome: String,
    /// Whether it counts.
    pub counts: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// The change set that moved the thing.
    pub moved_in: Option<i64>,
}

const STORED: &str =
    "id, stocktaking_id, place_id, typed, thing, asset_id, outcome, counts, undone_at, moved_in";

/// By the id its maker gave it.
pub(in crate::stocktaking) async fn by_client(db: &impl Sql, client: &str) -> Result<Option<Stored>> {
    db.one(&format!("SELECT {STORED} FROM stocktaking_scan WHERE client_id = $1"), values![client]).await
}

/// The reading that counts a thing.
pub(in crate::stocktaking) async fn counting(
    db: &impl Sql,
    id: StocktakingId,
    thing: &str,
) -> Result<Option<Stored>> {
    let sql = format!(
        "SELECT {STORED} FROM stocktaking_scan WHERE stocktaking_id = $1 AND thing = $2 AND counts = 1"
    );
    db.one(&sql, values![id.0, thing]).await
}

/// The earliest standing reading of a thing that could count it.
pub(in crate::stocktaking) async fn next_of(
    db: &impl Sql,
    id: StocktakingId,
    thing: &str,
) -> Result<Option<Stored>> {
    let sql = format!(
        "SELECT {STORED} FROM stocktaking_scan WHERE stocktaking_id = $1 AND thing = $2 AND counts = 0
         AND undone_at IS NULL AND outcome <> 'late' ORDER BY id LIMIT 1"
    );
    db.one(&sql, values![id.0, thing]).await
}

/// What came too late, in the order of arrival.
pub(in crate::stocktaking) async fn late(db: &impl Sql, id: StocktakingId) -> Result<Vec<Stored>> {
    let sql = format!(
        "SELECT {STORED} FROM stocktaking_scan
         WHERE stocktaking_id = $1 AND outcome = 'late' AND undone_at IS NULL ORDER BY id"
    );
    db.all(&sql, values![id.0]).await
}

/// What was decided about a reading.
pub(in crate::stocktaking) struct Verdict {
    /// What it found.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<Reason>,
    /// Whether it counts.
    pub counts: bool,
}

/// Writes a reading down and gives its row's id.
pub(in crate::stocktaking) async fn add(
    tx: &Tx,
    id: StocktakingId,
    new: &NewScan,
    (thing, asset): (&str, Option<AssetId>),
    verdict: &Verdict,
    (by, at): (&str, Moment),
) -> Result<i64> {
    let row = values![
        id.0,
        new.client.as_str(),
        new.place.0,
        new.typed.as_str(),
        thing,
        asset.map(|asset| asset.0),
        verdict.outcome.word(),
        verdict.reason.map_or("", Reason::word),
        i64::from(verdict.counts),
        new.condition.map_or("", Condition::word),
        new.note.as_str(),
        new.source.word(),
        by,
        to_stored(new.read_at.unwrap_or(at)),
        to_stored(at),
    ];
    tx.insert(
        "stocktaking_scan",
        "stocktaking_id, client_id, place_id, typed, thing, asset_id, outcome, reason, counts, condition, note, \
         source, read_by, read_at, received_at",
        row,
    )
    .await
}

/// Decides about a stored reading anew.
pub(in crate::stocktaking) async fn put_verdict(tx: &Tx, scan: i64, verdict: &Verdict) -> Result<()> {
    let sql = "UPDATE stocktaking_scan SET outcome = $1, reason = $2, counts = $3 WHERE id = $4";
    let reason = verdict.reason.map_or("", Reason::word);
    tx.run(sql, values![verdict.outcome.word(), reason, i64::from(verdict.counts), scan]).await?;
    Ok(())
}

/// Takes a reading back.
pub(in crate::stocktaking) async fn put_undone(tx: &Tx, scan: i64, by: &str, at: Moment) -> Result<()> {
    let sql = "UPDATE stocktaking_scan SET counts = 0, undone_at = $1, undone_by = $2 WHERE id = $3";
    tx.run(sql, values![to_stored(at), by, scan]).await?;
    Ok(())
}

/// Writes how the thing looks; whether that is new.
pub(in crate::stocktaking) async fn put_remark(
    tx: &Tx,
    scan: i64,
    condition: Option<Condition>,
    note: &str,
) -> Result<bool> {
    let sql = "UPDATE stocktaking_scan SET condition = $1, note = $2 WHERE id = $3 AND (condition <> $1 OR note <> $2)";
    Ok(tx.run(sql, values![condition.map_or("", Condition::word), note, scan]).await? > 0)
}

/// Writes which change set moved the thing.
pub(in crate::stocktaking) async fn put_moved(tx: &Tx, scan: i64, set: Option<ChangeSetId>) -> Result<()> {
    // A thing that stands there already by the ledger is as good as moved: 0 says that nothing had to be changed.
    let set = set.map_or(0, |set| set.0);
    tx.run("UPDATE stocktaking_scan SET moved_in = $1 WHERE id = $2", values![set, scan]).await?;
    Ok(())
}

/// A place's present name.
pub(in crate::stocktaking) async fn place_name(db: &impl Sql, place: PlaceId) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Name {
        name: String,
    }
    let row: Option<Name> = db.one("SELECT name FROM place WHERE id = $1", values![place.0]).await?;
    Ok(row.map(|row| row.name))
}

#[derive(FromQueryResult)]
struct Row {
    client_id: String,
    place_id: i64,
    place_name: String,
    typed: String,
    asset_id: Option<i64>,
    number: String,
    name: String,
    serial: String,
    model: String,
    expected_place: String,
    outcome: String,
    reason: String,
    condition: String,
    note: String,
    source: String,
    read_by: String,
    read_at: i64,
    received_at: i64,
    moved_in: Option<i64>,
}

impl Row {
    fn scan(self) -> Scan {
        let words = [&self.number, &self.name, &self.serial, &self.model, &self.typed];
        let label = words.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        Scan {
            client: self.client_id,
            place: PlaceId(self.place_id),
            place_name: self.place_name,
            typed: self.typed,
            asset: self.asset_id.map(AssetId),
            label,
            model: self.model,
            expected_place: self.expected_place,
            outcome: Outcome::parse(&self.outcome).unwrap_or(Outcome::Late),
            reason: Reason::parse(&self.reason),
            condition: Condition::parse(&self.condition),
            note: self.note,
            source: Source::parse(&self.source).unwrap_or(Source::Typed),
            by: self.read_by,
            read_at: from_stored(self.read_at),
            received_at: from_stored(self.received_at),
            moved_in: self.moved_in.map(ChangeSetId),
        }
    }
}

/// Readings with the words around them; `inner` selects rows of `stocktaking_scan`.
fn shown(inner: &str) -> String {
    format!(
        "SELECT n.client_id, n.place_id, COALESCE(r.name, '') AS place_name, n.typed, n.asset_id,
             COALESCE(i.number, a.number, '') AS number, COALESCE(i.name, a.name, '') AS name,
             COALESCE(i.serial, a.serial, '') AS serial, COALESCE(i.model, TRIM(a.maker || ' ' || a.model), '') AS model,
             CASE WHEN i.id IS NULL THEN COALESCE(a.place_text, '') ELSE COALESCE(e.name, '') END AS expected_place,
             n.outcome, n.reason, n.condition, n.note, n.source, n.read_by, n.read_at, n.received_at, n.moved_in
         FROM ({inner}) n
         LEFT JOIN stocktaking_item i ON i.asset_id = n.asset_id AND i.stocktaking_id = n.stocktaking_id
         LEFT JOIN asset a ON a.id = n.asset_id
         LEFT JOIN stocktaking_room r ON r.stocktaking_id = n.stocktaking_id AND r.place_id = n.place_id
         LEFT JOIN stocktaking_room e ON e.stocktaking_id = n.stocktaking_id AND e.place_id = i.place_id"
    )
}

/// Readings by row id, with the words around them.
pub(in crate::stocktaking) async fn some(db: &impl Sql, ids: &[i64]) -> Result<Vec<(i64, Scan)>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
        client_id: String,
    }
    let mut found = Vec::new();
    for some in ids.chunks(500) {
        let inner = format!("SELECT * FROM stocktaking_scan WHERE id IN {}", marks(1, some.len()));
        let values: Vec<Value> = some.iter().map(|id| Value::from(*id)).collect();
        let keys: Vec<Id> = db
            .all(
                &format!("SELECT id, client_id FROM stocktaking_scan WHERE id IN {}", marks(1, some.len())),
                values.clone(),
            )
            .await?;
        let rows: Vec<Row> = db.all(&shown(&inner), values).await?;
        let id = |client: &str| keys.iter().find(|key| key.client_id == client).map(|key| key.id);
        found.extend(rows.into_iter().filter_map(|row| Some((id(&row.client_id)?, row.scan()))));
    }
    Ok(found)
}

/// Some standing readings of some outcomes, in a room or in all, the newest first.
pub(in crate::stocktaking) async fn page(
    db: &impl Sql,
    id: StocktakingId,
    room: Option<i64>,
    outcomes: &[Outcome],
    (skip, most): (u64, u64),
) -> Result<Vec<Scan>> {
    let mut values = values![id.0];
    let mut condition = "stocktaking_id = $1 AND undone_at IS NULL".to_owned();
    // All of them are found in their order by an index; some by one that knows the outcome.
    if outcomes.len() < Outcome::ALL.len() {
        condition.extend([" AND outcome IN ", &marks(2, outcomes.len())]);
        values.extend(outcomes.iter().map(|outcome| Value::from(outcome.word())));
    }
    if let Some(room) = room {
        values.push(Value::from(room));
        condition.extend([" AND place_id = $", &values.len().to_string()]);
    }
    let inner = format!(
        "SELECT * FROM stocktaking_scan WHERE {condition} ORDER BY id DESC LIMIT {most} OFFSET {skip}"
    );
    let rows: Vec<Row> = db.all(&format!("{} ORDER BY n.id DESC", shown(&inner)), values).await?;
    Ok(rows.into_iter().map(Row::scan).collect())
}

/// How many standing readings came too late.
pub(in crate::stocktaking) async fn late_count(db: &impl Sql, id: StocktakingId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM stocktaking_scan WHERE stocktaking_id = $1 AND outcome = 'late' AND undone_at IS NULL";
    db.number(sql, values![id.0]).await
}

/// What was found, with the moments it was read and arrived, some at a time in the order of assets.
pub(in crate::stocktaking) async fn found(
    db: &impl Sql,
    id: StocktakingId,
    after: AssetId,
    most: u64,
) -> Result<Vec<(AssetId, Moment, Moment)>> {
    #[derive(FromQueryResult)]
    struct Found {
        asset_id: i64,
        read_at: i64,
        received_at: i64,
    }
    let sql = format!(
        "SELECT n.asset_id, n.read_at, n.received_at FROM stocktaking_scan n
         WHERE n.stocktaking_id = $1 AND n.counts = 1 AND n.asset_id > $2 AND n.outcome IN ('here', 'elsewhere')
         ORDER BY n.asset_id LIMIT {most}"
    );
    let rows: Vec<Found> = db.all(&sql, values![id.0, after.0]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (AssetId(row.asset_id), from_stored(row.read_at), from_stored(row.received_at)))
        .collect())
}
