//! Tables that do not stand upright say the same as the upright ones.

use crate::support::{Read, csv, merge, put, read, sheet, workbook};
use intake::{Layout, Value, Verdict};
use proptest::prelude::*;
use sheet::{Cell, Row, Sheet};

/// Headings, and values that each of them may have.
fn records() -> impl Strategy<Value = Vec<Vec<String>>> {
    let record = (
        "[A-Z]{2}-[1-9][0-9]{3}",
        "(LIFEBOOK|VersaPro|ProDesk) [A-Z][1-9]",
        "SN[0-9A-F]{6}",
        "(山田|鈴木|高橋) (太郎|花子)",
        "20[12][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9])",
        "(本社|工場)[1-9]F",
    );
    let record = record
        .prop_map(|(number, model, serial, user, day, place)| vec![number, model, serial, user, day, place]);
    proptest::collection::btree_map("[A-Z]{2}-[1-9][0-9]{3}", record, 2..6).prop_map(|records| {
        let number = |(number, mut record): (String, Vec<String>)| {
            record[0] = number;
            record
        };
        records.into_iter().map(number).collect()
    })
}

const HEADINGS: [&str; 6] = ["管理番号", "機種名", "シリアル番号", "使用者", "購入日", "設置場所"];

fn sheet_of(rows: Vec<Vec<String>>) -> Sheet {
    let cells = |cells: Vec<String>| (0..).zip(cells.into_iter().map(Cell::Text)).collect();
    let rows = (1..).zip(rows).map(|(number, row)| Row { number, cells: cells(row) });
    Sheet { name: "台帳".to_owned(), hidden: false, rows: rows.collect(), merges: Vec::new() }
}

/// What was read, record by record.
fn values(read: &Read) -> Vec<Vec<(String, String)>> {
    let rows = read.rows.iter().flatten().filter(|row| row.verdict == Verdict::Take);
    let fields = rows.map(|row| {
        row.values.iter().map(|(field, value)| (field.to_string(), Value::to_text(value))).collect()
    });
    fields.collect()
}

fn upright(records: &[Vec<String>]) -> Read {
    let heading = HEADINGS.map(str::to_owned).to_vec();
    read(&workbook(vec![sheet_of([vec![heading], records.to_vec()].concat())]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_on_its_side_says_the_same(records in records()) {
        let row = |(place, heading): (usize, &&str)| {
            let values = records.iter().map(|record| record[place].clone());
            std::iter::once((*heading).to_owned()).chain(values).collect()
        };
        let turned = read(&workbook(vec![sheet_of(HEADINGS.iter().enumerate().map(row).collect())]));
        prop_assert_eq!(turned.plans[0].layout, Layout::Sideways);
        prop_assert_eq!(values(&turned), values(&upright(&records)));
    }

    #[test]
    fn cards_say_the_same(records in records(), colon in any::<bool>()) {
        let sign = if colon { "：" } else { "" };
        let card = |record: &Vec<String>| {
            let lines = HEADINGS.iter().zip(record).map(|(heading, value)| vec![format!("{heading}{sign}"), value.clone()]);
            lines.collect::<Vec<_>>()
        };
        let cards = read(&workbook(vec![sheet_of(records.iter().flat_map(card).collect())]));
        prop_assert_eq!(cards.plans[0].layout, Layout::Cards);
        prop_assert_eq!(values(&cards), values(&upright(&records)));
    }

    #[test]
    fn records_of_two_lines_say_the_same(records in records()) {
        let lines = |cells: Vec<String>| cells.chunks(3).map(<[String]>::to_vec).collect::<Vec<_>>();
        let heading = lines(HEADINGS.map(str::to_owned).to_vec());
        let body = records.iter().flat_map(|record| lines(record.clone()));
        let two = read(&workbook(vec![sheet_of(heading.into_iter().chain(body).collect())]));
        prop_assert_eq!(two.plans[0].layout, Layout::TwoLines);
        prop_assert_eq!(values(&two), values(&upright(&records)));
    }
}

#[test]
fn cells_are_named_where_they_stand_in_the_file() {
    let found = read(&csv(
        "項目,A,B\n管理番号,S-1,S-2\n機種名,ML30,T150\n購入日,R6.13.1,R6.4.1\nパスワード,abc1,xyz2",
    ));
    assert_eq!(found.row(0, 2).verdict, Verdict::Error);
    assert!(found.has(0, 2, "intake.date.no_month", "B4"), "{}", found.lines());
    assert!(found.has(0, 3, "intake.secret.refused", "C5"));
    let column = found.plans[0].columns.iter().find(|column| column.source == "購入日").unwrap();
    let raw = sheet("", "項目,A,B\n管理番号,S-1,S-2\n機種名,ML30,T150\n購入日,R6.13.1,R6.4.1");
    assert_eq!(found.plans[0].cell(&raw, column.index, 3), Some(&Cell::text("R6.4.1")));
    assert!(!found.lines().contains("xyz2"));
}

#[test]
fn a_second_line_under_a_merged_number_goes_on_with_the_first() {
    let mut pcs = sheet(
        "PC",
        "管理番号,機種,使用者,モニター\nQ-01,OptiPlex,佐藤,M001\nx,x,x,M002\nQ-02,OptiPlex,高橋,M003",
    );
    for column in ["A", "B", "C"] {
        put(&mut pcs, &format!("{column}3"), Cell::text(""));
        merge(&mut pcs, &format!("{column}2:{column}3"));
    }
    let found = read(&workbook(vec![pcs]));
    assert_eq!(found.row(0, 2).extra["モニター"], "M001 / M002");
    assert_eq!(found.row(0, 3).verdict, Verdict::Skip);
    assert_eq!(found.row(0, 4).verdict, Verdict::Take);
}

#[test]
fn a_second_sheet_that_only_says_more_adds_to_the_first() {
    let pcs = sheet("PC", "資産番号,機種,製造番号,購入日\nA-1,FMV,X1,2020/4/1\nA-2,FMV,X2,2020/4/1");
    let gone = sheet(
        "廃棄",
        "資産番号,製造番号,廃棄日,消去方法\nA-1,X1,2024/3/29,物理破壊\nA-2,X9,2024/3/29,物理破壊",
    );
    let found = read(&workbook(vec![pcs, gone]));
    assert_eq!(found.value(0, 2, "disposed"), "2024-03-29");
    assert_eq!(found.row(1, 2).verdict, Verdict::Skip);
    assert_eq!(found.row(1, 3).verdict, Verdict::Error, "the serial number says otherwise");
}
