//! The pulled plug: killed at any moment, every answered write is there and nothing is half-written.
//!
//! `OMAMORI_KILLS` says how often (200 for the full trial); the moments come from a fixed seed.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::world::World;

/// A small deterministic generator (the constants are those of Knuth's MMIX).
struct Moments(u64);

impl Moments {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a trial lasts is said to the test, not to the program"
)]
fn kills(usual: u64) -> u64 {
    std::env::var("OMAMORI_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn an_import_killed_at_any_moment_is_there_whole_or_not_at_all() {
    let world = World::on_sqlite();
    world.init();
    let mut moments = Moments(20_261_122);
    let rows = 300;
    let mut whole = 0;
    for round in 0..kills(12) {
        let mut text = String::from("管理番号,種別,メーカー,機種名,備考\n");
        for row in 0..rows {
            writeln!(text, "K{round}-{row:04},ノートPC,みどり電機,MD-14,{round}回目").unwrap();
        }
        let file = world.file("many.csv", text);
        let mut child = world
            .command(&["ledger", "import", &file])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The wait is the story: the plug is pulled at a moment that nobody chose.
        let pull_at = Instant::now() + Duration::from_millis(moments.below(1200));
        while Instant::now() < pull_at && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        drop(child.kill());
        let finished = child.wait().unwrap().success();
        let search = format!("K{round}-");
        let found =
            world.json(&["ledger", "list", "--json", "--limit", "1", "--search", &search])["total"].as_u64();
        assert!(found == Some(0) || found == Some(rows), "round {round}: {found:?} of {rows}");
        assert!(!finished || found == Some(rows), "round {round}: it said it was done");
        whole += u64::from(found == Some(rows));
        assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true, "round {round}");
    }
    println!("{whole} imports were finished before the plug was pulled");
}

#[test]
fn every_answered_write_survives_a_killed_server() {
    let world = World::on_sqlite();
    world.init();
    let token = world.token(&["ledger:read", "ledger:write"]);
    let mut moments = Moments(4_711);
    let mut answered = Vec::new();
    for round in 0..kills(8) {
        let mut server = world.serve();
        let pull_at = Instant::now() + Duration::from_millis(30 + moments.below(400));
        let (base, id) = (server.base.clone(), server.id());
        let killer = std::thread::spawn(move || {
            while Instant::now() < pull_at {
                std::thread::yield_now();
            }
            drop(std::process::Command::new("kill").args(["-9", &id.to_string()]).status());
            base
        });
        for number in 0.. {
            let number = format!("W{round}-{number:05}");
            let body = json!({ "kind": "pc", "asset_no": number, "model": "MD-14" });
            match server.post("/api/v1/assets", &token, &body) {
                Some((201, _)) => answered.push(number),
                Some((status, body)) => panic!("{status}: {body}"),
                None => break,
            }
        }
        killer.join().unwrap();
        server.kill();
        assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true, "round {round}");
    }
    let listed = world.json(&["ledger", "list", "--json", "--limit", "100000"]);
    let stored: std::collections::HashSet<&str> =
        listed["assets"].as_array().unwrap().iter().filter_map(|asset| asset["number"].as_str()).collect();
    let lost: Vec<_> = answered.iter().filter(|number| !stored.contains(number.as_str())).collect();
    assert!(lost.is_empty(), "answered but lost: {lost:?}");
    println!("{} answered writes, none lost", answered.len());
}
