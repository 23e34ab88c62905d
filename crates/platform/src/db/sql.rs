//! Statements: one trait for reading and writing, and batches for many rows.

use std::borrow::Cow;

use kernel::{Fault, Result};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, SqlErr, Statement, Value};

use super::open::{Db, Tx};

/// Whatever SQL can be sent to. On a [`Db`] only for reading; on a [`Tx`] for both.
pub trait Sql: Sync {
    /// The driver's own connection.
    #[doc(hidden)]
    fn connection(&self) -> &impl ConnectionTrait;

    /// Whether this is PostgreSQL (else SQLite).
    fn speaks_postgres(&self) -> bool;

    /// All rows of a query.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    fn all<T: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        let statement = statement(self.speaks_postgres(), sql, values);
        async move {
            let rows = self.connection().query_all_raw(statement).await.map_err(Fault::broken)?;
            rows.iter().map(|row| T::from_query_result(row, "").map_err(Fault::broken)).collect()
        }
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    fn one<T: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>>> + Send {
        let statement = statement(self.speaks_postgres(), sql, values);
        async move {
            let row = self.connection().query_one_raw(statement).await.map_err(Fault::broken)?;
            row.map(|row| T::from_query_result(&row, "").map_err(Fault::broken)).transpose()
        }
    }

    /// The one number that a query gives in its first column (a BIGINT); 0 if it gives no row or NULL.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    fn number(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<i64>> + Send {
        let statement = statement(self.speaks_postgres(), sql, values);
        async move {
            let row = self.connection().query_one_raw(statement).await.map_err(Fault::broken)?;
            let number = row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose();
            Ok(number.map_err(Fault::broken)?.flatten().unwrap_or(0))
        }
    }
}

impl Sql for Db {
    fn connection(&self) -> &impl ConnectionTrait {
        &self.read
    }

    fn speaks_postgres(&self) -> bool {
        self.is_postgres()
    }
}

impl Sql for Tx {
    fn connection(&self) -> &impl ConnectionTrait {
        &self.inner
    }

    fn speaks_postgres(&self) -> bool {
        self.is_postgres()
    }
}

impl Tx {
    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words; see [`is_unique_violation`].
    pub async fn run(&self, sql: &str, values: Vec<Value>) -> Result<u64> {
        let statement = statement(self.is_postgres(), sql, values);
        Ok(self.inner.execute_raw(statement).await.map_err(Fault::broken)?.rows_affected())
    }

    /// Inserts one row and gives back its `id`. `columns` are separated by commas.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words; see [`is_unique_violation`].
    pub async fn insert(&self, table: &str, columns: &str, values: Vec<Value>) -> Result<i64> {
        let marks = marks(1, values.len());
        self.number(&format!("INSERT INTO {table} ({columns}) VALUES {marks} RETURNING id"), values).await
    }

    /// Runs statements that take no values, as written.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    pub async fn run_plain(&self, sql: &str) -> Result<()> {
        self.inner.execute_unprepared(sql).await.map_err(Fault::broken)?;
        Ok(())
    }
}

/// Many rows for one table, sent some hundred at a time (a statement costs a thread hop of about 0.1 ms).
#[derive(Debug)]
pub struct Batch {
    table: &'static str,
    columns: String,
    width: usize,
    waiting: Vec<Value>,
}

impl Batch {
    /// A batch for `table` with `columns` separated by commas.
    pub fn new(table: &'static str, columns: impl Into<String>) -> Self {
        let columns = columns.into();
        Self { table, width: columns.split(',').count(), columns, waiting: Vec::new() }
    }

    /// Adds a row, sending when enough are waiting.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    pub async fn push(&mut self, tx: &Tx, row: Vec<Value>) -> Result<()> {
        debug_assert_eq!(row.len(), self.width, "{}: as many values as columns", self.table);
        self.waiting.extend(row);
        if self.waiting.len() >= self.most() { self.flush(tx).await } else { Ok(()) }
    }

    /// Adds many rows. While the database takes some, the next ones are made.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    pub async fn extend(&mut self, tx: &Tx, rows: impl Iterator<Item = Vec<Value>> + Send) -> Result<()> {
        let mut rows = rows.fuse();
        let mut next = std::mem::take(&mut self.waiting);
        fill(&mut next, &mut rows, self.most());
        while next.len() >= self.most() {
            let full = std::mem::take(&mut next);
            let (sent, ()) = tokio::join!(self.send(tx, full), async {
                fill(&mut next, &mut rows, self.most());
            });
            sent?;
        }
        self.waiting = next;
        Ok(())
    }

    /// How many values go into one statement: SQLite takes at most 32,766 placeholders, PostgreSQL 65,535.
    fn most(&self) -> usize {
        (8_000 / self.width).clamp(1, 400) * self.width
    }

    /// Sends what is waiting. Must be called at the end.
    ///
    /// # Errors
    /// [`Fault::Broken`] with the database's words.
    pub async fn flush(&mut self, tx: &Tx) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() { Ok(()) } else { self.send(tx, rows).await }
    }

    async fn send(&self, tx: &Tx, values: Vec<Value>) -> Result<()> {
        let rows = values.len() / self.width;
        let marks = rows_of_marks(tx.is_postgres(), rows, self.width, "{}");
        let sql = format!("INSERT INTO {} ({}) VALUES {marks}", self.table, self.columns);
        tx.run(&sql, values).await?;
        Ok(())
    }
}

