//! Any bytes as the content of an OpenDocument spreadsheet.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use sheet::Limits;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|bytes: &[u8]| {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in [("mimetype", kind), ("content.xml", bytes)] {
        archive.start_file(name, stored).expect("a name");
        archive.write_all(content).expect("memory");
    }
    let file = archive.finish().expect("memory").into_inner();
    let _ = sheet::read(&file, "x.ods", &Limits { cells: 20_000, ..Limits::default() });
});
