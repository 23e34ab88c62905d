//! Small helpers for SQL that several stores share.

use kernel::{Day, Fault, PartialDay, Result, Text};
use platform::db::{Tx, Value, is_unique_violation};

/// A stored day; empty if nothing is known.
pub(crate) fn day_text(day: Option<PartialDay>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Reads a stored day.
pub(crate) fn day_of(text: &str) -> Option<PartialDay> {
    text.parse().ok()
}

/// The condition that a stored day has wholly passed by the end of `until`: a month counts at its last day.
/// Adds its values to `values`.
pub(crate) fn due_by(column: &str, until: Day, values: &mut Vec<Value>) -> String {
    use chrono::Datelike;
    let (year, month) = (until.year(), until.month());
    let month_ends = until.succ_opt().is_none_or(|next| next.month() != month);
    let year_ends = month_ends && month == 12;
    // By text, `2026-11` comes before every day of its month although it ends with the month; so the month and the
    // year that `until` lies in are left out unless it is their last day.
    let mut condition = format!("{column} <> '' AND {column} <= ${}", values.len() + 1);
    let mut but_not = |place: usize| condition.extend([" AND ", column, " <> $", &place.to_string()]);
    values.push(Value::from(until.to_string()));
    if !month_ends {
        values.push(Value::from(format!("{year:04}-{month:02}")));
        but_not(values.len());
    }
    if !year_ends {
        values.push(Value::from(format!("{year:04}")));
        but_not(values.len());
    }
    condition
}

/// Turns "this unique value is taken" into a sentence; other faults stay.
pub(crate) fn taken(fault: Fault, key: &'static str) -> Fault {
    if is_unique_violation(&fault) { Fault::Conflict(Text::new(key)) } else { fault }
}

/// `count` ids that no row of `table` has had, for rows that are inserted many at a time.
pub(crate) async fn fresh_ids(tx: &Tx, table: &str, count: usize) -> Result<Vec<i64>> {
    use platform::db::Sql;
    if count == 0 {
        return Ok(Vec::new());
    }
    if tx.is_postgres() {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            id: i64,
        }
        let sql = format!(
            "SELECT nextval(pg_get_serial_sequence('{table}', 'id')) AS id FROM generate_series(1, $1)"
        );
        let count = i64::try_from(count).map_err(Fault::broken)?;
        let rows: Vec<Row> = tx.all(&sql, platform::values![count]).await?;
        return Ok(rows.into_iter().map(|row| row.id).collect());
    }
    // SQLite has one writer, which we are; explicit ids move its own counter along.
    let last = tx.number("SELECT seq FROM sqlite_sequence WHERE name = $1", platform::values![table]).await?;
    Ok((1..).map(|step| last + step).take(count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_due_with_its_last_day() {
        let mut values = Vec::new();
        let until = Day::from_ymd_opt(2026, 11, 22).unwrap();
        let sql = due_by("d", until, &mut values);
        assert_eq!(sql, "d <> '' AND d <= $1 AND d <> $2 AND d <> $3");
        let mut values = Vec::new();
        assert_eq!(
            due_by("d", Day::from_ymd_opt(2026, 11, 30).unwrap(), &mut values),
            "d <> '' AND d <= $1 AND d <> $2"
        );
        let mut values = Vec::new();
        assert_eq!(due_by("d", Day::from_ymd_opt(2026, 12, 31).unwrap(), &mut values), "d <> '' AND d <= $1");
    }
}
