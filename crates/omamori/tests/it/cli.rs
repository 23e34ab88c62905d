//! The command line: a ledger goes in, is listed, written out, taken back, backed up and restored.

use crate::world::World;

/// A small ledger as one finds them: title, half-width kana, ditto marks, an era date, a password column, a total.
const LEDGER: &str = "社内PC管理台帳,,,,,,令和6年4月1日現在
,,,,,,
管理番号,種別,ﾒｰｶｰ,機種名,使用者,購入日,ログインPW
PC-001,ノート,みどり電機,MD-14,佐藤 花子,R4.4.1,himitsu-4711
PC-002,〃,〃,〃,鈴木 一郎,〃,himitsu-4712
PC-003,ﾃﾞｽｸﾄｯﾌﾟ,みどり電機,MD-T2,(共用),R2年6月頃,
合計,3台,,,,,
";

#[test]
fn an_excel_ledger_goes_in_and_comes_out_again() {
    for world in World::both() {
        world.init();
        let file = world.file("台帳.csv", LEDGER);

        let look = world.json(&["ledger", "import", &file, "--dry-run", "--json"]);
        assert_eq!(look["totals"]["new"], 3);
        assert_eq!(look["totals"]["skip"], 1);
        assert!(look.get("import_id").is_none());
        let sheet = &look["sheets"][0];
        assert_eq!(sheet["header_row"], 3);
        assert_eq!(sheet["rows"][1]["values"]["acquired"], "2022-04-01");
        assert_eq!(sheet["rows"][2]["values"]["acquired"], "2020-06");
        assert_eq!(world.json(&["ledger", "list", "--json"])["total"], 0, "a look changes nothing");

        let done = world.json(&["ledger", "import", &file, "--json"]);
        let id = done["import_id"].to_string();
        assert_eq!(world.json(&["ledger", "list", "--json"])["total"], 3);
        assert_eq!(world.json(&["ledger", "import", &file, "--dry-run", "--json"])["totals"]["same"], 3);

        for name in ["aus.xlsx", "aus.csv"] {
            let out = world.folder().join(name).to_str().unwrap().to_owned();
            world.ok(&["ledger", "export", &out]);
            let again = world.json(&["ledger", "import", &out, "--dry-run", "--json"]);
            assert_eq!(again["totals"]["same"], 3, "{name}: {again:#}");
        }

        let undone = world.json(&["ledger", "undo", &id, "--json"]);
        assert_eq!(undone["removed"], 3);
        assert_eq!(world.json(&["ledger", "list", "--json"])["total"], 0);
        assert!(!world.refused(&["ledger", "undo", &id]).is_empty(), "a second time it says so");
        assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
    }
}

#[test]
fn two_ways_of_writing_a_department_are_merged_and_taken_apart() {
    let world = World::on_sqlite();
    world.init();
    let file = world.file("台帳.csv", "管理番号,種別,部署\nPC-1,ノート,営業部\nPC-2,ノート,営業\n");
    world.ok(&["ledger", "import", &file]);
    let departments = || -> Vec<String> {
        let listed = world.json(&["ledger", "list", "--json"]);
        let assets = listed["assets"].as_array().unwrap().iter();
        assets.map(|asset| format!("{} {}", asset["department"], asset["department_text"])).collect()
    };
    let before = departments();
    let ids: Vec<&str> = before.iter().map(|line| line.split(' ').next().unwrap()).collect();
    let merge = ["ledger", "merge", "department", ids[0], ids[1]];
    let look = world.json(&[&merge[..], &["--dry-run", "--json"]].concat());
    assert_eq!((&look["moves"][0][0], &look["moves"][0][1]), (&"assets".into(), &1.into()), "{look:#}");
    assert_eq!(departments(), before, "a look changes nothing");
    let merged = world.json(&[&merge[..], &["--json"]].concat());
    assert!(departments().iter().all(|line| *line == before[0]), "{:?}", departments());
    world.ok(&["ledger", "separate", &merged["merger_id"].to_string()]);
    assert_eq!(departments(), before);
    assert!(!world.refused(&["ledger", "separate", "4711"]).is_empty());
}

#[test]
fn a_company_elsewhere_says_its_time_zone() {
    let world = World::on_sqlite();
    let with = |zone| {
        let company = ["init", "--company", "Onega Ltd", "--admin-email", "it@onega.example"];
        [company.as_slice(), &["--admin-password-stdin", "--time-zone", zone]].concat()
    };
    assert!(world.refused(&with("Asia/Edo")).contains("Asia/Tokyo"), "it says what a zone looks like");
    world.ok_with(&with("Pacific/Kiritimati"), crate::world::PASSWORD);
    // Its clock is the furthest ahead of all: what the doctor reads on it is not what it is in Japan.
    let clock = |world: &World| {
        let said = crate::world::text(&world.run(&["doctor", "--json"]).stdout);
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let checks = said["checks"].as_array().unwrap().clone();
        let clock = checks.into_iter().find(|check| check["id"] == "clock").unwrap();
        // 「… 2026-11-22 09:00 …」: the hour is enough.
        let text = clock["text"].as_str().unwrap().to_owned();
        let colon = text.rfind(':').unwrap();
        text[colon - 2..colon].parse::<i32>().unwrap()
    };
    let japan = World::on_sqlite();
    japan.init();
    let ahead = (clock(&world) - clock(&japan)).rem_euclid(24);
    assert!((4..=5).contains(&ahead), "five hours ahead, give or take the turn of one: {ahead}");
}

