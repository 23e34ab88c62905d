//! Things are handed out and come back, with a signature for all of them at once.

use kernel::{AssetId, Fault, Lang, PersonId, Result, Subject};
use leaflet::strokes::Strokes;
use ledger::assets::{Filter as AssetFilter, Page, Sort, Status, ops as assets};
use ledger::handovers::{
    Direction, Filter, Handover, NewHandover, NewItem, Show, Signing, State, ops, paper, terms,
};
use ledger::people::{self, NewPerson};
use platform::Cx;
use platform::locale::Dates;
use testkit::on_both_databases;

use super::{migrations, values};

const DRAWN: &str = r#"{"width":600,"height":200,"strokes":[[[12,30],[13,31]]]}"#;

async fn person(cx: &Cx, name: &str) -> PersonId {
    people::ops::add(cx, &NewPerson { name: name.into(), ..NewPerson::default() }).await.unwrap().id
}

async fn pc(cx: &Cx, number: &str) -> AssetId {
    let fields = values(&[("kind", "pc"), ("asset_no", number), ("status", "in_stock"), ("serial", number)]);
    assets::register(cx, &fields).await.unwrap().asset.id
}

fn new(direction: Direction, person: PersonId, things: &[AssetId], on: &str) -> NewHandover {
    NewHandover {
        person,
        direction,
        planned_on: on.parse().unwrap(),
        due_on: None,
        note: String::new(),
        items: things.iter().map(|id| NewItem::of(*id)).collect(),
    }
}

fn signed() -> Signing {
    Signing {
        on: None,
        name: "青木 涼".into(),
        strokes: DRAWN.into(),
        unsigned_because: String::new(),
        by_name: "佐藤 花子".into(),
    }
}

async fn perform(cx: &Cx, it: &Handover) -> Result<Handover> {
    let now = ops::see(cx, it.id).await?;
    ops::perform(cx, it.id, now.version, &signed()).await.map(|done| done.handover)
}

async fn status(cx: &Cx, id: AssetId) -> (Status, Option<PersonId>) {
    let asset = assets::see(cx, id).await.unwrap().asset;
    (asset.status, asset.person)
}

async fn ids(cx: &Cx, show: Show) -> Vec<i64> {
    let filter = Filter { show, ..Filter::default() };
    ops::list(cx, &filter, Page::default()).await.unwrap().0.iter().map(|one| one.handover.id.0).collect()
}

fn said(fault: Fault) -> Vec<(String, String)> {
    let Fault::Invalid(faults) = fault else { panic!("{fault:?}") };
    faults.into_iter().map(|fault| (fault.field, fault.text.key.into_owned())).collect()
}

