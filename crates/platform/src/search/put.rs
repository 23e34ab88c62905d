//! Writing documents, one or a hundred thousand.

use kernel::{Result, Subject};
use sea_orm::FromQueryResult;

use super::LONGEST_TEXT;
use crate::db::{Sql, Tx, Value, marks, rows_of_marks};
use crate::house::House;
use crate::values;

/// How many documents go into one statement.
const AT_ONCE: usize = 200;

/// What is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// The thing.
    pub subject: Subject,
    /// What a list of hits shows first, for example `NB-0012 田中のノートPC`.
    pub title: String,
    /// Everything else it should be found by, one field a line (a line is what a hit shows).
    pub text: String,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: i64,
    kind: String,
    number: i64,
}

#[derive(FromQueryResult)]
struct DocRow {
    id: i64,
    title: String,
    body: String,
}

/// What is stored of a document beside what was given.
#[derive(Debug)]
struct Folded {
    title: String,
    all: String,
    tokens: String,
}

/// Makes a thing findable, in the verb's own transaction; what was known of it before is replaced.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn put(tx: &Tx, subject: Subject, title: &str, text: &str) -> Result<()> {
    put_all(tx, &[Doc { subject, title: title.to_owned(), text: text.to_owned() }]).await
}

/// The same for many things, a few hundred per statement. No subject may occur twice.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn put_all(tx: &Tx, docs: &[Doc]) -> Result<()> {
    for some in docs.chunks(AT_ONCE) {
        let subjects: Vec<Subject> = some.iter().map(|doc| doc.subject).collect();
        remove_some(tx, &subjects).await?;
        insert(tx, some.iter().cloned().map(Ready::from).collect()).await?;
    }
    Ok(())
}

/// A document with everything that is stored of it: what takes long to compute is done, away from the database.
#[derive(Debug)]
pub struct Ready {
    doc: Doc,
    folded: Folded,
}

impl From<Doc> for Ready {
    fn from(doc: Doc) -> Self {
        let folded = fold(&doc.title, &doc.text);
        Self { doc, folded }
    }
}

/// Adds things that search cannot know yet, because they are made in this very transaction.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn add_all(tx: &Tx, docs: Vec<Ready>) -> Result<()> {
    let mut docs = docs.into_iter().peekable();
    while docs.peek().is_some() {
        insert(tx, docs.by_ref().take(AT_ONCE).collect()).await?;
    }
    Ok(())
}

/// Prepares for very many documents in this transaction: PostgreSQL enters their tokens into the index together, at the
/// end, instead of one by one. [`no_longer_many`] has to follow.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn many(tx: &Tx) -> Result<()> {
    if tx.is_postgres() { tx.run_plain("SET LOCAL gin_pending_list_limit = '256MB'").await } else { Ok(()) }
}

/// Enters what waits, so that no later search has to walk through it.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn no_longer_many(tx: &Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.number("SELECT gin_clean_pending_list('search_doc_tokens')", values![]).await?;
    }
    Ok(())
}

/// Every night: enters into the index what everyday changes have left waiting.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<()> {
    let tx = house.db().begin().await?;
    no_longer_many(&tx).await?;
    tx.commit().await
}

/// Makes a thing not findable any more.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn remove(tx: &Tx, subject: Subject) -> Result<()> {
    remove_some(tx, &[subject]).await
}

/// The same for many things.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn remove_all(tx: &Tx, subjects: &[Subject]) -> Result<()> {
    for some in subjects.chunks(AT_ONCE) {
        remove_some(tx, some).await?;
    }
    Ok(())
}

/// Makes the folded texts and the token index again from the stored titles and texts: after a restore, and when folding
/// changes. Gives the number of documents.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn rebuild(tx: &Tx) -> Result<u64> {
    if !tx.is_postgres() {
        tx.run_plain("DELETE FROM search_index").await?;
    }
    let (mut last, mut count) = (0, 0);
    loop {
        let sql = "SELECT id, title, body FROM search_doc WHERE id > $1 ORDER BY id LIMIT 200";
        let rows: Vec<DocRow> = tx.all(sql, values![last]).await?;
        let Some(end) = rows.last() else { return Ok(count) };
        last = end.id;
        count += rows.len() as u64;
        let mut index = Vec::with_capacity(rows.len());
        for row in rows {
            let folded = fold(&row.title, &row.body);
            if tx.is_postgres() {
                tx.run(
                    "UPDATE search_doc SET folded_title = $1, folded = $2,
                            tokens = array_to_tsvector(string_to_array($3, ' ')) WHERE id = $4",
                    values![folded.title, folded.all, folded.tokens, row.id],
                )
                .await?;
            } else {
                tx.run(
                    "UPDATE search_doc SET folded_title = $1, folded = $2 WHERE id = $3",
                    values![folded.title, folded.all, row.id],
                )
                .await?;
                index.push((row.id, folded.tokens));
            }
        }
        insert_tokens(tx, index).await?;
    }
}

