//! Migrations with sample rows: after each migration come the rows that `tests/samples/` has for it, so that every later
//! one runs on a database that is in use.

use std::collections::BTreeMap;
use std::path::Path;

use kernel::Clock as _;
use platform::db::{Db, FromQueryResult, Migration, Sql, migrate};
use platform::journal;

use super::{frozen, migrations};
use crate::visitor::Look;
use crate::world::World;

/// What the database must not let in once the samples are there.
const REFUSED: [&str; 12] = [
    "INSERT INTO journal (seq, at, actor, event, subject_kind, subject_id, body, hash)
     VALUES (1, 0, 'system', 'again', 'system', 0, '{}', {bytes:00})",
    "INSERT INTO setting (name, value) VALUES ('company.name', 'twice')",
    "INSERT INTO account (email, email_folded, name, role, lang, theme, active, password, must_change_password,
        totp_last_step, created_at, version)
     VALUES ('m', 'moriya@omamori-seisakusho.example', '', 'admin', 'ja', 'system', 1, '', 0, 0, 0, 1)",
    "INSERT INTO session (account_id, token_hash, created_at, last_seen_at, stepped_up_at, browser, machine)
     VALUES (4711, {bytes:ff}, 0, 0, 0, '', '')",
    "INSERT INTO session (account_id, token_hash, created_at, last_seen_at, stepped_up_at, browser, machine)
     VALUES (1, {bytes:0102}, 0, 0, 0, '', '')",
    "INSERT INTO file (public_id, hash, name, media, size, created_at) VALUES ('x', 'no such content', '', '', 0, 0)",
    "INSERT INTO department (name, name_folded, note) VALUES ('製造部', '製造部', '')",
    "INSERT INTO asset_history (set_id, asset_id, field, old, new) VALUES (1, 4711, '', '', '')",
    "INSERT INTO asset_assignment (asset_id, person_id, user_text, from_on, until_on, opened_in)
     VALUES (1, 4711, '', '', '', 1)",
    "INSERT INTO saved_view (owner, name, shared, query) VALUES ('account:1', 'うちのPC', 0, '')",
    "UPDATE asset SET number_folded = 'nb-0001', deleted_at = NULL WHERE id = 2",
    "DELETE FROM person WHERE id = 1",
];

#[test]
fn rows_of_every_step_survive_the_steps_after_it() {
    for world in World::both() {
        Look::at(&world).with(async |db| {
            let mut kept: BTreeMap<String, i64> = BTreeMap::new();
            for migration in in_the_order_of_an_upgrade() {
                migrate(db, &[migration], platform::time::SystemClock.now()).await.unwrap();
                fill(db, migration.name).await;
                for (table, rows) in &kept {
                    let now = count(db, table).await;
                    assert!(now >= *rows, "{} lost {} of {rows} rows in {table}", migration.name, rows - now);
                }
                for table in tables(db).await {
                    let rows = count(db, &table).await;
                    assert!(rows > 0, "{table} of {} has no sample rows in tests/samples/", migration.name);
                    kept.insert(table, rows);
                }
            }
            let rest = migrate(db, &migrations(), platform::time::SystemClock.now()).await.unwrap();
            assert_eq!(rest, Vec::<&str>::new());
            assert_eq!(journal::verify(db, &[]).await.unwrap().unwrap().seq, 2);
            refuses(db).await;
        });
        // And the program itself finds its way in what it was given.
        let listed = world.json(&["ledger", "list", "--json"]);
        assert_eq!((&listed["total"], &listed["assets"][0]["number"]), (&1.into(), &"NB-0001".into()));
        let more =
            world.file("more.csv", "管理番号,種別,機種名,使用者\nNB-0002,ノートPC,MD-15,守屋 あかり\n");
        assert_eq!(world.json(&["ledger", "import", &more, "--json"])["totals"]["new"], 1);
        assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
    }
}

#[test]
fn every_sample_belongs_to_a_migration() {
    let all = migrations();
    for entry in std::fs::read_dir(samples()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(all.iter().any(|migration| migration.name == name), "{name} is no migration");
    }
}

/// What was released comes first, in the order of the releases: a new migration of the platform runs on a database that has the ledger already.
fn in_the_order_of_an_upgrade() -> Vec<Migration> {
    let frozen = frozen();
    let released = |migration: &Migration| frozen.iter().position(|one| one.name == migration.name);
    let mut all = migrations();
    all.sort_by_key(|migration| released(migration).unwrap_or(usize::MAX));
    all
}

async fn fill(db: &Db, migration: &str) {
    let Ok(text) = std::fs::read_to_string(samples().join(format!("{migration}.sql"))) else { return };
    let tx = db.begin().await.unwrap();
    let sql = spelled(&text, db.is_postgres());
    tx.run_plain(&sql).await.unwrap_or_else(|fault| panic!("the samples of {migration}: {fault}"));
    tx.commit().await.unwrap();
}

async fn refuses(db: &Db) {
    for sql in REFUSED {
        let tx = db.begin().await.unwrap();
        assert!(tx.run_plain(&spelled(sql, db.is_postgres())).await.is_err(), "let in: {sql}");
    }
    if !db.is_postgres() {
        assert_eq!(db.number("SELECT COUNT(*) FROM pragma_foreign_key_check", vec![]).await.unwrap(), 0);
    }
}

/// Every table with rows of its own.
async fn tables(db: &Db) -> Vec<String> {
    #[derive(FromQueryResult)]
    struct Named {
        name: String,
    }
    let sql = if db.is_postgres() {
        "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables WHERE table_schema = current_schema()"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'search_index%'"
    };
    let named: Vec<Named> = db.all(sql, vec![]).await.unwrap();
    named.into_iter().map(|table| table.name).collect()
}

async fn count(db: &Db, table: &str) -> i64 {
    db.number(&format!("SELECT COUNT(*) FROM {table}"), vec![]).await.unwrap()
}

/// `{bytes:00ff}` as the database spells bytes.
fn spelled(sql: &str, postgres: bool) -> String {
    let mut pieces = sql.split("{bytes:");
    let mut spelled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (hex, rest) = piece.split_once('}').unwrap();
        let literal = if postgres { format!("'\\x{hex}'::bytea") } else { format!("x'{hex}'") };
        spelled.push_str(&literal);
        spelled.push_str(rest);
    }
    spelled
}

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}
