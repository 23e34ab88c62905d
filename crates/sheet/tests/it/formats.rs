//! What honest files of each kind become.

use sheet::{Cell, Format, Limits, Merge, Note, ReadError, UNCALCULATED, Workbook, read};

use crate::files;

fn open(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read(bytes, "ledger", &Limits::default())
}

const STYLES: &[u8] = br#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="164" formatCode="0000"/><numFmt numFmtId="165" formatCode="yyyy&quot;&#x5E74;&quot;m&quot;&#x6708;&quot;"/><numFmt numFmtId="166" formatCode="[$-411]ge"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="55"/><xf numFmtId="167"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>管理番号</t><rPh sb="0" eb="2"><t>カンリ</t></rPh></si><si><r><t>山田</t></r><r><t xml:space="preserve"> 太郎</t></r></si></sst>"#;

#[test]
fn xlsx_gives_values_formats_merges_and_no_furigana() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="1"><v>12</v></c><c r="E2" s="2"><v>43983</v></c><c r="F2" s="3"><v>43983</v></c><c r="G2" s="4"><v>43983</v></c><c r="H2" s="5"><v>1.5</v></c><c r="I2" t="b"><v>1</v></c><c r="J2" t="e"><v>#N/A</v></c><c r="K2" t="e"><v>#SPILL!</v></c><c r="L2" t="str"><f>A2&amp;"x"</f><v>管理番号x</v></c><c r="M2"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells></worksheet>"#;
    let book =
        open(&files::xlsx(sheet, &[("xl/styles.xml", STYLES), ("xl/sharedStrings.xml", STRINGS.as_bytes())]))
            .unwrap();
    assert_eq!(book.format, Format::Xlsx);
    let sheet = &book.sheets[0];
    let date = |format: &str| Cell::Date { iso: "2020-06-01".into(), format: Some(format.into()) };
    assert_eq!(sheet.cell(0, 2), Some(&Cell::text("管理番号")));
    assert_eq!(sheet.cell(2, 2), Some(&Cell::text("山田 太郎")));
    assert_eq!(sheet.cell(3, 2), Some(&Cell::Number { value: 12.0, format: Some("0000".into()) }));
    assert_eq!(sheet.cell(4, 2), Some(&date("yyyy\"年\"m\"月\"")));
    assert_eq!(sheet.cell(5, 2), Some(&date("[$-411]ge")));
    assert_eq!(sheet.cell(6, 2), Some(&date("yyyy\"年\"m\"月\"")));
    assert_eq!(sheet.cell(7, 2), Some(&Cell::Duration(129_600.0)));
    assert_eq!(sheet.cell(8, 2), Some(&Cell::Bool(true)));
    assert_eq!(sheet.cell(9, 2), Some(&Cell::Error("#N/A".into())));
    assert_eq!(sheet.cell(10, 2), None);
    assert_eq!(sheet.cell(11, 2), Some(&Cell::text("管理番号x")));
    assert_eq!(sheet.cell(12, 2), Some(&Cell::number(2.0)));
    assert_eq!(sheet.merges, [Merge { first_row: 1, first_column: 0, last_row: 1, last_column: 2 }]);
    assert_eq!(book.notes, [Note::UnreadableCells { sheet: "PC".into(), count: 1 }]);
}

#[test]
fn a_formula_without_its_result_is_not_an_empty_cell() {
    // The first two as programs write that do not calculate; then an empty text and a number as Excel writes them.
    let sheet = files::worksheet(
        r#"<row r="1"><c r="A1"><f>UPPER("nb")</f></c><c r="B1"><f>A1</f><v></v></c><c r="C1" t="str"><f>IF(A1="","",A1)</f><v></v></c><c r="D1" t="str"><f>IF(A1="","",A1)</f><v/></c><c r="E1"><f>1+1</f><v>2</v></c></row>"#,
    );
    let book = open(&files::xlsx(&sheet, &[])).unwrap();
    let row = &book.sheets[0];
    let uncalculated = Cell::Error(UNCALCULATED.into());
    assert_eq!(row.cell(0, 1), Some(&uncalculated));
    assert_eq!(row.cell(1, 1), Some(&uncalculated));
    for column in [2, 3] {
        assert!(!matches!(row.cell(column, 1), Some(Cell::Error(_))), "column {column}");
    }
    assert_eq!(row.cell(4, 1), Some(&Cell::Number { value: 2.0, format: None }));
}

#[test]
fn two_cells_at_the_far_corners_are_two_cells() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let book = open(&files::xlsx(&files::worksheet(rows), &[])).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 2);
    assert_eq!(book.sheets[0].cell(16_383, 1_048_576), Some(&Cell::number(2.0)));
}

#[test]
fn xls_gives_values_and_dates() {
    let sheet = [
        files::xls_dimensions(3, 3),
        files::xls_label(0, 0, "管理番号"),
        files::xls_number(1, 0, 0, 12.0),
        files::xls_number(2, 2, 1, 45_444.0),
    ];
    let book = open(&files::xls(&[files::xls_format(0), files::xls_format(14)], &sheet)).unwrap();
    assert_eq!(book.format, Format::Xls);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "PC");
    assert_eq!(sheet.cell(0, 1), Some(&Cell::text("管理番号")));
    assert_eq!(sheet.cell(0, 2), Some(&Cell::number(12.0)));
    assert_eq!(sheet.cell(2, 3), Some(&Cell::date("2024-06-01")));
}

#[test]
fn letters_in_a_format_make_no_date_of_a_number() {
    let codes = ["&quot;DM-&quot;000", "\\D\\Y\\-000", "[$-411]&quot;総務-&quot;00&quot;号&quot;"];
    let format = |(id, code)| format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#);
    let formats = (164..).zip(codes).map(format).collect::<Vec<_>>().concat();
    let styles = format!(
        r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">{formats}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"#
    );
    let sheet = files::worksheet(
        r#"<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="3"><v>1</v></c></row>"#,
    );
    let book = open(&files::xlsx(&sheet, &[("xl/styles.xml", styles.as_bytes())])).unwrap();
    for (column, code) in (0..).zip(codes) {
        let expected = Cell::Number { value: 1.0, format: Some(code.replace("&quot;", "\"")) };
        assert_eq!(book.sheets[0].cell(column, 1), Some(&expected));
    }
}
