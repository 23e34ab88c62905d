//! SQL about change sets, history and assignments.

use kernel::{AssetId, Day, Moment, PersonId, Result};
use platform::Cx;
use platform::db::{Batch, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;
use sea_orm::FromQueryResult;

use crate::assets::model::Assignment;
use crate::changes::{ChangeSetId, HistoryLine};

/// Begins a change set.
pub(crate) async fn begin(tx: &Tx, cx: &Cx, act: &str) -> Result<ChangeSetId> {
    let row = values![act, cx.actor.label(), to_stored(cx.now())];
    tx.insert("change_set", "act, actor, at", row).await.map(ChangeSetId)
}

/// A change set as stored.
pub(crate) struct Set {
    /// The verb.
    pub act: String,
    /// When it was undone.
    pub undone_at: Option<Moment>,
}

/// A change set, locked.
pub(crate) async fn set(tx: &Tx, id: ChangeSetId) -> Result<Option<Set>> {
    #[derive(FromQueryResult)]
    struct Row {
        act: String,
        undone_at: Option<i64>,
    }
    let sql = format!("SELECT act, undone_at FROM change_set WHERE id = $1{}", tx.for_update());
    let row: Option<Row> = tx.one(&sql, values![id.0]).await?;
    Ok(row.map(|row| Set { act: row.act, undone_at: row.undone_at.map(from_stored) }))
}

/// Marks a change set as undone.
pub(crate) async fn mark_undone(tx: &Tx, id: ChangeSetId, at: Moment) -> Result<()> {
    tx.run("UPDATE change_set SET undone_at = $1 WHERE id = $2", values![to_stored(at), id.0]).await?;
    Ok(())
}

/// Where history rows are sent through.
pub(crate) fn history() -> Batch {
    Batch::new("asset_history", "set_id, asset_id, field, old, new")
}

/// Where assignments are sent through.
pub(crate) fn assignments() -> Batch {
    Batch::new("asset_assignment", "asset_id, person_id, user_text, from_on, until_on, opened_in")
}

/// One stored change of one field.
#[derive(FromQueryResult)]
pub(crate) struct Change {
    /// The asset.
    pub asset_id: i64,
    /// The field.
    pub field: String,
    /// What it was.
    pub old: String,
    /// What it became.
    pub new: String,
}

/// Everything a set changed, by asset.
pub(crate) async fn of_set(db: &impl Sql, id: ChangeSetId) -> Result<Vec<Change>> {
    let sql = "SELECT asset_id, field, old, new FROM asset_history WHERE set_id = $1 ORDER BY asset_id, id";
    db.all(sql, values![id.0]).await
}

/// Which of the assets that a set touched were touched again by a later set that still stands (undoing does not count,
/// nor does another name of what the asset points at).
pub(crate) async fn touched_since(db: &impl Sql, id: ChangeSetId) -> Result<Vec<AssetId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let sql = "SELECT DISTINCT later.asset_id AS id
               FROM asset_history mine
               JOIN asset_history later ON later.asset_id = mine.asset_id AND later.set_id > mine.set_id
               JOIN change_set s ON s.id = later.set_id AND s.undone_at IS NULL AND s.act NOT IN ('undo', 'rename', 'merge')
               WHERE mine.set_id = $1
               UNION
               SELECT DISTINCT l.asset_id AS id FROM asset_link l
               JOIN asset_history h ON h.asset_id = l.asset_id AND h.set_id = $1
               UNION
               SELECT DISTINCT l.other_id AS id FROM asset_link l
               JOIN asset_history h ON h.asset_id = l.other_id AND h.set_id = $1
               UNION
               SELECT DISTINCT f.number AS id FROM file_link f
               JOIN asset_history h ON h.asset_id = f.number AND h.set_id = $1
               WHERE f.kind = 'asset'
               UNION
               SELECT DISTINCT i.asset_id AS id FROM handover_item i
               JOIN asset_history h ON h.asset_id = i.asset_id AND h.set_id = $1";
    let rows: Vec<Row> = db.all(sql, values![id.0]).await?;
    Ok(rows.into_iter().map(|row| AssetId(row.id)).collect())
}

