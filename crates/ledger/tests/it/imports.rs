//! Files in, twice, back, and out again.

use std::sync::atomic::{AtomicBool, Ordering};

use kernel::{Fault, ImportId, Lang};
use ledger::assets::{Filter, Page, Sort, ops};
use ledger::export::{ExportFormat, ops::export};
use ledger::imports::{Choices, Report, RowAct, Source, Totals, ops as imports};
use platform::Cx;
use sheet::Workbook;
use testkit::on_both_databases;

use super::{migrations, values};

pub const LEDGER: &str = "PC管理台帳,,,,,,,,,,令和6年4月1日現在

管理No.,種別,メーカー,機種名,型番,S/N,使用者,部署,設置場所,購入年月日,備考
PC-001,ノート,富士通,LIFEBOOK U9311/F,FMVU34001,R1X00123,山田　太郎,総務部,本社2F,R4.4.1,
PC-002,〃,〃,〃,〃,R1X00124,鈴木 花子,〃,〃,〃,=SUM(A1)
PC-003,ﾉｰﾄ,ＮＥＣ,VersaPro VKT44,PC-VKT44,２３０００４５A,（共用）,営業部,本社３Ｆ,2021/10/05,展示会用
PC-４,デスクトップ,DELL,OptiPlex 3080,,,佐藤,製造部,第一工場,R2年6月頃,要確認
合計,4台,,,,,,,,,
";

/// Records, rows without any key, and own columns.
const MIXED: &str = "ソフト名,ライセンス形態,ライセンス数,使用数,有効期限,購入先,メモ欄その2
Adobe Creative Cloud,サブスク,5,4,2027/3/31,ソフト販売株式会社,更新は経理へ
ウイルス対策 法人版,年間,45本,43,R9.1月,,\"一行目
二行目\"
";

const KEYLESS: &str = "品名,メーカー,機種,設置場所,購入日
モニター,EIZO,EV2451,本社2F,2022年4月
モニター,EIZO,EV2451,本社2F,2022年4月
モニター,EIZO,EV2451,本社3F,2022年4月
";

pub fn book(csv: &str) -> Workbook {
    sheet::read(csv.as_bytes(), "ledger.csv", &sheet::Limits::default()).unwrap()
}

pub async fn take(cx: &Cx, csv: &str) -> Report {
    take_book(cx, &book(csv), &Choices::default()).await
}

pub async fn take_book(cx: &Cx, book: &Workbook, choices: &Choices) -> Report {
    let source = Source { name: "ledger.csv".into(), hash: "00".into() };
    imports::run(cx, book, &source, choices, |_, _| {}, &AtomicBool::new(false)).await.unwrap()
}