async fn remove_some(tx: &Tx, subjects: &[Subject]) -> Result<()> {
    let mut kinds: Vec<&str> = subjects.iter().map(|subject| subject.word()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let numbers: Vec<i64> = subjects
            .iter()
            .filter(|subject| subject.word() == kind)
            .map(|subject| subject.number())
            .collect();
        let these = format!("kind = $1 AND number IN {}", marks(2, numbers.len()));
        let mut values = values![kind];
        values.extend(numbers.into_iter().map(Value::from));
        if !tx.is_postgres() {
            let sql =
                format!("DELETE FROM search_index WHERE rowid IN (SELECT id FROM search_doc WHERE {these})");
            tx.run(&sql, values.clone()).await?;
        }
        tx.run(&format!("DELETE FROM search_doc WHERE {these}"), values).await?;
    }
    Ok(())
}

async fn insert(tx: &Tx, docs: Vec<Ready>) -> Result<()> {
    if tx.is_postgres() { insert_postgres(tx, docs).await } else { insert_sqlite(tx, docs).await }
}

async fn insert_sqlite(tx: &Tx, docs: Vec<Ready>) -> Result<()> {
    let count = docs.len();
    let mut values = Vec::with_capacity(count * 6);
    let mut tokens = std::collections::HashMap::with_capacity(count);
    for Ready { doc, folded } in docs {
        tokens.insert((doc.subject.word().to_owned(), doc.subject.number()), folded.tokens);
        values.extend(columns(&doc, folded.title, folded.all));
    }
    let sql = format!(
        "INSERT INTO search_doc (kind, number, title, body, folded_title, folded) VALUES {}
         RETURNING id, kind, number",
        rows_of_marks(false, count, 6, "{}")
    );
    // RETURNING promises no order, so each row says whose it is.
    let rows: Vec<IdRow> = tx.all(&sql, values).await?;
    let index = rows
        .into_iter()
        .filter_map(|row| tokens.remove(&(row.kind, row.number)).map(|tokens| (row.id, tokens)))
        .collect();
    insert_tokens(tx, index).await
}

async fn insert_tokens(tx: &Tx, index: Vec<(i64, String)>) -> Result<()> {
    if index.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO search_index (rowid, tokens) VALUES {}",
        rows_of_marks(false, index.len(), 2, "{}")
    );
    tx.run(&sql, index.into_iter().flat_map(|(id, tokens)| values![id, tokens]).collect()).await?;
    Ok(())
}

async fn insert_postgres(tx: &Tx, docs: Vec<Ready>) -> Result<()> {
    let count = docs.len();
    let mut values = Vec::with_capacity(count * 7);
    for Ready { doc, folded } in docs {
        values.extend(columns(&doc, folded.title, folded.all));
        values.push(Value::from(folded.tokens));
    }
    let sql = format!(
        "INSERT INTO search_doc (kind, number, title, body, folded_title, folded, tokens) VALUES {}",
        rows_of_marks(true, count, 7, "array_to_tsvector(string_to_array({}, ' '))")
    );
    tx.run(&sql, values).await?;
    Ok(())
}

fn columns(doc: &Doc, folded_title: String, folded: String) -> Vec<Value> {
    values![
        doc.subject.word(),
        doc.subject.number(),
        doc.title.as_str(),
        doc.text.as_str(),
        folded_title,
        folded
    ]
}

fn fold(title: &str, text: &str) -> Folded {
    let short: String = text.chars().take(LONGEST_TEXT).collect();
    let folded_title = yomi::fold(title);
    let all = format!("{folded_title} {}", yomi::fold(&short));
    let tokens = yomi::index_tokens_of_folded(&all).join(" ");
    Folded { title: folded_title, all, tokens }
}
