//! A stocktaking of 100,000 things: run by hand with `--run-ignored all`, prints what it measures.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use ledger::imports::{Choices, Source, ops as imports};
use ledger::stocktaking::lists::{self, Which};
use ledger::stocktaking::{Outcome, Scope, ops, report};
use testkit::on_both_databases;

use super::imports::book;
use super::migrations;
use super::stocktaking::{opened, read};
use super::volume::rows;

/// Does it and says how long it took.
macro_rules! timed {
    ($what:expr, $work:expr) => {{
        let start = Instant::now();
        let answer = $work.await.unwrap();
        println!("{}: {:?}", $what, start.elapsed());
        answer
    }};
}

on_both_databases! {
    migrations = &migrations();

    #[ignore = "measures, and takes a while"]
    async fn a_hundred_thousand_things_are_counted(house: TestHouse) {
        let cx = house.admin();
        let (source, choices) = (Source::default(), Choices { add_places: true, ..Choices::default() });
        for part in 0..2 {
            let book = book(&rows(part * 50_000, 50_000));
            imports::run(&cx, &book, &source, &choices, |_, _| {}, &AtomicBool::new(false)).await.unwrap();
        }
        let start = Instant::now();
        let id = opened(&cx, Scope::default()).await;
        println!("open: {:?}", start.elapsed());
        let rooms = timed!("rooms", lists::rooms(&cx, id));
        let place = rooms.iter().find_map(|room| room.place).expect("places came with the import");
        println!("{} rooms, {:?}", rooms.len(), rooms[0].tally);
        for batch in 0..150_u32 {
            let events: Vec<_> = (0..200).map(|at| read(batch * 200 + at, place, &format!("NB-{:06}", batch * 200 + at))).collect();
            if batch % 50 == 0 {
                timed!("200 readings", ops::take(&cx, id, &events));
            } else {
                ops::take(&cx, id, &events).await.unwrap();
            }
        }
        timed!("one reading", ops::take(&cx, id, &[read(900_000, place, "NB-099999")]));
        timed!("all", lists::list(&cx));
        timed!("one", lists::see(&cx, id));
        timed!("room", lists::room(&cx, id, Some(place)));
        for skip in [0, 50_000] {
            timed!(format!("missing from {skip}"), lists::items(&cx, id, None, Which::Missing, (skip, 50)));
            timed!(format!("missing of a room from {skip}"), lists::items(&cx, id, Some(Some(place)), Which::Missing, (skip, 50)));
        }
        timed!("last readings of a room", lists::readings(&cx, id, Some(place), Outcome::ALL, (0, 20)));
        timed!("elsewhere", lists::readings(&cx, id, None, &[Outcome::Elsewhere], (0, 50)));
        timed!("others", lists::readings(&cx, id, None, &[Outcome::Unknown, Outcome::Unexpected], (0, 50)));
        timed!("carried", lists::carried(&cx, id, place));
        timed!("close", ops::close(&cx, id));
        timed!("export", report::report(&cx, id));
    }
}