fn totals(new: u64, change: u64, same: u64, error: u64, skip: u64) -> Totals {
    Totals { new, change, same, error, skip }
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

/// Everything alive, as text, for comparing before and after.
pub async fn everything(cx: &Cx) -> Vec<String> {
    let listing = ops::list(cx, &Filter::default(), Sort::default(), Page::first(1_000)).await.unwrap();
    listing.rows.iter().map(|asset| format!("{} {:?}", asset.id, asset.data)).collect()
}

on_both_databases! {
    migrations = &migrations();

    async fn a_messy_ledger_goes_in_and_the_second_time_all_is_the_same(house: TestHouse) {
        let cx = house.admin();
        let dry = imports::plan(&cx, &book(LEDGER), &Source::default(), &Choices::default()).await.unwrap();
        assert_eq!((dry.totals.new, dry.totals.error), (4, 0), "{}", json(&imports::report(&cx, &dry)));
        assert!(everything(&cx).await.is_empty(), "a plan changes nothing");
        let first = take(&cx, LEDGER).await;
        assert_eq!(first.totals.new, 4);
        assert!(first.import_id.is_some());
        let second = take(&cx, LEDGER).await;
        assert_eq!((second.totals.same, second.totals.new, second.totals.change), (4, 0, 0), "{}", json(&second));
        let rows = ops::list(&cx, &Filter::default(), Sort::default(), Page::default()).await.unwrap().rows;
        let pc = rows.iter().find(|row| row.number == "PC-4").unwrap();
        assert_eq!((pc.get("acquired").as_str(), pc.get("dept").as_str()), ("2020-06", "製造部"));
        assert!(pc.department.is_some() && pc.place.is_some(), "departments and places are added");
        let nec = rows.iter().find(|row| row.number == "PC-003").unwrap();
        assert_eq!((nec.maker.as_str(), nec.serial.as_str(), nec.kind.0), ("NEC", "2300045A", 1));
        assert_eq!(ops::next_number(&cx, "PC").await.unwrap(), "PC-005");
    }

    async fn the_answer_has_the_agreed_shape(house: TestHouse) {
        let cx = house.admin();
        let plan = imports::plan(&cx, &book(LEDGER), &Source::default(), &Choices::default()).await.unwrap();
        let json = serde_json::to_value(imports::report(&cx, &plan)).unwrap();
        let sheet = &json["sheets"][0];
        assert_eq!(sheet["header_row"], 3);
        assert_eq!(sheet["columns"][0]["source"], "管理No.");
        assert_eq!(sheet["columns"][0]["field"], "asset_no");
        let row = sheet["rows"].as_array().unwrap().iter().find(|row| row["row"] == 7).unwrap();
        assert_eq!(row["action"], "new");
        assert_eq!(row["values"]["acquired"], "2020-06");
        assert_eq!(json["totals"]["new"], 4);
        assert!(json.get("import_id").is_none());
    }

    async fn changes_are_shown_old_to_new_and_blanks_leave_what_is_stored(house: TestHouse) {
        let cx = house.admin();
        take(&cx, LEDGER).await;
        let file = "管理番号,シリアル番号,使用者,備考\nPC-001,,鈴木 花子,\n";
        let plan = imports::plan(&cx, &book(file), &Source::default(), &Choices::default()).await.unwrap();
        let row = &plan.sheets[0].rows[0];
        assert_eq!(row.act, RowAct::Change);
        let change = &row.changes[0];
        assert_eq!((change.field.as_str(), change.old.as_str(), change.new.as_str()), ("user", "山田 太郎", "鈴木 花子"));
        assert_eq!(row.changes.len(), 1);
        let clearing = Choices { clear_empty: true, ..Choices::default() };
        let plan = imports::plan(&cx, &book(file), &Source::default(), &clearing).await.unwrap();
        assert!(plan.sheets[0].rows[0].changes.iter().any(|change| change.field == "serial" && change.new.is_empty()));
    }

    async fn a_whole_import_is_undone_but_not_over_later_work(house: TestHouse) {
        let cx = house.admin();
        ops::register(&cx, &values(&[("kind", "pc"), ("asset_no", "PC-001"), ("note", "前から"), ("user", "旧 担当")])).await.unwrap();
        let before = everything(&cx).await;
        let id = take(&cx, LEDGER).await.import_id.unwrap();
        let undone = imports::undo(&cx, id).await.unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept.len()), (3, 1, 0));
        let after = everything(&cx).await;
        assert_eq!(before, after);
        assert!(ledger::departments::ops::list::<kernel::DepartmentId>(&cx).await.unwrap().is_empty());
        assert!(matches!(imports::undo(&cx, id).await, Err(Fault::Conflict(_))));

        let id = take(&cx, LEDGER).await.import_id.unwrap();
        let rows = ops::list(&cx, &Filter::default(), Sort::default(), Page::default()).await.unwrap().rows;
        let later = rows.iter().find(|row| row.number == "PC-002").unwrap();
        ops::change(&cx, later.id, later.version, &values(&[("note", "手で直した")])).await.unwrap();
        let undone = imports::undo(&cx, id).await.unwrap();
        assert_eq!((undone.removed, undone.kept.len()), (2, 1));
        assert_eq!(undone.kept[0].label, "PC-002");
        assert!(matches!(imports::undo(&cx, ImportId(999)).await, Err(Fault::NotFound)));
        assert_eq!(imports::list(&cx, 10).await.unwrap().len(), 2);
    }

    async fn things_without_any_key_do_not_double(house: TestHouse) {
        let cx = house.admin();
        let first = take(&cx, KEYLESS).await;
        assert_eq!(first.totals, totals(3, 0, 0, 0, 0), "{}", json(&first));
        let second = take(&cx, KEYLESS).await;
        assert_eq!(second.totals, totals(0, 0, 3, 0, 0));
    }

    async fn licences_are_kept_with_their_numbers(house: TestHouse) {
        let cx = house.admin();
        let first = take(&cx, MIXED).await;
        assert_eq!(first.totals.new, 2, "{}", json(&first));
        assert_eq!(take(&cx, MIXED).await.totals.same, 2);
        let rows = ops::list(&cx, &Filter { text: "adobe".into(), ..Filter::default() }, Sort::default(), Page::default()).await.unwrap().rows;
        assert_eq!((rows[0].kind.0, rows[0].get("licence_count").as_str(), rows[0].get("renewal").as_str()), (9, "5", "2027-03-31"));
        assert!(rows[0].fields.values().any(|text| text == "更新は経理へ"), "{:?}", rows[0].fields);
    }

    async fn an_import_can_be_stopped_and_leaves_nothing(house: TestHouse) {
        let cx = house.admin();
        let stop = AtomicBool::new(false);
        let (done, source) = (|_, _| stop.store(true, Ordering::Relaxed), Source::default());
        let answer = imports::run(&cx, &book(LEDGER), &source, &Choices::default(), done, &stop).await;
        assert!(matches!(answer, Err(Fault::Conflict(_))));
        assert!(everything(&cx).await.is_empty());
        assert!(imports::list(&cx, 10).await.unwrap().is_empty());
    }

    async fn people_are_linked_and_unknown_ones_proposed(house: TestHouse) {
        let cx = house.admin();
        let person = ledger::people::NewPerson { name: "佐藤 次郎".into(), ..Default::default() };
        let sato = ledger::people::ops::add(&cx, &person).await.unwrap();
        let plan = imports::plan(&cx, &book(LEDGER), &Source::default(), &Choices::default()).await.unwrap();
        assert_eq!(plan.new_people, ["山田 太郎", "鈴木 花子"].map(String::from).into_iter().rev().collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>());
        let id = take_book(&cx, &book(LEDGER), &Choices { add_people: true, ..Choices::default() }).await.import_id.unwrap();
        let held = ops::held_by(&cx, sato.id).await.unwrap();
        assert_eq!(held.len(), 1, "a surname that only one person has");
        assert_eq!(ledger::people::ops::list(&cx, "", false, Page::default()).await.unwrap().1, 3);
        assert_eq!(take(&cx, LEDGER).await.totals.same, 4);
        imports::undo(&cx, id).await.unwrap();
        assert_eq!(ledger::people::ops::list(&cx, "", false, Page::default()).await.unwrap().1, 1);
    }

    async fn rows_are_left_out_by_choice_and_it_is_said(house: TestHouse) {
        let cx = house.admin();
        let mut choices = Choices::default();
        choices.skip.insert((0, 4));
        let report = take_book(&cx, &book(LEDGER), &choices).await;
        assert_eq!(report.totals.new, 3);
        let row = report.sheets[0].rows.iter().find(|row| row.row == 4).unwrap();
        assert_eq!(row.action, RowAct::Skip);
        assert!(row.problems.iter().any(|problem| problem.message.contains("飛ばす")));
    }

    async fn what_a_user_cell_told_goes_out_under_words_and_in_again(house: TestHouse) {
        let cx = house.admin();
        take(&cx, "管理番号,種別,使用者\nPC-1,ノート,田中→高橋(R6.7〜)\n,ノート,佐藤→山田\n").await;
        let before = everything(&cx).await;
        assert!(before[0].contains("\"user_previous\": \"田中\"") || before[1].contains("\"user_previous\": \"田中\""), "{before:?}");
        for lang in Lang::ALL {
            let file = export(&cx, &Filter::default(), Sort::default(), ExportFormat::CsvUtf8, lang).await.unwrap();
            let words = String::from_utf8(file.bytes).unwrap();
            let heading = if lang == Lang::Ja { "前の使用者" } else { "Previous user" };
            assert!(words.contains(heading) && !words.contains("user_"), "{words}");
            // An older export showed the bare names.
            let bare = words.replace(heading, "user_previous");
            for file in [words, bare] {
                let plan = imports::plan(&cx, &book(&file), &Source::default(), &Choices::default()).await.unwrap();
                assert_eq!(plan.totals, totals(0, 0, 2, 0, 0), "{file}");
            }
        }
        // Another company's own column of that heading is understood in the same way.
        take(&cx, "管理番号,種別,前の使用者\nPC-7,ノート,港 次郎\n").await;
        let rows = ops::list(&cx, &Filter { text: "港".into(), ..Filter::default() }, Sort::default(), Page::default()).await.unwrap().rows;
        assert_eq!(rows[0].get("user_previous"), "港 次郎");
        assert_eq!(everything(&cx).await.len(), 3);
    }

    async fn the_ledger_goes_out_and_in_again_without_a_difference(house: TestHouse) {
        let cx = house.admin();
        for file in [LEDGER, MIXED, KEYLESS] {
            take(&cx, file).await;
        }
        for nasty in [
            &[("kind", "pc"), ("asset_no", "PC-900"), ("note", "=cmd|' /C calc'!A0"), ("host_name", "+81-3"), ("vendor", "'引用")][..],
            &[("kind", "phone"), ("serial", "001234567890123"), ("user", "@channel"), ("price", "-5000"), ("phone", "090-1234-5678")],
            &[("kind", "account"), ("system_name", "勤怠,\"クラウド\""), ("login_id", "admin"), ("note", "一行目\n二行目")],
            &[("kind", "contract"), ("contract_no", "0012"), ("lease_end", "2027"), ("notice_by", "2026-12")],
            &[("kind", "monitor"), ("asset_no", "1234"), ("location", "〜本社—2F"), ("model", "1E10")],
        ] {
            ops::register(&cx, &values(nasty)).await.unwrap();
        }
        let before = everything(&cx).await;
        let count = before.len() as u64;
        for lang in Lang::ALL {
            for format in [ExportFormat::Xlsx, ExportFormat::CsvUtf8, ExportFormat::CsvCp932] {
                let file = export(&cx, &Filter::default(), Sort::default(), format, lang).await.unwrap();
                assert_eq!(file.rows, count);
                let book = sheet::read(&file.bytes, "x", &sheet::Limits::default()).unwrap();
                let plan = imports::plan(&cx, &book, &Source::default(), &Choices::default()).await.unwrap();
                let report = imports::report(&cx, &plan);
                let odd: Vec<_> = report.sheets.iter().flat_map(|sheet| &sheet.rows).filter(|row| row.action != RowAct::Same).collect();
                assert!(odd.is_empty(), "{format:?} {lang:?}: {}", serde_json::to_string(&odd).unwrap());
                assert_eq!(plan.totals.same, count, "{format:?} {lang:?}");
            }
        }
        assert_eq!(everything(&cx).await, before);
    }
}
