//! The unit of amounts where it stands above the table: prices must not come out a thousand times too small.

use crate::support::{csv, put, read, sheet, workbook};
use sheet::Cell;

const RECORDS: &str =
    "資産番号,名称,取得年月日,耐用年数,取得価額\nF-1,サーバ,H30.4.1,5,\"1,280\"\nF-2,UTM,R4.10.1,5,398\n";

/// The prices of the two records under a line.
fn under(above: &str) -> (String, String) {
    let read = read(&csv(&format!("固定資産台帳,,,,\n{above}\n{RECORDS}")));
    (read.value(0, 4, "price"), read.value(0, 5, "price"))
}

#[test]
fn a_unit_above_the_table_counts_as_in_the_heading() {
    for (above, prices) in [
        (",,,,（単位：千円）", ("1280000", "398000")),
        ("（単位：千円）,,,,", ("1280000", "398000")),
        (",,,単位 千円,", ("1280000", "398000")),
        (",,,,(千円)", ("1280000", "398000")),
        (",,,,単位:万円", ("12800000", "3980000")),
        (",,,単位：百万円,", ("1280000000", "398000000")),
        ("令和6年3月31日現在,,（税抜、単位：千円）,,", ("1280000", "398000")),
        (",,,,（単位：円）", ("1280", "398")),
        (",,,,（単位：台）", ("1280", "398")),
        ("予算,\"5,400\",(千円),,", ("1280", "398")),
        ("※10万円未満の備品は除く,,,,", ("1280", "398")),
    ] {
        assert_eq!(under(above), (prices.0.to_owned(), prices.1.to_owned()), "{above}");
    }
}

#[test]
fn the_person_is_told_where_the_unit_stood_and_what_it_did() {
    let read = read(&csv(&format!("固定資産台帳,,,,（単位：千円）\n{RECORDS}")));
    let said = read.plans[0].problems.iter().find(|problem| problem.key == "intake.sheet.unit").unwrap();
    assert_eq!(said.cell.as_deref(), Some("E1"));
    assert_eq!((said.arg("heading"), said.arg("factor")), (Some("取得価額"), Some("1000")));
    assert!(read.has(0, 3, "intake.amount.unit", "E3"));
}

#[test]
fn the_heading_of_a_column_knows_its_own_unit_better() {
    for (heading, price) in [
        ("取得価額(円)", "398"),
        ("取得価額(税抜・円)", "398"),
        ("取得価額（万円）", "3980000"),
        ("取得価額（税抜・百万円）", "398000000"),
        ("取得価額", "398000"),
    ] {
        let read = read(&csv(&format!(
            "備品台帳,,（単位：千円）\n管理番号,機種,{heading}\nA-1,サーバ,398\nA-2,NAS,398"
        )));
        assert_eq!(read.value(0, 3, "price"), price, "{heading}");
    }
}

#[test]
fn a_stored_decimal_is_multiplied_before_it_is_rounded() {
    let mut assets =
        sheet("資産", "（単位：百万円）\n管理番号,機種,金額\nA-1,サーバ,x\nA-2,NAS,x\nA-3,UTM,0.5");
    put(&mut assets, "C3", Cell::number(1.234_567));
    put(&mut assets, "C4", Cell::number(47.76));
    let read = read(&workbook(vec![assets]));
    let prices: Vec<String> = (3..=5).map(|row| read.value(0, row, "price")).collect();
    assert_eq!(prices, ["1234567", "47760000", "500000"], "{}", read.lines());
}

#[test]
fn a_unit_over_one_column_of_several_is_of_that_column() {
    let read = read(&csv("\
機器一覧,,,,
,,(千円),,(円)
管理番号,機種,取得価額,設置場所,月額
A-1,サーバ,398,本社,12800
A-2,NAS,98,本社,1280"));
    assert_eq!(read.value(0, 4, "price"), "398000", "{}", read.lines());
}

#[test]
fn a_second_table_with_its_own_unit_keeps_it() {
    let read = read(&csv("\
固定資産台帳,,,（単位：千円）
資産番号,名称,取得年月日,取得価額
F-1,サーバ,H30.4.1,398
F-2,UTM,R4.10.1,98

少額の備品,,,（単位：円）
IPアドレス,MACアドレス,設置場所,購入金額
192.0.2.1,00:00:5E:00:53:01,本社,9800
192.0.2.2,00:00:5E:00:53:02,本社,9800"));
    assert_eq!(read.value(0, 3, "price"), "398000", "{}", read.lines());
    assert_eq!(read.value(1, 8, "price"), "9800", "{}", read.lines());
}

#[test]
fn a_table_on_its_side_has_its_unit_above_it_too() {
    let read = read(&csv("\
サーバー一覧（単位：千円）,,
管理番号,SV-01,SV-02
機種名,PowerEdge R350,ProLiant ML30
シリアル番号,SN0A11,SN0A12
購入日,2022/4/1,2023/4/1
購入金額,398,\"1,280\"
設置場所,本社,工場"));
    assert_eq!(read.value(0, 2, "price"), "398000", "{}", read.lines());
    assert_eq!(read.value(0, 3, "price"), "1280000", "{}", read.lines());
    let said = read.plans[0].problems.iter().find(|problem| problem.key == "intake.sheet.unit").unwrap();
    assert_eq!(said.cell.as_deref(), Some("A1"));
}
