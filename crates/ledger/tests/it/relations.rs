//! What belongs together: contracts and the things they cover, systems and their accounts, seats, and what all of it costs.

use kernel::{AssetId, Fault, Yen};
use ledger::assets::{Asset, Page, ops};
use ledger::costs::ops as costs;
use ledger::people::{self, NewPerson};
use ledger::relations::{Around, around};
use ledger::seats::{Holder, ops as seats, rules::Standing};
use platform::Cx;
use testkit::on_both_databases;

use super::{imports::take, migrations, values};

const WORKBOOK: &str = "契約番号,契約名,契約先,対象機器,リース料(月額),契約開始日,契約終了日,自動更新
L-2024-01,PC リース,リース商会株式会社,NB-0001～0003,30000,2024/4/1,2028/3/31,なし
M-0001,サーバー保守,保守の会社,SV-001,120000,2024/4/1,,あり
";

async fn register(cx: &Cx, pairs: &[(&str, &str)]) -> Asset {
    ops::register(cx, &values(pairs)).await.unwrap().asset
}

async fn seen(cx: &Cx, id: AssetId) -> Around {
    let asset = ops::see(cx, id).await.unwrap().asset;
    around(cx, &asset).await.unwrap()
}

fn numbers(related: &ledger::relations::Related) -> Vec<&str> {
    related.some.iter().map(|asset| asset.number.as_str()).collect()
}

async fn named(cx: &Cx, name: &str) -> kernel::PersonId {
    people::ops::add(cx, &NewPerson { name: name.into(), ..NewPerson::default() }).await.unwrap().id
}

