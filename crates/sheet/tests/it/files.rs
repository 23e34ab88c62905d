//! Files made by hand, byte for byte, so that they can be wrong in exactly one way.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP archive of these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, quickly()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Compressed with little effort; the reader does not care and the tests are sooner done.
pub fn quickly() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_level(Some(1))
}

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="PC" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A workbook of one sheet, with whatever other parts.
pub fn xlsx(sheet: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    entries.extend_from_slice(others);
    archive(&entries)
}

/// A sheet's XML around its rows.
pub fn worksheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// An Excel 97 workbook around one sheet's records.
pub fn xls(globals: &[(u16, Vec<u8>)], sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut stream = Vec::new();
    push(&mut stream, 0x0809, &[0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (kind, data) in globals {
        push(&mut stream, *kind, data);
    }
    // The sheet begins behind this record (4 + 10 bytes) and the end record (4 bytes).
    let start = u32::try_from(stream.len() + 18).unwrap();
    push(&mut stream, 0x0085, &[&start.to_le_bytes()[..], &[0, 0, 2, 0], b"PC"].concat());
    push(&mut stream, 0x000A, &[]);
    push(&mut stream, 0x0809, &[0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (kind, data) in sheet {
        push(&mut stream, *kind, data);
    }
    push(&mut stream, 0x000A, &[]);
    // Streams of less than 4096 bytes are stored in another way; real workbooks never are.
    stream.resize(stream.len().max(5000), 0);
    ole("Workbook", &stream)
}

/// An OLE2 container with one stream.
pub fn ole(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream(format!("/{name}")).unwrap().write_all(content).unwrap();
    file.into_inner().into_inner()
}

fn push(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend_from_slice(&kind.to_le_bytes());
    stream.extend_from_slice(&u16::try_from(data.len()).unwrap().to_le_bytes());
    stream.extend_from_slice(data);
}

/// A NUMBER record.
pub fn xls_number(row: u16, column: u16, format: u16, value: f64) -> (u16, Vec<u8>) {
    let place = [row, column, format].map(u16::to_le_bytes).concat();
    (0x0203, [place, value.to_le_bytes().to_vec()].concat())
}

/// A LABEL record with UTF-16 text.
pub fn xls_label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(letters.len() / 2).unwrap();
    let place = [row, column, 0, length].map(u16::to_le_bytes).concat();
    (0x0204, [place, vec![1], letters].concat())
}

/// A DIMENSIONS record that claims this many rows and columns.
pub fn xls_dimensions(rows: u32, columns: u16) -> (u16, Vec<u8>) {
    let zero = [0_u8; 4];
    (0x0200, [&zero[..], &rows.to_le_bytes(), &zero[..2], &columns.to_le_bytes(), &zero[..2]].concat())
}

/// An XF record that shows numbers with a built-in format.
pub fn xls_format(number_format: u16) -> (u16, Vec<u8>) {
    let mut data = vec![0; 20];
    data[2..4].copy_from_slice(&number_format.to_le_bytes());
    (0x00E0, data)
}
