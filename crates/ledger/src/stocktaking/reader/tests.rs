//! Lines of files as readers write them, and files that nobody wrote.

use proptest::prelude::*;
use sheet::{Format, Row, Sheet};

use super::*;

fn workbook(rows: &[&[&str]]) -> Workbook {
    let row = |(at, cells): (usize, &&[&str])| Row {
        number: u32::try_from(at + 1).unwrap(),
        cells: (0_u32..).zip(cells.iter()).map(|(at, text)| (at, Cell::Text((*text).to_owned()))).collect(),
    };
    let sheet = Sheet { rows: rows.iter().enumerate().map(row).collect(), ..Sheet::default() };
    Workbook { format: Format::Csv, encoding: None, sheets: vec![sheet], notes: Vec::new() }
}

fn read(rows: &[&[&str]]) -> Vec<Line> {
    let places = [("本社 3F".to_owned(), PlaceId(3)), ("倉庫".to_owned(), PlaceId(4))];
    let today = Day::from_ymd_opt(2026, 11, 22).unwrap();
    lines(&workbook(rows), &places, chrono_tz::Asia::Tokyo, today)
}

fn shown(lines: &[Line]) -> Vec<String> {
    let at = |line: &Line| line.at.map(|at| at.to_rfc3339()).unwrap_or_default();
    lines
        .iter()
        .map(|line| format!("{} {} {:?} {}", line.row, line.typed, line.place.map(|id| id.0), at(line)))
        .collect()
}

#[test]
fn one_number_on_each_line_is_enough() {
    assert_eq!(shown(&read(&[&["PC-0001"], &["0012345"]])), ["1 PC-0001 None ", "2 0012345 None "]);
}

#[test]
fn columns_stand_in_any_order() {
    let expected =
        ["1 PC-0001 Some(3) 2026-11-21T01:31:05+00:00", "2 PC-0002 Some(4) 2026-11-21T01:32:00+00:00"];
    assert_eq!(
        shown(&read(&[
            &["2026/11/21 10:31:05", "PC-0001", "本社 ３Ｆ"],
            &["2026/11/21 10:32", "PC-0002", "倉庫"],
        ])),
        expected
    );
    assert_eq!(
        shown(&read(&[
            &["本社 3F", "2026-11-21", "10:31:05", "PC-0001"],
            &["倉庫", "2026-11-21", "10:32:00", "PC-0002"],
        ])),
        expected
    );
}

#[test]
fn headings_decide_where_there_are_some() {
    let lines =
        read(&[&["部屋", "日時", "資産番号", "担当"], &["倉庫", "20261121103105", "20261121", "山田"]]);
    assert_eq!(shown(&lines), ["2 20261121 Some(4) 2026-11-21T01:31:05+00:00"]);
}

#[test]
fn a_place_nobody_knows_is_kept_as_written() {
    let lines = read(&[&["番号", "場所"], &["PC-1", "屋上"]]);
    assert_eq!((lines[0].place, lines[0].place_text.as_str()), (None, "屋上"));
}

#[test]
fn a_time_alone_is_of_today() {
    assert_eq!(shown(&read(&[&["PC-1", "09:05"]])), ["1 PC-1 None 2026-11-22T00:05:00+00:00"]);
}

#[test]
fn the_same_line_has_the_same_id_and_another_one_another() {
    let one = &read(&[&["PC-0001", "10:00"]])[0];
    let id = |line: &Line, place: i64| client(StocktakingId(1), line, PlaceId(place));
    assert_eq!(id(one, 3), id(&read(&[&["ｐｃ－０００１", "10:00"]])[0], 3));
    assert_ne!(id(one, 3), id(one, 4));
    assert_ne!(id(one, 3), id(&read(&[&["PC-0001", "10:01"]])[0], 3));
    assert_ne!(id(one, 3), client(StocktakingId(2), one, PlaceId(3)));
    assert_eq!(id(one, 3).split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
}

proptest! {
    #[test]
    fn no_file_stops_the_reading_and_each_line_gives_one_number_at_most(
        rows in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    "\\PC{0,12}",
                    "[A-Z]{2}-[0-9]{1,5}",
                    "20[0-9]{2}/[0-9]{1,2}/[0-9]{1,2} [0-9]{1,2}:[0-9]{2}",
                    prop::sample::select(vec!["番号", "日時", "場所", "倉庫", "本社 3F", ""]).prop_map(str::to_owned),
                ],
                0..5,
            ),
            0..12,
        ),
    ) {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let lines = read(&rows);
        prop_assert!(lines.len() <= rows.len());
        for line in &lines {
            prop_assert!(!line.typed.is_empty());
            let cells = rows[line.row as usize - 1];
            prop_assert!(cells.iter().any(|cell| scanned::plain(cell) == line.typed), "what was not in the line");
        }
        prop_assert!(lines.windows(2).all(|two| two[0].row < two[1].row));
    }
}
