//! What text tables look like in the wild.

use super::*;
use crate::model::{Row, TextEncoding};
use encoding_rs::SHIFT_JIS;

fn rows(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
    plain(&read(text.as_bytes(), "ledger.csv", &Limits::default()).unwrap().sheets[0].rows)
}

fn plain(rows: &[Row]) -> Vec<(u32, Vec<(u32, String)>)> {
    rows.iter()
        .map(|row| {
            let cells = row.cells.iter().map(|(column, cell)| match cell {
                Cell::Text(text) => (*column, text.clone()),
                other => panic!("{other:?}"),
            });
            (row.number, cells.collect())
        })
        .collect()
}

fn cells(texts: &[(u32, &str)]) -> Vec<(u32, String)> {
    texts.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()
}

#[test]
fn numbers_rows_as_a_person_sees_them_blank_lines_included() {
    let read = rows("管理番号,機種\r\n\r\nNB-0001,\"X1\nCarbon\"\r\nNB-0002,,貸出中");
    assert_eq!(
        read,
        [
            (1, cells(&[(0, "管理番号"), (1, "機種")])),
            (3, cells(&[(0, "NB-0001"), (1, "X1\nCarbon")])),
            (4, cells(&[(0, "NB-0002"), (2, "貸出中")])),
        ]
    );
}

#[test]
fn takes_quotes_as_excel_does() {
    assert_eq!(
        rows("a,\"b \"\"c\"\"\",24\"モニター,\"x\"y\n")[0].1,
        cells(&[(0, "a"), (1, "b \"c\""), (2, "24\"モニター"), (3, "xy")])
    );
}

#[test]
fn a_quote_that_is_never_closed_swallows_nothing() {
    let book = read("a,b\n\"24インチ,c\nd,e\n".as_bytes(), "x.csv", &Limits::default()).unwrap();
    assert_eq!(plain(&book.sheets[0].rows)[1].1, cells(&[(0, "\"24インチ"), (1, "c")]));
    assert_eq!(book.sheets[0].rows.len(), 3);
    let at = QuoteAt { line: 2, row: 2, column: 0 };
    assert_eq!(book.notes, [Note::UnclosedQuote { at, took_the_rest: false }]);
}

#[test]
fn a_quote_over_many_lines_is_noted_with_the_line_where_it_begins() {
    let swallowed = "NB-0003,X1\n".repeat(30);
    let text = format!("sep=,\na,b\n\"two\nlines\",c\nNB-0002,\"X1\n{swallowed}\"\nNB-0099,d\n");
    let book = read(text.as_bytes(), "x.csv", &Limits::default()).unwrap();
    let at = QuoteAt { line: 5, row: 3, column: 1 };
    assert_eq!(book.notes, [Note::SeparatorLine, Note::QuoteSpansLines { at, lines: 31 }]);
    assert_eq!(book.sheets[0].rows.last().map(|row| row.number), Some(4));
}

#[test]
fn tells_the_delimiter_and_obeys_a_sep_line() {
    let tab = read("番号\t価格\n1\t1,234,567\n2\t2,345,678\n".as_bytes(), "", &Limits::default()).unwrap();
    assert_eq!(tab.format, Format::Tsv);
    assert_eq!(plain(&tab.sheets[0].rows)[1].1, cells(&[(0, "1"), (1, "1,234,567")]));
    assert_eq!(rows("a;b;c\n1,5;2,5;3\n")[1].1, cells(&[(0, "1,5"), (1, "2,5"), (2, "3")]));
    let said = read(b"sep=|\r\na|b,c\r\n", "", &Limits::default()).unwrap();
    assert_eq!(plain(&said.sheets[0].rows), [(1, cells(&[(0, "a"), (1, "b,c")]))]);
    assert_eq!(said.notes, [Note::SeparatorLine]);
    assert_eq!(rows("ひとつの列\n二行目\n").len(), 2);
}

#[test]
fn decodes_what_japanese_offices_save() {
    let text = "管理番号,使用者\nNB-0001,髙橋①～\n";
    let (cp932, _, lost) = SHIFT_JIS.encode(text);
    assert!(!lost);
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), TextEncoding::Utf8),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), TextEncoding::Utf8),
        (cp932.into_owned(), TextEncoding::Cp932),
        (utf16(u16::to_le_bytes, [0xFF, 0xFE]), TextEncoding::Utf16Le),
        (utf16(u16::to_be_bytes, [0xFE, 0xFF]), TextEncoding::Utf16Be),
    ] {
        let book = read(&bytes, "x.csv", &Limits::default()).unwrap();
        assert_eq!(book.encoding, Some(encoding));
        assert_eq!(plain(&book.sheets[0].rows)[1].1, cells(&[(0, "NB-0001"), (1, "髙橋①～")]));
    }
}

#[test]
fn broken_bytes_are_named_by_their_line_and_never_read_as_rubbish() {
    let mut bytes = "管理番号,使用者,場所\n一行目,佐藤,本社\n".as_bytes().to_vec();
    bytes.extend(b"NB-0002,\xE3\x81,x\n");
    assert_eq!(read(&bytes, "x.csv", &Limits::default()), Err(ReadError::Encoding { row: 3 }));
    assert_eq!(read(b"a,b\n\x81\x20,c\n", "x.csv", &Limits::default()), Err(ReadError::Encoding { row: 2 }));
}

#[test]
fn refuses_bytes_that_are_no_text_and_rows_without_end() {
    let binary = read(b"\x01\x02\x00\x03abc", "x.csv", &Limits::default());
    assert_eq!(binary, Err(ReadError::NotASpreadsheet { found: Found::Unknown }));
    let empty = read(b"\n\n,,\n", "x.csv", &Limits::default());
    assert_eq!(empty, Err(ReadError::NotASpreadsheet { found: Found::Nothing }));
    let wide = vec![b','; 10_000_000];
    assert_eq!(
        read(&wide, "x.csv", &Limits::default()),
        Err(ReadError::TooManyColumns { row: 1, limit: 16_384 })
    );
}

#[test]
fn a_stray_quote_that_pairs_with_a_later_one_is_noted() {
    let text = format!("a,\"stray\n{}b,\"end\"\n", "x,y\n".repeat(30));
    let book = read(text.as_bytes(), "x.csv", &Limits::default()).unwrap();
    let at = QuoteAt { line: 1, row: 1, column: 1 };
    assert_eq!(book.notes, [Note::QuoteSpansLines { at, lines: 31 }]);
}

#[test]
fn a_single_row_that_a_quote_swallows_is_noted_and_a_remark_of_somebodys_is_not() {
    let notes = |text: &str| read(text.as_bytes(), "x.csv", &Limits::default()).unwrap().notes;
    let at = QuoteAt { line: 2, row: 2, column: 1 };
    let swallowed = notes("a,b,c\n1,\"24インチ,x\n2,y,z\n3,\"w\",v\n");
    assert_eq!(swallowed, [Note::QuoteSpansLines { at, lines: 2 }]);
    assert_eq!(notes("a,b,c\n1,\"修理に出した\n直った、よし, と\",x\n2,y,z\n"), []);
}

#[test]
fn takes_away_the_apostrophe_that_our_own_export_put() {
    assert_eq!(
        rows("'=1+1,'-,'24年度,''=x\n")[0].1,
        cells(&[(0, "=1+1"), (1, "-"), (2, "'24年度"), (3, "'=x")])
    );
}
