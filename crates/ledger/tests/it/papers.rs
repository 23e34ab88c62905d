//! Documents that people sign, as poppler reads them.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDateTime;
use kernel::{Day, Fault, Lang};
use leaflet::pdf::Written;
use ledger::papers::model::MOST_LINES;
use ledger::papers::{
    Handing, Item, Moved, Party, Place, Signature, Stocktaking, Thing, hand_back, hand_out, parse_signature,
    stocktaking,
};
use platform::locale::Dates;

const NOON: Written = Written { day: (2026, 11, 26), time: (12, 0, 0), offset: 540 };
const DRAWN: &str = r#"{"width":1200,"height":400,"strokes":[[[100,80],[180,300],[260,90],[330,310],[420,80]],
    [[500,200],[560,120],[640,130],[660,220],[590,300],[500,280],[480,210]],[[720,80],[720,320]],[[720,200],[840,120],[900,260]]]}"#;

fn ja() -> Dates {
    Dates::common(Lang::Ja)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn moment() -> NaiveDateTime {
    "2026-11-26T14:05:00".parse().unwrap()
}

fn handing(items: usize) -> Handing {
    let item = |number: usize| Item {
        number: format!("PC-2026-{number:04}"),
        kind: "ノートパソコン".into(),
        model: "富士通 LIFEBOOK U9311/F".into(),
        serial: format!("R3X{number:07}"),
        accessories: "ACアダプター、かばん".into(),
        condition: "天板に小さな傷".into(),
        due_on: Some(day("2027-03-31")),
    };
    Handing {
        company: "株式会社みどり製作所".into(),
        document: "K-2026-0012".into(),
        party: Party { name: "𠮷田 一郎".into(), number: "E0042".into(), department: "営業部".into() },
        items: (1..=items).map(item).collect(),
        terms: "1. 業務のためだけに使い、家族や知人に貸しません。\n2. なくしたとき、壊したときは、すぐに情シスへ知らせます。\n\
            3. 許可のないソフトウェアを入れません。\n4. 退職や異動のとき、または会社が求めたときは、付属品とともに返します。\n\
            5. 画面のロックと暗号化を外しません。"
            .into(),
        note: String::new(),
        place: "本社3階 総務部".into(),
        on: day("2026-11-26"),
        by: "早川 里奈".into(),
        signature: Some(parse_signature("signature", DRAWN, "", "𠮷田 一郎", moment()).unwrap()),
    }
}

fn report(rows: u32) -> Stocktaking {
    let place = |number: u32| Place {
        name: format!("本社{number}階"),
        expected: 40,
        found: 37,
        elsewhere: 2,
        missing: 1,
    };
    Stocktaking {
        company: "株式会社みどり製作所".into(),
        name: "2026年度 下期棚卸".into(),
        document: "T-2026-2".into(),
        period: (day("2026-11-16"), day("2026-11-20")),
        on: day("2026-11-26"),
        by: "早川 里奈".into(),
        places: (1..=rows).map(place).collect(),
        missing: (1..=rows)
            .map(|number| Thing {
                number: format!("PC-{number:04}"),
                kind: "ノートパソコン".into(),
                model: "Latitude 5440".into(),
                serial: String::new(),
                place: format!("本社{number}階"),
                holder: "森 次郎".into(),
            })
            .collect(),
        moved: (1..=rows * 2)
            .map(|number| Moved {
                number: format!("MO-{number:04}"),
                model: "EIZO EV2480".into(),
                from: "本社1階".into(),
                to: "大阪営業所 会議室".into(),
                note: "台帳を直しました".into(),
            })
            .collect(),
        note: "倉庫の什器は、次の棚卸から数えます。".into(),
    }
}

/// Keeps a file where it can be looked at.
fn kept(name: &str, file: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, file).unwrap();
    path
}

