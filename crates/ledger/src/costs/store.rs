//! SQL about costs.

use kernel::{AssetId, DepartmentId, KindId, Result};
use platform::db::{FromQueryResult, Sql, Value};
use platform::values;

use super::spread::Running;
use crate::assets::Asset;
use crate::assets::fees::{MonthNumber, Per, month, of_number};
use crate::assets::store::{COLUMNS, Row};

/// Fees that are alike: same department, kind, span.
pub(super) struct Fees {
    pub department: Option<DepartmentId>,
    pub kind: KindId,
    pub running: Running,
}

#[derive(FromQueryResult)]
struct FeeRow {
    department_id: Option<i64>,
    kind_id: i64,
    per: String,
    from_month: i64,
    until_month: i64,
    total: i64,
}

fn small(number: i64) -> MonthNumber {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The sum of whole yen as PostgreSQL and SQLite both give it back.
const SUM: &str = "CAST(SUM(f.amount_yen) AS BIGINT) AS total";

/// What runs within twelve months from `year` on, like with like. What has no department and covers things stands in
/// [`shared_fees`] instead.
pub(super) async fn fees(db: &impl Sql, year: MonthNumber) -> Result<Vec<Fees>> {
    let sql = format!(
        "SELECT a.department_id, a.kind_id, f.per, f.from_month, f.until_month, {SUM}
         FROM asset_fee f JOIN asset a ON a.id = f.asset_id
         WHERE a.deleted_at IS NULL AND f.from_month <= $1 AND f.until_month >= $2 AND NOT ({SHARED})
         GROUP BY a.department_id, a.kind_id, f.per, f.from_month, f.until_month"
    );
    let rows: Vec<FeeRow> = db.all(&sql, values![i64::from(year) + 11, i64::from(year)]).await?;
    Ok(rows.into_iter().filter_map(FeeRow::fees).collect())
}

impl FeeRow {
    fn fees(self) -> Option<Fees> {
        Some(Fees {
            department: self.department_id.map(DepartmentId),
            kind: KindId(self.kind_id),
            running: Running {
                per: Per::parse(&self.per)?,
                amount: self.total,
                from: small(self.from_month),
                until: small(self.until_month),
            },
        })
    }
}

/// A fee of no department that covers things which have one: they share it.
const SHARED: &str = "a.department_id IS NULL AND EXISTS (
     SELECT 1 FROM asset_mention m JOIN asset t ON t.number_folded = m.word AND t.number_folded <> '' AND t.deleted_at IS NULL
     WHERE m.asset_id = a.id AND m.what = 'thing' AND t.department_id IS NOT NULL)";

