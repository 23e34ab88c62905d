//! Two entries that are one: everything moves, old ids lead on, and all of it can be taken back.

use std::collections::BTreeSet;

use kernel::{DepartmentId, Fault, Lang, PersonId, PlaceId, Role};
use ledger::assets::model::Detail;
use ledger::assets::{Filter, Page, Sort, ops};
use ledger::merging::{self, POINTERS};
use ledger::people::{self, NewPerson};
use ledger::places::{NewPlace, Place};
use ledger::trees::{self, NewNode};
use platform::Cx;
use platform::accounts::{self, NewAccount};
use platform::db::Sql as _;
use sea_orm::FromQueryResult;
use secrecy::SecretString;
use testkit::on_both_databases;

use super::imports::take;
use super::{migrations, values};

async fn person(cx: &Cx, name: &str, number: &str, email: &str) -> PersonId {
    let new = NewPerson {
        name: name.into(),
        employee_no: number.into(),
        email: email.into(),
        ..NewPerson::default()
    };
    people::ops::add(cx, &new).await.unwrap().id
}

async fn thing(cx: &Cx, number: &str, more: &[(&str, &str)]) -> kernel::AssetId {
    let mut all = vec![("kind", "pc"), ("asset_no", number)];
    all.extend(more);
    ops::register(cx, &values(&all)).await.unwrap().asset.id
}

async fn seen(cx: &Cx, id: kernel::AssetId) -> Detail {
    ops::see(cx, id).await.unwrap()
}

async fn place(cx: &Cx, name: &str, parent: Option<PlaceId>) -> Place {
    trees::ops::add(cx, &NewPlace { name: name.into(), parent, ..NewPlace::default() }).await.unwrap()
}

async fn held(cx: &Cx, person: PersonId) -> Vec<String> {
    let filter = Filter { person: Some(person), ..Filter::default() };
    let listing = ops::list(cx, &filter, Sort::default(), Page::default()).await.unwrap();
    listing.rows.into_iter().map(|asset| asset.data.number).collect()
}

