//! The clock set back, for real: the built program under a clock that somebody moves while it runs.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::visitor::{Look, SCHEDULES, Visitor, until};
use crate::world::{World, text};

/// A world whose program reads the time from a file: the machine's own, moved by what the file says (`-2d`).
struct MovedWorld {
    world: World,
    file: PathBuf,
}

impl MovedWorld {
    fn on_sqlite() -> Self {
        let mut world = World::on_sqlite();
        let file = world.folder().join("clock");
        // `faketime` knows where its library lies on this machine.
        let asked = Command::new("faketime").args(["-f", "+0", "printenv", "LD_PRELOAD"]).output();
        let asked = asked.expect("faketime is missing: cargo run -p xtask -- test --only machine");
        world.set("LD_PRELOAD", text(&asked.stdout).trim());
        world.set("FAKETIME_TIMESTAMP_FILE", file.to_str().unwrap());
        // Every look at the clock reads the file; what counts seconds goes on as ever, as in a real machine.
        world.set("FAKETIME_NO_CACHE", "1");
        world.set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        world.set("NO_FAKE_STAT", "1");
        let moved = Self { world, file };
        moved.by("+0");
        moved
    }

    /// Moves the clock, for what runs and for what will be started.
    fn by(&self, offset: &str) {
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("{offset}\n")).unwrap();
        std::fs::rename(new, &self.file).unwrap();
    }

    fn doctor_about_the_clock(&self) -> serde_json::Value {
        // A bad finding ends the command with a failure; its words are what is asked for here.
        let said: serde_json::Value =
            serde_json::from_slice(&self.world.run(&["doctor", "--json"]).stdout).unwrap();
        said["checks"].as_array().unwrap().iter().find(|check| check["id"] == "clock").unwrap().clone()
    }
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[test]
fn a_clock_set_back_by_a_year_and_more_is_said_and_stops_nothing() {
    let moved = MovedWorld::on_sqlite();
    moved.world.init();
    let token = moved.world.token(&["ledger:read", "ledger:write"]);
    let server = moved.world.serve();
    let mut visitor = Visitor::logged_in(&server);
    assert!(visitor.is_in());
    let look = Look::at(&moved.world);
    let ahead = look.number("SELECT MAX(at) FROM journal");
    until("the work is planned", || look.number("SELECT COUNT(*) FROM schedule") == SCHEDULES);
    assert_eq!(moved.doctor_about_the_clock()["health"], "good");

    // Put right by a little: nobody notices.
    moved.by("-5m");
    assert!(visitor.is_in());

    moved.by("-400d");
    assert_eq!(moved.doctor_about_the_clock()["health"], "bad");
    assert!(!visitor.is_in(), "a session from the future would never end");
    visitor.log_in();
    assert!(visitor.is_in(), "and one gets in again");

    // What is written now has the time that the clock shows, and the journal says where it was set back: the login just
    // now was the first entry after it.
    let body = json!({ "kind": "pc", "asset_no": "NB-0001" });
    let (status, answer) = server.post("/api/v1/assets", &token, &body).unwrap();
    assert_eq!(status, 201, "{answer}");
    let last = look.number("SELECT at FROM journal ORDER BY seq DESC LIMIT 1");
    assert!((ahead - last - 400 * DAY_MS).abs() < DAY_MS, "{ahead} {last}");
    assert_eq!(look.number("SELECT COUNT(*) FROM journal WHERE event = 'clock.set_back'"), 1);
    let unmarked = "SELECT COUNT(*) FROM journal a JOIN journal b ON b.seq = a.seq + 1
                    WHERE b.at < a.at - 60000 AND b.event <> 'clock.set_back'";
    assert_eq!(look.number(unmarked), 0);
    assert_eq!(moved.world.json(&["journal", "verify", "--json"])["intact"], true);
    let said = moved.doctor_about_the_clock();
    assert_eq!(said["health"], "soon");
    assert!(said["text"].as_str().unwrap().contains("400日戻されました"), "{said}");
    assert!(said["advice"].as_str().unwrap().contains("NTP"), "{said}");

    // The nightly work comes up within a day, not in more than a year, and nothing storms.
    let late = format!("SELECT COUNT(*) FROM schedule WHERE next_at > {}", last + DAY_MS + DAY_MS / 24);
    until("the nights are planned anew", || look.number(&late) == 0);
    let most = "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM job GROUP BY kind) AS by_kind";
    assert!(look.number(most) <= 1);

    // The right time again: what was missed meanwhile is made up for once, not once for each night.
    moved.by("+0");
    let done = "SELECT COUNT(DISTINCT kind) FROM job WHERE state = 'done'";
    until("what was missed is done", || look.number(done) >= 3);
    assert!(look.number(most) <= 2);
    let mut again = Visitor::logged_in(&server);
    assert!(again.is_in());
    assert_eq!(moved.world.json(&["journal", "verify", "--json"])["intact"], true);
}

#[test]
fn a_server_started_after_the_clock_was_set_back_takes_up_its_work() {
    let moved = MovedWorld::on_sqlite();
    moved.world.init();
    moved.by("+200d");
    let mut server = moved.world.serve();
    let look = Look::at(&moved.world);
    until("the work is planned", || look.number("SELECT COUNT(*) FROM schedule") == SCHEDULES);
    server.kill();
    moved.by("+0");
    let now = look.number("SELECT MAX(at) FROM journal");
    let _server = moved.world.serve();
    let late = format!("SELECT COUNT(*) FROM schedule WHERE next_at > {}", now + DAY_MS + DAY_MS / 24);
    until("the nights are planned anew", || look.number(&late) == 0);
    moved.world.ok(&["backup"]);
    assert_eq!(moved.world.json(&["journal", "verify", "--json"])["intact"], true);
}