/// What runs within twelve months and is shared by the departments of the things it covers, with how many things each has.
pub(super) async fn shared_fees(
    db: &impl Sql,
    year: MonthNumber,
) -> Result<Vec<(AssetId, Fees, DepartmentId, u64)>> {
    #[derive(FromQueryResult)]
    struct SharedRow {
        id: i64,
        kind_id: i64,
        per: String,
        from_month: i64,
        until_month: i64,
        total: i64,
        department_id: i64,
        things: i64,
    }
    let sql =
        "SELECT a.id, a.kind_id, f.per, f.from_month, f.until_month, f.amount_yen AS total, t.department_id,
             COUNT(*) AS things
         FROM asset_fee f JOIN asset a ON a.id = f.asset_id
              JOIN asset_mention m ON m.asset_id = a.id AND m.what = 'thing'
              JOIN asset t ON t.number_folded = m.word AND t.number_folded <> '' AND t.deleted_at IS NULL
         WHERE a.deleted_at IS NULL AND f.from_month <= $1 AND f.until_month >= $2 AND a.department_id IS NULL
           AND t.department_id IS NOT NULL
         GROUP BY a.id, a.kind_id, f.per, f.from_month, f.until_month, f.amount_yen, t.department_id
         ORDER BY a.id, t.department_id"
            .to_string();
    let rows: Vec<SharedRow> = db.all(&sql, values![i64::from(year) + 11, i64::from(year)]).await?;
    let read = |row: SharedRow| {
        let fees = FeeRow {
            department_id: None,
            kind_id: row.kind_id,
            per: row.per,
            from_month: row.from_month,
            until_month: row.until_month,
            total: row.total,
        };
        let things = u64::try_from(row.things).ok()?;
        Some((AssetId(row.id), fees.fees()?, DepartmentId(row.department_id), things))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// What was bought in one month by one department.
pub(super) struct Purchase {
    pub department: Option<DepartmentId>,
    pub month: MonthNumber,
    pub amount: i64,
}

/// The first text of a month, and what no day of the last month comes after.
fn between(year: MonthNumber) -> [Value; 2] {
    let text = |number| {
        let (year, month) = of_number(number);
        Value::from(format!("{year:04}-{month:02}"))
    };
    [text(year), text(year + 12)]
}

/// Owned, not rented: the price was paid once. Words in the ledger's own folding cannot be compared here, so the few ways
/// in which people write it are listed.
const BOUGHT: &str = "a.deleted_at IS NULL AND a.price IS NOT NULL AND a.acquired_on <> '' AND a.acquired_on >= $1 AND a.acquired_on < $2
     AND a.acquire_type NOT LIKE '%リース%' AND a.acquire_type NOT LIKE '%ﾘｰｽ%' AND a.acquire_type NOT LIKE '%レンタル%'
     AND a.acquire_type NOT LIKE '%ﾚﾝﾀﾙ%' AND LOWER(a.acquire_type) NOT LIKE '%lease%' AND LOWER(a.acquire_type) NOT LIKE '%rent%'
     AND NOT EXISTS (SELECT 1 FROM asset_fee f WHERE f.asset_id = a.id)";

/// What was bought within twelve months. A year alone counts in its January.
pub(super) async fn purchases(db: &impl Sql, year: MonthNumber) -> Result<Vec<Purchase>> {
    #[derive(FromQueryResult)]
    struct PurchaseRow {
        department_id: Option<i64>,
        month: String,
        total: i64,
    }
    let sql = format!(
        "SELECT a.department_id, SUBSTR(a.acquired_on, 1, 7) AS month, CAST(SUM(a.price) AS BIGINT) AS total
         FROM asset a WHERE {BOUGHT} GROUP BY a.department_id, SUBSTR(a.acquired_on, 1, 7)"
    );
    let rows: Vec<PurchaseRow> = db.all(&sql, between(year).into()).await?;
    let read = |row: PurchaseRow| {
        let (first, rest) = row.month.split_once('-').unwrap_or((&row.month, "01"));
        Some(Purchase {
            department: row.department_id.map(DepartmentId),
            month: month(first.parse().ok()?, rest.parse().ok()?),
            amount: row.total,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// A department as a condition; `None` is what belongs to none.
fn of_department(department: Option<DepartmentId>) -> String {
    department
        .map_or_else(|| "a.department_id IS NULL".to_owned(), |id| format!("a.department_id = {}", id.0))
}

/// The entries behind the fees of a department, the dearest first, and how many there are.
pub(super) async fn fee_entries(
    db: &impl Sql,
    year: MonthNumber,
    department: Option<DepartmentId>,
    most: i64,
) -> Result<(Vec<Asset>, i64)> {
    let from = format!(
        "FROM asset_fee f JOIN asset a ON a.id = f.asset_id
         WHERE a.deleted_at IS NULL AND f.from_month <= $1 AND f.until_month >= $2 AND {}",
        of_department(department)
    );
    let values = || values![i64::from(year) + 11, i64::from(year)];
    let total = db.number(&format!("SELECT COUNT(*) {from}"), values()).await?;
    let order = "CASE WHEN f.per = 'month' THEN f.amount_yen * 12 ELSE f.amount_yen END DESC, a.id";
    let sql = format!("SELECT {COLUMNS} {from} ORDER BY {order} LIMIT {most}");
    let rows: Vec<Row> = db.all(&sql, values()).await?;
    Ok((rows.into_iter().map(Row::asset).collect(), total))
}

/// The entries behind the purchases of a department, the dearest first, and how many there are.
pub(super) async fn bought_entries(
    db: &impl Sql,
    year: MonthNumber,
    department: Option<DepartmentId>,
    most: i64,
) -> Result<(Vec<Asset>, i64)> {
    let from = format!("FROM asset a WHERE {BOUGHT} AND {}", of_department(department));
    let total = db.number(&format!("SELECT COUNT(*) {from}"), between(year).into()).await?;
    let sql = format!("SELECT {COLUMNS} {from} ORDER BY a.price DESC, a.id LIMIT {most}");
    let rows: Vec<Row> = db.all(&sql, between(year).into()).await?;
    Ok((rows.into_iter().map(Row::asset).collect(), total))
}

/// Contracts, licences, lines and systems in use of which nobody wrote down what they cost, or for what span.
pub(super) async fn unpriced(db: &impl Sql, kinds: &[KindId]) -> Result<i64> {
    let kinds: Vec<String> = kinds.iter().map(ToString::to_string).collect();
    let sql = format!(
        "SELECT COUNT(*) FROM asset a WHERE a.kind_id IN ({}) AND a.deleted_at IS NULL
         AND a.status NOT IN ('disposed', 'lost') AND NOT EXISTS (SELECT 1 FROM asset_fee f WHERE f.asset_id = a.id)
         AND (a.price IS NULL OR a.fields NOT LIKE '%\"price_per\":\"once\"%')",
        kinds.join(",")
    );
    db.number(&sql, vec![]).await
}

/// A part of everything with a price, in the order of ids after `after`.
pub(super) async fn priced(db: &impl Sql, after: AssetId, most: i64) -> Result<Vec<Asset>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM asset a WHERE a.id > $1 AND a.deleted_at IS NULL AND a.price IS NOT NULL
         ORDER BY a.id LIMIT {most}"
    );
    let rows: Vec<Row> = db.all(&sql, values![after.0]).await?;
    Ok(rows.into_iter().map(Row::asset).collect())
}
