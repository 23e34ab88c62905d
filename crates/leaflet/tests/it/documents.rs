//! Documents as other programs see them, and rules that hold for every document.

use leaflet::flow::{Align, Flow, Margins, Style};
use leaflet::page::{A4, Mark};
use leaflet::pdf::{self, Written};
use leaflet::table::{Column, Table, Width};
use leaflet::{Error, page};
use proptest::prelude::*;

use crate::{NOON, tool};

fn foot(number: usize, count: usize) -> (String, String) {
    ("みどり製作所".into(), format!("{number} / {count}"))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("管理番号", Width::Fixed(24.0)).label(),
        Column::new("品名", Width::Share(2.0)),
        Column::new("備考", Width::Share(3.0)),
        Column::new("数", Width::Fixed(12.0)).align(Align::Right),
    ]
}

fn inventory(rows: usize) -> leaflet::flow::Document {
    let mut flow = Flow::new(A4, Margins::USUAL);
    flow.heading(1, "棚卸結果報告書", Style::TITLE);
    flow.paragraph("二〇二六年度の棚卸の結果を、次のとおり報告します。", Style::TEXT);
    let row = |number: usize| {
        vec![format!("PC-{number:04}"), "ノートパソコン".into(), "㈱髙橋商店より購入。".into(), "1".into()]
    };
    flow.table(&Table::new(columns(), (1..=rows).map(row).collect()));
    flow.finish("棚卸結果報告書", "ja", foot).unwrap()
}

fn read(program: &str, arguments: &[&str], file: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    tool(program, arguments, folder.path())
}

#[test]
fn poppler_finds_the_japanese_text_the_title_and_the_structure() {
    let file = pdf::write(&inventory(3), NOON).unwrap();
    let text = read("pdftotext", &["-layout", "it.pdf", "-"], &file);
    for words in [
        "棚卸結果報告書",
        "二〇二六年度の棚卸の結果を、次のとおり報告します。",
        "PC-0003",
        "㈱髙橋商店より購入。",
        "1/1",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let info = read("pdfinfo", &["-isodates", "it.pdf"], &file);
    let has = |line: &str| info.lines().any(|it| it.split_whitespace().collect::<Vec<_>>().join(" ") == line);
    assert!(has("Title: 棚卸結果報告書") && has("Tagged: yes") && has("Pages: 1"), "{info}");
    assert!(info.contains("2026-11-26T"), "{info}");
    let structure = read("pdfinfo", &["-struct-text", "it.pdf"], &file);
    let order: Vec<&str> = structure.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(order[1].starts_with("H1") && order[2].contains("棚卸結果報告書"), "{structure}");
    assert!(
        structure.contains("Table") && structure.contains("TH") && structure.contains("TD"),
        "{structure}"
    );
    let fonts = read("pdffonts", &["it.pdf"], &file);
    assert!(fonts.contains("BIZUDPGothic") && !fonts.contains(" no  "), "embedded and cut down: {fonts}");
}

#[test]
fn a_long_table_goes_on_over_pages_with_its_head() {
    let document = inventory(200);
    assert!(document.pages.len() > 3);
    for page in &document.pages {
        assert_eq!(page.texts().filter(|text| *text == "管理番号").count(), 1);
    }
    let all: Vec<&str> = document.pages.iter().flat_map(page::Page::texts).collect();
    for number in 1..=200 {
        let wanted = format!("PC-{number:04}");
        assert_eq!(all.iter().filter(|text| **text == wanted).count(), 1, "{wanted}");
    }
    let file = pdf::write(&document, NOON).unwrap();
    let last = document.pages.len();
    let info = read("pdfinfo", &["it.pdf"], &file);
    assert!(
        info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(&format!(" {last}"))),
        "{info}"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let of = || pdf::write(&inventory(40), NOON).unwrap();
    assert_eq!(of(), of());
    let later = Written { time: (12, 0, 1), ..NOON };
    assert_ne!(of(), pdf::write(&inventory(40), later).unwrap());
}

#[test]
fn what_the_typeface_does_not_know_can_still_be_found_in_the_file() {
    let mut flow = Flow::new(A4, Margins::USUAL);
    flow.paragraph("名札は 🦊 と 🐻 です", Style::TEXT);
    let file = pdf::write(&flow.finish("x", "ja", foot).unwrap(), NOON).unwrap();
    let text = read("pdftotext", &["it.pdf", "-"], &file);
    assert!(text.contains("名札は 🦊 と 🐻 です"), "{text}");
}

#[test]
fn too_much_text_is_refused_before_it_is_laid_out() {
    let mut flow = Flow::new(A4, Margins::USUAL);
    flow.paragraph(&"あ".repeat(leaflet::flow::MOST_CHARACTERS + 1), Style::TEXT);
    assert!(flow.top() < Margins::USUAL.0 + 2.0 * Style::TEXT.line(), "nothing was laid out");
    assert!(matches!(flow.finish("x", "ja", foot), Err(Error::TooLarge { of: "characters", .. })));
}

fn solid(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_letter_is_lost_and_none_leaves_its_page(
        paragraphs in prop::collection::vec("[ぁ-んァ-ヶ一-龠a-z0-9。、「」 \n🦊]{0,300}", 0..5),
        rows in prop::collection::vec(prop::collection::vec("[ぁ-ん一-龠A-Z/ -]{0,400}", 0..5), 0..30),
        long in 0usize..4000,
    ) {
        let mut flow = Flow::new(A4, Margins::USUAL);
        for paragraph in &paragraphs {
            flow.paragraph(paragraph, Style::TEXT);
        }
        let mut rows: Vec<Vec<String>> = rows;
        rows.push(vec!["長".repeat(long)]);
        flow.table(&Table::new(columns(), rows.clone()));
        let document = flow.finish("x", "ja", |_, _| (String::new(), String::new())).unwrap();
        let mut heads = 0;
        let mut drawn = String::new();
        for page in &document.pages {
            let is_head = |text: &&str| columns().iter().any(|column| column.head == **text);
            heads += page.texts().filter(|text| *text == "管理番号").count();
            drawn.extend(page.texts().filter(|text| !is_head(text)));
            let (width, height) = page.size;
            let paper = page::Area::new(Margins::USUAL.3, 0.0, width - Margins::USUAL.3 - Margins::USUAL.1, height);
            for (_, mark) in &page.marks {
                let is_text = matches!(mark, Mark::Text(_));
                prop_assert!(!is_text || paper.holds(mark.area()), "{mark:?}");
            }
        }
        let kept = rows.iter().flat_map(|row| row.iter().take(4));
        let wanted: String = paragraphs.iter().chain(kept).map(|text| leaflet::text::clean(text)).collect();
        prop_assert_eq!(solid(&drawn), solid(&wanted));
        prop_assert!(heads >= 1);
        prop_assert!(pdf::write(&document, NOON).is_ok());
    }
}
