//! Upgrades in place: a database of an earlier version, with rows in it, is brought up to this one and loses nothing.
//!
//! `tests/releases/frozen.txt` says which migrations were released and what they were; beside it lies, for every release
//! and each kind of database, the sample company as that release left it. `tests/samples/` has rows for every migration.

mod kept;
mod rows;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use platform::db::{Migration, Step};
use sha2::{Digest as _, Sha256};

use crate::visitor::Look;
use crate::world::World;

/// Every migration of the program, in the order in which they run on an empty database.
pub fn migrations() -> Vec<Migration> {
    [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat()
}

/// Where the databases of earlier releases are.
pub fn releases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases")
}

/// A migration as it was released.
pub struct Frozen {
    /// The release that brought it.
    pub version: String,
    /// Its name.
    pub name: String,
    fingerprint: String,
}

/// What was released, in the order in which it ran.
pub fn frozen() -> Vec<Frozen> {
    let text = std::fs::read_to_string(releases().join("frozen.txt")).unwrap_or_default();
    text.lines()
        .map(|line| {
            let [version, name, fingerprint] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            Frozen { version: version.to_owned(), name: name.to_owned(), fingerprint: fingerprint.to_owned() }
        })
        .collect()
}

/// Adds to `frozen.txt` what `version` brings.
pub fn freeze(version: &str) {
    let known: BTreeSet<String> = frozen().into_iter().map(|one| one.name).collect();
    let path = releases().join("frozen.txt");
    let mut text = std::fs::read_to_string(&path).unwrap_or_default();
    for migration in migrations().iter().filter(|migration| !known.contains(migration.name)) {
        writeln!(text, "{version} {} {}", migration.name, fingerprint(migration)).unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn fingerprint(migration: &Migration) -> String {
    let mut hash = Sha256::new();
    hash.update(migration.name);
    for step in migration.steps {
        let (kind, sql) = match step {
            Step::Both(sql) => ("both", sql),
            Step::Sqlite(sql) => ("sqlite", sql),
            Step::Postgres(sql) => ("postgres", sql),
        };
        hash.update(format!("\0{kind}\0{sql}"));
    }
    HEXLOWER.encode(&hash.finalize())
}

#[test]
fn a_released_migration_never_changes() {
    let all = migrations();
    let frozen = frozen();
    assert!(!frozen.is_empty(), "tests/releases/frozen.txt is empty");
    for one in &frozen {
        let now = all.iter().find(|migration| migration.name == one.name);
        let now = now.unwrap_or_else(|| panic!("{} was released with {} and is gone", one.name, one.version));
        assert_eq!(
            fingerprint(now),
            one.fingerprint,
            "{} was released with {} and ran on people's data: leave it as it was and add a new migration",
            one.name,
            one.version
        );
    }
    let order = |name: &str| all.iter().position(|migration| migration.name == name);
    // A later release may bring a migration that runs earlier on an empty database, but not change the order of one.
    let kept =
        |pair: &[Frozen]| pair[0].version != pair[1].version || order(&pair[0].name) < order(&pair[1].name);
    assert!(frozen.windows(2).all(kept), "the migrations of a release keep their order");
    let names: BTreeSet<&str> = all.iter().map(|migration| migration.name).collect();
    assert_eq!(names.len(), all.len(), "two migrations have the same name");
}

#[test]
fn a_fresh_database_has_run_exactly_these_migrations() {
    for world in World::both() {
        world.init();
        let look = Look::at(&world);
        let all = migrations();
        let names: Vec<String> = all.iter().map(|migration| format!("'{}'", migration.name)).collect();
        let known = format!("SELECT COUNT(*) FROM schema_migration WHERE name IN ({})", names.join(", "));
        let count = i64::try_from(all.len()).unwrap();
        assert_eq!(
            (look.number(&known), look.number("SELECT COUNT(*) FROM schema_migration")),
            (count, count)
        );
    }
}
