//! Databases of earlier releases: kept as SQL text, restored, upgraded, read, verified, written to.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use platform::db::{Db, FromQueryResult, Sql};
use serde_json::json;

use super::{freeze, frozen, releases};
use crate::visitor::{Look, Visitor, until};
use crate::world::{World, text};

/// The day on which the sample company of every release lives.
const TODAY: &str = "2026-11-22";

/// A database of a release.
struct Kept {
    version: String,
    sql: String,
}

impl Kept {
    fn path(version: &str, kind: &str) -> PathBuf {
        releases().join(format!("{version}.{kind}.sql.zst"))
    }

    fn read(version: &str, world: &World) -> Self {
        let path = Self::path(version, kind(world));
        let bytes = std::fs::read(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
        let sql = String::from_utf8(zstd::decode_all(bytes.as_slice()).unwrap()).unwrap();
        Self { version: version.to_owned(), sql }
    }

    /// What the first line says about the rest: `-- omamori 0.1.0 anchor 12-AB12-CD34-EF56 assets 72`.
    fn told(&self, name: &str) -> &str {
        let words = self.sql.lines().next().unwrap_or_default().split(' ');
        words.skip_while(|word| *word != name).nth(1).unwrap_or_else(|| panic!("{}: no {name}", self.version))
    }
}

fn kind(world: &World) -> &'static str {
    if matches!(world.database(), platform::db::Where::Url(_)) { "postgres" } else { "sqlite" }
}

#[test]
fn a_database_of_every_release_is_upgraded_and_goes_on() {
    let mut versions: Vec<String> = frozen().into_iter().map(|one| one.version).collect();
    versions.dedup();
    assert!(!versions.is_empty());
    for version in versions {
        for world in World::both() {
            let kept = Kept::read(&version, &world);
            std::fs::create_dir_all(world.data()).unwrap();
            let look = Look::at(&world);
            look.run(&kept.sql);
            upgraded(&world, &look, &kept);
        }
    }
}

/// The story of an upgrade: the first command of the new program brings the database up to date.
fn upgraded(world: &World, look: &Look, kept: &Kept) {
    let assets: i64 = kept.told("assets").parse().unwrap();
    let listed = world.json(&["ledger", "list", "--json", "--limit", "1000"]);
    assert_eq!(listed["total"], assets, "{}", kept.version);
    let numbers: Vec<&str> =
        listed["assets"].as_array().unwrap().iter().filter_map(|asset| asset["number"].as_str()).collect();
    assert!(numbers.contains(&"NB-0012") && numbers.contains(&"SV-0001"), "{numbers:?}");
    assert_eq!(
        world.json(&["ledger", "list", "--json", "--search", "増設"])["total"],
        1,
        "two signs are found"
    );
    let verified = world.json(&["journal", "verify", "--anchor", kept.told("anchor"), "--json"]);
    assert_eq!(verified["intact"], true);
    let pending = "SELECT COUNT(*) FROM schema_migration";
    assert_eq!(look.number(pending), i64::try_from(super::migrations().len()).unwrap());

    // The key file is not kept with the database, as it is not with a backup.
    world.ok(&["new-key"]);
    let server = world.serve();
    let mut admin = Visitor::logged_in(&server);
    let id = look.number("SELECT id FROM asset WHERE number = 'NB-0012'");
    let page = admin.get(&format!("/assets/{id}/history"));
    assert_eq!(page.status, 200);
    assert!(page.body.contains("キーボードの交換"), "the history is there: {}", page.body);

    let token = world.token(&["ledger:read", "ledger:write"]);
    let body = json!({ "kind": "pc", "asset_no": "NEW-0001" });
    let (status, made) = server.post("/api/v1/assets", &token, &body).unwrap();
    assert_eq!(status, 201, "{made}");
    let edit = format!("/assets/{id}/edit");
    let form = admin.get(&edit);
    assert_eq!(admin.submit(&form, &edit, &[("note", "新しい版で書いた")]).status, 303);
    // An import of the old version can still be taken back as a whole.
    let import = look.number("SELECT MAX(id) FROM ledger_import").to_string();
    assert_eq!(world.json(&["ledger", "undo", &import, "--json"])["removed"], 1);
    assert_eq!(world.json(&["ledger", "list", "--json", "--limit", "1"])["total"], assets);
    assert_eq!(world.json(&["journal", "verify", "--anchor", kept.told("anchor"), "--json"])["intact"], true);
}

/// Not a question but the task behind `cargo run -p xtask -- fixture VERSION`: keeps the databases of a release.
#[test]
#[ignore = "writes the databases of a release; cargo run -p xtask -- fixture VERSION calls it"]
#[expect(clippy::disallowed_methods, reason = "the task says which release it is")]
fn the_databases_of_a_release_are_kept() {
    let version = std::env::var("OMAMORI_FIXTURE").expect("OMAMORI_FIXTURE names the release");
    freeze(&version);
    for world in World::both() {
        world.found(&["demo", "--seed", "7", "--today", TODAY, "--admin-password-stdin"]);
        live_in(&world);
        let look = Look::at(&world);
        // Where this machine keeps its files is nobody's business.
        look.run("UPDATE backup_run SET path = 'omamori-backup-20261122-023000.age'");
        let anchor = world.json(&["journal", "verify", "--json"])["anchor"].as_str().unwrap().to_owned();
        let assets = &world.json(&["ledger", "list", "--json", "--limit", "1"])["total"];
        let mut sql = format!("-- omamori {version} anchor {anchor} assets {assets}\n");
        match world.database() {
            platform::db::Where::Url(url) => sql.push_str(&postgres_as_sql(&url)),
            platform::db::Where::File(_) => sql.push_str(&look.with(sqlite_as_sql)),
        }
        let packed = zstd::encode_all(sql.as_bytes(), 19).unwrap();
        assert!(packed.len() < 300_000, "{} bytes are too many to keep", packed.len());
        std::fs::write(Kept::path(&version, kind(&world)), packed).unwrap();
    }
}

