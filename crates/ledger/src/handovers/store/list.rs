//! SQL about many hand-overs: lists, loans, names.

use std::collections::HashMap;

use kernel::{AssetId, Day, HandoverId, PersonId, Result};
use platform::db::{FromQueryResult, Sql, Value, marks};
use platform::values;

use super::{COLUMNS, Row, items_of};
use crate::handovers::model::{Filter, Handover, Listed, Show};

/// Something that was lent is still with the person: the thing itself is asked.
const OUT: &str = "EXISTS (SELECT 1 FROM handover_item i JOIN asset a ON a.id = i.asset_id
     WHERE i.handover_id = h.id AND i.closed_in IS NULL AND a.deleted_at IS NULL AND a.status = 'lent'
     AND a.person_id = h.person_id)";

fn condition(filter: &Filter, today: Day, values: &mut Vec<Value>) -> String {
    let mut parts = Vec::new();
    let mut with = |sql: &str, value: Option<Value>| {
        values.extend(value);
        parts.push(sql.replace("{}", &format!("${}", values.len())));
    };
    let lent = format!("h.state = 'done' AND h.direction = 'out' AND h.due_on <> '' AND {OUT}");
    match filter.show {
        Show::All => {}
        Show::Planned => with("h.state = 'planned'", None),
        Show::Today => with("h.state = 'planned' AND h.planned_on <= {}", Some(today.to_string().into())),
        Show::Lent => with(&lent, None),
        Show::Overdue => with(&format!("h.due_on < {{}} AND {lent}"), Some(today.to_string().into())),
        Show::Done => with("h.state IN ('done', 'returned')", None),
        Show::Cancelled => with("h.state = 'cancelled'", None),
    }
    if let Some(person) = filter.person {
        with("h.person_id = {}", Some(person.0.into()));
    }
    if let Some(asset) = filter.asset {
        with(
            "h.id IN (SELECT i.handover_id FROM handover_item i WHERE i.asset_id = {})",
            Some(asset.0.into()),
        );
    }
    if parts.is_empty() { "1 = 1".to_owned() } else { parts.join(" AND ") }
}

/// Some hand-overs under a filter, and how many there are: what is planned or lent by its day, the rest newest first.
pub(in crate::handovers) async fn list(
    db: &impl Sql,
    filter: &Filter,
    today: Day,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Listed>, i64)> {
    #[derive(FromQueryResult)]
    struct More {
        id: i64,
        person_name: String,
        is_out: i64,
    }
    let mut values = Vec::new();
    let condition = condition(filter, today, &mut values);
    let total =
        db.number(&format!("SELECT COUNT(*) FROM handover h WHERE {condition}"), values.clone()).await?;
    let order = match filter.show {
        Show::Planned | Show::Today => "h.planned_on, h.id",
        Show::Lent | Show::Overdue => "h.due_on, h.id",
        Show::All | Show::Done | Show::Cancelled => "h.id DESC",
    };
    let tail = format!("WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
    let rows: Vec<Row> = db.all(&format!("SELECT {COLUMNS} FROM handover h {tail}"), values.clone()).await?;
    let more = format!(
        "SELECT h.id, p.name AS person_name,
             CAST(CASE WHEN h.state = 'done' AND h.due_on <> '' AND {OUT} THEN 1 ELSE 0 END AS BIGINT) AS is_out
         FROM handover h JOIN person p ON p.id = h.person_id {tail}"
    );
    let more: HashMap<i64, More> =
        db.all::<More>(&more, values).await?.into_iter().map(|row| (row.id, row)).collect();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut items = items_of(db, &ids).await?;
    let listed = rows.into_iter().filter_map(|row| {
        let more = more.get(&row.id)?;
        let items = items.remove(&row.id).unwrap_or_default();
        let handover = row.handover(items)?;
        let overdue = more.is_out == 1 && handover.due_on.is_some_and(|due| due < today);
        Some(Listed { person_name: more.person_name.clone(), overdue, handover })
    });
    Ok((listed.collect(), total))
}

/// The planned hand-overs of a person, by their day.
pub(crate) async fn planned_of(db: &impl Sql, person: PersonId) -> Result<Vec<Handover>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM handover h WHERE h.person_id = $1 AND h.state = 'planned' ORDER BY h.planned_on, h.id"
    );
    let rows: Vec<Row> = db.all(&sql, values![person.0]).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut items = items_of(db, &ids).await?;
    let with_items = |row: Row| {
        let items = items.remove(&row.id).unwrap_or_default();
        row.handover(items)
    };
    Ok(rows.into_iter().filter_map(with_items).collect())
}

/// Until when a person was lent what they hold.
pub(in crate::handovers) async fn due_of(
    db: &impl Sql,
    person: PersonId,
) -> Result<Vec<(AssetId, HandoverId, Day)>> {
    #[derive(FromQueryResult)]
    struct Due {
        asset_id: i64,
        handover_id: i64,
        day: String,
    }
    let sql = "SELECT i.asset_id, i.handover_id, h.due_on AS day FROM handover h JOIN handover_item i ON i.handover_id = h.id
               JOIN asset a ON a.id = i.asset_id
               WHERE h.person_id = $1 AND h.state = 'done' AND h.direction = 'out' AND h.due_on <> ''
               AND i.closed_in IS NULL AND a.deleted_at IS NULL AND a.status = 'lent' AND a.person_id = h.person_id
               ORDER BY h.id";
    let rows: Vec<Due> = db.all(sql, values![person.0]).await?;
    let due = |row: Due| Some((AssetId(row.asset_id), HandoverId(row.handover_id), row.day.parse().ok()?));
    Ok(rows.into_iter().filter_map(due).collect())
}

/// These hand-overs' persons, for pages that only want to name them.
pub(in crate::handovers) async fn persons(
    db: &impl Sql,
    ids: &[HandoverId],
) -> Result<Vec<(HandoverId, String)>> {
    #[derive(FromQueryResult)]
    struct Named {
        id: i64,
        name: String,
    }
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let sql = format!(
            "SELECT h.id, p.name FROM handover h JOIN person p ON p.id = h.person_id WHERE h.id IN {}",
            marks(1, some.len())
        );
        let rows: Vec<Named> = db.all(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        all.extend(rows.into_iter().map(|row| (HandoverId(row.id), row.name)));
    }
    Ok(all)
}

/// The planned hand-overs that name one of these things, other than `but`.
pub(in crate::handovers) async fn also_planned(
    db: &impl Sql,
    assets: &[AssetId],
    but: HandoverId,
) -> Result<Vec<HandoverId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    if assets.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT h.id FROM handover_item i JOIN handover h ON h.id = i.handover_id
         WHERE h.state = 'planned' AND h.id <> $1 AND i.asset_id IN {} ORDER BY h.id",
        marks(2, assets.len())
    );
    let mut row = values![but.0];
    row.extend(assets.iter().map(|asset| Value::from(asset.0)));
    let rows: Vec<Id> = db.all(&sql, row).await?;
    Ok(rows.into_iter().map(|row| HandoverId(row.id)).collect())
}
