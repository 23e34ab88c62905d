//! A stocktaking from opening to the signed result: rooms, several people, lost answers, late phones.

use chrono::TimeDelta;
use kernel::{AccountId, Actor, AssetId, Fault, KindId, Lang, PlaceId, Role, StocktakingId};
use ledger::assets::ops as assets;
use ledger::places::{NewPlace, Place};
use ledger::stocktaking::Outcome::{Again, Elsewhere, Here, Unexpected, Unknown};
use ledger::stocktaking::lists::{self, Which};
use ledger::stocktaking::{
    Answer, Condition, Event, Explanation, NewScan, NewStocktaking, Outcome, Reason, Scope, Source, State,
    Tally, ops, reader, report,
};
use ledger::{kinds::BuiltIn, trees};
use platform::Cx;
use sheet::{Cell, Format, Row, Sheet, Workbook};
use testkit::on_both_databases;

use super::{migrations, values};

pub(crate) async fn place(cx: &Cx, name: &str, parent: Option<PlaceId>) -> PlaceId {
    let new = NewPlace { name: name.into(), parent, ..NewPlace::default() };
    let place: Place = trees::ops::add(cx, &new).await.unwrap();
    place.id
}

pub(crate) async fn thing(cx: &Cx, number: &str, place: &str, more: &[(&str, &str)]) -> AssetId {
    let mut all = vec![("kind", "pc"), ("asset_no", number), ("location", place)];
    all.extend(more);
    assets::register(cx, &values(&all)).await.unwrap().asset.id
}

