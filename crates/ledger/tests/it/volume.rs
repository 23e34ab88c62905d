//! Large ledgers: run by hand with `--run-ignored all`, prints what it measures.

use std::fmt::Write;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use ledger::assets::{Due, Filter, Page, Sort, SortBy, Status, ops};
use ledger::imports::{Choices, Source, ops as imports};
use testkit::on_both_databases;

use super::imports::book;
use super::migrations;

const HEAD: &str = "管理番号,種別,メーカー,機種名,型番,シリアル番号,使用者,部署,設置場所,購入日,購入価格,保証期限,OS,状態,備考\n";

pub(crate) fn rows(from: u32, count: u32) -> String {
    let kinds = ["ノートPC", "デスクトップPC", "サーバー", "モニター", "プリンター"];
    let states = ["使用中", "使用中", "使用中", "在庫", "修理中"];
    let mut file = HEAD.to_owned();
    for n in from..from + count {
        let pick = (n % 5) as usize;
        writeln!(
            file,
            "NB-{n:06},{},富士通,LIFEBOOK U{},FMVU{},R1X{n:07},社員 {}番,第{}部,本社{}F,2022/4/{},{},2027/{}/1,Windows 11 Pro,{},{}",
            kinds[pick], n % 90, n % 900, n % 5000, n % 40, n % 9 + 1, n % 28 + 1, 100_000 + n, n % 12 + 1,
            states[pick], if n % 1000 == 0 { "印刷室" } else { "" },
        )
        .unwrap();
    }
    file
}

on_both_databases! {
    migrations = &migrations();

    #[ignore = "measures, and takes a while"]
    async fn a_hundred_thousand_assets(house: TestHouse) {
        let cx = house.admin();
        let (source, choices) = (Source::default(), Choices::default());
        for part in 0..2 {
            let book = book(&rows(part * 50_000, 50_000));
            let start = Instant::now();
            let report = imports::run(&cx, &book, &source, &choices, |_, _| {}, &AtomicBool::new(false)).await.unwrap();
            println!("import 50,000 x 15: {:?} {:?}", start.elapsed(), report.totals);
        }
        let again = book(&rows(50_000, 50_000));
        let start = Instant::now();
        let plan = imports::plan(&cx, &again, &source, &choices).await.unwrap();
        println!("plan the same: {:?} {:?}", start.elapsed(), plan.totals);
        let changed = book(&rows(50_000, 50_000).replace("Windows 11 Pro", "Windows 12 Pro"));
        let start = Instant::now();
        let report = imports::run(&cx, &changed, &source, &choices, |_, _| {}, &AtomicBool::new(false)).await.unwrap();
        println!("import 50,000 changes: {:?} {:?}", start.elapsed(), report.totals);
        if cx.db().is_postgres() {
            let tx = cx.begin().await.unwrap();
            tx.run_plain("ANALYZE").await.unwrap();
            tx.commit().await.unwrap();
        }
        let in_use = Filter { statuses: vec![Status::InUse], ..Filter::default() };
        let filters = [
            ("all", Filter::default()),
            ("in use", in_use.clone()),
            ("text 印刷", Filter { text: "印刷".into(), ..Filter::default() }),
            ("text lifebook", Filter { text: "lifebook".into(), ..Filter::default() }),
            ("due", Filter { due: Some(Due { kind: None, from: None, until: "2027-01-31".parse().unwrap() }), ..Filter::default() }),
            ("servers in repair", Filter { kinds: vec![2.into()], statuses: vec![Status::Repair], ..Filter::default() }),
        ];
        for (name, filter) in &filters {
            for (by, word) in SortBy::ALL {
                let mut line = format!("{name} by {word}:");
                for number in [1, 1_000] {
                    let start = Instant::now();
                    let listing = ops::list(&cx, filter, Sort { by, down: false }, Page::number(number)).await.unwrap();
                    write!(line, " page {number} {:?} of {}", start.elapsed(), listing.total).unwrap();
                }
                println!("{line}");
            }
        }
        let start = Instant::now();
        ops::facets(&cx, &Filter::default()).await.unwrap();
        println!("facets: {:?}", start.elapsed());
        let start = Instant::now();
        let found = ledger::deadlines::ops::upcoming(&cx, cx.today(), 90).await.unwrap();
        println!("deadlines: {:?} {}", start.elapsed(), found.len());
        let start = Instant::now();
        let file = ledger::export::ops::export(&cx, &Filter::default(), Sort::default(), ledger::export::ExportFormat::Xlsx, kernel::Lang::Ja).await.unwrap();
        println!("export: {:?} {} bytes", start.elapsed(), file.bytes.len());
        let start = Instant::now();
        let undone = imports::undo(&cx, report.import_id.unwrap()).await.unwrap();
        println!("undo changes: {:?} {}", start.elapsed(), undone.restored);
    }
}
