//! SQL about lists, their own lines, reasons and templates.

use std::collections::HashMap;

use kernel::{AssetId, Day, DepartmentId, Moment, MoveId, PersonId, Result};
use platform::db::{Batch, FromQueryResult, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;

use super::model::{Filter, Kind, LineKey, Move, Need, NewMove, OwnLine, State, TemplateLine};
use super::rules;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    version: i64,
    person_id: i64,
    kind: String,
    state: String,
    on_day: String,
    department_id: Option<i64>,
    note: String,
    closed_at: Option<i64>,
    created_at: i64,
}

impl Row {
    fn list(self) -> Option<Move> {
        Some(Move {
            id: MoveId(self.id),
            version: self.version,
            person: PersonId(self.person_id),
            kind: Kind::parse(&self.kind)?,
            state: State::parse(&self.state)?,
            on: self.on_day.parse().ok()?,
            department: self.department_id.map(DepartmentId),
            note: self.note,
            closed_at: self.closed_at.map(from_stored),
            created_at: from_stored(self.created_at),
        })
    }
}

const COLUMNS: &str = "m.id, m.version, m.person_id, m.kind, m.state, m.on_day, m.department_id, m.note, m.closed_at, \
     m.created_at";

/// One list.
pub(super) async fn find(db: &impl Sql, id: MoveId) -> Result<Option<Move>> {
    one(db, id, "").await
}

/// The same, locked where the database has several writers.
pub(super) async fn take(tx: &Tx, id: MoveId) -> Result<Option<Move>> {
    one(tx, id, tx.for_update()).await
}

async fn one(db: &impl Sql, id: MoveId, lock: &str) -> Result<Option<Move>> {
    let sql = format!("SELECT {COLUMNS} FROM move_list m WHERE m.id = $1{lock}");
    Ok(db.one::<Row>(&sql, values![id.0]).await?.and_then(Row::list))
}

/// The open list of a kind for a person.
pub(super) async fn open_of(db: &impl Sql, person: PersonId, kind: Kind) -> Result<Option<Move>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM move_list m WHERE m.person_id = $1 AND m.kind = $2 AND m.state = 'open' ORDER BY m.id"
    );
    Ok(db.one::<Row>(&sql, values![person.0, kind.word()]).await?.and_then(Row::list))
}

/// Begins a list with the lines of its templates.
pub(super) async fn add(tx: &Tx, new: &NewMove, lines: &[TemplateLine], at: Moment) -> Result<MoveId> {
    let row = values![
        new.person.0,
        new.kind.word(),
        State::Open.word(),
        new.on.to_string(),
        new.department.map(|id| id.0),
        new.note.as_str(),
        to_stored(at)
    ];
    let columns = "person_id, kind, state, on_day, department_id, note, created_at";
    let id = MoveId(tx.insert("move_list", columns, row).await?);
    let mut batch = Batch::new("move_line", "move_id, what, need, due_on");
    for line in lines {
        let due_on = rules::due(new.on, line.days).to_string();
        batch.push(tx, values![id.0, line.what.as_str(), line.need.as_str(), due_on]).await?;
    }
    batch.flush(tx).await?;
    Ok(id)
}

/// Changes an open list; its own lines keep their distance to the day.
pub(super) async fn change(tx: &Tx, before: &Move, new: &NewMove) -> Result<()> {
    let sql = "UPDATE move_list SET on_day = $1, department_id = $2, note = $3, version = version + 1 WHERE id = $4";
    let row = values![new.on.to_string(), new.department.map(|id| id.0), new.note.as_str(), before.id.0];
    tx.run(sql, row).await?;
    let moved = (new.on - before.on).num_days();
    for line in own(tx, before.id).await?.into_iter().filter(|_| moved != 0) {
        let due_on = rules::due(line.due_on, moved).to_string();
        tx.run("UPDATE move_line SET due_on = $1 WHERE id = $2", values![due_on, line.id]).await?;
    }
    Ok(())
}

/// Closes a list, calls it off, or opens it again.
pub(super) async fn set_state(tx: &Tx, id: MoveId, state: State, at: Option<Moment>) -> Result<()> {
    let sql = "UPDATE move_list SET state = $1, closed_at = $2, version = version + 1 WHERE id = $3";
    tx.run(sql, values![state.word(), at.map(to_stored), id.0]).await?;
    Ok(())
}

