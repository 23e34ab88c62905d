//! Registering, changing, handing out, listing, undoing.

use kernel::{Fault, Role};
use ledger::assets::{Due, Filter, Page, Sort, SortBy, Status, ops};
use ledger::deadlines::ops as deadlines;
use ledger::people::{self, NewPerson};
use testkit::on_both_databases;

use super::{migrations, values};

on_both_databases! {
    migrations = &migrations();

    async fn a_new_pc_is_registered_and_read_back(house: TestHouse) {
        let cx = house.admin();
        let done = ops::register(&cx, &values(&[
            ("kind", "pc"), ("asset_no", "ＮＢ-0001"), ("host_name", "PC-SALES01"), ("maker", "富士通"),
            ("acquired", "2022/4/1"), ("price", "143,000円"), ("warranty_end", "2027-03"), ("os", "Windows 11 Pro"),
            ("status", "使用中"), ("user", "山田 太郎"), ("note", "展示会用\n要確認"),
        ])).await.unwrap();
        let seen = ops::see(&cx, done.asset.id).await.unwrap();
        assert_eq!(seen.asset, done.asset);
        assert_eq!(seen.asset.get("price"), "143000");
        assert_eq!(seen.asset.get("acquired"), "2022-04-01");
        assert_eq!(seen.asset.get("warranty_end"), "2027-03");
        assert_eq!(seen.asset.status, Status::InUse);
        assert_eq!(seen.kind.word.as_deref(), Some("pc"));
        assert_eq!(seen.history.len(), 1);
        assert_eq!(seen.assignments.len(), 1);
    }

    async fn a_number_is_given_once_whatever_its_width(house: TestHouse) {
        let cx = house.admin();
        let first = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "NB-0001")])).await.unwrap();
        let again = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "ｎｂ－０００１")])).await;
        let Err(Fault::Invalid(faults)) = again else { panic!("taken numbers are refused") };
        assert_eq!(faults[0].field, "asset_no");
        ops::delete(&cx, &[first.asset.id]).await.unwrap();
        ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "NB-0001")])).await.unwrap();
        assert!(ops::restore(&cx, &[first.asset.id]).await.is_err(), "its number has gone to another one");
        assert_eq!(ops::next_number(&cx, "NB").await.unwrap(), "NB-0002");
    }

    async fn every_wrong_field_is_named_at_once(house: TestHouse) {
        let cx = house.admin();
        let wrong = values(&[("kind", "pc"), ("acquired", "R6.13.1"), ("price", "高い"), ("status", "元気"), ("secret", "x")]);
        let Err(Fault::Invalid(faults)) = ops::register(&cx, &wrong).await else { panic!() };
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["acquired", "price", "secret", "status"]);
    }

    async fn twenty_notebooks_get_running_numbers(house: TestHouse) {
        let cx = house.admin();
        let like = values(&[("kind", "pc"), ("maker", "レノボ"), ("model", "ThinkPad L14")]);
        let (made, set) = ops::register_range(&cx, "NB-0001", 20, &like).await.unwrap();
        assert_eq!((made.len(), made[19].number.as_str()), (20, "NB-0020"));
        assert_eq!(ops::next_number(&cx, "NB").await.unwrap(), "NB-0021");
        assert!(ops::register_range(&cx, "NB-0020", 3, &like).await.is_err());
        let undone = ops::undo(&cx, set).await.unwrap();
        assert_eq!((undone.removed, undone.kept.len()), (20, 0));
        assert_eq!(ops::list(&cx, &Filter::default(), Sort::default(), Page::default()).await.unwrap().total, 0);
        assert!(matches!(ops::undo(&cx, set).await, Err(Fault::Conflict(_))));
        let back = ops::undo(&cx, undone.set.unwrap()).await.unwrap();
        assert_eq!(back.restored, 20);
        assert_eq!(ops::list(&cx, &Filter::default(), Sort::default(), Page::default()).await.unwrap().total, 20);
    }

    async fn the_second_editor_sees_both_values(house: TestHouse) {
        let cx = house.admin();
        let asset = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "PC-1"), ("note", "a"), ("vendor", "x")])).await.unwrap().asset;
        ops::change(&cx, asset.id, asset.version, &values(&[("note", "b"), ("location", "本社2F")])).await.unwrap();
        let mine = values(&[("note", "c"), ("vendor", "y")]);
        assert!(matches!(ops::change(&cx, asset.id, asset.version, &mine).await, Err(Fault::Conflict(_))));
        let clashes = ops::clashes(&cx, asset.id, asset.version, &mine).await.unwrap();
        assert_eq!(clashes.len(), 1);
        assert_eq!((clashes[0].base.as_str(), clashes[0].theirs.as_str(), clashes[0].mine.as_str()), ("a", "b", "c"));
    }

    async fn a_notebook_goes_to_somebody_and_comes_back(house: TestHouse) {
        let cx = house.admin();
        let person = people::ops::add(&cx, &NewPerson { name: "高橋 花子".into(), ..NewPerson::default() }).await.unwrap();
        let asset = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "PC-1"), ("status", "在庫")])).await.unwrap().asset;
        let given = ops::assign(&cx, asset.id, person.id, Some("2026-11-01".parse().unwrap())).await.unwrap();
        assert_eq!((given.asset.user_text.as_str(), given.asset.status), ("高橋 花子", Status::InUse));
        assert_eq!(ops::held_by(&cx, person.id).await.unwrap().len(), 1);
        let back = ops::take_back(&cx, asset.id, Status::InStock, None).await.unwrap();
        assert_eq!((back.asset.person, back.asset.user_text.as_str()), (None, ""));
        let held = ops::see(&cx, asset.id).await.unwrap().assignments;
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].from_on.unwrap().to_string(), "2026-11-01");
        assert_eq!(held[0].until_on.unwrap().to_string(), "2026-11-22");
        ops::undo(&cx, back.set.unwrap()).await.unwrap();
        let held = ops::see(&cx, asset.id).await.unwrap();
        assert_eq!((held.asset.person, held.assignments[0].until_on), (Some(person.id), None));
    }

    async fn a_bulk_change_is_undone_but_not_over_later_work(house: TestHouse) {
        let cx = house.admin();
        let (made, _) = ops::register_range(&cx, "PC-1", 3, &values(&[("kind", "pc"), ("location", "本社")])).await.unwrap();
        let ids: Vec<_> = made.iter().map(|asset| asset.id).collect();
        let (changed, set) = ops::bulk_change(&cx, &ids, &values(&[("location", "仙台"), ("status", "予備")])).await.unwrap();
        assert_eq!(changed, 3);
        let first = ops::see(&cx, ids[0]).await.unwrap().asset;
        ops::change(&cx, first.id, first.version, &values(&[("location", "大阪")])).await.unwrap();
        let undone = ops::undo(&cx, set.unwrap()).await.unwrap();
        assert_eq!((undone.restored, undone.kept.len(), undone.kept[0].field.as_str()), (3, 1, "location"));
        let places: Vec<String> = {
            let mut places = Vec::new();
            for id in &ids { places.push(ops::see(&cx, *id).await.unwrap().asset.place_text.clone()); }
            places
        };
        assert_eq!(places, ["大阪", "本社", "本社"]);
    }

    async fn the_list_finds_sorts_counts_and_pages(house: TestHouse) {
        let cx = house.admin();
        for (number, name, warranty, status) in [
            ("PC-10", "印刷室PC", "2026-11", "使用中"), ("PC-9", "", "2026-11-10", "使用中"), ("", "ﾌﾟﾘﾝﾀｻｰﾊﾞ", "", "在庫"),
        ] {
            ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", number), ("host_name", name), ("warranty_end", warranty), ("status", status)])).await.unwrap();
        }
        let list = async |filter: Filter, sort: Sort| {
            let listing = ops::list(&cx, &filter, sort, Page::default()).await.unwrap();
            assert_eq!(usize::try_from(listing.total), Ok(listing.rows.len()));
            listing.rows.iter().map(|asset| format!("{}{}", asset.number, asset.name)).collect::<Vec<_>>()
        };
        let all = Filter::default();
        assert_eq!(list(all.clone(), Sort::default()).await, ["PC-9", "PC-10印刷室PC", "ﾌﾟﾘﾝﾀｻｰﾊﾞ"]);
        assert_eq!(list(all.clone(), Sort { by: SortBy::Number, down: true }).await, ["PC-10印刷室PC", "PC-9", "ﾌﾟﾘﾝﾀｻｰﾊﾞ"]);
        let text = |text: &str| Filter { text: text.into(), ..Filter::default() };
        assert_eq!(list(text("印刷"), Sort::default()).await, ["PC-10印刷室PC"]);
        assert_eq!(list(text("プリンタ"), Sort::default()).await, ["ﾌﾟﾘﾝﾀｻｰﾊﾞ"]);
        let due = |day: &str| Filter { due: Some(Due { kind: None, from: None, until: day.parse().unwrap() }), ..Filter::default() };
        assert_eq!(list(due("2026-11-29"), Sort::default()).await, ["PC-9"]);
        assert_eq!(list(due("2026-11-30"), Sort::default()).await, ["PC-9", "PC-10印刷室PC"]);
        let stock = Filter { statuses: vec![Status::InStock], ..Filter::default() };
        assert_eq!(list(stock, Sort { by: SortBy::Warranty, down: false }).await, ["ﾌﾟﾘﾝﾀｻｰﾊﾞ"]);
        for (by, _) in SortBy::ALL {
            for down in [false, true] {
                let sort = Sort { by, down };
                let whole = list(all.clone(), sort).await;
                let mut paged = Vec::new();
                for number in 1..=3 {
                    let page = Page { number, size: 1, after: None };
                    paged.extend(ops::list(&cx, &all, sort, page).await.unwrap().rows.iter().map(|a| format!("{}{}", a.number, a.name)));
                }
                assert_eq!(whole, paged, "{by:?}");
                if !matches!(by, SortBy::Kind | SortBy::Status) {
                    let mut after = None;
                    let mut keyed = Vec::new();
                    loop {
                        let rows = ops::list(&cx, &all, sort, Page { number: 1, size: 1, after }).await.unwrap().rows;
                        let Some(last) = rows.last() else { break };
                        after = Some(last.id);
                        keyed.push(format!("{}{}", last.number, last.name));
                    }
                    assert_eq!(whole, keyed, "{by:?} by key");
                }
            }
        }
        let facets = ops::facets(&cx, &all).await.unwrap();
        assert_eq!(facets.statuses, [(Status::InStock, 1), (Status::InUse, 2)]);
    }

    async fn what_runs_out_is_on_the_list_in_time(house: TestHouse) {
        let cx = house.admin();
        let like = |number: &str, field: &str, day: &str, status: &str| values(&[("kind", "pc"), ("asset_no", number), (field, day), ("status", status)]);
        for one in [
            like("PC-1", "warranty_end", "2026-11", "使用中"), like("PC-2", "lease_end", "2026-11-20", "使用中"),
            like("PC-3", "warranty_end", "2026-12-01", "廃棄済み"), like("PC-4", "renewal", "2027", "使用中"),
            like("PC-5", "notice_by", "2027-02-20", "使用中"), like("PC-6", "warranty_end", "2024-01-01", "使用中"),
        ] {
            ops::register(&cx, &one).await.unwrap();
        }
        let upcoming = deadlines::upcoming(&cx, cx.today(), 90).await.unwrap();
        let said: Vec<String> = upcoming.iter().map(|one| format!("{} {} {}", one.number, one.kind.word(), one.days_left)).collect();
        assert_eq!(said, ["PC-2 lease -2", "PC-1 warranty 8", "PC-5 notice 90"]);
        let agenda = deadlines::agenda(&cx, cx.today(), 90, None).await.unwrap();
        let span = deadlines::span(cx.today(), 90);
        assert_eq!((agenda.total(), agenda.count(span)), (3, 3));
        let second = deadlines::stretch(&cx, &agenda, cx.today(), span, (1, 1)).await.unwrap();
        assert_eq!(second, upcoming[1..2]);
        let mail = ledger::deadlines::digest(platform::locale::Dates::common(kernel::Lang::Ja), cx.today(), &upcoming, &[], Some("https://omamori.example.jp/")).unwrap();
        assert!(mail.text.contains("・2026年11月ごろ あと8日 保証期限 PC-1"), "{}", mail.text);
        assert!(mail.text.contains("2026年11月22日(日)時点"), "{}", mail.text);
        assert!(mail.text.contains("・2026年11月20日(金) 2日過ぎています リース満了 PC-2"), "{}", mail.text);
        let news = deadlines::news(&cx, cx.today()).await.unwrap();
        assert_eq!(news.len(), 1);
    }

    async fn links_go_both_ways_and_only_to_the_web(house: TestHouse) {
        let cx = house.admin();
        let (made, _) = ops::register_range(&cx, "PC-1", 2, &values(&[("kind", "pc")])).await.unwrap();
        ops::link_asset(&cx, made[0].id, made[1].id, "ドック").await.unwrap();
        let link = ops::link_url(&cx, made[1].id, "https://example.jp/manual", "取扱説明書").await.unwrap();
        assert!(ops::link_url(&cx, made[1].id, "javascript:alert(1)", "").await.is_err());
        assert_eq!(ops::see(&cx, made[1].id).await.unwrap().links.len(), 2);
        ops::unlink(&cx, made[1].id, link.id).await.unwrap();
        assert_eq!(ops::see(&cx, made[1].id).await.unwrap().links[0].asset, Some(made[0].id));
    }

    async fn an_employee_changes_nothing_and_a_manager_only_reads(house: TestHouse) {
        let (employee, manager) = (house.as_role(Role::Employee), house.as_role(Role::Manager));
        let new = values(&[("kind", "pc"), ("asset_no", "PC-1")]);
        assert!(matches!(ops::register(&manager, &new).await, Err(Fault::Forbidden)));
        let list = ops::list(&employee, &Filter::default(), Sort::default(), Page::default()).await;
        assert!(matches!(list, Err(Fault::Forbidden)));
        assert!(ops::list(&manager, &Filter::default(), Sort::default(), Page::default()).await.is_ok());
    }

    async fn a_like_one_is_begun_from_a_copy(house: TestHouse) {
        let cx = house.admin();
        let first = ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "NB-0007"), ("serial", "S1"), ("model", "L14"), ("user", "佐藤"), ("os", "Windows 11")])).await.unwrap();
        let copy = ops::copy(&cx, first.asset.id, &values(&[("serial", "S2")])).await.unwrap().asset;
        assert_eq!((copy.number.as_str(), copy.serial.as_str(), copy.model.as_str(), copy.user_text.as_str()), ("NB-0008", "S2", "L14", ""));
        assert_eq!(copy.get("os"), "Windows 11");
    }

    async fn a_saved_view_is_ones_own_or_for_all(house: TestHouse) {
        let cx = house.admin();
        ledger::assets::views::save(&cx, "貸出中", "status=lent", false).await.unwrap();
        let shared = ledger::assets::views::save(&cx, "期限", "due=90", true).await.unwrap();
        let other = house.acting(kernel::Actor::Account { id: kernel::AccountId(2), role: Role::Manager }, kernel::Lang::Ja);
        let seen = ledger::assets::views::list(&other).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert!(!seen[0].own);
        assert!(matches!(ledger::assets::views::remove(&other, shared.id).await, Err(Fault::Forbidden)));
    }
}