on_both_databases! {
    migrations = &migrations();

    async fn the_same_person_twice_becomes_one_and_two_again(house: TestHouse) {
        let cx = house.admin();
        let keep = person(&cx, "田中 太郎", "", "").await;
        let one = thing(&cx, "PC-1", &[("user", "田中 太郎")]).await;
        let gone = person(&cx, "田中太郎", "E-7", "tanaka@hinode.example").await;
        let two = thing(&cx, "PC-2", &[]).await;
        ops::assign(&cx, two, gone, None).await.unwrap();
        let three = thing(&cx, "PC-3", &[("person", &gone.to_string()), ("user", "")]).await;
        ops::take_back(&cx, three, ledger::assets::Status::InStock, None).await.unwrap();
        let four = thing(&cx, "PC-4", &[]).await;
        ops::assign(&cx, four, gone, None).await.unwrap();
        ops::delete(&cx, &[four]).await.unwrap();
        let new = NewAccount { email: "t@hinode.example".into(), name: "田中".into(), role: Role::Employee, person: Some(gone), lang: Lang::Ja };
        let account = accounts::create(&house.system(), &new, &SecretString::from("yama no ue no hoshi 3")).await.unwrap().id;
        let owner = async || accounts::see(&house.system(), account).await.unwrap().person;

        let likely = people::ops::likely_doubles(&cx).await.unwrap();
        assert_eq!((likely[0].one.0, likely[0].other.0), (keep, gone));
        let plan = people::ops::plan_merge(&cx, keep, gone).await.unwrap();
        assert_eq!(plan.moves, [("assets", 2), ("assignments", 3), ("accounts", 1)]);
        let takes: Vec<&str> = plan.takes.iter().map(|taken| taken.field.as_str()).collect();
        assert_eq!((takes, plan.drops.len()), (vec!["email", "employee_no"], 0));

        let merged = people::ops::merge(&cx, keep, gone).await.unwrap();
        assert_eq!(merged.assets, 2);
        assert_eq!(held(&cx, keep).await, ["PC-1", "PC-2"]);
        assert_eq!(held(&cx, gone).await, ["PC-1", "PC-2"], "an old filter means the one who stayed");
        let kept = people::ops::see(&cx, gone).await.unwrap();
        assert_eq!((kept.id, kept.employee_no.as_str(), kept.email.as_str()), (keep, "E-7", "tanaka@hinode.example"));
        assert_eq!(people::ops::list(&cx, "", true, Page::default()).await.unwrap().1, 1);
        assert_eq!(owner().await, Some(keep));
        let detail = seen(&cx, two).await;
        assert_eq!((detail.asset.user_text.as_str(), detail.assignments.len()), ("田中 太郎", 1), "no hand-over");
        assert_eq!((detail.assignments[0].person, detail.history[0].act.as_str()), (Some(keep), "merge"));
        assert_eq!(ops::handed_to(&cx, keep).await.unwrap().len(), 4);
        assert!(people::ops::likely_doubles(&cx).await.unwrap().is_empty());
        assert!(matches!(people::ops::merge(&cx, keep, gone).await, Err(Fault::Conflict(_))));
        let found = platform::search::find(cx.db(), "田中", &["person"], 10).await.unwrap();
        assert_eq!(found.len(), 1);

        let undone = merging::undo(&cx, merged.set).await.unwrap();
        assert_eq!((undone.restored, undone.kept.len()), (2, 0));
        assert_eq!((held(&cx, keep).await, held(&cx, gone).await), (vec!["PC-1".to_owned()], vec!["PC-2".to_owned()]));
        let (kept, back) = (people::ops::see(&cx, keep).await.unwrap(), people::ops::see(&cx, gone).await.unwrap());
        assert_eq!((kept.employee_no.as_str(), kept.email.as_str(), back.employee_no.as_str()), ("", "", "E-7"));
        assert_eq!((seen(&cx, two).await.asset.user_text.as_str(), owner().await), ("田中太郎", Some(gone)));
        assert_eq!((seen(&cx, one).await.asset.person, seen(&cx, four).await.asset.person), (Some(keep), Some(gone)));
        assert_eq!(ops::handed_to(&cx, gone).await.unwrap().len(), 3);
        assert!(matches!(merging::undo(&cx, merged.set).await, Err(Fault::Conflict(_))), "only once");
    }

    async fn what_happened_since_is_not_lost_when_a_merger_is_taken_back(house: TestHouse) {
        let cx = house.admin();
        let keep = person(&cx, "山田 花子", "", "").await;
        let gone = person(&cx, "高橋 花子", "E-1", "").await;
        let pc = thing(&cx, "PC-1", &[("user", "高橋 花子")]).await;
        let other = thing(&cx, "PC-2", &[("user", "高橋 花子")]).await;
        let set = ops::see(&cx, pc).await.unwrap().history[0].set;
        let merged = people::ops::merge(&cx, keep, gone).await.unwrap();
        let (found, _) = people::ops::list(&cx, "高橋", false, Page::default()).await.unwrap();
        assert_eq!(found[0].id, keep, "the other name is found as a past one");
        // A file with the other name means the one who stayed.
        take(&cx, "管理番号,種別,使用者\nPC-9,ノート,高橋 花子\n").await;
        assert!(held(&cx, keep).await.contains(&"PC-9".to_owned()));
        // So does a staff list, by the other number and by the other name.
        for list in ["社員番号,氏名\nE-1,高橋 花子\n", "氏名,電話\n高橋 花子,内線 3\n"] {
            let book = sheet::read(list.as_bytes(), "people.csv", &sheet::Limits::default()).unwrap();
            let plan = people::ops::plan_import(&cx, &book).await.unwrap();
            assert!(plan.rows.iter().all(|row| row.action == people::RowAction::Change), "{plan:?}");
        }
        let third = person(&cx, "佐藤 健", "", "").await;
        ops::assign(&cx, other, third, None).await.unwrap();
        let undone = merging::undo(&cx, merged.set).await.unwrap();
        assert_eq!((undone.restored, undone.kept.len()), (1, 2), "{undone:?}");
        assert_eq!((seen(&cx, pc).await.asset.person, seen(&cx, other).await.asset.person), (Some(gone), Some(third)));
        // Merged again, and a change from before the merger is taken back: nobody gets what is gone.
        people::ops::merge(&cx, keep, gone).await.unwrap();
        ops::undo(&cx, set).await.unwrap();
        assert!(seen(&cx, pc).await.asset.deleted_at.is_some());
    }

    async fn a_number_that_was_given_again_stands_in_the_way_of_taking_back(house: TestHouse) {
        let cx = house.admin();
        let (keep, gone) = (person(&cx, "山田 花子", "E-1", "").await, person(&cx, "山田花子", "E-2", "").await);
        let plan = people::ops::plan_merge(&cx, keep, gone).await.unwrap();
        assert_eq!(plan.drops, [("employee_no".to_owned(), "E-2".to_owned())]);
        let merged = people::ops::merge(&cx, keep, gone).await.unwrap();
        person(&cx, "佐藤 健", "e-2", "").await;
        assert!(matches!(merging::undo(&cx, merged.set).await, Err(Fault::Conflict(_))));
        assert_eq!(people::ops::see(&cx, gone).await.unwrap().id, keep, "nothing was changed");
    }

    async fn two_places_become_one_with_what_lies_inside(house: TestHouse) {
        let cx = house.admin();
        let (keep, gone) = (place(&cx, "本社", None).await, place(&cx, "本社ビル", None).await);
        let floor = place(&cx, "3F", Some(gone.id)).await;
        let pc = thing(&cx, "PC-1", &[("location", "本社ビル")]).await;
        assert!(matches!(trees::ops::merge(&cx, floor.id, gone.id).await, Err(Fault::Conflict(_))), "it lies inside");
        let twin = place(&cx, "3F", Some(keep.id)).await;
        assert!(matches!(trees::ops::merge(&cx, keep.id, gone.id).await, Err(Fault::Conflict(_))), "two 3F");
        trees::ops::remove(&cx, twin.id).await.unwrap();
        let plan = trees::ops::plan_merge(&cx, keep.id, gone.id).await.unwrap();
        assert_eq!(plan.moves, [("assets", 1), ("inside", 1)]);

        let merged = trees::ops::merge(&cx, keep.id, gone.id).await.unwrap();
        let asset = seen(&cx, pc).await.asset;
        assert_eq!((asset.place, asset.place_text.as_str()), (Some(keep.id), "本社"));
        assert_eq!(trees::ops::see(&cx, floor.id).await.unwrap().parent, Some(keep.id));
        assert_eq!(trees::ops::see(&cx, gone.id).await.unwrap().id, keep.id);
        // What an old file calls by the other name is the same place, and a form opened before means it too.
        take(&cx, "管理番号,種別,設置場所\nPC-2,ノート,本社ビル\n").await;
        assert_eq!(trees::ops::list::<PlaceId>(&cx).await.unwrap().len(), 2);
        let late = place(&cx, "4F", Some(gone.id)).await;
        assert_eq!(late.parent, Some(keep.id));

        merging::undo(&cx, merged.set).await.unwrap();
        let asset = seen(&cx, pc).await.asset;
        assert_eq!((asset.place, asset.place_text.as_str()), (Some(gone.id), "本社ビル"));
        assert_eq!(trees::ops::see(&cx, floor.id).await.unwrap().parent, Some(gone.id));
        assert_eq!(trees::ops::see(&cx, late.id).await.unwrap().parent, Some(keep.id));
    }

    async fn a_merged_department_takes_its_people_along_and_does_not_outlive_the_other(house: TestHouse) {
        let cx = house.admin();
        let add = async |name: &str| {
            let new = NewNode::<DepartmentId> { name: name.into(), ..NewNode::default() };
            trees::ops::add(&cx, &new).await.unwrap()
        };
        let (keep, gone) = (add("営業部").await, add("営業").await);
        let new = NewPerson { name: "青木 涼".into(), department: Some(gone.id), ..NewPerson::default() };
        let aoki = people::ops::add(&cx, &new).await.unwrap();
        trees::ops::merge(&cx, keep.id, gone.id).await.unwrap();
        let now = people::ops::see(&cx, aoki.id).await.unwrap();
        assert_eq!(now.department_name, "営業部");
        let stale = people::ops::change(&cx, aoki.id, now.version, &new).await.unwrap();
        assert_eq!(stale.department, Some(keep.id), "a form that was opened before means the one that stayed");
        assert!(matches!(trees::ops::remove(&cx, keep.id).await, Err(Fault::Conflict(_))));
        people::ops::change(&cx, aoki.id, stale.version, &NewPerson { department: None, ..new }).await.unwrap();
        trees::ops::remove(&cx, keep.id).await.unwrap();
        assert!(matches!(trees::ops::see(&cx, gone.id).await, Err(Fault::NotFound)));
    }

    async fn a_new_name_reaches_every_way_the_old_one_was_written(house: TestHouse) {
        let cx = house.admin();
        let floor = place(&cx, "本社3F", None).await;
        let plain = thing(&cx, "PC-1", &[("location", "本社3F")]).await;
        let wide = thing(&cx, "PC-2", &[("location", "本社３Ｆ")]).await;
        let to = NewPlace { name: "本社別館".into(), ..NewPlace::default() };
        trees::ops::change(&cx, floor.id, floor.version, &to).await.unwrap();
        for id in [plain, wide] {
            let detail = seen(&cx, id).await;
            assert_eq!(detail.asset.place_text, "本社別館");
            assert_eq!((detail.asset.version, detail.history[0].act.as_str()), (2, "rename"));
        }
        let found = platform::search::find(cx.db(), "別館", &["asset"], 10).await.unwrap();
        assert_eq!(found.len(), 2);
    }

    async fn an_import_goes_away_wholly_although_a_name_changed_since(house: TestHouse) {
        let cx = house.admin();
        let done = take(&cx, "管理番号,種別,部署\nPC-1,ノート,総務部\n").await;
        let all = trees::ops::list::<DepartmentId>(&cx).await.unwrap();
        let (department, _) = &all[0];
        let to = NewNode { name: "管理部".into(), ..department.as_new() };
        trees::ops::change(&cx, department.id, department.version, &to).await.unwrap();
        let undone = ledger::imports::ops::undo(&cx, done.import_id.unwrap()).await.unwrap();
        assert_eq!((undone.removed, undone.kept.len()), (1, 0));
    }

    async fn a_second_editor_is_told_what_both_started_from(house: TestHouse) {
        let cx = house.admin();
        let id = person(&cx, "田中 恵", "E-1", "").await;
        let to = NewPerson { name: "田中 恵".into(), employee_no: "E-2".into(), phone: "内線 1".into(), ..NewPerson::default() };
        let second = people::ops::change(&cx, id, 1, &to).await.unwrap();
        people::ops::change(&cx, id, second.version, &NewPerson { employee_no: "E-3".into(), ..to }).await.unwrap();
        let mine = values(&[("employee_no", "E-9"), ("kana", "タナカ メグミ")]);
        let clashes = people::ops::clashes(&cx, id, 1, &mine).await.unwrap();
        let said: Vec<String> = clashes.iter().map(|it| format!("{} {} {} {}", it.field, it.base, it.theirs, it.mine)).collect();
        assert_eq!(said, ["employee_no E-1 E-3 E-9"]);
    }

    async fn whatever_points_at_people_departments_and_places_is_known(house: TestHouse) {
        #[derive(FromQueryResult)]
        struct Key {
            source: String,
            name: String,
            target: String,
        }
        let cx = house.admin();
        let sql = if cx.db().is_postgres() {
            "SELECT CAST(c.conrelid::regclass AS TEXT) AS source, CAST(a.attname AS TEXT) AS name,
                    CAST(c.confrelid::regclass AS TEXT) AS target
             FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.contype = 'f'"
        } else {
            "SELECT m.name AS source, f.\"from\" AS name, f.\"table\" AS target
             FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
        };
        let keys: Vec<Key> = cx.db().all(sql, vec![]).await.unwrap();
        let named = ["person", "department", "place"];
        let stored: BTreeSet<(String, String, String)> = keys
            .into_iter()
            .filter(|key| named.contains(&key.target.as_str()) && key.source != "asset")
            .map(|key| (key.source, key.name, key.target))
            .collect();
        let known = POINTERS.iter().map(|it| (it.table.to_owned(), it.column.to_owned(), it.to.to_owned()));
        assert_eq!(stored, known.collect(), "add a new foreign key to ledger::merging::POINTERS");
    }
}
