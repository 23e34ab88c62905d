//! Files made to stop a server. Each is refused with the right word, in a child that has 512 MiB and 20 s.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use sheet::{Found, ReadError, Reader, StopReason};
use zip::ZipWriter;

use crate::files;

fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_sheet-reader"), [] as [&str; 0])
}

async fn refusal(bytes: &[u8]) -> ReadError {
    reader().read("bomb", bytes).await.unwrap_err()
}

fn is_damaged(error: &ReadError) -> bool {
    matches!(error, ReadError::Damaged { .. })
}

/// A workbook whose sheet is a head, very many equal pieces, and nothing else; written piece by piece.
fn swollen(head: &str, piece: &str, times: usize) -> Vec<u8> {
    let whole = Cursor::new(files::xlsx(&files::worksheet(""), &[]));
    let mut archive = ZipWriter::new_append(whole).unwrap();
    archive.start_file("xl/worksheets/sheet2.xml", files::quickly()).unwrap();
    archive.write_all(head.as_bytes()).unwrap();
    let block = piece.repeat(1000);
    for _ in 0..times / 1000 {
        archive.write_all(block.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn inline_strings_that_inflate_to_far_more_than_the_file() {
    let cell = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", "あ".repeat(300));
    let bytes = swollen("<worksheet><sheetData><row>", &cell, 75_000);
    assert!(bytes.len() < 1_000_000, "{}", bytes.len());
    assert_eq!(refusal(&bytes).await, ReadError::Inflates { limit: 64 * 1024 * 1024 });
}

#[tokio::test]
async fn one_shared_string_used_a_hundred_thousand_times() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "あ".repeat(30_000));
    let rows = (1..=100_000).fold(String::new(), |rows, row| {
        rows + &format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")
    });
    let bytes = files::xlsx(&files::worksheet(&rows), &[("xl/sharedStrings.xml", strings.as_bytes())]);
    assert_eq!(refusal(&bytes).await, ReadError::TooMuchText { limit: 64 * 1024 * 1024 });
}

#[tokio::test]
async fn archives_in_archives_half_archives_and_other_files() {
    let mut inner = files::archive(&[("a.txt", &vec![b'0'; 1_000_000])]);
    for _ in 0..5 {
        inner = files::archive(&[("a.zip", &inner), ("b.zip", &inner)]);
    }
    assert_eq!(refusal(&inner).await, ReadError::NotASpreadsheet { found: Found::Archive });
    let whole = files::xlsx(&files::worksheet("<row><c><v>1</v></c></row>"), &[("xl/media/a.zip", &inner)]);
    assert!(reader().read("x.xlsx", &whole).await.is_ok());
    for cut in [30, 200, whole.len() / 2, whole.len() - 10] {
        assert!(is_damaged(&refusal(&whole[..cut]).await), "{cut}");
    }
    for (bytes, found) in [
        (&b"%PDF-1.7 "[..], Found::Pdf),
        (b"<html><table><tr><td>1</td></tr></table></html>", Found::WebPage),
        (b"\x89PNG\r\n\x1a\n\0\0", Found::Picture),
        (b"", Found::Nothing),
        (b"\0\x01\x02\x03", Found::Unknown),
    ] {
        assert_eq!(refusal(bytes).await, ReadError::NotASpreadsheet { found });
    }
}

#[tokio::test]
async fn repeats_in_an_open_document() {
    let content = "<office:document-content><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>\
        </table:table-row></table:table></office:document-content>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = files::archive(&[("mimetype", kind), ("content.xml", content.as_bytes())]);
    assert_eq!(refusal(&bytes).await, ReadError::TooManyCells { limit: 1_000_000 });
}

#[tokio::test]
async fn old_workbooks_that_claim_or_span_too_much() {
    let garbage = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0x5A; 5000]].concat();
    assert!(is_damaged(&refusal(&garbage).await));
    let too_many = ReadError::TooManyCells { limit: 1_000_000 };
    let claims = files::xls(&[], &[files::xls_dimensions(u32::MAX, 256), files::xls_number(0, 0, 0, 1.0)]);
    assert_eq!(refusal(&claims).await, too_many);
    let spans = files::xls(&[], &[files::xls_number(0, 0, 0, 1.0), files::xls_number(65_535, 255, 0, 1.0)]);
    assert_eq!(refusal(&spans).await, too_many);
    let locked = files::xls(&[(0x002F, vec![1, 0, 1, 0])], &[]);
    assert_eq!(refusal(&locked).await, ReadError::Encrypted);
    assert_eq!(refusal(&files::ole("EncryptedPackage", &[0; 5000])).await, ReadError::Encrypted);
    let letter = refusal(&files::ole("WordDocument", &[0; 5000])).await;
    assert_eq!(letter, ReadError::NotASpreadsheet { found: Found::Document });
}

#[tokio::test]
async fn a_row_of_ten_million_commas_and_a_file_that_is_too_large() {
    let commas = vec![b','; 10_000_000];
    assert_eq!(refusal(&commas).await, ReadError::TooManyColumns { row: 1, limit: 16_384 });
    let long = vec![b'a'; 11 * 1024 * 1024];
    assert_eq!(refusal(&long).await, ReadError::TooLarge { limit: 10 * 1024 * 1024 });
}

#[tokio::test]
async fn depth_and_entities_in_a_sheet() {
    let deep = files::xlsx(&format!("<worksheet><sheetData>{}", "<row><c><is>".repeat(200_000)), &[]);
    let error = refusal(&deep).await;
    assert!(is_damaged(&error) || matches!(error, ReadError::Inflates { .. }), "{error:?}");
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\
        <worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
    assert!(is_damaged(&refusal(&files::xlsx(bomb, &[])).await));
}

#[tokio::test]
async fn a_child_at_its_memory_limit_dies_alone() {
    let mut state = 1_u64;
    let mut rows = String::new();
    for _ in 0..12_000 {
        rows.push_str("<row><c t=\"inlineStr\"><is><t>");
        for _ in 0..56 {
            // Anything that does not compress like a bomb.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            write!(rows, "{state:016x}").unwrap();
        }
        rows.push_str("</t></is></c></row>");
    }
    let bytes = files::xlsx(&files::worksheet(&rows), &[]);
    let small = reader().with_memory_bytes(24 * 1024 * 1024);
    let stopped = small.read("x", &bytes).await.err();
    assert_eq!(stopped, Some(ReadError::Stopped { reason: StopReason::Died }));
    assert!(reader().read("x", &bytes).await.is_ok());
}
