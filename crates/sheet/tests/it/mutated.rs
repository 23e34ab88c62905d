//! Random bytes, and honest files with bytes changed: the reader answers, whatever it answers, and never panics.

use proptest::prelude::*;
use sheet::{Limits, read};

use crate::files;

fn honest() -> Vec<Vec<u8>> {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>管理番号</t></is></c><c r=\"B1\" s=\"1\"><v>45444</v></c></row>";
    let table = "<office:document-content><table:table table:name=\"a\"><table:table-row><table:table-cell \
        office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let sheet = [files::xls_label(0, 0, "管理番号"), files::xls_number(1, 1, 1, 45_444.0)];
    vec![
        stored(&[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/worksheets/sheet1.xml", files::worksheet(rows).as_bytes()),
        ]),
        files::xlsx(&files::worksheet(rows), &[]),
        stored(&[("mimetype", kind), ("content.xml", table.as_bytes())]),
        files::xls(&[files::xls_format(0), files::xls_format(14)], &sheet),
        "\u{feff}管理番号,\"使用\n者\"\r\nNB-0001,山田\r\n".as_bytes().to_vec(),
    ]
}

/// Uncompressed, so that a changed byte is a changed letter of the XML.
fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in entries {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, "x", &Limits::default());
    }

    #[test]
    fn random_text_is_answered(text in "[a-z\",;\t\r\n'=あ台]{0,200}") {
        let _ = read(text.as_bytes(), "x.csv", &Limits::default());
    }

    #[test]
    fn changed_files_are_answered(
        which in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = honest().swap_remove(which);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes, "x", &Limits::default());
    }
}
