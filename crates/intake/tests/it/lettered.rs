//! Numbers that Excel shows with letters around them are the numbers on the labels.

use crate::support::{put, read, sheet, workbook};
use intake::{Field, Verdict};
use sheet::Cell;

fn under(value: f64, format: &str) -> Cell {
    Cell::Number { value, format: Some(format.to_owned()) }
}

#[test]
fn the_letters_of_a_format_belong_to_the_number_of_a_thing() {
    let mut computers =
        sheet("PC", "管理番号,端末名,社員番号,使用者,内線\nx,N1,x,田中,x\nx,D1,x,鈴木,x\nx,P1,x,高橋,x");
    put(&mut computers, "A2", under(1.0, "\"NB-\"000"));
    put(&mut computers, "A3", under(1.0, "\"DT-\"000"));
    put(&mut computers, "A4", under(2.0, "[$-411]\"総務-\"00\"号\""));
    put(&mut computers, "C2", under(12.0, "\\E\\-0000"));
    put(&mut computers, "C3", under(13.0, "\\E\\-0000"));
    put(&mut computers, "C4", under(14.0, "\\E\\-0000"));
    put(&mut computers, "E2", under(101.0, "0000"));
    put(&mut computers, "E3", under(102.0, "0000"));
    let read = read(&workbook(vec![computers]));
    let numbers: Vec<String> = (2..=4).map(|row| read.value(0, row, "asset_no")).collect();
    assert_eq!(numbers, ["NB-001", "DT-001", "総務-02号"], "{}", read.lines());
    assert_eq!(read.value(0, 2, "user_id"), "E-0012");
    assert_eq!(read.value(0, 2, "phone"), "0101");
    assert!(
        read.has(0, 2, "intake.code.letters_shown", "A2") && read.has(0, 2, "intake.code.zeros_shown", "E2")
    );
    // Both hold 1, and were taken for the same thing.
    assert!(read.rows[0].iter().all(|row| row.verdict == Verdict::Take), "{}", read.lines());
}

#[test]
fn letters_tell_a_number_from_a_running_number() {
    let mut computers = sheet("PC", "No.,機種,使用者\nx,LIFEBOOK,田中\nx,LIFEBOOK,鈴木\nx,LIFEBOOK,高橋");
    for row in 2..=4_u32 {
        put(&mut computers, &format!("A{row}"), under(f64::from(row) - 1.0, "\"NB-\"000"));
    }
    let read = read(&workbook(vec![computers]));
    assert_eq!(read.field(0, "No."), Some(Field::AssetNo), "{}", read.lines());
    assert_eq!(read.value(0, 4, "asset_no"), "NB-003");
}

#[test]
fn amounts_and_counts_stay_numbers_whatever_stands_behind_them() {
    let mut licences = sheet("ライセンス", "ソフトウェア名,契約数,金額\nOffice,x,x\nAcrobat,x,x");
    put(&mut licences, "B2", under(50.0, "0\"本\""));
    put(&mut licences, "C2", under(990_000.0, "0\"円\""));
    put(&mut licences, "B3", under(10.0, "0\"本\""));
    put(&mut licences, "C3", under(120_000.0, "#,##0\"円\""));
    let read = read(&workbook(vec![licences]));
    assert_eq!(
        (read.value(0, 2, "licence_count"), read.value(0, 2, "price")),
        ("50".into(), "990000".into())
    );
    assert_eq!(
        (read.value(0, 3, "licence_count"), read.value(0, 3, "price")),
        ("10".into(), "120000".into())
    );
}
