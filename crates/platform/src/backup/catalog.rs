//! Which tables there are, asked of the database itself: a room that adds one is in the backup without saying so.

use kernel::{Fault, Result};
use sea_orm::FromQueryResult;

use super::model::{Column, Kind, Table};
use crate::db::Sql;
use crate::values;

/// Tables that are made again from others.
const DERIVED: &str = "search_index";

#[derive(FromQueryResult)]
struct Row {
    table_name: String,
    column_name: String,
    kind: String,
    place: i64,
}

const SQLITE: &str =
    "SELECT m.name AS table_name, p.name AS column_name, lower(p.type) AS kind, p.pk AS place
    FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.name, p.cid";

const POSTGRES: &str =
    "SELECT CAST(c.table_name AS TEXT) AS table_name, CAST(c.column_name AS TEXT) AS column_name,
            CAST(c.data_type AS TEXT) AS kind, CAST(COALESCE(k.place, 0) AS BIGINT) AS place
     FROM information_schema.columns c
     JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     LEFT JOIN (
         SELECT u.table_name, u.column_name, u.ordinal_position AS place
         FROM information_schema.key_column_usage u
         JOIN information_schema.table_constraints x ON x.constraint_schema = u.constraint_schema
              AND x.constraint_name = u.constraint_name AND x.table_name = u.table_name
         WHERE x.constraint_type = 'PRIMARY KEY' AND u.table_schema = current_schema()
     ) k ON k.table_name = c.table_name AND k.column_name = c.column_name
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
     ORDER BY CAST(c.table_name AS TEXT) COLLATE \"C\", c.ordinal_position";

/// Every table with rows of its own, by name.
pub(super) async fn tables(db: &impl Sql) -> Result<Vec<Table>> {
    let sql = if db.speaks_postgres() { POSTGRES } else { SQLITE };
    let rows: Vec<Row> = db.all(sql, vec![]).await?;
    let mut tables: Vec<Table> = Vec::new();
    for row in rows {
        if row.table_name.starts_with(DERIVED) {
            continue;
        }
        let Some(kind) = kind_of(&row.kind, &row.table_name, &row.column_name)? else { continue };
        let column = Column { name: row.column_name, kind, key: row.place };
        match tables.last_mut() {
            Some(table) if table.name == row.table_name => table.columns.push(column),
            _ => tables.push(Table { name: row.table_name, columns: vec![column], last_id: None }),
        }
    }
    for table in &mut tables {
        table.last_id = last_id(db, table).await?;
    }
    Ok(tables)
}

/// The foreign keys of PostgreSQL as statements: to take them off while loading, and to put them back.
pub(super) async fn foreign_keys(db: &impl Sql) -> Result<Vec<(String, String)>> {
    #[derive(FromQueryResult)]
    struct Key {
        off: String,
        back: String,
    }
    let sql = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
                      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                             pg_get_constraintdef(oid)) AS back
               FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
               ORDER BY conname";
    let keys: Vec<Key> = db.all(sql, vec![]).await?;
    Ok(keys.into_iter().map(|key| (key.off, key.back)).collect())
}

/// Quotes a name for SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn kind_of(said: &str, table: &str, column: &str) -> Result<Option<Kind>> {
    Ok(Some(match said {
        "bigint" | "integer" | "int" | "smallint" => Kind::Whole,
        "real" | "double precision" | "double" => Kind::Real,
        "text" | "character varying" => Kind::Text,
        "blob" | "bytea" => Kind::Bytes,
        // Made again by `search::rebuild`.
        "tsvector" => return Ok(None),
        other => {
            return Err(Fault::broken(format!("{table}.{column} has a type backups do not know: {other}")));
        }
    }))
}

async fn last_id(db: &impl Sql, table: &Table) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Sequence {
        name: Option<String>,
    }
    let counted = table.columns.iter().any(|column| column.name == "id" && column.key == 1);
    if !counted {
        return Ok(None);
    }
    if !db.speaks_postgres() {
        // The table of counters exists only once something was counted.
        let known = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_sequence'";
        if db.number(known, vec![]).await? == 0 {
            return Ok(None);
        }
        let sql = "SELECT seq FROM sqlite_sequence WHERE name = $1";
        return Ok(Some(db.number(sql, values![table.name.as_str()]).await?));
    }
    let sql = "SELECT pg_get_serial_sequence(quote_ident(CAST($1 AS TEXT)), 'id') AS name";
    let sequence: Option<Sequence> = db.one(sql, values![table.name.as_str()]).await?;
    let Some(name) = sequence.and_then(|sequence| sequence.name) else { return Ok(None) };
    let sql = format!("SELECT CAST(CASE WHEN is_called THEN last_value ELSE 0 END AS BIGINT) FROM {name}");
    Ok(Some(db.number(&sql, vec![]).await?))
}