/// The history of one asset, newest first.
pub(crate) async fn of_asset(db: &impl Sql, id: AssetId, limit: u32) -> Result<Vec<HistoryLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        set_id: i64,
        asset_id: i64,
        field: String,
        old: String,
        new: String,
        at: i64,
        actor: String,
        act: String,
        import_id: Option<i64>,
    }
    let sql = "SELECT h.set_id, h.asset_id, h.field, h.old, h.new, s.at, s.actor, s.act, i.id AS import_id
               FROM asset_history h JOIN change_set s ON s.id = h.set_id
               LEFT JOIN ledger_import i ON i.set_id = h.set_id
               WHERE h.asset_id = $1 ORDER BY h.set_id DESC, h.id LIMIT $2";
    let rows: Vec<Row> = db.all(sql, values![id.0, i64::from(limit)]).await?;
    let line = |row: Row| HistoryLine {
        set: ChangeSetId(row.set_id),
        asset: AssetId(row.asset_id),
        field: row.field,
        old: row.old,
        new: row.new,
        at: from_stored(row.at),
        by: row.actor,
        act: row.act,
        import: row.import_id.map(Into::into),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What changed on one asset after the moment its version was `version`: the newest set of each version step. Versions
/// rise by one with each set, so the sets after are the last `current - version` ones.
pub(crate) async fn since_version(db: &impl Sql, id: AssetId, steps: i64) -> Result<Vec<Change>> {
    let sql = "SELECT h.asset_id, h.field, h.old, h.new FROM asset_history h
               WHERE h.asset_id = $1 AND h.set_id IN (
                   SELECT DISTINCT set_id FROM asset_history WHERE asset_id = $1 ORDER BY set_id DESC LIMIT $2)
               ORDER BY h.set_id DESC, h.id";
    db.all(sql, values![id.0, steps]).await
}

/// Ends what is open for these assets.
pub(crate) async fn close(tx: &Tx, ids: &[AssetId], on: Day, set: ChangeSetId) -> Result<()> {
    for some in ids.chunks(1_000) {
        let sql = format!(
            "UPDATE asset_assignment SET until_on = $1, closed_in = $2
             WHERE closed_in IS NULL AND asset_id IN {}",
            marks(3, some.len())
        );
        let mut row = values![on.to_string(), set.0];
        row.extend(some.iter().map(|id| Value::from(id.0)));
        tx.run(&sql, row).await?;
    }
    Ok(())
}

/// Takes back what a set did to the assignments of these assets.
pub(crate) async fn reopen(tx: &Tx, ids: &[AssetId], set: ChangeSetId) -> Result<()> {
    for some in ids.chunks(1_000) {
        let mut row = values![set.0];
        row.extend(some.iter().map(|id| Value::from(id.0)));
        let among = marks(2, some.len());
        let sql = format!("DELETE FROM asset_assignment WHERE opened_in = $1 AND asset_id IN {among}");
        tx.run(&sql, row.clone()).await?;
        let sql = format!(
            "UPDATE asset_assignment SET until_on = '', closed_in = NULL
             WHERE closed_in = $1 AND asset_id IN {among}"
        );
        tx.run(&sql, row).await?;
    }
    Ok(())
}

/// Who held an asset (or what a person held), newest first.
pub(crate) async fn assignments_of(
    db: &impl Sql,
    asset: Option<AssetId>,
    person: Option<PersonId>,
) -> Result<Vec<Assignment>> {
    #[derive(FromQueryResult)]
    struct Row {
        asset_id: i64,
        person_id: Option<i64>,
        user_text: String,
        from_on: String,
        until_on: String,
    }
    let (column, id) = match (asset, person) {
        (Some(asset), _) => ("asset_id", asset.0),
        (None, Some(person)) => ("person_id", person.0),
        (None, None) => return Ok(Vec::new()),
    };
    let sql = format!(
        "SELECT asset_id, person_id, user_text, from_on, until_on FROM asset_assignment
         WHERE {column} = $1 ORDER BY id DESC LIMIT 500"
    );
    let rows: Vec<Row> = db.all(&sql, values![id]).await?;
    let assignment = |row: Row| Assignment {
        asset: AssetId(row.asset_id),
        person: row.person_id.map(PersonId),
        user_text: row.user_text,
        from_on: row.from_on.parse().ok(),
        until_on: row.until_on.parse().ok(),
    };
    Ok(rows.into_iter().map(assignment).collect())
}

/// The real day of a hand-over that was written down later.
pub(crate) async fn date(tx: &Tx, set: ChangeSetId, on: Day) -> Result<()> {
    let day = on.to_string();
    let sql = "UPDATE asset_assignment SET from_on = $1 WHERE opened_in = $2";
    tx.run(sql, values![day.as_str(), set.0]).await?;
    tx.run("UPDATE asset_assignment SET until_on = $1 WHERE closed_in = $2", values![day, set.0]).await?;
    Ok(())
}
