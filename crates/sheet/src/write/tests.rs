//! What is written can be read again without a difference.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::model::{Cell, Workbook};
use crate::{Limits, read};

fn columns(count: usize) -> Vec<Column> {
    (0..count).map(|index| Column::new(format!("列{index}"))).collect()
}

fn xlsx(columns: &[Column], rows: Vec<Vec<Value>>) -> Workbook {
    let mut file = Cursor::new(Vec::new());
    write_xlsx("台帳", columns, rows, &mut file).unwrap();
    read(&file.into_inner(), "out.xlsx", &Limits::default()).unwrap()
}

fn csv(columns: &[Column], rows: Vec<Vec<Value>>, encoding: CsvEncoding) -> (Workbook, Vec<Unwritable>) {
    let mut file = Vec::new();
    let unwritable = write_csv(columns, rows, encoding, &mut file).unwrap();
    (read(&file, "out.csv", &Limits::default()).unwrap(), unwritable)
}

#[test]
fn a_ledger_goes_out_with_real_dates_and_numbers() {
    let row = vec![
        Value::text("NB-0001"),
        Value::text("=cmd|' /C calc'!A0"),
        Value::Date { year: 2024, month: 6, day: 1 },
        Value::Month { year: 2020, month: 6 },
        Value::Number(128_000.0),
        Value::Bool(true),
        Value::text("0012"),
        Value::Date { year: 1868, month: 10, day: 23 },
    ];
    let mut titles = columns(8);
    titles[4] = Column::amount("取得価額");
    let book = xlsx(&titles, vec![row.clone()]);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "台帳");
    let cell = |column| sheet.cell(column, 2).unwrap();
    assert_eq!(cell(0), &Cell::text("NB-0001"));
    assert_eq!(cell(1), &Cell::text("=cmd|' /C calc'!A0"));
    assert_eq!(cell(2), &Cell::Date { iso: "2024-06-01".into(), format: Some("yyyy/mm/dd".into()) });
    assert_eq!(cell(3), &Cell::text("2020-06"));
    assert_eq!(cell(4), &Cell::Number { value: 128_000.0, format: Some("#,##0".into()) });
    assert_eq!(cell(5), &Cell::Bool(true));
    assert_eq!(cell(6), &Cell::text("0012"));
    assert_eq!(cell(7), &Cell::text("1868/10/23"));

    let mut file = Vec::new();
    write_csv(&titles, [row], CsvEncoding::Utf8, &mut file).unwrap();
    assert!(file.starts_with(b"\xEF\xBB\xBF"));
    let line = "NB-0001,'=cmd|' /C calc'!A0,2024/06/01,2020-06,128000,TRUE,0012,1868/10/23\r\n";
    assert!(String::from_utf8(file).unwrap().ends_with(line));
}

#[test]
fn a_remark_stands_at_its_title_and_is_no_cell() {
    let titles = [Column::new("管理番号"), Column::new("印").note("この列はそのまま残してください。")];
    let row = vec![Value::text("NB-0001"), Value::text("a1-0f")];
    let mut file = Cursor::new(Vec::new());
    write_xlsx("台帳", &titles, [row.clone()], &mut file).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(file.into_inner())).unwrap();
    let remarks = std::io::read_to_string(archive.by_name("xl/comments1.xml").unwrap()).unwrap();
    assert!(remarks.contains("この列はそのまま残してください。") && remarks.contains("ref=\"B1\""));
    assert_eq!(
        xlsx(&titles, vec![row.clone()]),
        xlsx(&[Column::new("管理番号"), Column::new("印")], vec![row])
    );
}

#[test]
fn cp932_says_which_cells_it_could_not_hold() {
    let rows = vec![vec![Value::text("本社〜支店"), Value::text("𠮷田")]];
    let (book, unwritable) = csv(&columns(2), rows, CsvEncoding::Cp932);
    assert_eq!(unwritable, [Unwritable { cell: "B2".into(), characters: vec!['𠮷'] }]);
    assert_eq!(book.sheets[0].cell(0, 2), Some(&Cell::text("本社～支店")));
    assert_eq!(book.sheets[0].cell(1, 2), Some(&Cell::text("〓田")));
}

#[test]
fn a_cell_that_is_too_long_is_said_and_not_cut() {
    let rows = vec![vec![Value::Empty, Value::text("あ".repeat(32_768))]];
    let error = write_xlsx("台帳", &columns(2), rows, Cursor::new(Vec::new())).unwrap_err();
    assert!(matches!(error, WriteError::CellTooLong { cell } if cell == "B2"));
    let named = write_xlsx("a/b", &columns(1), [], Cursor::new(Vec::new())).unwrap_err();
    assert!(matches!(named, WriteError::SheetName { .. }));
}

/// Text with everything that hurts: quotes, line breaks, formula signs, apostrophes, escapes, wide and rare letters.
fn awkward_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("=".to_owned()),
        Just("'".to_owned()),
        Just("+".to_owned()),
        Just("-".to_owned()),
        Just("＠".to_owned()),
        Just("\"".to_owned()),
        Just(",".to_owned()),
        Just("\t".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just(" ".to_owned()),
        Just("　".to_owned()),
        Just("_x000D_".to_owned()),
        Just("&lt;".to_owned()),
        Just("sep=;".to_owned()),
        "[ぁ-んァ-ヶ一-龠０-９a-zA-Z0-9;]{1,4}",
        "[\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{1ffff}]{1,2}",
    ];
    prop::collection::vec(pieces, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_survives_the_way_out_and_in(texts in prop::collection::vec(awkward_text(), 1..6)) {
        let rows = vec![texts.iter().map(|text| Value::text(text.as_str())).collect::<Vec<_>>()];
        let titles = columns(texts.len());
        let (from_csv, unwritable) = csv(&titles, rows.clone(), CsvEncoding::Utf8);
        prop_assert!(unwritable.is_empty());
        let from_xlsx = xlsx(&titles, rows);
        for (column, text) in (0..).zip(&texts) {
            let expected = Cell::text(text.as_str());
            prop_assert_eq!(from_csv.sheets[0].cell(column, 2), Some(&expected), "csv");
            prop_assert_eq!(from_xlsx.sheets[0].cell(column, 2), Some(&expected), "xlsx");
        }
    }
}