/// Takes rows until there are `most` values, or no more rows.
fn fill(values: &mut Vec<Value>, rows: &mut impl Iterator<Item = Vec<Value>>, most: usize) {
    while values.len() < most
        && let Some(row) = rows.next()
    {
        values.extend(row);
    }
}

/// Whether a fault is the database saying that a unique value is taken.
pub fn is_unique_violation(fault: &Fault) -> bool {
    match fault {
        Fault::Broken(source) => source
            .downcast_ref::<DbErr>()
            .is_some_and(|error| matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))),
        _ => false,
    }
}

fn statement(postgres: bool, sql: &str, values: Vec<Value>) -> Statement {
    let backend = if postgres { DbBackend::Postgres } else { DbBackend::Sqlite };
    if !postgres && values.len() > FEW_MARKS && sql.contains('$') {
        return Statement::from_sql_and_values(backend, nameless(sql), values);
    }
    Statement::from_sql_and_values(backend, sql, values)
}

/// Up to here the names of placeholders cost nothing that could be measured.
const FEW_MARKS: usize = 30;

/// `$1, $2 …` as `?, ? …` where they stand in order, each once; anything else stays as it is.
///
/// To SQLite `$1` is a name, and each name is looked for in a list, when the statement is read and again whenever it is
/// run: the work grows with the square of their number. Placeholders without a name are counted instead.
fn nameless(sql: &str) -> Cow<'_, str> {
    let mut plain = String::with_capacity(sql.len());
    let mut next = 1_usize;
    let mut quoted = false;
    let mut rest = sql;
    while let Some(at) = rest.find(['$', '\'']) {
        let (before, mark) = rest.split_at(at);
        plain.push_str(before);
        rest = &mark[1..];
        if mark.starts_with('\'') {
            quoted = !quoted;
            plain.push('\'');
            continue;
        }
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        if quoted || digits == 0 {
            plain.push('$');
            continue;
        }
        let (number, after) = rest.split_at(digits);
        if number.parse() != Ok(next) {
            return Cow::Borrowed(sql);
        }
        next += 1;
        plain.push('?');
        rest = after;
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Placeholders in brackets: `($1,$2)`.
pub fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|number| format!("${number}")).collect();
    format!("({})", marks.join(","))
}

/// Placeholders for many rows whose values stand in order: `(?,?),(?,?)` on SQLite, where a name costs work that grows
/// with the square of their number (see [`nameless`]), `($1,$2),($3,$4)` on PostgreSQL. `last` is a function around
/// each row's last placeholder, `{}` for itself.
pub(crate) fn rows_of_marks(postgres: bool, rows: usize, width: usize, last: &str) -> String {
    let row = |first: usize| {
        let mark = |place: usize| if postgres { format!("${}", first + place) } else { "?".to_owned() };
        let marks: Vec<String> = (1..width).map(mark).chain([last.replace("{}", &mark(width))]).collect();
        format!("({}),", marks.join(","))
    };
    let mut text = if postgres {
        (0..rows).map(|number| row(number * width)).collect::<String>()
    } else {
        row(0).repeat(rows)
    };
    text.pop();
    text
}

/// What `column` (a text) of `table` says in the rows with these ids; rows that are not there are left out.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn texts_of<Id: Copy + Into<i64> + From<i64>>(
    db: &impl Sql,
    (table, column): (&str, &str),
    ids: &[Id],
) -> Result<Vec<(Id, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        text: String,
    }
    let ids: Vec<i64> = ids.iter().map(|id| (*id).into()).collect();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let sql = format!("SELECT id, {column} AS text FROM {table} WHERE id IN {}", marks(1, some.len()));
        let rows: Vec<Row> = db.all(&sql, some.iter().copied().map(Value::from).collect()).await?;
        found.extend(rows.into_iter().map(|row| (row.id.into(), row.text)));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_order_lose_their_names() {
        assert_eq!(nameless("VALUES ($1,$2),($3,$4)"), "VALUES (?,?),(?,?)");
        assert_eq!(nameless("a = $1 AND b LIKE '$2''$3' AND c = $2"), "a = ? AND b LIKE '$2''$3' AND c = ?");
    }

    #[test]
    fn rows_of_placeholders_are_written_as_each_database_reads_them_best() {
        assert_eq!(rows_of_marks(false, 2, 2, "{}"), "(?,?),(?,?)");
        assert_eq!(rows_of_marks(true, 2, 2, "{}"), "($1,$2),($3,$4)");
        assert_eq!(rows_of_marks(true, 2, 2, "words({}, ' ')"), "($1,words($2, ' ')),($3,words($4, ' '))");
    }

    #[test]
    fn placeholders_that_repeat_or_stand_out_of_order_keep_them() {
        for sql in ["a = $2 AND b = $1", "a = $1 OR b = $1", "a = $1 AND b = $3", "a = $10"] {
            assert_eq!(nameless(sql), sql);
        }
    }
}