on_both_databases! {
    migrations = &migrations();

    async fn a_lease_covers_a_range_of_notebooks(house: TestHouse) {
        let cx = house.admin();
        let first = register(&cx, &[("kind", "pc"), ("asset_no", "NB-0001")]).await;
        register(&cx, &[("kind", "pc"), ("asset_no", "ＮＢ-0003")]).await;
        let report = take(&cx, WORKBOOK).await;
        assert_eq!(report.totals.new, 2, "{}", serde_json::to_string(&report).unwrap());
        let around = seen(&cx, first.id).await;
        assert_eq!(around.contracts.some.len(), 1);
        let lease = &around.contracts.some[0];
        assert_eq!((lease.get("contract_no").as_str(), lease.get("price_per").as_str()), ("L-2024-01", "month"));
        assert_eq!(lease.number, "", "the range is no number of the contract");
        let of_lease = seen(&cx, lease.id).await;
        assert_eq!(numbers(&of_lease.things), ["NB-0001", "ＮＢ-0003"]);
        assert_eq!(of_lease.unknown, ["NB-0002"]);
        // As soon as the missing one is there it is covered, and no longer once it is gone.
        let second = register(&cx, &[("kind", "pc"), ("asset_no", "NB-0002")]).await;
        assert_eq!(seen(&cx, lease.id).await.things.total, 3);
        ops::delete(&cx, &[second.id]).await.unwrap();
        assert_eq!(seen(&cx, lease.id).await.unknown, ["NB-0002"]);
        // The same file again changes nothing.
        assert_eq!(take(&cx, WORKBOOK).await.totals.same, 2);
    }

    async fn a_contract_number_joins_both_sides(house: TestHouse) {
        let cx = house.admin();
        let contract = register(&cx, &[("kind", "contract"), ("contract_no", "C-77"), ("price", "50000"), ("price_per", "年額")]).await;
        let printer = register(&cx, &[("kind", "printer"), ("asset_no", "PR-1"), ("contract_no", "ｃ－７７")]).await;
        let other = register(&cx, &[("kind", "printer"), ("asset_no", "PR-2"), ("contract_no", "C-77")]).await;
        assert_eq!(numbers(&seen(&cx, contract.id).await.things), ["PR-1", "PR-2"]);
        let around = seen(&cx, printer.id).await;
        assert_eq!((around.contracts.total, around.records.total, around.total()), (1, 0, 1));
        let done = ops::change(&cx, other.id, other.version, &values(&[("contract_no", "")])).await.unwrap();
        assert_eq!(numbers(&seen(&cx, contract.id).await.things), ["PR-1"]);
        ops::undo(&cx, done.set.unwrap()).await.unwrap();
        assert_eq!(seen(&cx, contract.id).await.things.total, 2, "an undo brings the relation back");
    }

    async fn many_things_that_are_named_from_both_sides_are_counted_once(house: TestHouse) {
        let cx = house.admin();
        let lease = register(&cx, &[("kind", "contract"), ("contract_no", "L-9"), ("about_asset_no", "NB-0001～0140")]).await;
        ops::register_range(&cx, "NB-0001", 150, &values(&[("kind", "pc"), ("contract_no", "L-9")])).await.unwrap();
        let around = seen(&cx, lease.id).await;
        assert_eq!((around.things.total, around.things.some.len()), (150, 100));
        assert_eq!(around.things.some[0].number, "NB-0001");
        assert_eq!((around.records.total, around.contracts.total), (0, 0));
    }

    async fn a_system_knows_its_accounts_and_a_supplier_what_it_sold(house: TestHouse) {
        let cx = house.admin();
        let system = register(&cx, &[("kind", "system"), ("system_name", "経費クラウド"), ("licence_count", "3"),
            ("price", "3000"), ("price_per", "month"), ("vendor", "クラウド商会(株)")]).await;
        for login in ["a@example.jp", "b@example.jp"] {
            register(&cx, &[("kind", "account"), ("system_name", "経費クラウド"), ("login_id", login)]).await;
        }
        let supplier = register(&cx, &[("kind", "supplier"), ("host_name", "株式会社クラウド商会")]).await;
        let around = seen(&cx, system.id).await;
        assert_eq!((around.accounts.total, around.suppliers.total), (2, 1));
        assert_eq!(around.suppliers.some[0].id, supplier.id);
        assert_eq!(seen(&cx, supplier.id).await.supplied.total, 1);
        let account = &around.accounts.some[0];
        assert_eq!(seen(&cx, account.id).await.systems.some[0].id, system.id);
        let usage = seats::usage(&cx, &system).await.unwrap();
        assert_eq!((usage.accounts, usage.used(), usage.standing()), (2, 2, Standing::Low(1)));
        assert_eq!(ledger::seats::rules::yearly_cost_of_one(&system.data, &usage), Some(Yen(18_000)));
        assert_eq!(seats::running_short(&cx).await.unwrap().len(), 1);
    }

    async fn seats_are_given_counted_and_given_back(house: TestHouse) {
        let cx = house.admin();
        let licence = register(&cx, &[("kind", "licence"), ("licence_name", "作図ソフト"), ("licence_count", "2"), ("about_asset_no", "PC-1、PC-2")]).await;
        let pc = register(&cx, &[("kind", "pc"), ("asset_no", "PC-1")]).await;
        let (mori, oka) = (named(&cx, "森 一郎").await, named(&cx, "岡 花子").await);
        let seat = seats::assign(&cx, licence.id, Holder::Person(mori), " 管理者 ", None).await.unwrap();
        assert_eq!(seat.role, "管理者");
        let twice = seats::assign(&cx, licence.id, Holder::Person(mori), "", None).await;
        assert!(matches!(twice, Err(Fault::Invalid(_))), "one has one seat");
        seats::assign(&cx, licence.id, Holder::Person(oka), "", None).await.unwrap();
        let usage = seats::usage(&cx, &licence).await.unwrap();
        assert_eq!((usage.seats, usage.things, usage.standing()), (2, 1, Standing::Over(1)));
        // The PC gets a seat of its own: it is not counted twice.
        seats::assign(&cx, licence.id, Holder::Thing(pc.id), "", None).await.unwrap();
        assert_eq!(seats::usage(&cx, &licence).await.unwrap().used(), 3);
        assert_eq!(seats::held_by(&cx, Holder::Person(mori)).await.unwrap().len(), 1);
        assert!(seats::release(&cx, seat.id, Some("2020-01-01".parse().unwrap())).await.is_err());
        seats::release(&cx, seat.id, None).await.unwrap();
        assert!(seats::held_by(&cx, Holder::Person(mori)).await.unwrap().is_empty());
        assert!(matches!(seats::release(&cx, seat.id, None).await, Err(Fault::Conflict(_))));
        let (all, total) = seats::of_record(&cx, licence.id, Page::default()).await.unwrap();
        assert_eq!((total, all.last().map(|seat| seat.until_on.is_some())), (3, Some(true)));
        seats::reopen(&cx, seat.id).await.unwrap();
        assert!(seats::assign(&cx, pc.id, Holder::Person(mori), "", None).await.is_err(), "a PC has no seats");
        assert!(seats::assign(&cx, licence.id, Holder::Thing(licence.id), "", None).await.is_err());
    }

    async fn whoever_was_merged_keeps_the_seat(house: TestHouse) {
        let cx = house.admin();
        let licence = register(&cx, &[("kind", "licence"), ("licence_name", "作図ソフト")]).await;
        let (keep, gone) = (named(&cx, "森 一郎").await, named(&cx, "森 いちろう").await);
        seats::assign(&cx, licence.id, Holder::Person(gone), "", None).await.unwrap();
        let merged = people::ops::merge(&cx, keep, gone).await.unwrap();
        assert_eq!(seats::held_by(&cx, Holder::Person(keep)).await.unwrap().len(), 1);
        ops::undo(&cx, merged.set).await.unwrap();
        assert_eq!(seats::held_by(&cx, Holder::Person(gone)).await.unwrap().len(), 1);
    }

    async fn a_year_of_costs_adds_up_by_department_and_month(house: TestHouse) {
        let cx = house.admin();
        for name in ["営業部", "製造部"] {
            ledger::trees::ops::add::<kernel::DepartmentId>(&cx, &ledger::trees::NewNode { name: name.into(), parent: None, note: String::new() }).await.unwrap();
        }
        register(&cx, &[("kind", "pc"), ("asset_no", "NB-0001"), ("dept", "営業部"), ("price", "150000"), ("acquired", "2026-05-10")]).await;
        register(&cx, &[("kind", "pc"), ("asset_no", "NB-0002"), ("dept", "営業部")]).await;
        register(&cx, &[("kind", "pc"), ("asset_no", "NB-0003"), ("dept", "製造部"), ("acquire_type", "リース"), ("price", "90000"), ("acquired", "2026-05-10")]).await;
        register(&cx, &[("kind", "contract"), ("contract_no", "L-1"), ("about_asset_no", "NB-0001～0003"), ("price", "10000"), ("price_per", "month"),
            ("acquired", "2026-10-01"), ("lease_end", "2030-09-30")]).await;
        register(&cx, &[("kind", "licence"), ("licence_name", "Office"), ("dept", "製造部"), ("price", "100000"), ("price_per", "year"), ("auto_renew", "あり")]).await;
        register(&cx, &[("kind", "line"), ("phone", "090-0000-0000")]).await;
        let year = costs::this_year(&cx).await.unwrap();
        assert_eq!(year, ledger::assets::fees::month(2026, 4));
        let costs_of = costs::year(&cx, year).await.unwrap();
        let by_name: Vec<(&str, i64, i64)> = costs_of.departments.iter()
            .map(|cost| (cost.name.as_str(), cost.running_total(), cost.bought_total())).collect();
        // Six months of the lease: two of three notebooks are with sales.
        assert_eq!(by_name, [("営業部", 40_002, 150_000), ("製造部", 119_998, 0)]);
        assert_eq!(costs_of.total(), 60_000 + 100_000 + 150_000);
        assert_eq!(costs_of.unpriced, 1);
        let (running, bought) = costs_of.months();
        assert_eq!((running[0], running[6], bought[1]), (8_333, 18_333, 150_000));
        assert_eq!(costs_of.kinds.iter().map(|(_, months)| months.iter().sum::<i64>()).sum::<i64>(), 160_000);
        let behind = costs::behind(&cx, year, costs_of.departments[0].department).await.unwrap();
        assert_eq!((behind.bought.1, behind.bought.0[0].amount), (1, Yen(150_000)));
        assert!(!costs::costs_xlsx(&cx, year).await.unwrap().is_empty());
    }

    async fn the_books_know_what_each_thing_is_worth(house: TestHouse) {
        let cx = house.admin();
        register(&cx, &[("kind", "pc"), ("asset_no", "NB-1"), ("price", "240000"), ("acquired", "2025-10-03")]).await;
        register(&cx, &[("kind", "pc"), ("asset_no", "NB-2"), ("price", "150000")]).await;
        register(&cx, &[("kind", "other"), ("asset_no", "AS-1"), ("price", "300000"), ("acquired", "2026-04")]).await;
        let year = costs::this_year(&cx).await.unwrap();
        let books = costs::books(&cx, year).await.unwrap();
        assert_eq!((books.lines.len(), books.unknown.len()), (1, 2));
        let line = books.total();
        assert_eq!((line.opening, line.depreciation, line.closing), (210_000, 60_000, 150_000));
        let bytes = costs::books_xlsx(&cx, year).await.unwrap();
        let book = sheet::read(&bytes, "books.xlsx", &sheet::Limits::default()).unwrap();
        assert_eq!(book.sheets.len(), 3);
    }

    async fn what_an_older_program_wrote_is_brought_up_to_date(house: TestHouse) {
        let cx = house.admin();
        let contract = register(&cx, &[("kind", "contract"), ("contract_no", "C-1"), ("about_asset_no", "PC-1"), ("price", "1"), ("price_per", "month")]).await;
        register(&cx, &[("kind", "pc"), ("asset_no", "PC-1")]).await;
        let tx = cx.begin().await.unwrap();
        for sql in ["DELETE FROM asset_mention", "DELETE FROM asset_fee"] {
            tx.run_plain(sql).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(seen(&cx, contract.id).await.things.total, 0);
        ledger::upkeep(cx.db()).await.unwrap();
        assert_eq!(seen(&cx, contract.id).await.things.total, 1);
        ledger::upkeep(cx.db()).await.unwrap();
        assert_eq!(seen(&cx, contract.id).await.things.total, 1, "once is enough");
    }
}