#[test]
fn passwords_in_a_ledger_reach_neither_database_nor_logs() {
    let world = World::on_sqlite();
    world.init();
    let file = world.file("台帳.csv", LEDGER);
    let output = world.run(&["ledger", "import", &file, "--json"]);
    assert!(output.status.success());
    for bytes in [&output.stdout, &output.stderr] {
        assert!(!contains(bytes, b"himitsu-47"), "the answer holds a password");
    }
    for entry in walk(&world.data()) {
        let bytes = std::fs::read(&entry).unwrap();
        assert!(!contains(&bytes, b"himitsu-47"), "{} holds a password", entry.display());
    }
}

#[test]
fn a_look_at_a_file_needs_no_data_folder_and_leaves_none() {
    let world = World::on_sqlite();
    let file = world.file("台帳.csv", LEDGER);
    assert_eq!(world.json(&["ledger", "import", &file, "--dry-run", "--json"])["totals"]["new"], 3);
    assert!(!world.data().exists());
}

#[test]
fn a_quote_that_swallows_rows_is_said_with_the_line_where_it_begins() {
    let world = World::on_sqlite();
    let file = world.file(
        "台帳.csv",
        "管理番号,種別,機種名,使用者\nPC-001,ノート,MD-14,佐藤 花子\nPC-002,モニター,\"24インチ,鈴木 一郎\n\
         PC-003,ノート,MD-15,田中 次郎\nPC-004,ノート,MD-16\",高橋 健\n",
    );
    let look = world.json(&["ledger", "import", &file, "--dry-run", "--json"]);
    let problems = look["sheets"][0]["problems"].as_array().unwrap();
    let found = problems.iter().find(|one| one["cell"] == "C3").unwrap_or_else(|| panic!("{look:#}"));
    assert_eq!(found["severity"], "warning");
    assert!(found["message"].as_str().unwrap().contains("3行目(セルC3)"), "{found}");
    assert!(world.ok(&["ledger", "import", &file, "--dry-run"]).contains("3行目(セルC3)"));
}

#[test]
fn what_cannot_be_done_is_said_in_words() {
    let world = World::on_sqlite();
    assert!(world.refused(&["ledger", "list"]).contains("omamori init"));
    world.init();
    assert!(world.refused(&["ledger", "import", "does-not-exist.xlsx"]).contains("does-not-exist.xlsx"));
    assert!(world.refused(&["ledger", "export", "ledger.doc"]).contains(".xlsx"));
    assert!(world.refused(&["journal", "verify", "--anchor", "xyz"]).contains("xyz"));
    let picture = world.file("photo.xlsx", b"\x89PNG\r\n\x1a\n0000");
    assert!(
        !world.refused(&["ledger", "import", &picture]).contains("sheet."),
        "a key instead of a sentence"
    );
}

#[test]
fn a_backup_brings_everything_back_on_either_database() {
    for (world, other) in
        [(World::on_sqlite(), World::on_postgres()), (World::on_postgres(), World::on_sqlite())]
    {
        world.init();
        let file = world.file("台帳.csv", LEDGER);
        world.ok(&["ledger", "import", &file]);
        let to = world.folder().join("out").to_str().unwrap().to_owned();
        let made = world.json(&["backup", "--to", &to, "--json"]);
        assert_eq!(made["verified"], true);
        let bytes = std::fs::read(made["path"].as_str().unwrap()).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1"));

        let identity = world.data().join("keys/backup-identity.txt").to_str().unwrap().to_owned();
        let anchor = made["anchor"].as_str().unwrap();
        let path = made["path"].as_str().unwrap();
        other.ok(&["restore", path, "--identity", &identity, "--anchor", anchor]);
        assert_eq!(other.json(&["ledger", "list", "--json"])["total"], 3);
        assert_eq!(other.json(&["journal", "verify", "--anchor", anchor, "--json"])["intact"], true);
        assert!(
            !other.refused(&["restore", path, "--identity", &identity]).is_empty(),
            "only into an empty place"
        );
    }
}

#[test]
fn as_many_are_listed_as_were_asked_for() {
    let world = World::on_sqlite();
    world.init();
    let rows: Vec<String> = (1..=2_100).map(|number| format!("NB-{number:05},ノートPC")).collect();
    let file = world.file("many.csv", format!("管理番号,種別\n{}\n", rows.join("\n")));
    world.ok(&["ledger", "import", &file]);
    for (limit, shown) in [("1500", 1_500), ("5000", 2_100)] {
        let listed = world.json(&["ledger", "list", "--json", "--limit", limit]);
        let assets = listed["assets"].as_array().unwrap();
        assert_eq!((assets.len(), &listed["total"]), (shown, &2_100.into()));
        assert_eq!(assets.last().unwrap()["number"], format!("NB-{shown:05}"));
    }
}

#[test]
fn the_same_seed_and_day_make_the_same_sample_company() {
    let (one, two) = (World::on_sqlite(), World::on_postgres());
    for world in [&one, &two] {
        world.ok(&["demo", "--seed", "7", "--today", "2026-11-22"]);
        world.ok(&["ledger", "export", world.folder().join("all.csv").to_str().unwrap()]);
    }
    let read = |world: &World| std::fs::read_to_string(world.folder().join("all.csv")).unwrap();
    assert_eq!(read(&one), read(&two));
    let listed = one.json(&["ledger", "list", "--json", "--limit", "1"]);
    // 71 things, and what the company pays for and logs in to.
    assert_eq!(listed["total"], 71 + 60);
    assert!(!one.refused(&["demo"]).is_empty(), "a company is never filled twice");
}

/// Whether `needle` stands somewhere in `bytes`.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Every file below a folder.
pub fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}
