//! People join, move and leave, and nothing is left behind.

use kernel::{AssetId, Fault, MoveId, PersonId};
use ledger::assets::{Page, Status, ops as assets};
use ledger::departments::{self, NewDepartment};
use ledger::handovers::{self, Direction, NewHandover, NewItem};
use ledger::moves::{
    Filter, Kind, LineKey, Matter, Need, NewMove, Outcome, Sheet, Standing, State, TemplateLine, ops,
    templates,
};
use ledger::people::{self, NewPerson};
use ledger::seats::{self, Holder};
use platform::Cx;
use testkit::on_both_databases;

use super::{migrations, values};

async fn person(cx: &Cx, name: &str) -> PersonId {
    people::ops::add(cx, &NewPerson { name: name.into(), ..NewPerson::default() }).await.unwrap().id
}

async fn entry(cx: &Cx, fields: &[(&str, &str)]) -> AssetId {
    assets::register(cx, &values(fields)).await.unwrap().asset.id
}

fn new(kind: Kind, person: PersonId) -> NewMove {
    NewMove { person, kind, on: "2026-12-31".parse().unwrap(), department: None, note: String::new() }
}

/// No lines of its own, so that only what is held is looked at.
async fn bare_template(cx: &Cx, kind: Kind) {
    templates::change(cx, kind, None, 0, &[]).await.unwrap();
}

fn open_keys(sheet: &Sheet) -> Vec<String> {
    let open = sheet.lines.iter().filter(|line| line.standing == Standing::Open);
    open.map(|line| line.key.to_string()).collect()
}

async fn close(cx: &Cx, id: MoveId) -> kernel::Result<ledger::moves::Move> {
    let version = ops::see(cx, id).await.unwrap().list.version;
    ops::close(cx, id, version).await
}

