//! One code path for SQLite and PostgreSQL: opening, reading, and the one transaction of a verb.
//!
//! SQL is written once with `$1` placeholders, BIGINT for every integer (moments are milliseconds), and TEXT for days.
//! SQLite has one writing connection, begun with BEGIN IMMEDIATE (a deferred transaction that upgrades itself fails
//! with "database is locked" under load), and several reading ones.

mod migrate;
mod open;
mod sql;

pub use migrate::{Migration, Step, migrate, pending};
pub use open::{Db, OpenError, Tx, Where};
pub(crate) use sql::rows_of_marks;
pub use sql::{Batch, Sql, is_unique_violation, marks, texts_of};

pub use sea_orm::{FromQueryResult, Value};

/// Values for the placeholders of a statement, in order: `values![id, name, moment]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
