//! Labels as other programs see them: poppler draws the file at 300 dpi, zbar reads every code on it.

use std::path::Path;

use leaflet::flow::Document;
use leaflet::labels::{Label, Plan, media, pages, sheets};
use leaflet::pdf;

use crate::{NOON, tool};

fn label(number: usize) -> Label {
    Label {
        address: format!("https://omamori.example.co.jp/a/{number}"),
        number: format!("PC-{number:04}"),
        lines: vec![
            "営業部の共有ノートパソコン".into(),
            "Latitude 5440".into(),
            "本社 3階 サーバー室".into(),
        ],
        owner: "株式会社みどり製作所".into(),
    }
}

fn labels(count: usize) -> Vec<Label> {
    (1..=count).map(label).collect()
}

/// A grey picture.
struct Picture {
    width: usize,
    grey: Vec<u8>,
}

impl Picture {
    /// Reads what `pdftoppm -gray` writes: `P5`, width, height, 255, bytes.
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let mut words = bytes.splitn(4, u8::is_ascii_whitespace);
        let word = |part: Option<&[u8]>| String::from_utf8(part.unwrap().to_vec()).unwrap();
        assert_eq!(word(words.next()), "P5");
        let (width, height) =
            (word(words.next()).parse().unwrap(), word(words.next()).parse::<usize>().unwrap());
        Self { width, grey: bytes[bytes.len() - width * height..].to_vec() }
    }

    /// Cuts out what lies in an area in millimetres, as a label is cut from its sheet.
    fn cut(&self, (x, y): (f32, f32), (width, height): (f32, f32)) -> Vec<u8> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a sheet has some thousand dots"
        )]
        let dots = |millimetres: f32| (millimetres * 300.0 / 25.4).round().max(0.0) as usize;
        let (left, right) = (dots(x), dots(x + width).min(self.width));
        let rows = self.grey.chunks(self.width).skip(dots(y)).take(dots(height));
        let cut: Vec<&[u8]> = rows.map(|row| &row[left..right]).collect();
        let mut file = format!("P5\n{} {}\n255\n", right - left, cut.len()).into_bytes();
        file.extend(cut.concat());
        file
    }
}

/// The addresses that zbar reads from the faces of a printed file, each label on its own, in order.
fn read_codes(stock: &media::Stock, file: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("labels.pdf"), file).unwrap();
    tool("pdftoppm", &["-r", "300", "-gray", "labels.pdf", "sheet"], folder.path());
    let entries = std::fs::read_dir(folder.path()).unwrap().flatten();
    let mut sheets: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().unwrap() == "pgm").collect();
    sheets.sort();
    let mut cuts = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let picture = Picture::read(sheet);
        for face in 0..stock.faces() {
            let corner = stock.corner(face);
            let name = format!("{number:03}-{face:03}.pgm");
            std::fs::write(folder.path().join(&name), picture.cut(corner, stock.face)).unwrap();
            cuts.push(name);
        }
    }
    let mut arguments = vec!["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
    arguments.extend(cuts.iter().map(String::as_str));
    tool("zbarimg", &arguments, folder.path()).lines().map(str::to_owned).collect()
}

#[test]
fn every_label_of_every_stock_is_read_at_300_dpi() {
    for stock in &media::ALL {
        let labels = labels(stock.faces() + 1);
        let pages = pages(stock, &labels, &Plan::default()).unwrap();
        let file = pdf::write(&Document::of_pages("ラベル", "ja", pages), NOON).unwrap();
        let wanted: Vec<String> = labels.into_iter().map(|label| label.address).collect();
        assert_eq!(read_codes(stock, &file), wanted, "{}", stock.key);
    }
}

#[test]
fn every_text_of_a_label_can_be_searched_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let stock = media::find("a4-12").unwrap();
    let file = pdf::write(
        &Document::of_pages("ラベル", "ja", pages(stock, &labels(1), &Plan::default()).unwrap()),
        NOON,
    );
    std::fs::write(folder.path().join("labels.pdf"), file.unwrap()).unwrap();
    let text = tool("pdftotext", &["-layout", "labels.pdf", "-"], folder.path());
    for words in [
        "PC-0001",
        "営業部の共有ノートパソコン",
        "Latitude 5440",
        "本社 3階 サーバー室",
        "株式会社みどり製作所",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_used_sheet_is_filled_up_from_its_first_free_face() {
    let stock = media::find("a4-10").unwrap();
    let plan = Plan { first: 9, copies: 2, ..Plan::default() };
    let pages = pages(stock, &labels(2), &plan).unwrap();
    assert_eq!((pages.len(), sheets(stock, 2, &plan)), (2, 2));
    let numbers =
        |page: usize| pages[page].texts().filter(|text| text.starts_with("PC-")).collect::<Vec<_>>();
    assert_eq!(numbers(0), ["PC-0001", "PC-0001"]);
    assert_eq!(numbers(1), ["PC-0002", "PC-0002"]);
    let first = pages[0].marks[0].1.area();
    assert!(
        first.x < 20.0 && first.y > 21.2 + 4.0 * 50.8,
        "the ninth face is the left one in the last row: {first:?}"
    );
}

#[test]
fn a_printer_that_pulls_its_paper_askew_is_made_good() {
    let stock = media::find("a4-44").unwrap();
    let corner = |offset| {
        let pages = pages(stock, &labels(1), &Plan { offset, ..Plan::default() }).unwrap();
        pages[0].marks[0].1.area()
    };
    let (straight, moved) = (corner((0.0, 0.0)), corner((1.5, -2.0)));
    assert!((moved.x - straight.x - 1.5).abs() < 0.001 && (moved.y - straight.y + 2.0).abs() < 0.001);
}

#[test]
fn cutting_marks_stand_only_where_they_are_wanted() {
    let stock = media::find("a4-65").unwrap();
    let lines = |marks| {
        let pages = pages(stock, &labels(1), &Plan { marks, ..Plan::default() }).unwrap();
        pages[0].marks.iter().filter(|(_, mark)| matches!(mark, leaflet::Mark::Line { .. })).count()
    };
    assert_eq!((lines(false), lines(true)), (0, 65 * 8));
}

#[test]
fn a_thousand_labels_make_one_file_and_too_many_are_refused() {
    let stock = media::find("a4-65").unwrap();
    let pages = pages(stock, &labels(1_000), &Plan::default()).unwrap();
    assert_eq!(pages.len(), 16);
    let file = pdf::write(&Document::of_pages("ラベル", "ja", pages), NOON).unwrap();
    assert!(file.starts_with(b"%PDF-") && file.len() < 4 << 20, "{} bytes", file.len());
    assert!(leaflet::labels::pages(stock, &labels(1_000), &Plan { copies: 50, ..Plan::default() }).is_err());
}