/// A little of everything that the sample company does not leave behind.
fn live_in(world: &World) {
    let file = world.file("追加.csv", "管理番号,種別,メーカー,機種名\nADD-0001,ノートPC,みどり電機,MD-15\n");
    world.ok(&["ledger", "import", &file]);
    world.token(&["ledger:read"]);
    world.ok(&["backup"]);
    let server = world.serve();
    let mut admin = Visitor::logged_in(&server);
    let view = [("name", "うちのPC"), ("address", "/assets?kind=1")];
    admin.post("/assets/views", &view.map(|(name, value)| (name.to_owned(), value.to_owned())));
    admin.post("/settings/mail/trials", &[]);
    admin.post("/journal/verifications", &[]);
    let page = admin.get("/kinds/new");
    admin.submit(&page, "/kinds", &[("name", "測定器"), ("prefix", "SO")]);
    let page = Visitor::at(&server).get("/login");
    Visitor::at(&server).submit(&page, "/login", &[("email", "nobody@example.jp"), ("password", "wrong")]);
    let look = Look::at(world);
    until("the check is done", || look.number("SELECT COUNT(*) FROM job WHERE state = 'done'") > 0);
}

/// One line of SQL.
#[derive(FromQueryResult)]
struct Line {
    line: String,
}

/// A table as the catalogue has it.
#[derive(FromQueryResult)]
struct Table {
    name: String,
    sql: String,
}

async fn lines(db: &Db, sql: &str) -> Vec<String> {
    db.all::<Line>(sql, vec![]).await.unwrap().into_iter().map(|row| row.line).collect()
}

/// The whole SQLite database as SQL: tables, rows, indexes. The full-text index is kept as what lies under it.
async fn sqlite_as_sql(db: &Db) -> String {
    let mut text = String::from("PRAGMA defer_foreign_keys = ON;\n");
    let made = "FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL";
    let tables = format!("SELECT name, sql {made} AND type = 'table' ORDER BY rowid");
    let tables: Vec<Table> = db.all(&tables, vec![]).await.unwrap();
    let is_virtual = |table: &Table| table.sql.starts_with("CREATE VIRTUAL");
    let under = |name: &str| {
        tables.iter().any(|table| is_virtual(table) && name.starts_with(&format!("{}_", table.name)))
    };
    for table in &tables {
        if !under(&table.name) {
            writeln!(text, "{};", table.sql).unwrap();
        }
        if is_virtual(table) {
            continue;
        }
        let columns =
            format!("SELECT 'quote(\"' || name || '\")' AS line FROM pragma_table_info('{}')", table.name);
        let columns = lines(db, &columns).await.join(" || ',' || ");
        if under(&table.name) {
            writeln!(text, "DELETE FROM {};", table.name).unwrap();
        }
        let rows = lines(db, &format!("SELECT {columns} AS line FROM {}", table.name)).await;
        for rows in rows.chunks(100) {
            writeln!(text, "INSERT INTO {} VALUES\n({});", table.name, rows.join("),\n(")).unwrap();
        }
    }
    let counters = "SELECT quote(name) || ',' || seq AS line FROM sqlite_sequence ORDER BY name";
    text.push_str("DELETE FROM sqlite_sequence;\n");
    for counter in lines(db, counters).await {
        writeln!(text, "INSERT INTO sqlite_sequence VALUES ({counter});").unwrap();
    }
    let indexes = format!("SELECT sql || ';' AS line {made} AND type = 'index' ORDER BY rowid");
    text.push_str(&lines(db, &indexes).await.join("\n"));
    text.push('\n');
    text
}

/// The whole PostgreSQL database as SQL, by PostgreSQL's own tool, without what concerns its client and this server only.
fn postgres_as_sql(url: &str) -> String {
    let options = ["--no-owner", "--no-privileges", "--no-comments", "--inserts", "--rows-per-insert=100"];
    let dumped = Command::new("pg_dump").args(options).arg(url).output().unwrap();
    assert!(dumped.status.success(), "{}", text(&dumped.stderr));
    let mut kept = String::new();
    let mut inside = false;
    for line in text(&dumped.stdout).lines() {
        let is_for_the_client = ["--", "SET ", "\\", "SELECT pg_catalog.set_config"];
        if !inside && (line.is_empty() || is_for_the_client.iter().any(|begin| line.starts_with(begin))) {
            continue;
        }
        inside = !line.ends_with(';');
        writeln!(kept, "{line}").unwrap();
    }
    kept
}