on_both_databases! {
    migrations = &migrations();

    async fn two_things_are_handed_out_with_one_signature_and_undone_as_one(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let (pc, monitor) = (pc(&cx, "NB-1").await, pc(&cx, "MO-1").await);
        let mut wanted = new(Direction::Out, aoki, &[pc, monitor], "2026-11-22");
        wanted.items[0].accessories = " ACアダプター ".into();
        let planned = ops::plan(&cx, &wanted).await.unwrap();
        assert_eq!((planned.state, planned.items[0].accessories.as_str()), (State::Planned, "ACアダプター"));
        assert_eq!(status(&cx, pc).await, (Status::InStock, None), "planning moves nothing");

        let done = ops::perform(&cx, planned.id, planned.version, &signed()).await.unwrap();
        for thing in [pc, monitor] {
            assert_eq!(status(&cx, thing).await, (Status::InUse, Some(aoki)));
            let detail = assets::see(&cx, thing).await.unwrap();
            let sets: Vec<_> = detail.history.iter().filter(|line| line.act == "hand_out").map(|line| line.set).collect();
            assert!(!sets.is_empty() && sets.iter().all(|set| *set == done.set), "one change set for all");
        }
        let signature = done.handover.signed.clone().unwrap();
        assert_eq!((signature.name.as_str(), signature.by_name.as_str()), ("青木 涼", "佐藤 花子"));
        assert_eq!(Strokes::parse(&signature.strokes), Strokes::parse(DRAWN));
        assert!(done.handover.terms.contains("使用者"), "the terms are frozen: {}", done.handover.terms);
        assert_eq!(done.handover.items[0].called, "NB-1 NB-1 (S/N NB-1)");

        let other = assets::undo(&cx, done.set).await;
        assert!(matches!(other, Err(Fault::Conflict(text)) if text.key == "handovers.fault.undo_there"));
        let back = ops::undo(&cx, planned.id, done.handover.version).await.unwrap();
        assert_eq!((back.state, back.signed, back.file), (State::Planned, None, None));
        assert_eq!(status(&cx, pc).await, (Status::InStock, None));
        assert!(assets::see(&cx, pc).await.unwrap().assignments.is_empty(), "as if it had never been");
        perform(&cx, &planned).await.unwrap();
        assert_eq!(status(&cx, monitor).await, (Status::InUse, Some(aoki)));
    }

    async fn the_signed_paper_is_kept_byte_for_byte_at_the_hand_over_and_its_things(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let thing = pc(&cx, "NB-1").await;
        let planned = ops::plan(&cx, &new(Direction::Out, aoki, &[thing], "2026-11-22")).await.unwrap();
        let done = perform(&cx, &planned).await.unwrap();
        let document = ops::preview(&cx, planned.id, &signed()).await.unwrap();
        let printed = paper::print(&document, Dates::common(Lang::Ja), cx.house.zone()).unwrap();
        assert!(printed.name == "貸与書 No.1.pdf" && printed.bytes.starts_with(b"%PDF-"), "{}", printed.name);
        let bytes = printed.bytes;
        for subject in [Subject::Handover(done.id), Subject::Asset(thing)] {
            let attached = platform::files::of(cx.db(), subject).await.unwrap();
            assert_eq!(attached.len(), 1, "{subject}");
            assert_eq!(Some(attached[0].file.id), done.file);
            let path = platform::files::path_of(cx.house.data(), &attached[0].file.hash);
            assert_eq!(std::fs::read(path).unwrap(), bytes);
            ledger::assets::attachments::open(&cx, &attached[0].file.public_id).await.unwrap();
        }
        ops::undo(&cx, done.id, done.version).await.unwrap();
        for subject in [Subject::Handover(done.id), Subject::Asset(thing)] {
            assert!(platform::files::of(cx.db(), subject).await.unwrap().is_empty(), "{subject}");
        }
    }

    async fn what_stands_in_the_way_is_said_for_each_thing_and_nothing_is_written(house: TestHouse) {
        let cx = house.admin();
        let (aoki, ishida) = (person(&cx, "青木 涼").await, person(&cx, "石田 渉").await);
        let things = [pc(&cx, "NB-1").await, pc(&cx, "NB-2").await, pc(&cx, "NB-3").await, pc(&cx, "NB-4").await];
        let planned = ops::plan(&cx, &new(Direction::Out, aoki, &things, "2026-11-22")).await.unwrap();
        assets::assign(&cx, things[0], ishida, None).await.unwrap();
        assets::delete(&cx, &[things[1]]).await.unwrap();
        assets::dispose(&cx, things[2], None, "").await.unwrap();
        let keys = |found: Vec<(String, String)>| found.into_iter().map(|(field, key)| (field.replace("item.", ""), key)).collect::<Vec<_>>();
        let refused = keys(said(perform(&cx, &planned).await.unwrap_err()));
        assert_eq!(refused, [
            (things[0].to_string(), "handovers.obstacle.held_by".into()),
            (things[1].to_string(), "handovers.obstacle.deleted".into()),
            (things[2].to_string(), "handovers.obstacle.gone".into()),
        ]);
        assert_eq!(ops::obstacles(&cx, &planned).await.unwrap().len(), 3);
        assert_eq!(status(&cx, things[3]).await, (Status::InStock, None), "nothing was written");
        assert_eq!(ops::see(&cx, planned.id).await.unwrap().state, State::Planned);

        let licence = assets::register(&cx, &values(&[("kind", "licence"), ("licence_name", "Office")])).await.unwrap().asset.id;
        let wrong = ops::plan(&cx, &new(Direction::Out, aoki, &[licence], "2026-11-22")).await;
        assert_eq!(said(wrong.unwrap_err()), [(format!("item.{licence}"), "handovers.fault.thing".into())]);
        let back = ops::plan(&cx, &new(Direction::Back, aoki, &[things[0]], "2026-11-22")).await.unwrap();
        assert_eq!(said(perform(&cx, &back).await.unwrap_err())[0].1, "handovers.obstacle.not_held");
    }

    async fn a_signature_or_a_reason_for_none_is_needed(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let thing = pc(&cx, "NB-1").await;
        let planned = ops::plan(&cx, &new(Direction::Out, aoki, &[thing], "2026-11-22")).await.unwrap();
        let none = Signing { name: String::new(), strokes: String::new(), ..signed() };
        let tried = async |signing: &Signing| ops::perform(&cx, planned.id, planned.version, signing).await;
        assert_eq!(said(tried(&none).await.unwrap_err())[0].0, "name");
        let both = Signing { unsigned_because: "発送のため".into(), ..signed() };
        assert_eq!(said(tried(&both).await.unwrap_err())[0].0, "unsigned_because");
        let scribble = Signing { strokes: "[[1,2]]".into(), ..signed() };
        assert_eq!(said(tried(&scribble).await.unwrap_err())[0].0, "strokes");
        let tomorrow = Signing { on: Some("2026-11-23".parse().unwrap()), ..signed() };
        assert_eq!(said(tried(&tomorrow).await.unwrap_err())[0].0, "on");
        let by_parcel = Signing { unsigned_because: "遠隔地へ発送".into(), on: Some("2026-11-20".parse().unwrap()), ..none };
        let done = tried(&by_parcel).await.unwrap().handover;
        assert_eq!(done.signed.unwrap().unsigned_because, "遠隔地へ発送");
        let held = assets::see(&cx, thing).await.unwrap().assignments;
        assert_eq!(held[0].from_on, Some("2026-11-20".parse().unwrap()), "the day it really happened");
        let stale = tried(&signed()).await;
        assert!(matches!(stale, Err(Fault::Conflict(_))));
    }

    async fn a_loan_runs_late_until_the_thing_is_back_however_it_came_back(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let (first, second) = (pc(&cx, "NB-1").await, pc(&cx, "NB-2").await);
        let wanted = NewHandover { due_on: Some("2026-11-25".parse().unwrap()), ..new(Direction::Out, aoki, &[first, second], "2026-11-22") };
        let loan = perform(&cx, &ops::plan(&cx, &wanted).await.unwrap()).await.unwrap();
        assert_eq!(status(&cx, first).await.0, Status::Lent);
        assert_eq!((ids(&cx, Show::Lent).await, ids(&cx, Show::Overdue).await), (vec![loan.id.0], vec![]));
        assert_eq!(ops::due_of(&cx, aoki).await.unwrap().len(), 2);
        house.clock.advance(chrono::TimeDelta::days(4));
        assert_eq!(ids(&cx, Show::Overdue).await, [loan.id.0]);

        // One comes back on its own page, the other by a paper; each counts.
        assets::take_back(&cx, first, Status::InStock, None).await.unwrap();
        assert_eq!(ids(&cx, Show::Overdue).await, [loan.id.0], "the other is still out");
        let mut wanted = new(Direction::Back, aoki, &[second], "2026-11-26");
        wanted.items[0].to = Status::Repair;
        let back = perform(&cx, &ops::plan(&cx, &wanted).await.unwrap()).await.unwrap();
        assert_eq!(status(&cx, second).await, (Status::Repair, None));
        assert!(ids(&cx, Show::Overdue).await.is_empty() && ids(&cx, Show::Lent).await.is_empty());
        let loan_now = ops::see(&cx, loan.id).await.unwrap();
        assert_eq!((loan_now.state, loan_now.items[1].closed_in), (State::Done, Some(back.id)));
        ops::undo(&cx, back.id, back.version).await.unwrap();
        assert_eq!(ids(&cx, Show::Overdue).await, [loan.id.0], "undoing the return brings it back out");
    }

    async fn a_hand_over_is_returned_once_everything_came_back_and_cannot_be_undone_then(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let things = [pc(&cx, "NB-1").await, pc(&cx, "NB-2").await];
        let out = perform(&cx, &ops::plan(&cx, &new(Direction::Out, aoki, &things, "2026-11-22")).await.unwrap()).await.unwrap();
        let one = perform(&cx, &ops::plan(&cx, &new(Direction::Back, aoki, &things[..1], "2026-11-22")).await.unwrap()).await.unwrap();
        assert_eq!(ops::see(&cx, out.id).await.unwrap().state, State::Done);
        let early = ops::undo(&cx, out.id, ops::see(&cx, out.id).await.unwrap().version).await;
        assert!(matches!(early, Err(Fault::Conflict(text)) if text.key == "handovers.fault.changed_since"));
        let two = perform(&cx, &ops::plan(&cx, &new(Direction::Back, aoki, &things[1..], "2026-11-22")).await.unwrap()).await.unwrap();
        let returned = ops::see(&cx, out.id).await.unwrap();
        assert_eq!(returned.state, State::Returned);
        assert!(matches!(ops::undo(&cx, out.id, returned.version).await, Err(Fault::Conflict(text)) if text.key == "handovers.fault.state"));
        for back in [two, one] {
            ops::undo(&cx, back.id, ops::see(&cx, back.id).await.unwrap().version).await.unwrap();
        }
        let done = ops::see(&cx, out.id).await.unwrap();
        assert_eq!(done.state, State::Done);
        ops::undo(&cx, out.id, done.version).await.unwrap();
        assert_eq!(status(&cx, things[0]).await, (Status::InStock, None));
    }

    async fn a_planned_one_comes_up_on_its_day_and_can_be_changed_or_called_off(house: TestHouse) {
        let cx = house.admin();
        let (aoki, ishida) = (person(&cx, "青木 涼").await, person(&cx, "石田 渉").await);
        let thing = pc(&cx, "NB-1").await;
        let planned = ops::plan(&cx, &new(Direction::Out, aoki, &[thing], "2026-11-24")).await.unwrap();
        assert_eq!((ids(&cx, Show::Planned).await, ids(&cx, Show::Today).await), (vec![planned.id.0], vec![]));
        house.clock.advance(chrono::TimeDelta::days(2));
        assert_eq!(ids(&cx, Show::Today).await, [planned.id.0]);
        let second = ops::plan(&cx, &new(Direction::Out, ishida, &[thing], "2026-11-30")).await.unwrap();
        assert_eq!(ops::others(&cx, &second).await.unwrap(), [planned.id]);
        let changed = ops::change(&cx, planned.id, planned.version, &new(Direction::Out, ishida, &[thing], "2026-11-25")).await.unwrap();
        assert_eq!((changed.person, ids(&cx, Show::Today).await), (ishida, vec![]));
        assert!(matches!(ops::change(&cx, planned.id, planned.version, &new(Direction::Out, aoki, &[thing], "2026-11-25")).await, Err(Fault::Conflict(_))));
        let off = ops::cancel(&cx, planned.id, changed.version, "入社日の変更").await.unwrap();
        assert_eq!((off.state, off.cancelled_because.as_str()), (State::Cancelled, "入社日の変更"));
        assert!(perform(&cx, &off).await.is_err());
    }

    async fn who_already_holds_a_thing_may_sign_for_it(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let thing = pc(&cx, "NB-1").await;
        assets::assign(&cx, thing, aoki, None).await.unwrap();
        let done = perform(&cx, &ops::plan(&cx, &new(Direction::Out, aoki, &[thing], "2026-11-22")).await.unwrap()).await.unwrap();
        assert_eq!(assets::see(&cx, thing).await.unwrap().assignments.len(), 1, "nothing changed hands");
        ops::undo(&cx, done.id, done.version).await.unwrap();
        assert_eq!(status(&cx, thing).await, (Status::InUse, Some(aoki)));
    }

    async fn papers_follow_a_person_who_was_there_twice(house: TestHouse) {
        let cx = house.admin();
        let (aoki, twice) = (person(&cx, "青木 涼").await, person(&cx, "青木涼").await);
        let thing = pc(&cx, "NB-1").await;
        let done = perform(&cx, &ops::plan(&cx, &new(Direction::Out, twice, &[thing], "2026-11-22")).await.unwrap()).await.unwrap();
        people::ops::merge(&cx, aoki, twice).await.unwrap();
        assert_eq!(ops::see(&cx, done.id).await.unwrap().person, aoki);
        let back = ops::plan(&cx, &new(Direction::Back, twice, &[thing], "2026-11-22")).await.unwrap();
        assert_eq!(back.person, aoki);
        perform(&cx, &back).await.unwrap();
        assert_eq!(ops::see(&cx, done.id).await.unwrap().state, State::Returned);
    }

    async fn the_company_words_its_own_terms_and_signed_papers_keep_theirs(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let thing = pc(&cx, "NB-1").await;
        let first = terms::see(&cx, Direction::Out).await.unwrap();
        let own = terms::change(&cx, Direction::Out, first.version, "大切に使います。").await.unwrap();
        let done = perform(&cx, &ops::plan(&cx, &new(Direction::Out, aoki, &[thing], "2026-11-22")).await.unwrap()).await.unwrap();
        assert!(matches!(terms::change(&cx, Direction::Out, first.version, "x").await, Err(Fault::Conflict(_))));
        let again = terms::change(&cx, Direction::Out, own.version, "").await.unwrap();
        assert_eq!(again.text, first.text);
        assert_eq!(ops::see(&cx, done.id).await.unwrap().terms, "大切に使います。");
        let deputy = house.as_role(kernel::Role::Deputy);
        assert!(matches!(terms::change(&deputy, Direction::Out, again.version, "x").await, Err(Fault::Forbidden)));
    }

    async fn the_journal_names_nobody(house: TestHouse) {
        let cx = house.admin();
        let aoki = person(&cx, "青木 涼").await;
        let thing = pc(&cx, "NB-1").await;
        let wanted = NewHandover { note: "自宅住所は秘密".into(), ..new(Direction::Out, aoki, &[thing], "2026-11-22") };
        let done = perform(&cx, &ops::plan(&cx, &wanted).await.unwrap()).await.unwrap();
        ops::undo(&cx, done.id, done.version).await.unwrap();
        let lines = platform::journal::latest(cx.db(), None, 100).await.unwrap();
        let told = format!("{lines:?}");
        assert!(told.contains("handover.done") && told.contains("handover.undone"), "{told}");
        for secret in ["青木", "佐藤", "秘密", "strokes"] {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
        let reader = house.as_role(kernel::Role::Manager);
        assert!(matches!(ops::plan(&reader, &wanted).await, Err(Fault::Forbidden)));
        assert!(ops::list(&reader, &Filter::default(), Page::default()).await.is_ok());
        let nobody = AssetFilter { person: Some(aoki), ..AssetFilter::default() };
        assert_eq!(assets::list(&cx, &nobody, Sort::default(), Page::default()).await.unwrap().total, 0);
    }
}
