//! Asking.

use std::fmt::Write as _;

use kernel::{Result, Subject};
use sea_orm::FromQueryResult;

use super::LONGEST_QUERY;
use crate::db::{Db, Sql, Value, marks};
use crate::values;

/// How many characters of a line a hit shows.
const SNIPPET: usize = 60;

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The thing.
    pub subject: Subject,
    /// Its title, as written.
    pub title: String,
    /// The line of its text that holds the words, shortened; empty if the title holds them all.
    pub snippet: String,
}

/// A piece of SQL that is true for the things a query finds, for the lists that filter by words.
#[derive(Debug, Clone)]
pub struct Condition {
    /// A SELECT of numbers, to stand in `asset.id IN (…)`.
    pub numbers: String,
    /// What must be true of each of them beside that; empty if nothing. It reads one text a row, so it belongs where only
    /// the rows that are needed are looked at.
    pub check: String,
    /// The same question answered from each row's text alone: for the first rows of an order when very many answer.
    pub text: String,
    /// A SELECT of how many things answer, without looking at the things themselves.
    pub count: String,
    /// The values of all, for the placeholders from the first one asked for on.
    pub values: Vec<Value>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    kind: String,
    number: i64,
    title: String,
    body: String,
    folded_title: String,
}

const COLUMNS: &str = "d.id, d.kind, d.number, d.title, d.body, d.folded_title";

/// Finds things of `kinds` (words of [`Subject`]; none: all kinds) that hold every word of `query`.
///
/// First come those whose title begins with the query, then those with all words in the title, then the rest; the
/// newest first within each. An empty query finds nothing.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn find(db: &Db, query: &str, kinds: &[&str], limit: u32) -> Result<Vec<Hit>> {
    let asked = asked(query);
    if asked.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut rows = titled(db, &yomi::fold(query), kinds, limit).await?;
    if rows.len() < limit as usize {
        let known: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut more = newest(db, &asked, kinds, limit).await?;
        more.retain(|row| !known.contains(&row.id));
        more.sort_by_key(|row| !asked.matches_folded(&row.folded_title));
        rows.extend(more);
    }
    rows.truncate(limit as usize);
    let hit = |row: Row| {
        let subject = Subject::from_parts(&row.kind, row.number)?;
        let in_title = asked.matches_folded(&row.folded_title);
        let snippet = if in_title { String::new() } else { snippet(&row.body, &asked) };
        Some(Hit { subject, title: row.title, snippet })
    };
    Ok(rows.into_iter().filter_map(hit).collect())
}

/// The condition for a list of `kind` whose rows have their number in `number`: `{number} IN ({numbers}) AND {check}`, with
/// placeholders from `$first` on. `None` if the query is empty.
pub fn condition(
    postgres: bool,
    kind: &str,
    query: &str,
    (number, first): (&str, usize),
) -> Option<Condition> {
    let asked = asked(query);
    if asked.is_empty() {
        return None;
    }
    if postgres {
        let (from, values) = from_index(true, &asked, &[kind], first);
        let (numbers, count) = (format!("SELECT d.number {from}"), format!("SELECT COUNT(*) {from}"));
        return Some(Condition { numbers, check: String::new(), text: String::new(), count, values });
    }
    let mut values = values![matching(&asked), kind];
    let from = |hint: &str| {
        let kind_mark = first + 1;
        format!(
            "FROM search_index i CROSS JOIN search_doc d{hint} ON d.id = i.rowid
             WHERE i.search_index MATCH ${first} AND d.kind = ${kind_mark}"
        )
    };
    // Knows numbers and kinds without the texts.
    let lean = " INDEXED BY search_doc_subject";
    let numbers = format!("SELECT d.number {}", from(lean));
    let (mut check, mut text, mut holding) = (Vec::new(), Vec::new(), String::new());
    for needle in &asked.needles {
        values.push(Value::from(needle.as_str()));
        let holds = format!(
            "instr((SELECT s.folded FROM search_doc s WHERE s.kind = ${} AND s.number = {number}), ${}) > 0",
            first + 1,
            first + values.len() - 1
        );
        if !is_decided(needle) {
            check.push(holds.clone());
            // Writing to a String cannot fail.
            let _ = write!(holding, " AND instr(d.folded, ${}) > 0", first + values.len() - 1);
        }
        text.push(holds);
    }
    let count = format!("SELECT COUNT(*) {}{holding}", from(if check.is_empty() { lean } else { "" }));
    Some(Condition { numbers, check: check.join(" AND "), text: text.join(" AND "), count, values })
}