/// An id that a phone would make up.
pub(crate) fn client(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

pub(crate) fn read(number: u32, place: PlaceId, typed: &str) -> Event {
    Event::Read(NewScan {
        client: client(number),
        place,
        typed: typed.to_owned(),
        read_at: None,
        source: Source::Typed,
        condition: None,
        note: String::new(),
    })
}

async fn send(cx: &Cx, id: StocktakingId, events: &[Event]) -> Vec<Answer> {
    ops::take(cx, id, events).await.unwrap()
}

fn outcomes(answers: &[Answer]) -> Vec<Option<Outcome>> {
    answers.iter().map(|answer| answer.now.as_ref().map(|scan| scan.outcome)).collect()
}

pub(crate) async fn opened(cx: &Cx, scope: Scope) -> StocktakingId {
    let new = NewStocktaking { name: "2026年度 棚卸".into(), on: cx.today(), scope };
    ops::open(cx, &new).await.unwrap().id
}

async fn tally(cx: &Cx, id: StocktakingId) -> Tally {
    lists::see(cx, id).await.unwrap().tally
}

async fn missing(cx: &Cx, id: StocktakingId) -> Vec<String> {
    let items = lists::items(cx, id, None, Which::Missing, (0, 100)).await.unwrap();
    items.into_iter().map(|item| item.number).collect()
}

fn file(rows: &[&str]) -> Workbook {
    let row = |(at, line): (usize, &&str)| Row {
        number: u32::try_from(at + 1).unwrap(),
        cells: (0_u32..).zip(line.split(',')).map(|(at, text)| (at, Cell::Text(text.to_owned()))).collect(),
    };
    let sheet = Sheet { rows: rows.iter().enumerate().map(row).collect(), ..Sheet::default() };
    Workbook { format: Format::Csv, encoding: None, sheets: vec![sheet], notes: Vec::new() }
}

on_both_databases! {
    migrations = &migrations();

    async fn a_room_is_counted_and_every_number_is_answered(house: TestHouse) {
        let cx = house.admin();
        let building = place(&cx, "本社", None).await;
        let office = place(&cx, "3F 事務所", Some(building)).await;
        let store = place(&cx, "倉庫", None).await;
        let here = thing(&cx, "PC-0001", "3F 事務所", &[("serial", "SN 77-A")]).await;
        thing(&cx, "PC-0002", "倉庫", &[]).await;
        thing(&cx, "PC-0003", "本社", &[]).await;
        thing(&cx, "PC-0004", "", &[]).await;
        thing(&cx, "PC-0005", "倉庫", &[("status", "disposed")]).await;
        let deleted = thing(&cx, "PC-0006", "倉庫", &[]).await;
        assets::delete(&cx, &[deleted]).await.unwrap();
        assets::register(&cx, &values(&[("kind", "licence"), ("asset_no", "LC-1"), ("licence_name", "Office")])).await.unwrap();
        let id = opened(&cx, Scope::default()).await;
        thing(&cx, "PC-0099", "3F 事務所", &[]).await;
        assert_eq!(tally(&cx, id).await.expected, 4, "neither what is gone nor a licence");

        let typed = ["ｐｃ－０００１", "PC-0002", "PC-0003", "PC-0004", "PC-0005", "PC-0006", "LC-1", "PC-0099", "X-1", "sn77-a", &format!("https://omamori.example/a/{here}"), "x－１"];
        let events: Vec<Event> = (1..).zip(&typed).map(|(number, typed)| read(number, office, typed)).collect();
        let answers = send(&cx, id, &events).await;
        let expected = [Here, Elsewhere, Here, Elsewhere, Unexpected, Unexpected, Unexpected, Unexpected, Unknown, Again, Again, Again];
        assert_eq!(outcomes(&answers), expected.map(Some));
        let reasons: Vec<_> = answers[4..8].iter().map(|answer| answer.now.as_ref().unwrap().reason.unwrap()).collect();
        assert_eq!(reasons, [Reason::Disposed, Reason::Deleted, Reason::Record, Reason::OutOfScope]);
        assert_eq!(answers[1].now.as_ref().unwrap().expected_place, "倉庫");
        let first = answers[9].counted.as_ref().unwrap();
        assert_eq!((first.label.as_str(), first.place_name.as_str(), first.by.as_str()), ("PC-0001", "3F 事務所", "account:1"));

        let room = lists::room(&cx, id, Some(office)).await.unwrap().tally;
        let wanted = Tally { expected: 1, here: 1, read_here: 2, read_elsewhere: 2, read_unexpected: 4, read_unknown: 1, ..Tally::default() };
        assert_eq!(room, wanted);
        assert_eq!(lists::room(&cx, id, Some(store)).await.unwrap().tally, Tally { expected: 1, away: 1, ..Tally::default() });
        assert_eq!(lists::room(&cx, id, None).await.unwrap().tally, Tally { expected: 1, away: 1, ..Tally::default() });
        assert_eq!(missing(&cx, id).await, Vec::<String>::new());
    }

    async fn a_reading_sent_three_times_counts_once(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        thing(&cx, "PC-1", "事務所", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        let one = [read(1, office, "PC-1"), read(2, office, "Z-9")];
        let first = send(&cx, id, &one).await;
        assert!(first.iter().all(|answer| answer.is_new));
        let head = platform::journal::head(cx.db()).await.unwrap().seq;
        for _ in 0..2 {
            let again = send(&cx, id, &one).await;
            assert!(again.iter().all(|answer| !answer.is_new));
            assert_eq!(outcomes(&again), outcomes(&first), "the same answer as if it had not been lost");
        }
        assert_eq!(platform::journal::head(cx.db()).await.unwrap().seq, head, "nothing happened, nothing is on record");
        let both = [one[0].clone(), one[0].clone()];
        assert_eq!(outcomes(&send(&cx, id, &both).await), [Some(Outcome::Here), Some(Outcome::Here)]);
        let counts = tally(&cx, id).await;
        assert_eq!((counts.here, counts.read_unknown, counts.read_here), (1, 1, 1));
    }

    async fn two_people_count_at_once_and_nothing_is_counted_twice(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        let store = place(&cx, "倉庫", None).await;
        for number in 1..=20 {
            thing(&cx, &format!("PC-{number}"), if number % 2 == 0 { "倉庫" } else { "事務所" }, &[]).await;
        }
        let id = opened(&cx, Scope::default()).await;
        let other = house.acting(Actor::Account { id: AccountId(2), role: Role::Deputy }, Lang::Ja);
        let walk = async |cx: &Cx, first: u32, room: PlaceId| {
            for number in 1..=20_u32 {
                let event = read(first + number, room, &format!("PC-{number}"));
                // Each is sent twice: the answer to the first got lost.
                send(cx, id, std::slice::from_ref(&event)).await;
                send(cx, id, &[event]).await;
            }
        };
        tokio::join!(walk(&cx, 0, office), walk(&other, 100, store));
        let counts = tally(&cx, id).await;
        assert_eq!((counts.expected, counts.found(), counts.missing()), (20, 20, 0));
        assert_eq!(counts.read_here + counts.read_elsewhere, 20);
        let again = lists::readings(&cx, id, None, &[Outcome::Again], (0, 100)).await.unwrap();
        assert_eq!(again.len(), 20, "whoever came second was told who had been first");
    }

    async fn a_reading_can_be_taken_back_and_the_next_one_counts(house: TestHouse) {
        let cx = house.admin();
        let (office, store) = (place(&cx, "事務所", None).await, place(&cx, "倉庫", None).await);
        let asset = thing(&cx, "PC-1", "事務所", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        ops::explain(&cx, id, &[asset], Some(Explanation::TakenHome), "").await.unwrap();
        assert_eq!(tally(&cx, id).await.short(), 0);
        send(&cx, id, &[read(1, store, "PC-1"), read(2, office, "PC-1")]).await;
        let counts = tally(&cx, id).await;
        assert_eq!((counts.away, counts.here, counts.explained), (1, 0, 0), "found, so there is nothing to explain");
        let undo = Event::Undo { scan: client(1) };
        let answers = send(&cx, id, std::slice::from_ref(&undo)).await;
        assert!(answers[0].is_new && answers[0].now.is_none());
        assert!(!send(&cx, id, &[undo]).await[0].is_new);
        let counts = tally(&cx, id).await;
        assert_eq!((counts.away, counts.here, counts.read_here, counts.read_elsewhere), (0, 1, 1, 0));
        send(&cx, id, &[Event::Undo { scan: client(2) }]).await;
        assert_eq!(tally(&cx, id).await, Tally { expected: 1, ..Tally::default() });
        assert!(send(&cx, id, &[read(1, store, "PC-1")]).await[0].now.is_none(), "what was taken back stays so");
        assert!(send(&cx, id, &[Event::Undo { scan: client(7) }]).await[0].refused.is_some());
    }

    async fn a_thing_found_elsewhere_moves_with_one_tap(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        place(&cx, "倉庫", None).await;
        let asset = thing(&cx, "PC-1", "倉庫", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        send(&cx, id, &[read(1, office, "PC-1")]).await;
        let tap = Event::Move { scan: client(1) };
        let answers = send(&cx, id, &[tap.clone(), tap.clone()]).await;
        assert_eq!(answers.iter().map(|answer| answer.is_new).collect::<Vec<_>>(), [true, false]);
        let detail = assets::see(&cx, asset).await.unwrap();
        assert_eq!((detail.asset.place, detail.asset.place_text.as_str()), (Some(office), "事務所"));
        assert_eq!(detail.history[0].act, "relocate");
        let set = answers[0].now.as_ref().unwrap().moved_in.unwrap();
        assets::undo(&cx, set).await.unwrap();
        assert_eq!(assets::see(&cx, asset).await.unwrap().asset.place_text, "倉庫");
        let counts = tally(&cx, id).await;
        assert_eq!((counts.away, counts.here), (1, 0), "what was expected where is frozen");
        send(&cx, id, &[read(2, office, "Z-9")]).await;
        assert!(send(&cx, id, &[Event::Move { scan: client(2) }]).await[0].refused.is_some());
    }

    async fn closing_tells_the_ledger_and_reopening_takes_that_back(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        let asset = thing(&cx, "PC-1", "事務所", &[]).await;
        let second = thing(&cx, "PC-2", "事務所", &[("last_seen", "2020-01-01")]).await;
        let id = opened(&cx, Scope::default()).await;
        send(&cx, id, &[read(1, office, "PC-1")]).await;
        house.clock.advance(TimeDelta::days(2));
        let closed = ops::close(&cx, id).await.unwrap();
        assert_eq!(closed.state, State::Closed);
        assert_eq!(closed.tally.accuracy_permille(), Some(500));
        let seen = async |asset| assets::see(&cx, asset).await.unwrap().asset.get("last_seen");
        assert_eq!(seen(asset).await, "2026-11-22", "when it was read, not when it was closed");
        let late = send(&cx, id, &[read(2, office, "PC-2")]).await;
        assert_eq!(outcomes(&late), [Some(Outcome::Late)]);
        assert_eq!(lists::late(&cx, id).await.unwrap(), 1);
        assert_eq!(tally(&cx, id).await.here, 1, "it does not count");
        assert!(send(&cx, id, &[Event::Undo { scan: client(1) }]).await[0].refused.is_some());
        assert!(matches!(ops::close(&cx, id).await, Err(Fault::Conflict(_))));

        assert!(matches!(ops::reopen(&cx, id, "  ").await, Err(Fault::Invalid(_))));
        ops::reopen(&cx, id, "3階の端末が圏外だった").await.unwrap();
        assert_eq!(seen(asset).await, "");
        assert_eq!((tally(&cx, id).await.here, lists::late(&cx, id).await.unwrap()), (2, 0), "now it counts");
        let closed = ops::close(&cx, id).await.unwrap();
        assert_eq!(closed.state, State::Final);
        assert_eq!((seen(asset).await.as_str(), seen(second).await.as_str()), ("2026-11-22", "2026-11-24"));
        assert!(matches!(ops::reopen(&cx, id, "もう一度").await, Err(Fault::Conflict(_))));
        let confirmed = lists::confirmations(&cx, asset).await.unwrap();
        assert_eq!((confirmed[0].found, confirmed[0].place.as_str()), (Some(Outcome::Here), "事務所"));
        assets::undo(&cx, closed.seen_set.unwrap()).await.unwrap();
        assert_eq!(seen(second).await, "2020-01-01", "one change set, taken back as one");
    }

    async fn what_is_missing_is_explained_with_a_word(house: TestHouse) {
        let cx = house.admin();
        place(&cx, "事務所", None).await;
        let lost = thing(&cx, "PC-1", "事務所", &[]).await;
        let lent = thing(&cx, "PC-2", "事務所", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        let explain = async |assets: &[AssetId], why, note: &str| ops::explain(&cx, id, assets, why, note).await;
        assert_eq!(explain(&[lost, lent], Some(Explanation::Lost), "").await.unwrap(), 2);
        assert_eq!(explain(&[lent, lent], Some(Explanation::Lent), "営業へ").await.unwrap(), 2);
        assert!(matches!(explain(&[lent], Some(Explanation::Other), " ").await, Err(Fault::Invalid(_))));
        let counts = tally(&cx, id).await;
        assert_eq!((counts.missing(), counts.explained, counts.short()), (2, 2, 0));
        explain(&[lost], None, "").await.unwrap();
        assert_eq!(tally(&cx, id).await.short(), 1);
        let items = lists::items(&cx, id, None, Which::Missing, (0, 10)).await.unwrap();
        assert_eq!((items[1].explained, items[1].note.as_str()), (Some(Explanation::Lent), "営業へ"));
        ops::cancel(&cx, id).await.unwrap();
        assert!(matches!(explain(&[lost], Some(Explanation::Lost), "").await, Err(Fault::Conflict(_))));
        assert!(send(&cx, id, &[read(1, PlaceId(1), "PC-1")]).await[0].refused.is_some());
    }

    async fn only_what_was_chosen_is_expected(house: TestHouse) {
        let cx = house.admin();
        let building = place(&cx, "本社", None).await;
        let office = place(&cx, "事務所", Some(building)).await;
        let store = place(&cx, "倉庫", None).await;
        thing(&cx, "PC-1", "事務所", &[]).await;
        thing(&cx, "PC-2", "倉庫", &[]).await;
        thing(&cx, "SV-1", "事務所", &[("kind", "server")]).await;
        let scope = Scope { places: vec![building], kinds: vec![BuiltIn::Pc.id(), KindId(101)], departments: vec![] };
        assert_eq!(ops::preview(&cx, &scope).await.unwrap(), 1);
        let id = opened(&cx, scope).await;
        let rooms: Vec<_> = lists::rooms(&cx, id).await.unwrap().into_iter().map(|room| room.name).collect();
        assert_eq!(rooms.len(), 2, "the chosen place and what lies inside: {rooms:?}");
        let answers = send(&cx, id, &[read(1, office, "SV-1"), read(2, store, "PC-1"), read(3, PlaceId(99), "PC-1")]).await;
        assert_eq!(outcomes(&answers), [Some(Outcome::Unexpected), Some(Outcome::Elsewhere), None]);
        assert!(answers[2].refused.is_some());
        let nothing = Scope { kinds: vec![BuiltIn::Phone.id()], ..Scope::default() };
        let new = NewStocktaking { name: "電話".into(), on: cx.today(), scope: nothing };
        assert!(matches!(ops::open(&cx, &new).await, Err(Fault::Invalid(_))));
    }

    async fn a_readers_file_is_looked_at_taken_in_and_not_twice(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        place(&cx, "倉庫", None).await;
        thing(&cx, "PC-1", "事務所", &[]).await;
        thing(&cx, "PC-2", "倉庫", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        let book = file(&["2026/11/22 09:00:00,PC-1,", "2026/11/22 09:01:00,PC-2,倉庫", "2026/11/22 09:02:00,PC-2,", "2026/11/22 09:03:00,X-1,屋上"]);
        let shown = |planned: &[reader::Planned]| planned.iter().map(|one| one.answer.as_ref().and_then(|it| it.now.as_ref()).map(|it| it.outcome)).collect::<Vec<_>>();
        let planned = reader::plan(&cx, id, &book, Some(office)).await.unwrap();
        assert_eq!(shown(&planned), [Some(Outcome::Here), Some(Outcome::Here), Some(Outcome::Again), None]);
        assert!(planned[3].problem.is_some());
        assert_eq!(tally(&cx, id).await.found(), 0, "a look changes nothing");
        for _ in 0..2 {
            reader::take(&cx, id, &book, Some(office)).await.unwrap();
            assert_eq!(tally(&cx, id).await.found(), 2);
            assert_eq!(lists::readings(&cx, id, None, Outcome::ALL, (0, 100)).await.unwrap().len(), 3);
        }
        let none = reader::plan(&cx, id, &book, None).await.unwrap();
        assert_eq!(none.iter().filter(|one| one.problem.is_some()).count(), 3, "a line needs a place");
    }

    async fn the_result_is_written_as_a_workbook(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        place(&cx, "倉庫", None).await;
        for (number, room) in [("PC-1", "事務所"), ("PC-2", "倉庫"), ("PC-3", "倉庫")] {
            thing(&cx, number, room, &[]).await;
        }
        let id = opened(&cx, Scope::default()).await;
        let remark = Event::Remark { scan: client(2), condition: Some(Condition::Worn), note: "角に傷".into() };
        let events = [read(1, office, "PC-1"), read(2, office, "PC-2"), read(3, office, "=1+1"), remark];
        assert!(send(&cx, id, &events).await.iter().all(|answer| answer.refused.is_none()));
        ops::close(&cx, id).await.unwrap();
        let people = [("account:1".to_owned(), "情シス 太郎".to_owned())].into();
        let bytes = report::export(&cx, id, &people, Lang::Ja).await.unwrap();
        let read = sheet::Reader::new(testkit::reading_program(), [""; 0]).read("棚卸.xlsx", &bytes).await.unwrap();
        let names: Vec<_> = read.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["集計", "部屋別", "見つからない", "別の場所", "未登録"]);
        let texts = |at: usize| read.sheets[at].rows.iter().flat_map(|row| &row.cells).filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text.clone()),
            _ => None,
        }).collect::<Vec<_>>();
        assert!(texts(0).contains(&"33.3%".to_owned()) && texts(0).contains(&"情シス 太郎".to_owned()), "{:?}", texts(0));
        assert!(texts(2).contains(&"PC-3".to_owned()));
        assert!(texts(3).contains(&"角に傷".to_owned()) && texts(3).contains(&"PC-2".to_owned()));
        assert!(texts(4).contains(&"=1+1".to_owned()), "as text");
    }

    async fn a_place_that_was_merged_meanwhile_is_still_the_same_room(house: TestHouse) {
        let cx = house.admin();
        let (old, new) = (place(&cx, "会議室A", None).await, place(&cx, "A会議室", None).await);
        let other = place(&cx, "倉庫", None).await;
        for number in ["PC-1", "PC-2"] {
            thing(&cx, number, "会議室A", &[]).await;
        }
        let moved = thing(&cx, "PC-3", "倉庫", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        trees::ops::merge(&cx, new, old).await.unwrap();
        let answers = send(&cx, id, &[read(1, new, "PC-1"), read(2, old, "PC-2"), read(3, old, "PC-3"), read(4, other, "PC-1")]).await;
        assert_eq!(outcomes(&answers), [Here, Here, Elsewhere, Again].map(Some));
        assert!(send(&cx, id, &[Event::Move { scan: client(3) }]).await[0].refused.is_none());
        assert_eq!(assets::see(&cx, moved).await.unwrap().asset.place, Some(new));
    }

    async fn who_only_reads_counts_nothing(house: TestHouse) {
        let cx = house.admin();
        let office = place(&cx, "事務所", None).await;
        thing(&cx, "PC-1", "事務所", &[]).await;
        let id = opened(&cx, Scope::default()).await;
        let manager = house.as_role(Role::Manager);
        assert!(lists::see(&manager, id).await.is_ok());
        assert!(matches!(ops::take(&manager, id, &[read(1, office, "PC-1")]).await, Err(Fault::Forbidden)));
        assert!(matches!(ops::close(&manager, id).await, Err(Fault::Forbidden)));
        let employee = house.as_role(Role::Employee);
        assert!(matches!(lists::see(&employee, id).await, Err(Fault::Forbidden)));
        assert!(matches!(lists::list(&employee).await, Err(Fault::Forbidden)));
    }
}