/// Something in the list was changed, so that a second editor is noticed.
pub(super) async fn raise(tx: &Tx, id: MoveId) -> Result<()> {
    tx.run("UPDATE move_list SET version = version + 1 WHERE id = $1", values![id.0]).await?;
    Ok(())
}

/// The list's own lines.
pub(super) async fn own(db: &impl Sql, id: MoveId) -> Result<Vec<OwnLine>> {
    #[derive(FromQueryResult)]
    struct Own {
        id: i64,
        what: String,
        need: String,
        due_on: String,
        done_on: String,
        reason: String,
    }
    let sql = "SELECT id, what, need, due_on, done_on, reason FROM move_line WHERE move_id = $1 ORDER BY id";
    let rows: Vec<Own> = db.all(sql, values![id.0]).await?;
    let line = |row: Own| {
        Some(OwnLine {
            id: row.id,
            what: row.what,
            need: Need::parse(&row.need),
            due_on: row.due_on.parse().ok()?,
            done_on: row.done_on.parse().ok(),
            reason: row.reason,
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// Adds a line of the list's own.
pub(super) async fn add_own(tx: &Tx, id: MoveId, what: &str, due_on: Day) -> Result<i64> {
    let row = values![id.0, what, "", due_on.to_string()];
    tx.insert("move_line", "move_id, what, need, due_on", row).await
}

/// Takes a line of the list's own away; whether it was there.
pub(super) async fn remove_own(tx: &Tx, id: MoveId, line: i64) -> Result<bool> {
    Ok(tx.run("DELETE FROM move_line WHERE id = $1 AND move_id = $2", values![line, id.0]).await? > 0)
}

/// Ticks a line of the list's own off, says why not, or opens it again; whether it was there.
pub(super) async fn tick_own(
    tx: &Tx,
    id: MoveId,
    line: i64,
    (done_on, reason): (Option<Day>, &str),
    by: Option<i64>,
) -> Result<bool> {
    let sql = "UPDATE move_line SET done_on = $1, reason = $2, done_by = $3 WHERE id = $4 AND move_id = $5";
    let day = done_on.map(|day| day.to_string()).unwrap_or_default();
    Ok(tx.run(sql, values![day, reason, by, line, id.0]).await? > 0)
}

/// Why something held is not given back.
pub(super) async fn reasons(db: &impl Sql, id: MoveId) -> Result<HashMap<LineKey, String>> {
    #[derive(FromQueryResult)]
    struct Reason {
        thing: String,
        number: i64,
        why: String,
    }
    let sql = "SELECT thing, number, reason AS why FROM move_reason WHERE move_id = $1";
    let rows: Vec<Reason> = db.all(sql, values![id.0]).await?;
    Ok(rows.into_iter().filter_map(|row| Some((LineKey::of(&row.thing, row.number)?, row.why))).collect())
}

/// Keeps such a reason, or forgets it where it is empty.
pub(super) async fn set_reason(
    tx: &Tx,
    id: MoveId,
    key: LineKey,
    reason: &str,
    (by, at): (Option<i64>, Moment),
) -> Result<()> {
    let (thing, number) = key.parts();
    let sql = "DELETE FROM move_reason WHERE move_id = $1 AND thing = $2 AND number = $3";
    tx.run(sql, values![id.0, thing, number]).await?;
    if !reason.is_empty() {
        let row = values![id.0, thing, number, reason, by, to_stored(at)];
        tx.insert("move_reason", "move_id, thing, number, reason, said_by, said_at", row).await?;
    }
    Ok(())
}

/// What a person gave back since a moment, with the day.
pub(super) async fn returned_since(
    db: &impl Sql,
    person: PersonId,
    since: Moment,
) -> Result<Vec<(AssetId, Option<Day>)>> {
    #[derive(FromQueryResult)]
    struct Back {
        asset_id: i64,
        until_on: String,
    }
    let sql = "SELECT g.asset_id, MAX(g.until_on) AS until_on FROM asset_assignment g
               JOIN change_set s ON s.id = g.closed_in
               WHERE g.person_id = $1 AND s.at >= $2 GROUP BY g.asset_id ORDER BY g.asset_id";
    let rows: Vec<Back> = db.all(sql, values![person.0, to_stored(since)]).await?;
    Ok(rows.into_iter().map(|row| (AssetId(row.asset_id), row.until_on.parse().ok())).collect())
}

/// Some lists under a filter with the names of their persons, and how many there are: open ones by their day, past ones
/// newest first.
pub(super) async fn list(
    db: &impl Sql,
    filter: &Filter,
    (limit, offset): (i64, i64),
) -> Result<(Vec<(Move, String)>, i64)> {
    #[derive(FromQueryResult)]
    struct Named {
        id: i64,
        name: String,
    }
    let mut values: Vec<Value> = Vec::new();
    let mut parts = vec![if filter.past { "m.state <> 'open'" } else { "m.state = 'open'" }.to_owned()];
    let mut with = |sql: &str, value: Value| {
        values.push(value);
        parts.push(format!("{sql} ${}", values.len()));
    };
    if let Some(kind) = filter.kind {
        with("m.kind =", kind.word().into());
    }
    if let Some(person) = filter.person {
        with("m.person_id =", person.0.into());
    }
    if let Some(until) = filter.until {
        with("m.on_day <=", until.to_string().into());
    }
    let condition = parts.join(" AND ");
    let total =
        db.number(&format!("SELECT COUNT(*) FROM move_list m WHERE {condition}"), values.clone()).await?;
    let order = if filter.past { "m.id DESC" } else { "m.on_day, m.id" };
    let tail = format!("WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
    let rows: Vec<Row> = db.all(&format!("SELECT {COLUMNS} FROM move_list m {tail}"), values.clone()).await?;
    let sql = format!("SELECT m.id, p.name FROM move_list m JOIN person p ON p.id = m.person_id {tail}");
    let names: HashMap<i64, String> =
        db.all::<Named>(&sql, values).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let named = |list: Move| {
        let name = names.get(&list.id.0).cloned().unwrap_or_default();
        (list, name)
    };
    Ok((rows.into_iter().filter_map(Row::list).map(named).collect(), total))
}

/// Whose lists these are, for pages that only want to name them.
pub(super) async fn persons(db: &impl Sql, ids: &[MoveId]) -> Result<Vec<(MoveId, String, String)>> {
    #[derive(FromQueryResult)]
    struct Named {
        id: i64,
        kind: String,
        name: String,
    }
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let sql = format!(
            "SELECT m.id, m.kind, p.name FROM move_list m JOIN person p ON p.id = m.person_id WHERE m.id IN {}",
            marks(1, some.len())
        );
        let rows: Vec<Named> = db.all(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        all.extend(rows.into_iter().map(|row| (MoveId(row.id), row.kind, row.name)));
    }
    Ok(all)
}

/// A stored template.
#[derive(FromQueryResult)]
pub(super) struct TemplateRow {
    /// Its version.
    pub version: i64,
    /// Its lines as JSON.
    pub lines: String,
}

/// The stored templates of an occasion. There can be two of one department after departments were merged.
pub(super) async fn templates(
    db: &impl Sql,
    kind: Kind,
    department: Option<DepartmentId>,
) -> Result<Vec<TemplateRow>> {
    let sql = "SELECT version, lines FROM move_template WHERE kind = $1 AND COALESCE(department_id, 0) = $2 ORDER BY id";
    db.all(sql, values![kind.word(), department.map_or(0, |id| id.0)]).await
}

/// Writes a template anew.
pub(super) async fn set_template(
    tx: &Tx,
    kind: Kind,
    department: Option<DepartmentId>,
    version: i64,
    lines: &str,
) -> Result<()> {
    let sql = "DELETE FROM move_template WHERE kind = $1 AND COALESCE(department_id, 0) = $2";
    tx.run(sql, values![kind.word(), department.map_or(0, |id| id.0)]).await?;
    let row = values![version, kind.word(), department.map(|id| id.0), lines];
    tx.insert("move_template", "version, kind, department_id, lines", row).await?;
    Ok(())
}

/// The departments that have a template of their own.
pub(super) async fn departments_with_templates(db: &impl Sql, kind: Kind) -> Result<Vec<DepartmentId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = "SELECT DISTINCT department_id AS id FROM move_template
               WHERE kind = $1 AND department_id IS NOT NULL ORDER BY department_id";
    let rows: Vec<Id> = db.all(sql, values![kind.word()]).await?;
    Ok(rows.into_iter().map(|row| DepartmentId(row.id)).collect())
}
