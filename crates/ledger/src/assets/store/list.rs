//! SQL of the list: one WHERE for rows, count and facets.
//!
//! Blanks come last in either direction: first the rows that have something in the sorted column, by its index, then,
//! only when those have run out, the blank ones.

use kernel::{AssetId, DepartmentId, KindId, PlaceId, Result, Subject};
use platform::db::{Db, Sql, Value};
use platform::values;
use sea_orm::FromQueryResult;

use super::{COLUMNS, Row};
use crate::assets::filter::{Due, Facets, Filter, Missing, Page, Sort, SortBy};
use crate::assets::model::{Asset, Status};
use crate::deadlines::DeadlineKind;
use crate::sql::{due_by, marks};

/// A filter as SQL.
pub(crate) struct Condition {
    sql: String,
    /// The same for walking along the index of an order (SQLite only): a `+` keeps the filter's own index out, which
    /// would find all rows first and sort them then.
    walking: String,
    values: Vec<Value>,
}

/// From so many matching rows on, the order's index meets enough of them soon.
const BROAD: i64 = 2_000;

/// Turns a filter into SQL. `places` are the ids that its place stands for, itself and all inside.
pub(crate) fn condition(postgres: bool, filter: &Filter, places: &[PlaceId]) -> Condition {
    let mut values: Vec<Value> = Vec::new();
    let mut parts =
        vec![if filter.deleted { "a.deleted_at IS NOT NULL" } else { "a.deleted_at IS NULL" }.to_owned()];
    let mut among = |column: &str, wanted: Vec<Value>, values: &mut Vec<Value>| {
        parts.push(format!("{column} IN ({})", marks(values.len() + 1, wanted.len())));
        values.extend(wanted);
    };
    if !filter.kinds.is_empty() {
        among("a.kind_id", filter.kinds.iter().map(|id| Value::from(id.0)).collect(), &mut values);
    }
    if !filter.statuses.is_empty() {
        among(
            "a.status",
            filter.statuses.iter().map(|status| Value::from(status.word())).collect(),
            &mut values,
        );
    }
    if let Some(id) = filter.department {
        among("a.department_id", values![id.0], &mut values);
    }
    if !places.is_empty() {
        among("a.place_id", places.iter().map(|id| Value::from(id.0)).collect(), &mut values);
    }
    if let Some(id) = filter.person {
        among("a.person_id", values![id.0], &mut values);
    }
    if let Some(maker) = &filter.maker {
        among("a.maker", values![maker.as_str()], &mut values);
    }
    if filter.unassigned {
        parts.push("a.person_id IS NULL AND a.user_text = ''".to_owned());
    }
    if let Some(due) = filter.due {
        parts.push(due_condition(due, &mut values));
    }
    if let Some(gap) = filter.missing {
        parts.push(missing_condition(gap).to_owned());
    }
    if let Some(import) = filter.import {
        values.push(Value::from(import.0));
        parts.push(format!(
            "a.id IN (SELECT h.asset_id FROM asset_history h JOIN ledger_import i ON i.set_id = h.set_id
                      WHERE i.id = ${})",
            values.len()
        ));
    }
    let word = Subject::Asset(AssetId(0)).word();
    if let Some(found) = platform::search::condition(postgres, word, &filter.text, values.len() + 1) {
        parts.push(format!("a.id IN ({})", found.numbers));
        values.extend(found.values);
    }
    let walk = |part: &String| {
        let has_index = ["a.kind_id IN", "a.status IN", "a.department_id IN", "a.place_id IN"];
        let indexed = !postgres && has_index.iter().any(|start| part.starts_with(start));
        if indexed { format!("+{part}") } else { part.clone() }
    };
    let walking: Vec<String> = parts.iter().map(walk).collect();
    Condition { sql: parts.join(" AND "), walking: walking.join(" AND "), values }
}

/// The column of a deadline.
pub(crate) fn column_of(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Warranty => "a.warranty_ends_on",
        DeadlineKind::Lease => "a.lease_ends_on",
        DeadlineKind::Disposal => "a.disposed_on",
        DeadlineKind::Renewal => "a.renews_on",
        DeadlineKind::Notice => "a.notice_by_on",
    }
}

fn missing_condition(gap: Missing) -> &'static str {
    // The built-in records (kinds 9 to 12) have no such gaps, and what has left the company needs nothing any more.
    match gap {
        Missing::Number => {
            "a.number_folded = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Serial => {
            "a.serial_folded = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        // A printer or a switch serves many; a computer or a phone in use has somebody.
        Missing::User => {
            "a.person_id IS NULL AND a.user_text = '' AND a.kind_id IN (1, 4) AND a.status = 'in_use'"
        }
        Missing::Place => {
            "a.place_text = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Acquired => {
            "a.acquired_on = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Warranty => {
            "a.warranty_ends_on = '' AND a.lease_ends_on = '' AND a.kind_id NOT IN (9, 10, 11, 12)
             AND a.status NOT IN ('disposed', 'lost')"
        }
    }
}

