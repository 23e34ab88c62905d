//! Two servers on one PostgreSQL.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use kernel::Clock;
use platform::House;
use platform::db::Db;
use platform::jobs::{self, NewJob};
use platform::notify::{self, Mail};
use platform::settings::{self, Changes, Name};
use serde_json::json;

use crate::visitor::{Look, SCHEDULES, Visitor, until};
use crate::world::World;

#[test]
fn two_nodes_share_what_is_written_and_leave_no_gap() {
    let world = World::on_postgres();
    world.init();
    let token = world.token(&["ledger:read", "ledger:write"]);
    let (one, two) = (world.serve(), world.serve());
    let body = json!({ "kind": "pc", "asset_no": "NB-0001", "note": "" });
    let (status, made) = one.post("/api/v1/assets", &token, &body).unwrap();
    assert_eq!(status, 201, "{made}");
    let path = format!("/api/v1/assets/{}", made["id"]);
    let (status, seen) = two.get(&path, Some(&token));
    assert_eq!(status, 200, "{seen}");

    // Twenty new numbers from each side at once: all are there, each once, and the journal has no gap.
    let write = |server: &crate::world::Server, side: &str| {
        for number in 0..20 {
            let body = json!({ "kind": "pc", "asset_no": format!("{side}-{number:04}") });
            let (status, answer) = server.post("/api/v1/assets", &token, &body).unwrap();
            assert_eq!(status, 201, "{answer}");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(&one, "EAST"));
        scope.spawn(|| write(&two, "WEST"));
    });
    assert_eq!(world.json(&["ledger", "list", "--json", "--limit", "1"])["total"], 41);
    assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
}

#[test]
fn a_session_of_one_node_is_known_on_the_other_and_so_is_its_end() {
    let world = World::on_postgres();
    world.init();
    let (one, two) = (world.serve(), world.serve());
    let mut desk = Visitor::logged_in(&one);
    let mut desk_at_two = desk.before(&two);
    assert!(desk.is_in() && desk_at_two.is_in());

    let mut phone = Visitor::logged_in(&two);
    let mut phone_at_one = phone.before(&one);
    assert!(phone.is_in() && phone_at_one.is_in());
    let page = desk.get("/account");
    desk.submit(&page, "/account/sessions/revocation", &[]);
    assert!(
        !phone.is_in() && !phone_at_one.is_in(),
        "the phone was logged out from the desk, on either node"
    );
    assert!(desk.is_in() && desk_at_two.is_in());

    desk_at_two.post("/logout", &[]);
    assert!(!desk.is_in(), "logged out on the other node");
}

#[test]
fn two_browsers_on_two_nodes_lose_no_update() {
    let world = World::on_postgres();
    world.init();
    let token = world.token(&["ledger:read", "ledger:write"]);
    let (one, two) = (world.serve(), world.serve());
    let body = json!({ "kind": "pc", "asset_no": "NB-0001", "note": "もとの備考" });
    let (_, made) = one.post("/api/v1/assets", &token, &body).unwrap();
    let edit = format!("/assets/{}/edit", made["id"]);
    let (mut first, mut second) = (Visitor::logged_in(&one), Visitor::logged_in(&two));
    let (form_one, form_two) = (first.get(&edit), second.get(&edit));
    assert_eq!(first.submit(&form_one, &edit, &[("note", "一人目の備考")]).status, 303);

    let met = second.submit(&form_two, &edit, &[("note", "二人目の備考")]);
    assert_eq!(met.status, 409, "{}", met.body);
    for value in ["一人目の備考", "二人目の備考"] {
        assert!(met.body.contains(value), "{value} is not shown");
    }
    let stored = |server: &crate::world::Server| {
        let (_, seen) = server.get(&format!("/api/v1/assets/{}", made["id"]), Some(&token));
        serde_json::from_str::<serde_json::Value>(&seen).unwrap()["note"].clone()
    };
    assert_eq!(stored(&two), "一人目の備考", "nothing was written over");
    assert_eq!(second.submit(&met, &edit, &[("note", "二人で決めた備考")]).status, 303);
    assert_eq!(stored(&one), "二人で決めた備考");
    assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
}

