//! Whatever is read, taken back and sent again in whatever order: the kept counts are those of a recount.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AssetId, PlaceId, StocktakingId};
use ledger::assets::{Filter, ops as assets};
use ledger::stocktaking::rules::{Expected, Reading, recount};
use ledger::stocktaking::{Event, Explanation, Scope, Tally, lists, ops};
use platform::Cx;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::on_both_databases;

use super::stocktaking::{client, opened, place, read, thing};
use super::{migrations, values};

#[derive(Debug, Clone)]
enum Act {
    /// Somebody reads thing `.0` in room `.1`; the phone may send it several times.
    Read(usize, usize, u8),
    /// A reading made before is taken back.
    Undo(u32),
    /// A reading made before arrives once more.
    Resend(u32),
    /// A missing thing is explained, or that is taken back.
    Explain(usize, bool),
    /// Closed and opened again; in between readings come too late.
    Reopen(Vec<(usize, usize)>),
}

/// Six things are expected, one is known and was not, one is unknown.
const THINGS: usize = 8;

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let reading = (0..THINGS, 0_usize..3);
    prop::collection::vec(
        prop_oneof![
            6 => (reading.clone(), 1_u8..4).prop_map(|((thing, room), times)| Act::Read(thing, room, times)),
            3 => (0_u32..20).prop_map(Act::Undo),
            2 => (0_u32..20).prop_map(Act::Resend),
            1 => (0_usize..6, any::<bool>()).prop_map(|(thing, set)| Act::Explain(thing, set)),
            1 => prop::collection::vec(reading, 0..3).prop_map(Act::Reopen),
        ],
        1..25,
    )
}

struct World {
    case: u32,
    cx: Cx,
    id: StocktakingId,
    rooms: [PlaceId; 3],
    building: PlaceId,
    assets: Vec<AssetId>,
    made: Vec<(Event, Reading)>,
    explained: BTreeSet<usize>,
    reopened: bool,
}

impl World {
    /// Every case has a company of its own; what the one before had is gone.
    async fn build(cx: &Cx, case: u32) -> Self {
        let all = assets::ids(cx, &Filter::default()).await.unwrap();
        assets::bulk_change(cx, &all, &values(&[("status", "disposed")])).await.unwrap();
        let name = |room: &str| format!("{room} ({case})");
        let building = place(cx, &name("本社"), None).await;
        let rooms = [
            place(cx, &name("1F"), Some(building)).await,
            place(cx, &name("2F"), None).await,
            place(cx, &name("3F"), None).await,
        ];
        let mut assets = Vec::new();
        for (at, room) in
            [name("1F"), name("本社"), name("2F"), name("2F"), name("3F"), String::new()].iter().enumerate()
        {
            assets.push(thing(cx, &number(case, at), room, &[]).await);
        }
        let id = opened(cx, Scope::default()).await;
        thing(cx, &number(case, 6), &name("1F"), &[]).await;
        let (made, explained) = (Vec::new(), BTreeSet::new());
        Self { case, cx: cx.clone(), id, rooms, building, assets, made, explained, reopened: false }
    }

    fn client(&self, at: u32) -> u32 {
        self.case * 1_000 + at
    }

    async fn send(&self, event: &Event) {
        ops::take(&self.cx, self.id, std::slice::from_ref(event)).await.unwrap();
    }

    async fn read(&mut self, thing: usize, room: usize, times: u8) {
        let place = self.rooms[room];
        let event =
            read(self.client(u32::try_from(self.made.len()).unwrap()), place, &number(self.case, thing));
        for _ in 0..times {
            self.send(&event).await;
        }
        let chain = if room == 0 { vec![place, self.building] } else { vec![place] };
        let (is_known, is_out) = (thing < 7, false);
        let reading = Reading { thing: number(self.case, thing), room: place.0, chain, is_known, is_out };
        self.made.push((event, reading));
        // What was found needs no explanation, and the explanation does not come back.
        self.explained.remove(&thing);
    }

    async fn act(&mut self, act: Act) {
        match act {
            Act::Read(thing, room, times) => self.read(thing, room, times).await,
            Act::Undo(at) if (at as usize) < self.made.len() => {
                self.send(&Event::Undo { scan: client(self.client(at)) }).await;
                self.made[at as usize].1.is_out = true;
            }
            Act::Resend(at) if (at as usize) < self.made.len() => {
                self.send(&self.made[at as usize].0.clone()).await;
            }
            Act::Explain(thing, set) => {
                let why = set.then_some(Explanation::Lent);
                let changed = ops::explain(&self.cx, self.id, &[self.assets[thing]], why, "").await.unwrap();
                if set && changed > 0 {
                    self.explained.insert(thing);
                } else {
                    self.explained.remove(&thing);
                }
            }
            Act::Reopen(late) if !self.reopened => {
                ops::close(&self.cx, self.id).await.unwrap();
                for (thing, room) in late {
                    self.read(thing, room, 2).await;
                }
                ops::reopen(&self.cx, self.id, "遅れて届いた").await.unwrap();
                self.reopened = true;
            }
            Act::Undo(_) | Act::Resend(_) | Act::Reopen(_) => {}
        }
    }

    async fn check(&self) {
        let at = [self.rooms[0].0, self.building.0, self.rooms[1].0, self.rooms[1].0, self.rooms[2].0, 0];
        let items: Vec<Expected> = (0..6)
            .map(|thing| Expected {
                thing: number(self.case, thing),
                room: at[thing],
                is_explained: self.explained.contains(&thing),
            })
            .collect();
        let readings: Vec<Reading> = self.made.iter().map(|(_, reading)| reading.clone()).collect();
        let mut wanted = recount(&items, &readings);
        wanted.retain(|_, tally| *tally != Tally::default());
        let rooms = lists::rooms(&self.cx, self.id).await.unwrap();
        let kept: BTreeMap<i64, Tally> = rooms
            .into_iter()
            .map(|room| (room.place.map_or(0, |place| place.0), room.tally))
            .filter(|(_, tally)| *tally != Tally::default())
            .collect();
        assert_eq!(kept, wanted, "{:?}", self.made);
    }
}

/// What stands on the label of a thing.
fn number(case: u32, thing: usize) -> String {
    format!("PC-{case}-{thing}")
}

on_both_databases! {
    migrations = &migrations();

    async fn the_kept_counts_are_those_of_a_recount(house: TestHouse) {
        let cx = house.admin();
        let mut runner = TestRunner::deterministic();
        for case in 0..if cx.db().is_postgres() { 6 } else { 25 } {
            let mut world = World::build(&cx, case).await;
            for act in acts().new_tree(&mut runner).unwrap().current() {
                world.act(act).await;
            }
            world.check().await;
        }
    }
}