/// One index for each kind of date; together they find the few rows that are due without looking at all.
fn due_condition(due: Due, values: &mut Vec<Value>) -> String {
    let kinds = due.kind.map_or_else(|| DeadlineKind::ALL.to_vec(), |kind| vec![kind]);
    let each: Vec<String> = kinds
        .into_iter()
        .map(|kind| {
            let column = column_of(kind);
            let until = due_by(column, due.until, values);
            let over = match due.from.and_then(|from| from.pred_opt()) {
                Some(before) => format!(" AND NOT ({})", due_by(column, before, values)),
                None => String::new(),
            };
            format!("SELECT a.id FROM asset a WHERE a.deleted_at IS NULL AND {until}{over}")
        })
        .collect();
    format!("a.status NOT IN ('disposed', 'lost') AND a.id IN ({})", each.join(" UNION "))
}

/// How many there are.
pub(crate) async fn count(db: &Db, condition: &Condition) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) FROM asset a WHERE {}", condition.sql);
    db.number(&sql, condition.values.clone()).await
}

/// What is missing of how many living things, all gaps in one look at the table.
pub(crate) async fn gaps(db: &Db) -> Result<Vec<(Missing, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        user: i64,
        serial: i64,
        warranty: i64,
        number: i64,
        place: i64,
        acquired: i64,
    }
    let sum = |gap: Missing, name: &str| {
        let condition = missing_condition(gap);
        format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT) AS \"{name}\"")
    };
    let columns = [
        sum(Missing::User, "user"),
        sum(Missing::Serial, "serial"),
        sum(Missing::Warranty, "warranty"),
        sum(Missing::Number, "number"),
        sum(Missing::Place, "place"),
        sum(Missing::Acquired, "acquired"),
    ];
    let sql = format!("SELECT {} FROM asset a WHERE a.deleted_at IS NULL", columns.join(", "));
    let Some(row) = db.one::<Row>(&sql, Vec::new()).await? else { return Ok(Vec::new()) };
    let count = |gap: Missing| match gap {
        Missing::User => row.user,
        Missing::Serial => row.serial,
        Missing::Warranty => row.warranty,
        Missing::Number => row.number,
        Missing::Place => row.place,
        Missing::Acquired => row.acquired,
    };
    Ok(Missing::ALL.into_iter().map(|gap| (gap, count(gap))).collect())
}

/// The ids of all.
pub(crate) async fn ids(db: &Db, condition: &Condition) -> Result<Vec<AssetId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = format!("SELECT a.id FROM asset a WHERE {} ORDER BY a.number_sort, a.id", condition.sql);
    let rows: Vec<Id> = db.all(&sql, condition.values.clone()).await?;
    Ok(rows.into_iter().map(|row| AssetId(row.id)).collect())
}

/// The column a list is sorted by, and when it is blank (none: never).
fn sorted_column(by: SortBy) -> (&'static str, Option<&'static str>) {
    const BLANK_TEXT: Option<&str> = Some("= ''");
    match by {
        SortBy::Number => ("a.number_sort", BLANK_TEXT),
        SortBy::Kind => ("a.kind_id", None),
        SortBy::Name => ("a.name_sort", BLANK_TEXT),
        SortBy::Maker => ("a.maker", BLANK_TEXT),
        SortBy::Model => ("a.model", BLANK_TEXT),
        SortBy::Serial => ("a.serial_folded", BLANK_TEXT),
        SortBy::Status => ("a.status", None),
        SortBy::User => ("a.user_text", BLANK_TEXT),
        SortBy::Department => ("a.department_text", BLANK_TEXT),
        SortBy::Place => ("a.place_text", BLANK_TEXT),
        SortBy::Acquired => ("a.acquired_on", BLANK_TEXT),
        SortBy::Warranty => ("a.warranty_ends_on", BLANK_TEXT),
        SortBy::Lease => ("a.lease_ends_on", BLANK_TEXT),
        SortBy::Renewal => ("a.renews_on", BLANK_TEXT),
        SortBy::Price => ("a.price", Some("IS NULL")),
        SortBy::Updated => ("a.updated_at", None),
    }
}

