//! Any bytes as the sheet of a workbook whose container is sound, which a fuzzer would not find by itself.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use sheet::Limits;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const ROOT: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<workbook><sheets><sheet name="PC" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fuzz_target!(init: {
    // The reader answers an assertion of the libraries below with "damaged"; only a panic that leaves it is a find.
    std::panic::set_hook(Box::new(|_| {}));
}, |bytes: &[u8]| {
    // The container itself: any bytes behind the sign of an archive.
    let _ = sheet::read(&[b"PK\x03\x04".as_slice(), bytes].concat(), "x.xlsx", &Limits::default());
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let entries = [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", first),
        ("xl/sharedStrings.xml", second),
        ("xl/styles.xml", second),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in entries {
        archive.start_file(name, stored).expect("a name");
        archive.write_all(content).expect("memory");
    }
    let file = archive.finish().expect("memory").into_inner();
    let _ = sheet::read(&file, "x.xlsx", &Limits::default());
});
