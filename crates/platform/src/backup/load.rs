//! Rows into a database: everything in one transaction, with foreign keys asleep until all rows are there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use kernel::{Fault, Result};
use serde_json::Value as Json;

use super::catalog::{self, quoted};
use super::model::{Column, Kind, Table};
use crate::db::{Sql, Tx, Value};
use crate::values;

/// A database being filled.
pub(super) struct Load<'a> {
    tx: &'a Tx,
    tables: Vec<Table>,
    sleeping: Vec<String>,
    /// Rows by table.
    pub rows: std::collections::BTreeMap<String, u64>,
}

impl<'a> Load<'a> {
    /// Empties every table; what migrations put there is in the backup too.
    pub(super) async fn begin(tx: &'a Tx, head: &[Table]) -> Result<Self> {
        let known = catalog::tables(tx).await?;
        for table in head {
            let here = known.iter().find(|here| here.name == table.name);
            let fits = |column: &Column| {
                here.is_some_and(|here| {
                    here.columns.iter().any(|own| own.name == column.name && own.kind == column.kind)
                })
            };
            if !table.columns.iter().all(fits) {
                tracing::error!(table = table.name, "the backup's table does not fit this version's");
                return Err(Fault::conflict("backup.fault.schema"));
            }
        }
        let mut sleeping = Vec::new();
        if tx.is_postgres() {
            for (off, back) in catalog::foreign_keys(tx).await? {
                tx.run_plain(&off).await?;
                sleeping.push(back);
            }
        } else {
            tx.run_plain("PRAGMA defer_foreign_keys = ON").await?;
        }
        for table in &known {
            tx.run_plain(&format!("DELETE FROM {}", quoted(&table.name))).await?;
        }
        Ok(Self { tx, tables: head.to_vec(), sleeping, rows: std::collections::BTreeMap::new() })
    }

    /// Inserts rows of one table.
    pub(super) async fn rows(&mut self, name: &str, rows: &[Vec<Json>]) -> Result<()> {
        let table = self.tables.iter().find(|table| table.name == name);
        let table = table.ok_or_else(|| Fault::conflict("backup.fault.damaged"))?;
        let width = table.columns.len();
        let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
        for some in rows.chunks((8_000 / width.max(1)).clamp(1, 400)) {
            let mut values = Vec::with_capacity(some.len() * width);
            for row in some {
                if row.len() != width {
                    return Err(Fault::conflict("backup.fault.damaged"));
                }
                for (column, value) in table.columns.iter().zip(row) {
                    values.push(read(column.kind, value)?);
                }
            }
            let marks: Vec<String> = (0..some.len())
                .map(|row| {
                    let marks: Vec<String> =
                        (1..=width).map(|mark| format!("${}", row * width + mark)).collect();
                    format!("({})", marks.join(","))
                })
                .collect();
            let into = quoted(name);
            let sql = format!("INSERT INTO {into} ({}) VALUES {}", columns.join(", "), marks.join(","));
            self.tx.run(&sql, values).await?;
        }
        *self.rows.entry(name.to_owned()).or_default() += rows.len() as u64;
        Ok(())
    }

    /// Sets the running numbers, wakes the foreign keys and makes the search index.
    pub(super) async fn end(&self) -> Result<()> {
        for table in &self.tables {
            if let Some(last) = table.last_id.filter(|last| *last > 0) {
                self.count_from(&table.name, last).await?;
            }
        }
        for back in &self.sleeping {
            self.tx.run_plain(back).await?;
        }
        if self.tables.iter().any(|table| table.name == "search_doc") {
            crate::search::rebuild(self.tx).await?;
        }
        Ok(())
    }

    async fn count_from(&self, table: &str, last: i64) -> Result<()> {
        if self.tx.is_postgres() {
            let sql = "SELECT setval(pg_get_serial_sequence(quote_ident(CAST($1 AS TEXT)), 'id'), $2)";
            self.tx.number(sql, values![table, last]).await?;
        } else {
            self.tx.run("DELETE FROM sqlite_sequence WHERE name = $1", values![table]).await?;
            self.tx
                .run("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", values![table, last])
                .await?;
        }
        Ok(())
    }
}

fn read(kind: Kind, value: &Json) -> Result<Value> {
    let wrong = || Fault::conflict("backup.fault.damaged");
    let text = || value.as_str().ok_or_else(wrong);
    Ok(match (kind, value.is_null()) {
        (Kind::Whole, true) => Value::from(None::<i64>),
        (Kind::Real, true) => Value::from(None::<f64>),
        (Kind::Text, true) => Value::from(None::<String>),
        (Kind::Bytes, true) => Value::from(None::<Vec<u8>>),
        (Kind::Whole, false) => Value::from(value.as_i64().ok_or_else(wrong)?),
        (Kind::Real, false) => Value::from(value.as_f64().ok_or_else(wrong)?),
        (Kind::Text, false) => Value::from(text()?),
        (Kind::Bytes, false) => Value::from(BASE64.decode(text()?).map_err(|_| wrong())?),
    })
}
