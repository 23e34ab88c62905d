//! Rows out of the database, page by page, within one snapshot.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use kernel::{Fault, Result};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde_json::Value as Json;

use super::catalog::quoted;
use super::model::{Column, Kind, Table};
use super::writer::Writer;
use crate::db::{Sql, Tx, Value};

/// When a member is big enough.
const MEMBER: usize = 4 * 1024 * 1024;

/// Writes all rows of a table and says how many.
pub(super) async fn table(tx: &Tx, table: &Table, writer: &Writer) -> Result<u64> {
    // Rows with byte strings can be megabytes each.
    let heavy = table.columns.iter().any(|column| column.kind == Kind::Bytes);
    let page = if heavy { 20 } else { 500 };
    let (mut count, mut number, mut lines) = (0, 0, Vec::new());
    let mut after: Option<Vec<Value>> = None;
    loop {
        let rows = next_page(tx, table, after.as_deref(), page).await?;
        count += rows.len() as u64;
        let is_last = rows.len() < page;
        after = rows.last().and_then(|row| position(table, row));
        for row in rows {
            serde_json::to_writer(&mut lines, &row).map_err(Fault::broken)?;
            lines.push(b'\n');
            if lines.len() >= MEMBER {
                number += 1;
                writer.bytes(member(table, number), std::mem::take(&mut lines)).await?;
            }
        }
        if is_last || after.is_none() {
            break;
        }
    }
    if !lines.is_empty() {
        writer.bytes(member(table, number + 1), lines).await?;
    }
    Ok(count)
}

fn member(table: &Table, number: u32) -> String {
    format!("tables/{}/{number:06}.jsonl", table.name)
}

/// The columns of the primary key, in its order.
fn key(table: &Table) -> Vec<(usize, &Column)> {
    let mut key: Vec<_> = table.columns.iter().enumerate().filter(|(_, column)| column.key > 0).collect();
    key.sort_by_key(|(_, column)| column.key);
    key
}

async fn next_page(tx: &Tx, table: &Table, after: Option<&[Value]>, page: usize) -> Result<Vec<Vec<Json>>> {
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let key: Vec<String> = key(table).iter().map(|(_, column)| quoted(&column.name)).collect();
    let mut sql = format!("SELECT {} FROM {}", columns.join(", "), quoted(&table.name));
    // Writing to a String cannot fail.
    if let Some(after) = after {
        let marks: Vec<String> = (1..=after.len()).map(|mark| format!("${mark}")).collect();
        let _ = write!(sql, " WHERE ({}) > ({})", key.join(", "), marks.join(", "));
    }
    if !key.is_empty() {
        let _ = write!(sql, " ORDER BY {} LIMIT {page}", key.join(", "));
    }
    let backend = if tx.is_postgres() { DbBackend::Postgres } else { DbBackend::Sqlite };
    let values = after.map(<[Value]>::to_vec).unwrap_or_default();
    let statement = Statement::from_sql_and_values(backend, &sql, values);
    let rows = tx.connection().query_all_raw(statement).await.map_err(Fault::broken)?;
    rows.iter().map(|row| spell(table, row)).collect()
}

fn spell(table: &Table, row: &QueryResult) -> Result<Vec<Json>> {
    let value = |(place, column): (usize, &Column)| -> std::result::Result<Json, sea_orm::DbErr> {
        Ok(match column.kind {
            Kind::Whole => row.try_get_by_index::<Option<i64>>(place)?.map_or(Json::Null, Json::from),
            Kind::Real => row.try_get_by_index::<Option<f64>>(place)?.map_or(Json::Null, Json::from),
            Kind::Text => row.try_get_by_index::<Option<String>>(place)?.map_or(Json::Null, Json::from),
            Kind::Bytes => row
                .try_get_by_index::<Option<Vec<u8>>>(place)?
                .map_or(Json::Null, |bytes| Json::from(BASE64.encode(bytes))),
        })
    };
    table.columns.iter().enumerate().map(value).collect::<std::result::Result<_, _>>().map_err(Fault::broken)
}

/// Where a row stands in the order of its table; `None` for a table without a primary key, which comes in one page.
fn position(table: &Table, row: &[Json]) -> Option<Vec<Value>> {
    let key = key(table);
    if key.is_empty() {
        return None;
    }
    key.into_iter()
        .map(|(place, column)| match (column.kind, row.get(place)?) {
            (Kind::Whole, value) => value.as_i64().map(Value::from),
            (_, value) => value.as_str().map(Value::from),
        })
        .collect()
}
