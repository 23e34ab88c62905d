//! OpenDocument files, made by hand as LibreOffice makes them and as somebody with bad intentions would.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::model::{Cell, Merge, Workbook};
use crate::{Found, Limits, ReadError, read};

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn document(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", TYPE), ("content.xml", &content)])
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn open(styles: &str, body: &str) -> Result<Workbook, ReadError> {
    read(&document(styles, body), "x.ods", &Limits::default())
}

const HIDDEN: &str = "<style:style style:name=\"ta2\" style:family=\"table\">\
    <style:table-properties table:display=\"false\"/></style:style>";

#[test]
fn reads_typed_cells_repeats_groups_and_hidden_sheets() {
    let body = "<table:table table:name=\"PC\"><table:table-column table:number-columns-repeated=\"16384\"/>\
        <table:table-header-rows><table:table-row>\
          <table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>管理 <text:span>番号</text:span></text:p><text:p>機種</text:p></table:table-cell>\
          <table:covered-table-cell/></table:table-row></table:table-header-rows>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row-group><table:table-row>\
          <table:table-cell office:value-type=\"float\" office:value=\"12\"><text:p>0012</text:p></table:table-cell>\
          <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"date\" office:date-value=\"2024-06-01\"><text:p>2024/06/01</text:p></table:table-cell>\
          <table:table-cell office:value-type=\"date\" office:date-value=\"2020-06-01\"><text:p>2020年6月</text:p></table:table-cell>\
          <table:table-cell office:value-type=\"time\" office:time-value=\"PT09H30M00S\"/>\
          <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
          <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>\
          <table:table-cell office:value-type=\"string\"><office:annotation><text:p>メモ</text:p></office:annotation><text:p>A<text:s text:c=\"2\"/>&amp;&#x42;</text:p></table:table-cell>\
        </table:table-row></table:table-row-group>\
        <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        </table:table><table:table table:name=\"控え\" table:style-name=\"ta2\"/>";
    let book = open(HIDDEN, body).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.cell(0, 1), Some(&Cell::text("管理 番号\n機種")));
    assert_eq!(sheet.merges, [Merge { first_row: 1, first_column: 0, last_row: 1, last_column: 1 }]);
    assert_eq!(sheet.rows.len(), 2);
    assert_eq!(sheet.rows[1].number, 5);
    assert_eq!(sheet.cell(0, 5), Some(&Cell::Number { value: 12.0, format: Some("0000".into()) }));
    assert_eq!(sheet.cell(1, 5), Some(&Cell::date("2024-06-01")));
    assert_eq!(sheet.cell(2, 5), Some(&Cell::date("2024-06-01")));
    assert_eq!(
        sheet.cell(3, 5),
        Some(&Cell::Date { iso: "2020-06-01".into(), format: Some("yyyy/m".into()) })
    );
    assert_eq!(sheet.cell(4, 5), Some(&Cell::date("09:30:00")));
    assert_eq!(sheet.cell(5, 5), Some(&Cell::Bool(true)));
    assert_eq!(sheet.cell(6, 5), Some(&Cell::Error("#N/A".into())));
    assert_eq!(sheet.cell(7, 5), Some(&Cell::text("A  &B")));
    assert!(book.sheets[1].hidden && !sheet.hidden);
}

#[test]
fn refuses_repeats_that_would_fill_the_memory() {
    let row = |rows: u32, columns: u32| {
        format!(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"{rows}\">\
             <table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"1\"/>\
             </table:table-row></table:table>"
        )
    };
    assert_eq!(open("", &row(1_048_576, 16_384)), Err(ReadError::TooManyCells { limit: 1_000_000 }));
    assert_eq!(open("", &row(1, 4_000_000_000)), Err(ReadError::TooManyColumns { row: 1, limit: 16_384 }));
    let spaces = "<table:table><table:table-row><table:table-cell office:value-type=\"string\">\
        <text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(open("", spaces), Err(ReadError::CellTooLong { cell: "A1".into(), limit: 32_767 }));
}

#[test]
fn refuses_entities_of_its_own_depth_and_half_files() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
        <table:table><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>";
    let bytes = archive(&[("mimetype", TYPE), ("content.xml", bomb)]);
    assert!(matches!(read(&bytes, "x.ods", &Limits::default()), Err(ReadError::Damaged { .. })));
    let deep = format!("<table:table><table:table-row><table:table-cell>{}", "<a>".repeat(1_000_000));
    let bytes = archive(&[("mimetype", TYPE), ("content.xml", &deep)]);
    let limits = Limits { ratio: 10_000, ..Limits::default() };
    assert!(matches!(read(&bytes, "x.ods", &limits), Err(ReadError::Damaged { .. })));
    assert!(matches!(open("", "<table:table><table:table-row>"), Err(ReadError::Damaged { .. })));
}

#[test]
fn tells_locked_files_and_other_documents() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = archive(&[("mimetype", TYPE), ("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
    assert_eq!(read(&locked, "x.ods", &Limits::default()), Err(ReadError::Encrypted));
    let letter = archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    let refused = Err(ReadError::NotASpreadsheet { found: Found::Document });
    assert_eq!(read(&letter, "x.odt", &Limits::default()), refused);
}
