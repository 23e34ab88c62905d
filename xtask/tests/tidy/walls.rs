//! Rules about what may stand where: SQL, HTML, the environment, the clock.

use crate::none;
use crate::source::Source;
use crate::tree::{File, sources};

#[test]
fn sql_is_written_in_stores_migrations_and_platform_only() {
    let mut found = Vec::new();
    for (file, source) in &sources() {
        if may_hold_sql(file) {
            continue;
        }
        for literal in source.literals.iter().filter(|literal| is_sql(&literal.text)) {
            found.push(format!(
                "{}:{}: move this SQL to the feature's store",
                file.path,
                source.line(literal.start)
            ));
        }
    }
    none("SQL stands in store*.rs, sql.rs, migrations.rs, platform and tests only", &found);
}

#[test]
fn html_is_made_in_web_only() {
    let found = lines(&["html!"], |file| file.path.starts_with("crates/web/"));
    none("`html!` stands in crates/web only", &found);
}

#[test]
fn the_environment_is_read_at_the_edge_only() {
    let may = |file: &File| {
        ["crates/omamori/", "crates/testkit/", "xtask/"].iter().any(|edge| file.path.starts_with(edge))
            || file.path.ends_with("/build.rs")
            || ["tests", "examples", "fuzz"].iter().any(|folder| file.is_in(folder))
    };
    none(
        "`std::env` is read in omamori, xtask, testkit and build scripts only; elsewhere it is an argument",
        &lines(&["std::env", "env::var", "env::args", "env::temp_dir"], may),
    );
}

#[test]
fn the_system_clock_is_read_in_platform_time_only() {
    let may = |file: &File| file.path == "crates/platform/src/time.rs" || file.path.starts_with("xtask/");
    let found = lines(&["SystemTime::now", "Utc::now", "Local::now", "OffsetDateTime::now_utc"], may);
    none("The system clock is read in platform::time only; elsewhere take a Clock", &found);
}

/// Where one of `words` stands in code, outside the files that may have it.
fn lines(words: &[&str], may: impl Fn(&File) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (file, source) in sources().iter().filter(|(file, _)| !may(file)) {
        let mut numbers: Vec<usize> = words.iter().flat_map(|word| plain(source, word)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        found.extend(numbers.iter().map(|number| format!("{}:{number}", file.path)));
    }
    found
}

/// A word that ends in `!` is a macro: what follows does not matter.
fn plain(source: &Source, word: &str) -> Vec<usize> {
    match word.strip_suffix('!') {
        Some(_) => source.code.match_indices(word).map(|(at, _)| source.line(at)).collect(),
        None => source.lines_with(word),
    }
}

fn may_hold_sql(file: &File) -> bool {
    file.path.starts_with("crates/platform/")
        || file.path.starts_with("crates/testkit/")
        || file.path.starts_with("xtask/tests/tidy/")
        || file.is_in("tests")
        || file.is_in("store")
        || file.stem().starts_with("store")
        || matches!(file.stem(), "sql" | "migrations")
}

fn is_sql(text: &str) -> bool {
    let words = text.trim_start();
    let has = |word: &str| words.contains(word);
    (words.starts_with("SELECT ") && (has("FROM") || has("$1")))
        || words.starts_with("INSERT INTO ")
        || words.starts_with("DELETE FROM ")
        || (words.starts_with("UPDATE ") && has("SET "))
        || (words.starts_with("WITH ") && has("SELECT "))
        || ["CREATE ", "ALTER ", "DROP "].iter().any(|verb| {
            words.strip_prefix(verb).is_some_and(|rest| {
                ["TABLE", "INDEX", "UNIQUE INDEX", "VIRTUAL TABLE", "VIEW", "TRIGGER"]
                    .iter()
                    .any(|what| rest.starts_with(what))
            })
        })
        || words.starts_with("ORDER BY ")
        || has(" WHERE ")
}

#[test]
fn sql_is_told_from_sentences() {
    for sql in
        ["SELECT id FROM asset", "UPDATE asset SET a = 1", " AND x WHERE id = $1", "CREATE UNIQUE INDEX a"]
    {
        assert!(is_sql(sql), "{sql}");
    }
    for sentence in ["Select a file", "UPDATE", "CREATE an account", "DROP a file here", "SELECTED"] {
        assert!(!is_sql(sentence), "{sentence}");
    }
}