#[test]
fn a_job_is_done_once_and_a_mail_goes_out_once_over_two_nodes() {
    let world = World::on_postgres();
    world.init();
    let post = PostOffice::open();
    let look = Look::at(&world);
    look.with(async |db| {
        let changes = Changes::new()
            .set(Name::MailHost, "127.0.0.1")
            .set(Name::MailPort, post.port.to_string())
            .set(Name::MailSecurity, "none")
            .set(Name::MailFrom, "omamori@omamori-seisakusho.example");
        settings::change(&house(&world, db).system(), None, changes).await.unwrap();
    });
    let (one, two) = (world.serve(), world.serve());
    // Both nodes are given work by their own pages, and all the while more comes from elsewhere.
    let press = |server| {
        let mut visitor = Visitor::logged_in(server);
        for _ in 0..10 {
            assert_eq!(visitor.post("/settings/mail/trials", &[]).status, 303);
            assert_eq!(visitor.post("/journal/verifications", &[]).status, 303);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| press(&one));
        scope.spawn(|| press(&two));
        look.with(async |db| {
            let cx = house(&world, db).system();
            for number in 0..200 {
                let tx = cx.begin().await.unwrap();
                jobs::enqueue(&tx, &cx, NewJob::new(platform::journal::VERIFY).body(json!(number)))
                    .await
                    .unwrap();
                if number % 5 == 0 {
                    let mail =
                        Mail::new("moriya@omamori-seisakusho.example", format!("letter {number}"), "text\n");
                    notify::mail(&tx, &cx, &mail).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
        });
    });
    until("everything is done", || {
        // The doctor's first look comes a minute after the start and is not waited for.
        let open = "SELECT CAST((SELECT COUNT(*) FROM job
                                 WHERE state IN ('waiting', 'running') AND kind <> 'doctor.examine')
                    + (SELECT COUNT(*) FROM outbox WHERE state <> 'sent') AS BIGINT)";
        look.number(open) == 0
    });
    let done = "SELECT COUNT(*) FROM job WHERE kind = 'journal.verify' AND body <> 'null' AND state = 'done'";
    assert_eq!(look.number(done), 200);
    let otherwise =
        "SELECT COUNT(*) FROM job WHERE kind <> 'doctor.examine' AND (attempts <> 1 OR state <> 'done')";
    assert_eq!(look.number(otherwise), 0);
    assert_eq!(look.number("SELECT COUNT(*) FROM outbox WHERE attempts <> 1"), 0);
    let mut letters = post.taken();
    letters.sort();
    assert_eq!(letters.len(), 60, "each once: {letters:?}");
    letters.retain(|subject| subject.starts_with("letter"));
    letters.dedup();
    assert_eq!(letters.len(), 40);
}

#[test]
fn a_schedule_fires_once_over_two_servers() {
    let world = World::on_postgres();
    world.init();
    let (_one, _two) = (world.serve(), world.serve());
    let look = Look::at(&world);
    until("both nodes have said what there is to do", || {
        look.number("SELECT COUNT(*) FROM schedule") == SCHEDULES
    });
    // Both look every two seconds; each round is due for both.
    for round in 1..=4 {
        look.run("UPDATE schedule SET next_at = 1 WHERE name IN ('house.sweep', 'deadlines.mail')");
        for name in ["house.sweep", "deadlines.mail"] {
            let done = format!("SELECT COUNT(*) FROM job WHERE kind = '{name}' AND state = 'done'");
            until("it was done", || look.number(&done) >= round);
            let all = format!("SELECT COUNT(*) FROM job WHERE kind = '{name}'");
            assert_eq!(look.number(&all), round, "{name} was due {round} times");
        }
    }
    assert_eq!(look.number("SELECT COUNT(*) FROM schedule WHERE next_at = 1"), 0);
    assert_eq!(
        look.number(
            "SELECT COUNT(*) FROM job WHERE attempts <> 1 AND kind IN ('house.sweep', 'deadlines.mail')"
        ),
        0
    );
}

fn house(world: &World, db: &Db) -> House {
    let clock: Arc<dyn Clock> = Arc::new(platform::time::SystemClock);
    House::new(db.clone(), clock, world.data(), chrono_tz::Asia::Tokyo)
}

/// A mail server that takes everything and remembers the subjects.
struct PostOffice {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let desk = Arc::clone(&taken);
        std::thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let desk = Arc::clone(&desk);
                std::thread::spawn(move || serve(&caller, &desk));
            }
        });
        Self { port, taken }
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

fn serve(caller: &TcpStream, taken: &Mutex<Vec<String>>) -> Option<()> {
    let mut say = caller;
    let mut lines = BufReader::new(caller).lines();
    write!(say, "220 post\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        match line.get(..4).unwrap_or_default() {
            "DATA" => {
                write!(say, "354 go on\r\n").ok()?;
                let letter: Vec<String> =
                    lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                let subject =
                    letter.iter().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or_default();
                taken.lock().unwrap().push(subject.to_owned());
                write!(say, "250 taken\r\n").ok()?;
            }
            "QUIT" => return write!(say, "221 bye\r\n").ok(),
            _ => write!(say, "250 post\r\n").ok()?,
        }
    }
    Some(())
}
