//! Hostile files: the reader may stop, the server goes on answering others.

use std::io::Write;

use crate::world::World;

/// A workbook of two cells, A1 and the very last one: an eager reader asks for the whole sheet between them.
fn far_corners() -> Vec<u8> {
    workbook(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
    )
}

/// A small file that inflates to some hundred megabytes.
fn inflating() -> Vec<u8> {
    let cell = r#"<c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>"#;
    workbook(&format!("<row>{}</row>", cell.repeat(3_000_000)))
}

fn workbook(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="PC" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        ),
    ];
    for (name, content) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn bombs_and_damaged_files_are_refused_in_words_while_others_are_served() {
    let world = World::on_sqlite();
    world.init();
    let token = world.token(&["ledger:read", "ledger:import"]);
    let server = world.serve();
    let whole = far_corners();
    let files: [(&str, Vec<u8>); 5] = [
        ("inflating.xlsx", inflating()),
        ("truncated.xlsx", whole[..whole.len() / 2].to_vec()),
        ("entities.xlsx", workbook("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><row><c><v>&a;</v></c></row>")),
        ("noise.xls", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0x5a; 4096]].concat()),
        ("commas.csv", b",".repeat(10_000_000)),
    ];
    for (name, bytes) in files {
        let (status, said) = std::thread::scope(|scope| {
            let upload = scope.spawn(|| server.upload("/api/v1/imports?dry_run=true", &token, name, &bytes));
            // A second client goes on working all the while.
            while !upload.is_finished() {
                assert_eq!(server.get("/api/v1/assets", Some(&token)).0, 200, "while {name} is read");
            }
            upload.join().unwrap()
        });
        assert!(status < 500, "{name}: {status} {said}");
        assert!(!said.contains("panicked") && !said.contains("sheet."), "{name}: {said}");
    }
    assert_eq!(server.get("/healthz", None).0, 200);
    let path = world.file("corners.xlsx", far_corners());
    let look = world.run(&["ledger", "import", &path, "--dry-run", "--json"]);
    assert!(!crate::world::text(&look.stderr).contains("panicked"));
}
