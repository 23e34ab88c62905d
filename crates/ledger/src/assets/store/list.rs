//! SQL of the list: one WHERE for rows, count and facets.
//!
//! Blanks come last in either direction: first the rows that have something in the sorted column, by its index, then,
//! only when those have run out, the blank ones.

use kernel::{AssetId, DepartmentId, KindId, PlaceId, Result};
use platform::db::{Db, Sql, Value};
use platform::values;
use sea_orm::FromQueryResult;

use super::condition::{Condition, Way, gap_index, missing_condition};
use super::{COLUMNS, Row};
use crate::assets::filter::{Facets, Missing, Page, Sort, SortBy};
use crate::assets::model::{Asset, Status};

/// From so many matching rows on, the order's index meets enough of them soon.
const BROAD: i64 = 2_000;
/// Up to here a row is near.
const NEAR: i64 = 300;

/// How many there are.
pub(crate) async fn count(db: &Db, condition: &Condition) -> Result<i64> {
    db.number(&condition.counting(), condition.values.clone()).await
}

/// What is missing of how many living things; each gap has an index of its own.
pub(crate) async fn gaps(db: &Db) -> Result<Vec<(Missing, i64)>> {
    let mut gaps = Vec::with_capacity(Missing::ALL.len());
    for gap in Missing::ALL {
        let condition = missing_condition(gap);
        let lead = if db.is_postgres() { "" } else { gap_index(gap) };
        let sql = format!("SELECT COUNT(*) FROM asset a{lead} WHERE a.deleted_at IS NULL AND {condition}");
        gaps.push((gap, db.number(&sql, Vec::new()).await?));
    }
    Ok(gaps)
}

/// The ids of all.
pub(crate) async fn ids(db: &Db, condition: &Condition) -> Result<Vec<AssetId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = format!("SELECT a.id {} ORDER BY a.number_sort, a.id", condition.open_clause());
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
    let (size, begins) = page.part(1_000);
    let offset = if page.after.is_some() { 0 } else { begins };
    let near = page.after.is_none() && offset + size <= NEAR;
    let way = if total >= BROAD { Way::Along { own_order: has_own_order, near } } else { Way::Open };
    let condition = &Found { from: condition.clause(way), values: &condition.values };
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
            let sql = format!("SELECT COUNT(*) {}{filled}", condition.from);
            (None, offset - db.number(&sql, condition.values.clone()).await?)
        } else {
            (None, 0)
        };
        found.extend(part(db, condition, &blank_only, ("a.id", false), (after, skip.max(0), missing)).await?);
    }
    Ok(found)
}

/// A condition in the words that were chosen for it.
struct Found<'a> {
    from: String,
    values: &'a Vec<Value>,
}

/// One stretch of an order: ids from the index first, then only the rows that are shown.
async fn part(
    db: &Db,
    condition: &Found<'_>,
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
             SELECT a.id {}{also}{since} ORDER BY {order} LIMIT {limit} OFFSET {offset}
         ) p JOIN asset a ON a.id = p.id ORDER BY {order}",
        condition.from
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
        "SELECT a.kind_id, a.status, COUNT(*) AS many {} GROUP BY a.kind_id, a.status ORDER BY a.kind_id, a.status",
        condition.open_clause()
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
        "SELECT {column} AS id, COUNT(*) AS many {} AND {column} IS NOT NULL
         GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT 50",
        condition.open_clause()
    );
    let rows: Vec<Group> = db.all(&sql, condition.values.clone()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.many)).collect())
}