/// One page of rows. `total` is how many match on all pages; it decides which index leads.
pub(crate) async fn rows(
    db: &Db,
    condition: &Condition,
    total: i64,
    sort: Sort,
    page: Page,
) -> Result<Vec<Asset>> {
    let has_own_order = matches!(sort.by, SortBy::Number | SortBy::Kind | SortBy::Status);
    let walks = total >= BROAD && !has_own_order;
    let condition = &Condition {
        sql: if walks { condition.walking.clone() } else { condition.sql.clone() },
        walking: String::new(),
        values: condition.values.clone(),
    };
    let size = i64::from(page.size.clamp(1, 1_000));
    let offset = if page.after.is_some() { 0 } else { (i64::from(page.number.max(1)) - 1) * size };
    let (column, blank) = sorted_column(sort.by);
    let filled = blank.map_or_else(String::new, |blank| {
        format!(" AND {column} {}", if blank == "IS NULL" { "IS NOT NULL" } else { "<> ''" })
    });
    let mut found = Vec::new();
    let after_is_blank = match (page.after, blank) {
        (Some(after), Some(blank)) => {
            let sql = format!("SELECT COUNT(*) FROM asset a WHERE a.id = $1 AND {column} {blank}");
            db.number(&sql, values![after.0]).await? > 0
        }
        _ => false,
    };
    if !after_is_blank {
        found = part(db, condition, &filled, (column, sort.down), (page.after, offset, size)).await?;
    }
    let missing = size - i64::try_from(found.len()).unwrap_or(size);
    if let Some(blank) = blank.filter(|_| missing > 0) {
        let blank_only = format!(" AND {column} {blank}");
        let (after, skip) = if page.after.is_some() {
            (page.after.filter(|_| after_is_blank), 0)
        } else if found.is_empty() {
            let sql = format!("SELECT COUNT(*) FROM asset a WHERE {}{filled}", condition.sql);
            (None, offset - db.number(&sql, condition.values.clone()).await?)
        } else {
            (None, 0)
        };
        found.extend(part(db, condition, &blank_only, ("a.id", false), (after, skip.max(0), missing)).await?);
    }
    Ok(found)
}

/// One stretch of an order: ids from the index first, then only the rows that are shown.
async fn part(
    db: &Db,
    condition: &Condition,
    also: &str,
    (column, down): (&str, bool),
    (after, offset, limit): (Option<AssetId>, i64, i64),
) -> Result<Vec<Asset>> {
    let mut values = condition.values.clone();
    let mut since = String::new();
    if let Some(after) = after {
        values.push(Value::from(after.0));
        let (mark, beyond) = (values.len(), if down { "<" } else { ">" });
        let edge = column.replace("a.", "e.");
        since =
            format!(" AND ({column}, a.id) {beyond} (SELECT {edge}, e.id FROM asset e WHERE e.id = ${mark})");
    }
    let way = if down { "DESC" } else { "ASC" };
    let tail = if column == "a.id" { String::new() } else { format!(", a.id {way}") };
    // A kind's or status's own order goes on by number, as its index does.
    let (order, since) = match column {
        "a.kind_id" => (format!("a.kind_id {way}, a.status {way}, a.number_sort {way}{tail}"), since),
        "a.status" => (format!("a.status {way}, a.number_sort {way}{tail}"), since),
        _ => (format!("{column} {way}{tail}"), since),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM (
             SELECT a.id FROM asset a WHERE {}{also}{since} ORDER BY {order} LIMIT {limit} OFFSET {offset}
         ) p JOIN asset a ON a.id = p.id ORDER BY {order}",
        condition.sql
    );
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok(rows.into_iter().map(Row::asset).collect())
}

/// How many of each.
pub(crate) async fn facets(db: &Db, condition: &Condition) -> Result<Facets> {
    let mut facets = Facets::default();
    for (kind, status, count) in kinds_and_statuses(db, condition).await? {
        add(&mut facets.kinds, KindId(kind), count);
        add(&mut facets.statuses, Status::parse(&status).unwrap_or_default(), count);
    }
    facets.departments = by_id(db, condition, "a.department_id")
        .await?
        .into_iter()
        .map(|(id, n)| (DepartmentId(id), n))
        .collect();
    facets.places =
        by_id(db, condition, "a.place_id").await?.into_iter().map(|(id, n)| (PlaceId(id), n)).collect();
    Ok(facets)
}

fn add<T: PartialEq>(counts: &mut Vec<(T, i64)>, what: T, count: i64) {
    match counts.iter_mut().find(|(known, _)| *known == what) {
        Some((_, known)) => *known += count,
        None => counts.push((what, count)),
    }
}

async fn kinds_and_statuses(db: &Db, condition: &Condition) -> Result<Vec<(i64, String, i64)>> {
    #[derive(FromQueryResult)]
    struct Group {
        kind_id: i64,
        status: String,
        many: i64,
    }
    let sql = format!(
        "SELECT a.kind_id, a.status, COUNT(*) AS many FROM asset a WHERE {} GROUP BY a.kind_id, a.status ORDER BY a.kind_id, a.status",
        condition.sql
    );
    let rows: Vec<Group> = db.all(&sql, condition.values.clone()).await?;
    Ok(rows.into_iter().map(|row| (row.kind_id, row.status, row.many)).collect())
}

async fn by_id(db: &Db, condition: &Condition, column: &str) -> Result<Vec<(i64, i64)>> {
    #[derive(FromQueryResult)]
    struct Group {
        id: i64,
        many: i64,
    }
    let sql = format!(
        "SELECT {column} AS id, COUNT(*) AS many FROM asset a WHERE {} AND {column} IS NOT NULL
         GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT 50",
        condition.sql
    );
    let rows: Vec<Group> = db.all(&sql, condition.values.clone()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.many)).collect())
}
