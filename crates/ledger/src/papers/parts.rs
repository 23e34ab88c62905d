//! What all documents share: the head, tables of facts, the boxes to sign in, the foot.

use kernel::{Day, Fault, Lang, Result, Text};
use leaflet::flow::{Align, Document, Flow, Margins, Style};
use leaflet::page::{A4, Area, Kind, Mark, Shade};
use leaflet::table::{Column, Table, Width};
use platform::locale::{Dates, t, tr};

use super::model::Signature;

/// The lines of the long tables.
pub(super) const FINE: Style = Style { size: 8.0, leading: 1.3, ..Style::CELL };

/// An empty A4 document.
pub(super) fn begin() -> Flow {
    Flow::new(A4, Margins::USUAL)
}

/// The number of the document, its day and the company at the right, and the title below.
pub(super) fn head(flow: &mut Flow, dates: Dates, title: &str, document: &str, on: Day, company: &str) {
    let right = Style::TEXT.align(Align::Right);
    let number = match document {
        "" => String::new(),
        number => format!("{}    ", tr(dates.lang, "papers.document_no", &[("number", number)])),
    };
    flow.paragraph(&format!("{number}{}", dates.long(on)), right);
    flow.paragraph(company, right);
    flow.space(1.0);
    flow.heading(1, title, Style::TITLE);
    flow.space(4.0);
}

/// Facts in two columns: name, value, name, value.
pub(super) fn facts(flow: &mut Flow, facts: &[(String, String)]) {
    let columns = vec![
        Column::new("", Width::Fixed(28.0)).label(),
        Column::new("", Width::Share(1.0)),
        Column::new("", Width::Fixed(28.0)).label(),
        Column::new("", Width::Share(1.0)),
    ];
    let row = |pair: &[(String, String)]| {
        let mut cells: Vec<String> =
            pair.iter().flat_map(|(name, value)| [name.clone(), or_unknown(value)]).collect();
        cells.resize(4, String::new());
        cells
    };
    let rows = facts.chunks(2).map(row).collect();
    flow.table(&Table { style: Style::TEXT, ..Table::new(columns, rows) });
}

/// A text, or the honest sign for what nobody wrote down.
pub(super) fn or_unknown(text: &str) -> String {
    if text.trim().is_empty() { "―".to_owned() } else { text.to_owned() }
}

/// A heading with paragraphs below, or nothing at all.
pub(super) fn section(flow: &mut Flow, heading: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    flow.space(4.0);
    flow.heading(2, heading, Style::HEADING);
    flow.paragraph(text.trim(), Style { size: 8.5, ..Style::TEXT });
}

/// The box with the signature, or the empty box for a pen. `says` is what whoever signs declares.
pub(super) fn signed(flow: &mut Flow, dates: Dates, says: &str, name: &str, signature: Option<&Signature>) {
    const HIGH: f32 = 31.0;
    let lang = dates.lang;
    flow.space(5.0);
    let lines = Style::TEXT.lines(says, flow.width()).len();
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    flow.keep(HIGH + Style::TEXT.line() * lines as f32 + 2.0);
    flow.paragraph(says, Style::TEXT);
    flow.space(1.5);
    let area = flow.take(HIGH);
    let box_area = Area::new(area.x + area.width - 92.0, area.y, 92.0, HIGH);
    flow.draw(None, Mark::Frame { area: box_area, thick: 0.25, shade: Shade::Ink });
    let words = flow.part(Kind::Paragraph, None, "");
    let line = |place: f32| Area::new(box_area.x + 3.0, box_area.y + place, box_area.width - 6.0, 5.0);
    flow.place(Some(words), &t(lang, "papers.signature"), Style::SMALL, line(1.0));
    let printed = signature.map_or(name, |signature| signature.name.as_str());
    flow.place(Some(words), &tr(lang, "papers.name_in_print", &[("name", printed)]), FINE, line(21.5));
    let moment = signature.map_or_else(
        || t(lang, "papers.signed_on_blank").into_owned(),
        |signature| tr(lang, "papers.signed_on", &[("moment", &dates.moment(signature.at))]),
    );
    flow.place(Some(words), &moment, FINE, line(25.5));
    let inside = Area::new(box_area.x + 4.0, box_area.y + 6.0, box_area.width - 8.0, 14.5);
    match signature {
        Some(Signature { strokes: Some(strokes), name, .. }) => {
            let alt = tr(lang, "papers.signature_of", &[("name", name)]);
            let picture = flow.part(Kind::Picture, None, &alt);
            flow.draw(Some(picture), Mark::Strokes { area: inside, strokes: strokes.clone() });
        }
        Some(Signature { strokes: None, name, .. }) => {
            let style = Style { size: 16.0, ..Style::TEXT };
            let middle = Area::new(inside.x, inside.y + 1.5, inside.width, 10.0);
            flow.place(Some(words), name, style.align(Align::Middle), middle);
            let below = Area::new(inside.x, inside.y + 10.5, inside.width, 4.0);
            let how = t(lang, "papers.typed_instead");
            flow.place(Some(words), &how, Style::SMALL.align(Align::Middle), below);
        }
        None => {}
    }
}

/// Boxes beside each other at the right, each for a stamp or a signature and a day.
pub(super) fn stamps(flow: &mut Flow, lang: Lang, names: &[String]) {
    const WIDE: f32 = 34.0;
    const HIGH: f32 = 32.0;
    flow.space(6.0);
    let area = flow.take(HIGH);
    #[expect(clippy::cast_precision_loss, reason = "two or three boxes")]
    let mut x = area.x + area.width - WIDE * names.len() as f32;
    for name in names {
        let part = flow.part(Kind::Paragraph, None, "");
        let all = Area::new(x, area.y, WIDE, HIGH);
        let head = Area::new(x, area.y, WIDE, 6.0);
        flow.draw(None, Mark::Fill { area: head, shade: Shade::Tint });
        flow.draw(None, Mark::Frame { area: all, thick: 0.25, shade: Shade::Ink });
        let (from, to) = ((x, area.y + 6.0), (x + WIDE, area.y + 6.0));
        flow.draw(None, Mark::Line { from, to, thick: 0.15, shade: Shade::Ink });
        let place = |top: f32| Area::new(x + 1.0, area.y + top, WIDE - 2.0, 5.0);
        flow.place(Some(part), name, FINE.align(Align::Middle), place(0.8));
        flow.place(Some(part), &t(lang, "papers.day_blank"), Style::SMALL.align(Align::Middle), place(26.5));
        x += WIDE;
    }
}

/// Numbers the pages and writes the file.
pub(super) fn finish(
    flow: Flow,
    lang: Lang,
    title: &str,
    foot: &[&str],
    written: leaflet::pdf::Written,
) -> Result<Vec<u8>> {
    let code = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let words: Vec<&str> = foot.iter().copied().filter(|word| !word.is_empty()).collect();
    let left = words.join("  ");
    let document: Document =
        flow.finish(title, code, |page, pages| (left.clone(), format!("{page} / {pages}"))).map_err(fault)?;
    leaflet::pdf::write(&document, written).map_err(fault)
}

fn fault(error: leaflet::Error) -> Fault {
    match error {
        leaflet::Error::TooLarge { .. } => Fault::conflict("papers.fault.too_long"),
        error => Fault::broken(error),
    }
}

/// Refuses what no paper should hold, before anything is laid out.
pub(super) fn within(lines: usize) -> Result<()> {
    if lines > super::model::MOST_LINES {
        let limit = super::model::MOST_LINES;
        return Err(Fault::Conflict(Text::new("papers.fault.too_many_lines").with("limit", limit)));
    }
    Ok(())
}