on_both_databases! {
    migrations = &migrations();

    async fn who_leaves_leaves_nothing_behind(house: TestHouse) {
        let cx = house.admin();
        bare_template(&cx, Kind::Leave).await;
        let aoki = person(&cx, "青木 涼").await;
        let pc = entry(&cx, &[("kind", "pc"), ("asset_no", "NB-1"), ("user", "青木 涼")]).await;
        let line = entry(&cx, &[("kind", "line"), ("phone", "090-0000-0001"), ("user", "青木 涼")]).await;
        let account = entry(&cx, &[("kind", "account"), ("system_name", "給与"), ("login_id", "aoki"), ("user", "青木 涼")]).await;
        let licence = entry(&cx, &[("kind", "licence"), ("licence_name", "Office")]).await;
        let seat = seats::ops::assign(&cx, licence, Holder::Person(aoki), "", None).await.unwrap();
        let monitor = entry(&cx, &[("kind", "monitor"), ("asset_no", "MO-1"), ("status", "in_stock")]).await;
        let wanted = NewHandover {
            person: aoki, direction: Direction::Out, planned_on: "2026-12-01".parse().unwrap(), due_on: None,
            note: String::new(), items: vec![NewItem::of(monitor)],
        };
        let planned = handovers::ops::plan(&cx, &wanted).await.unwrap();
        let list = ops::start(&cx, &new(Kind::Leave, aoki)).await.unwrap();
        let again = ops::start(&cx, &new(Kind::Leave, aoki)).await;
        assert!(matches!(again, Err(Fault::Conflict(text)) if text.key == "moves.fault.open_already"));

        let sheet = ops::see(&cx, list.id).await.unwrap();
        let mut keys = open_keys(&sheet);
        keys.sort();
        let mut all = vec![format!("asset-{pc}"), format!("asset-{line}"), format!("asset-{account}"), format!("seat-{}", seat.id), format!("handover-{}", planned.id)];
        all.sort();
        assert_eq!(keys, all);
        let refused = close(&cx, list.id).await;
        assert!(matches!(refused, Err(Fault::Conflict(text)) if text.key == "moves.fault.left_behind" && text.args[0].1 == "5"));

        for key in [LineKey::Asset(pc), LineKey::Asset(account), LineKey::Seat(seat.id), LineKey::Handover(planned.id)] {
            ops::act(&cx, list.id, key).await.unwrap();
        }
        let of = async |id| assets::see(&cx, id).await.unwrap().asset;
        assert_eq!((of(pc).await.status, of(pc).await.person), (Status::InStock, None));
        assert_eq!((of(account).await.status, of(account).await.person), (Status::Disposed, None));
        assert!(seats::ops::held_by(&cx, Holder::Person(aoki)).await.unwrap().is_empty());
        let blank = ops::tick(&cx, list.id, LineKey::Asset(line), &Outcome::Excused("  ".into())).await;
        assert!(matches!(blank, Err(Fault::Invalid(faults)) if faults[0].field == "reason"));
        let by_hand = ops::tick(&cx, list.id, LineKey::Asset(line), &Outcome::Done).await;
        assert!(matches!(by_hand, Err(Fault::Conflict(text)) if text.key == "moves.fault.by_act"), "only the real act counts");
        let sheet = ops::tick(&cx, list.id, LineKey::Asset(line), &Outcome::Excused("本人名義に変更".into())).await.unwrap();
        assert_eq!(sheet.open(), 0);
        let done: Vec<_> = sheet.lines.iter().filter(|line| matches!(line.standing, Standing::Done(_))).collect();
        assert_eq!(done.len(), 3, "what was given back stays in the list");

        // What comes to them after all that stands in the list by itself.
        assets::assign(&cx, monitor, aoki, None).await.unwrap();
        assert!(matches!(close(&cx, list.id).await, Err(Fault::Conflict(_))));
        assert_eq!(open_keys(&ops::see(&cx, list.id).await.unwrap()), [format!("asset-{monitor}")]);
        assets::take_back(&cx, monitor, Status::InStock, None).await.unwrap();
        let closed = close(&cx, list.id).await.unwrap();
        assert_eq!(closed.state, State::Closed);
        let left = people::ops::see(&cx, aoki).await.unwrap();
        assert_eq!(left.state, people::PersonState::Left(Some("2026-12-31".into())));
        assert!(matches!(ops::act(&cx, list.id, LineKey::Asset(line)).await, Err(Fault::Conflict(_))));

        ops::reopen(&cx, list.id).await.unwrap();
        assert!(people::ops::see(&cx, aoki).await.unwrap().is_here());
    }

    async fn what_a_newcomer_needs_comes_from_the_templates_of_all_and_of_the_department(house: TestHouse) {
        let cx = house.admin();
        let works = departments::ops::add(&cx, &NewDepartment { name: "製造部".into(), ..NewDepartment::default() }).await.unwrap();
        let aoki = people::ops::add(&cx, &NewPerson { name: "青木 涼".into(), department: Some(works.id), ..NewPerson::default() }).await.unwrap().id;
        let system = entry(&cx, &[("kind", "system"), ("system_name", "生産管理")]).await;
        let first = templates::see(&cx, Kind::Join, None).await.unwrap();
        assert!(first.version == 0 && first.lines.len() > 3, "it starts with sensible lines");
        let pc = TemplateLine { what: "パソコン".into(), need: "kind:1".into(), days: -3 };
        let for_all = [pc, TemplateLine { what: "入館証".into(), need: String::new(), days: 0 }];
        templates::change(&cx, Kind::Join, None, 0, &for_all).await.unwrap();
        let own = TemplateLine { what: "生産管理の権限".into(), need: Need::Seat(system).text(), days: 1 };
        templates::change(&cx, Kind::Join, Some(works.id), 0, &[own, TemplateLine::default()]).await.unwrap();
        let stale = templates::change(&cx, Kind::Join, None, 0, &for_all).await;
        assert!(matches!(stale, Err(Fault::Conflict(_))));
        assert_eq!(templates::departments(&cx, Kind::Join).await.unwrap(), [works.id]);

        let list = ops::start(&cx, &new(Kind::Join, aoki)).await.unwrap();
        let sheet = ops::see(&cx, list.id).await.unwrap();
        let due: Vec<String> = sheet.lines.iter().map(|line| line.due_on.to_string()).collect();
        assert_eq!(due, ["2026-12-28", "2026-12-31", "2027-01-01"]);
        let moved = NewMove { on: "2027-01-04".parse().unwrap(), ..new(Kind::Join, aoki) };
        ops::change(&cx, list.id, sheet.list.version, &moved).await.unwrap();
        let sheet = ops::see(&cx, list.id).await.unwrap();
        assert_eq!(sheet.lines[0].due_on.to_string(), "2027-01-01", "its lines move with the day");

        let thing = entry(&cx, &[("kind", "pc"), ("asset_no", "NB-1"), ("status", "in_stock")]).await;
        assets::assign(&cx, thing, aoki, None).await.unwrap();
        let key = sheet.lines[2].key;
        ops::act(&cx, list.id, key).await.unwrap();
        let sheet = ops::see(&cx, list.id).await.unwrap();
        assert_eq!(sheet.open(), 1, "the ledger ticks off what is there");
        let passes = sheet.lines.iter().find(|line| line.standing == Standing::Open).unwrap();
        assert!(matches!(&passes.matter, Matter::Own { what, .. } if what == "入館証"));
        assert!(matches!(ops::act(&cx, list.id, passes.key).await, Err(Fault::Conflict(text)) if text.key == "moves.fault.by_hand"));
        ops::tick(&cx, list.id, passes.key, &Outcome::Done).await.unwrap();
        assert_eq!(close(&cx, list.id).await.unwrap().state, State::Closed);
        assert!(people::ops::see(&cx, aoki).await.unwrap().is_here());
    }

    async fn who_moves_takes_what_they_keep_to_the_new_department(house: TestHouse) {
        let cx = house.admin();
        bare_template(&cx, Kind::Change).await;
        let sales = departments::ops::add(&cx, &NewDepartment { name: "営業部".into(), ..NewDepartment::default() }).await.unwrap();
        let aoki = person(&cx, "青木 涼").await;
        let pc = entry(&cx, &[("kind", "pc"), ("asset_no", "NB-1"), ("user", "青木 涼"), ("dept", "総務部")]).await;
        let wanted = NewMove { department: Some(sales.id), ..new(Kind::Change, aoki) };
        let list = ops::start(&cx, &wanted).await.unwrap();
        assert!(close(&cx, list.id).await.is_err(), "what they hold has to be decided");
        ops::tick(&cx, list.id, LineKey::Asset(pc), &Outcome::Excused("引き続き使う".into())).await.unwrap();
        close(&cx, list.id).await.unwrap();
        let after = people::ops::see(&cx, aoki).await.unwrap();
        assert_eq!(after.department_name, "営業部");
        let held = assets::see(&cx, pc).await.unwrap().asset;
        assert_eq!((held.department, held.department_text.as_str(), held.person), (Some(sales.id), "営業部", Some(aoki)));
    }

    async fn lists_stand_by_their_day_and_follow_the_person(house: TestHouse) {
        let cx = house.admin();
        let (aoki, twice, ishida) = (person(&cx, "青木 涼").await, person(&cx, "青木涼").await, person(&cx, "石田 渉").await);
        let late = ops::start(&cx, &new(Kind::Leave, twice)).await.unwrap();
        let soon = ops::start(&cx, &NewMove { on: "2026-11-25".parse().unwrap(), ..new(Kind::Join, ishida) }).await.unwrap();
        let listed = async |filter: &Filter| -> Vec<i64> {
            ops::list(&cx, filter, Page::default()).await.unwrap().0.iter().map(|one| one.list.id.0).collect()
        };
        assert_eq!(listed(&Filter::default()).await, [soon.id.0, late.id.0]);
        let week = Filter { until: Some("2026-11-29".parse().unwrap()), ..Filter::default() };
        assert_eq!(listed(&week).await, [soon.id.0]);
        people::ops::merge(&cx, aoki, twice).await.unwrap();
        assert_eq!(ops::open_of(&cx, aoki).await.unwrap()[0].id, late.id);
        ops::add_line(&cx, late.id, "送別会の機材", "2026-12-25".parse().unwrap()).await.unwrap();
        let sheet = ops::see(&cx, late.id).await.unwrap();
        let own = sheet.lines.iter().find(|line| matches!(&line.matter, Matter::Own { what, .. } if what == "送別会の機材")).unwrap();
        let LineKey::Own(number) = own.key else { panic!("{own:?}") };
        ops::remove_line(&cx, late.id, number).await.unwrap();
        assert_eq!(ops::see(&cx, late.id).await.unwrap().lines.len(), sheet.lines.len() - 1);
        ops::cancel(&cx, late.id).await.unwrap();
        assert_eq!(listed(&Filter { past: true, ..Filter::default() }).await, [late.id.0]);
        assert!(people::ops::see(&cx, aoki).await.unwrap().is_here());

        let lines = platform::journal::latest(cx.db(), None, 100).await.unwrap();
        let told = format!("{lines:?}");
        assert!(told.contains("move.started") && !told.contains("送別会") && !told.contains("青木"), "{told}");
        let reader = house.as_role(kernel::Role::Manager);
        assert!(matches!(ops::start(&reader, &new(Kind::Leave, aoki)).await, Err(Fault::Forbidden)));
        assert!(ops::see(&reader, soon.id).await.is_ok());
    }
}
