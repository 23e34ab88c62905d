//! People, departments, places, own kinds.

use kernel::Fault;
use ledger::assets::{Filter, Page, Sort, ops};
use ledger::departments::{self, NewDepartment};
use ledger::kinds::{self, FieldDefinition, FieldKind, NewKind};
use ledger::people::{self, NewPerson};
use ledger::places::{self, NewPlace};
use testkit::on_both_databases;

use super::{migrations, values};

fn person(number: &str, name: &str) -> NewPerson {
    NewPerson { employee_no: number.into(), name: name.into(), ..NewPerson::default() }
}

fn book(csv: &str) -> sheet::Workbook {
    sheet::read(csv.as_bytes(), "people.csv", &sheet::Limits::default()).unwrap()
}

on_both_databases! {
    migrations = &migrations();

    async fn a_person_marries_and_keeps_the_id(house: TestHouse) {
        let cx = house.admin();
        let before = people::ops::add(&cx, &person("1001", "田中 花子")).await.unwrap();
        let pc = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "PC-1"), ("user", "田中花子")])).await.unwrap().asset;
        assert_eq!(pc.person, Some(before.id));
        let after = people::ops::change(&cx, before.id, before.version, &person("1001", "高橋 花子")).await.unwrap();
        assert_eq!(after.id, before.id);
        assert_eq!(people::ops::past_names(&cx, after.id).await.unwrap()[0].0, "田中 花子");
        for text in ["田中", "高橋花子", "タカハシ"] {
            let (found, total) = people::ops::list(&cx, text, false, Page::default()).await.unwrap();
            assert_eq!((i64::try_from(found.len()).unwrap(), total), if text == "タカハシ" { (0, 0) } else { (1, 1) }, "{text}");
        }
        let stale = people::ops::change(&cx, before.id, before.version, &person("1001", "x")).await;
        assert!(matches!(stale, Err(Fault::Conflict(_))));
        let gone = people::ops::leave(&cx, after.id, after.version, Some("2026-12-31".parse().unwrap())).await.unwrap();
        assert!(!gone.is_here());
        assert_eq!(people::ops::list(&cx, "", false, Page::default()).await.unwrap().1, 0);
    }

    async fn a_list_of_people_is_taken_in_twice_without_doubles(house: TestHouse) {
        let cx = house.admin();
        let file = "社員名簿,,,\n社員番号,氏名,メールアドレス,部署\n1001,山田　太郎,yamada@example.jp,総務部\n1002,鈴木 花子,suzuki@example.jp,営業部\n1003,佐藤,こわれている,営業部\n1001,山田 太郎,,\n";
        let plan = people::ops::plan_import(&cx, &book(file)).await.unwrap();
        assert_eq!(plan.header_row, Some(2));
        let acts = |import: &people::PeopleImport| import.rows.iter().map(|row| format!("{} {:?}", row.row, row.action)).collect::<Vec<_>>();
        assert_eq!(acts(&plan), ["3 New", "4 New", "5 Error", "6 Error"]);
        assert_eq!(people::ops::list(&cx, "", false, Page::default()).await.unwrap().1, 0);
        people::ops::import(&cx, &book(file)).await.unwrap();
        let again = people::ops::import(&cx, &book(file)).await.unwrap();
        assert_eq!(acts(&again), ["3 Same", "4 Same", "5 Error", "6 Error"]);
        let (all, _) = people::ops::list(&cx, "山田太郎", false, Page::default()).await.unwrap();
        assert_eq!((all[0].department_name.as_str(), all[0].name.as_str()), ("総務部", "山田 太郎"));
    }

    async fn a_department_changes_its_name_and_a_place_lies_in_another(house: TestHouse) {
        let cx = house.admin();
        let sales = departments::ops::add(&cx, &NewDepartment { name: "営業部".into(), ..NewDepartment::default() }).await.unwrap();
        let again = departments::ops::add(&cx, &NewDepartment { name: "営業部 ".into(), ..NewDepartment::default() }).await;
        assert!(matches!(again, Err(Fault::Invalid(_))));
        let site = places::ops::add(&cx, &NewPlace { name: "本社".into(), ..NewPlace::default() }).await.unwrap();
        let floor = places::ops::add(&cx, &NewPlace { name: "本社3F".into(), parent: Some(site.id), ..NewPlace::default() }).await.unwrap();
        ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "PC-1"), ("dept", "営業部"), ("location", "本社３Ｆ")])).await.unwrap();
        let inside = Filter { place: Some(site.id), ..Filter::default() };
        assert_eq!(ops::list(&cx, &inside, Sort::default(), Page::default()).await.unwrap().total, 1);
        departments::ops::change(&cx, sales.id, sales.version, &NewDepartment { name: "第一営業部".into(), ..NewDepartment::default() }).await.unwrap();
        let row = &ops::list(&cx, &inside, Sort::default(), Page::default()).await.unwrap().rows[0];
        assert_eq!((row.department, row.department_text.as_str()), (Some(sales.id), "第一営業部"));
        let round = places::ops::change(&cx, site.id, site.version, &NewPlace { name: "本社".into(), parent: Some(floor.id), ..NewPlace::default() }).await;
        assert!(matches!(round, Err(Fault::Invalid(_))));
        assert!(matches!(places::ops::remove(&cx, floor.id).await, Err(Fault::Conflict(_))));
        assert_eq!(departments::ops::list::<kernel::DepartmentId>(&cx).await.unwrap()[0].1, 1);
    }

    async fn a_company_has_kinds_and_fields_of_its_own(house: TestHouse) {
        let cx = house.admin();
        let choice = FieldKind::Choice(vec!["A4".into(), "A3".into()]);
        let fields = vec![
            FieldDefinition { name: "用紙".into(), kind: choice },
            FieldDefinition { name: "点検日".into(), kind: FieldKind::Date },
            FieldDefinition { name: "防水".into(), kind: FieldKind::YesNo },
        ];
        let kind = kinds::ops::add(&cx, &NewKind { name: "ハンディ端末".into(), prefix: "HT".into(), fields }).await.unwrap();
        assert!(kinds::ops::add(&cx, &NewKind { name: "サーバー".into(), ..NewKind::default() }).await.is_err());
        let id = kind.id.to_string();
        let wrong = ops::register(&cx, &values(&[("kind", &id), ("asset_no", "HT-0001"), ("用紙", "B5"), ("点検日", "いつか")])).await;
        let Err(Fault::Invalid(faults)) = wrong else { panic!() };
        assert_eq!(faults.len(), 2);
        let made = ops::register(&cx, &values(&[("kind", "ハンディ端末"), ("用紙", "ａ４"), ("点検日", "2026/4/1"), ("防水", "○")])).await.unwrap().asset;
        assert_eq!((made.get("用紙"), made.get("点検日"), made.get("防水")), ("A4".into(), "2026-04-01".into(), "yes".into()));
        assert_eq!(ops::next_number_of(&cx, kind.id).await.unwrap(), "HT-0001");
    }
}