/// What SQLite's index is asked.
fn matching(asked: &yomi::Query) -> String {
    let tokens = asked.tokens.iter().map(|token| format!("\"{token}\""));
    let prefixes = asked.prefixes.iter().map(|prefix| format!("\"{prefix}\"*"));
    tokens.chain(prefixes).collect::<Vec<_>>().join(" AND ")
}

/// Whether the index has decided about a word already: up to two characters are one token, or the beginning of one.
fn is_decided(needle: &str) -> bool {
    needle.chars().nth(2).is_none()
}

fn asked(query: &str) -> yomi::Query {
    let short: String = query.chars().take(LONGEST_QUERY).collect();
    yomi::query(&short)
}

/// Things whose title begins with the query: what somebody who types a number or a name is looking for.
async fn titled(db: &Db, folded: &str, kinds: &[&str], limit: u32) -> Result<Vec<Row>> {
    let mut values = values![folded, format!("{folded}\u{10FFFF}")];
    // SQLite would rather be led by the kind, which nearly all have.
    let kinds = among(kinds, &mut values, 1);
    let kinds = if db.is_postgres() { kinds } else { kinds.replace(" d.kind", " +d.kind") };
    let sql = format!(
        "SELECT {COLUMNS} FROM search_doc d WHERE d.folded_title >= $1 AND d.folded_title < $2{kinds}
         ORDER BY CASE WHEN d.folded_title = $1 THEN 0 ELSE 1 END, d.id DESC LIMIT {limit}"
    );
    db.all(&sql, values).await
}

async fn newest(db: &Db, asked: &yomi::Query, kinds: &[&str], limit: u32) -> Result<Vec<Row>> {
    let (from, values) = from_index(db.is_postgres(), asked, kinds, 1);
    // SQLite's index gives its rows newest first by itself, if it is asked by its own name for the number.
    let newest = if db.is_postgres() { "d.id" } else { "i.rowid" };
    let sql = format!("SELECT {COLUMNS} {from} ORDER BY {newest} DESC LIMIT {limit}");
    db.all(&sql, values).await
}

/// `FROM … WHERE …` for the documents that answer, aliased `d`.
fn from_index(postgres: bool, asked: &yomi::Query, kinds: &[&str], first: usize) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let mut sql = if postgres {
        let tokens = asked.tokens.iter().cloned();
        let prefixes = asked.prefixes.iter().map(|prefix| format!("{prefix}:*"));
        values.push(Value::from(tokens.chain(prefixes).collect::<Vec<_>>().join(" & ")));
        format!("FROM search_doc d WHERE d.tokens @@ CAST(${first} AS tsquery)")
    } else {
        values.push(Value::from(matching(asked)));
        format!(
            "FROM search_index i CROSS JOIN search_doc d ON d.id = i.rowid WHERE i.search_index MATCH ${first}"
        )
    };
    for needle in asked.needles.iter().filter(|needle| !is_decided(needle)) {
        values.push(Value::from(needle.as_str()));
        let mark = first + values.len() - 1;
        let contains = if postgres { "strpos" } else { "instr" };
        // Writing to a String cannot fail.
        let _ = write!(sql, " AND {contains}(d.folded, ${mark}) > 0");
    }
    sql.push_str(&among(kinds, &mut values, first));
    (sql, values)
}

fn among(kinds: &[&str], values: &mut Vec<Value>, first: usize) -> String {
    if kinds.is_empty() {
        return String::new();
    }
    let among = marks(first + values.len(), kinds.len());
    values.extend(kinds.iter().map(|kind| Value::from(*kind)));
    format!(" AND d.kind IN {among}")
}

/// The first line that holds one of the words, cut to a window around it.
fn snippet(body: &str, asked: &yomi::Query) -> String {
    let holds = |text: &str| {
        let folded = yomi::fold(text);
        asked.needles.iter().any(|needle| folded.contains(needle.as_str()))
    };
    let lines = || body.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(line) = lines().find(|line| holds(line)).or_else(|| lines().next()) else {
        return String::new();
    };
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= SNIPPET {
        return line.to_owned();
    }
    // Folding moves positions, so the window is found by trying, half a window at a time.
    let window = |start: usize| letters.iter().skip(start).take(SNIPPET).collect::<String>();
    let start = (0..letters.len()).step_by(SNIPPET / 2).find(|start| holds(&window(*start))).unwrap_or(0);
    let before = if start > 0 { "…" } else { "" };
    let after = if start + SNIPPET < letters.len() { "…" } else { "" };
    format!("{before}{}{after}", window(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_word() {
        let line = format!("{}会議室のプリンタ{}", "あ".repeat(200), "い".repeat(200));
        let shown = snippet(&format!("別の行\n{line}"), &yomi::query("ﾌﾟﾘﾝﾀ"));
        assert!(shown.contains("プリンタ"), "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() <= SNIPPET + 2);
    }
}