fn tool(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn text(path: &Path) -> String {
    tool("pdftotext", &["-layout"], path)
}

fn pages(path: &Path) -> usize {
    let output = Command::new("pdfinfo").arg(path).output().unwrap();
    let info = String::from_utf8(output.stdout).unwrap();
    let line = info.lines().find(|line| line.starts_with("Pages:")).unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn twelve_things_and_their_signature_fit_on_one_page() {
    let path = kept("hand-out.pdf", &hand_out(&handing(12), ja(), NOON).unwrap());
    let text = text(&path);
    assert_eq!(pages(&path), 1, "{text}");
    for words in [
        "貸与書",
        "書類番号 K-2026-0012",
        "2026年11月26日(木)",
        "株式会社みどり製作所",
        "𠮷田 一郎",
        "E0042",
        "PC-2026-0012",
        "R3X0000012",
        "2027/03/31",
        "なくしたとき、壊したときは、すぐに情シスへ知らせます。",
        "署名した日時 2026/11/26 14:05",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn two_hundred_things_go_on_over_pages_and_none_is_lost() {
    let path = kept("hand-out-200.pdf", &hand_out(&handing(200), ja(), NOON).unwrap());
    let (text, pages) = (text(&path), pages(&path));
    assert!((8..=20).contains(&pages), "{pages}");
    for number in 1..=200 {
        assert_eq!(text.matches(&format!("PC-2026-{number:04}")).count(), 1, "{number}");
    }
    assert!(text.matches("シリアル番号").count() >= pages - 1, "the head is repeated");
    assert!(
        text.contains(&format!("{pages}/{pages}")) || text.contains(&format!("{pages} / {pages}")),
        "{text}"
    );
    assert_eq!(text.matches("署名した日時").count(), 1, "one signature for all");
}

#[test]
fn a_name_can_stand_for_a_signature_and_an_empty_box_waits_for_a_pen() {
    let typed = parse_signature("signature", "", "吉田 一郎", "", moment()).unwrap();
    let mut back = handing(2);
    back.signature = Some(typed);
    let path = kept("hand-back.pdf", &hand_back(&back, ja(), NOON).unwrap());
    let words = text(&path);
    assert!(words.contains("返却書") && words.contains("返却時の状態"), "{words}");
    assert!(words.contains("署名の代わりに氏名を入力") && words.contains("吉田 一郎"), "{words}");
    assert!(!words.contains("返却予定日"), "what is back is not due: {words}");
    back.signature = None;
    let path = kept("hand-back-paper.pdf", &hand_back(&back, Dates::common(Lang::En), NOON).unwrap());
    let words = text(&path);
    assert!(words.contains("Return document") && words.contains("Signed on"), "{words}");
    assert!(!words.contains("papers."), "every word is there: {words}");
}

#[test]
fn a_stocktaking_says_what_is_missing_and_how_true_the_ledger_is() {
    let path = kept("stocktaking.pdf", &stocktaking(&report(3), ja(), NOON).unwrap());
    let words = text(&path);
    for wanted in [
        "棚卸結果報告書",
        "2026年度 下期棚卸",
        "92.5 %",
        "120点のうち111点",
        "見つからなかった物(3点)",
        "別の場所にあった物(6点)",
        "MO-0006",
        "確認者",
        "承認者",
        "台帳を直しました",
    ] {
        assert!(words.contains(wanted), "{wanted} in {words}");
    }
    let path = kept("stocktaking-long.pdf", &stocktaking(&report(120), ja(), NOON).unwrap());
    let words = text(&path);
    assert!((1..=240).all(|number| words.contains(&format!("MO-{number:04}"))));
    assert!(pages(&path) > 5);
    let quiet = Stocktaking { missing: Vec::new(), moved: Vec::new(), places: Vec::new(), ..report(0) };
    let words = text(&kept("stocktaking-empty.pdf", &stocktaking(&quiet, ja(), NOON).unwrap()));
    assert!(words.contains("見つからなかった物はありません。") && !words.contains('%'), "{words}");
}

#[test]
fn the_accuracy_is_never_rounded_up_to_the_whole() {
    let of = |found, expected| {
        let places = vec![Place { found, expected, ..Place::default() }];
        Stocktaking { places, ..report(0) }.accuracy()
    };
    assert_eq!(of(9_999, 10_000), Some(999));
    assert_eq!(of(10, 10), Some(1_000));
    assert_eq!(of(0, 3), Some(0));
    assert_eq!(of(0, 0), None, "where nothing was to be found nothing can be said");
}

#[test]
fn the_same_data_give_the_same_bytes() {
    assert_eq!(hand_out(&handing(3), ja(), NOON).unwrap(), hand_out(&handing(3), ja(), NOON).unwrap());
}

#[test]
fn what_is_too_much_for_paper_is_refused_in_words() {
    let mut long = handing(1);
    long.items = vec![long.items[0].clone(); MOST_LINES + 1];
    assert!(
        matches!(hand_out(&long, ja(), NOON), Err(Fault::Conflict(text)) if text.key == "papers.fault.too_many_lines")
    );
    let mut wordy = handing(1);
    wordy.terms = "あ".repeat(2_000_000);
    assert!(
        matches!(hand_out(&wordy, ja(), NOON), Err(Fault::Conflict(text)) if text.key == "papers.fault.too_long")
    );
}

#[test]
fn hostile_words_stay_words() {
    let mut it = handing(1);
    it.items[0].condition = "(</script>) Tj ET \\ <</JS (x)>> %PDF \u{202E}\u{0}".into();
    it.signature = Some(Signature { name: "<b>".repeat(400), strokes: None, at: moment() });
    let path = kept("hostile.pdf", &hand_out(&it, ja(), NOON).unwrap());
    assert!(text(&path).contains("</script>"));
    let output = Command::new("pdfinfo").arg("-js").arg(&path).output().unwrap();
    assert!(output.stdout.is_empty(), "no script came in");
}
