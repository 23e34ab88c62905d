//! One OpenDocument cell: its typed value, and the text a person sees.

use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Xml, attribute, skip};
use crate::fault::ReadError;
use crate::limits::Limits;
use crate::model::{Cell, cell_name};

/// Reads a cell up to its end. An empty text means an empty cell.
pub(super) fn read(
    xml: &mut Xml<'_>,
    start: &BytesStart<'_>,
    at: (u32, u32),
    limits: &Limits,
) -> Result<Cell, ReadError> {
    let kind = attribute(start, "value-type")?.unwrap_or_default();
    let value = attribute(start, "value")?;
    let date = attribute(start, "date-value")?;
    let time = attribute(start, "time-value")?;
    let truth = attribute(start, "boolean-value")?;
    let string = attribute(start, "string-value")?;
    let is_error = has_error_type(start)?;
    let shown = read_text(xml, at, limits)?;
    if is_error && !shown.is_empty() {
        return Ok(Cell::Error(shown));
    }
    let cell = match kind.as_str() {
        "float" | "currency" | "percentage" => value.and_then(|value| number(&value, &shown)),
        "date" => date.map(|date| {
            let format = month_only(&date, &shown).then(|| "yyyy/m".to_owned());
            Cell::Date { iso: whole_seconds(&date), format }
        }),
        "time" => time.and_then(|time| clock(&time)),
        "boolean" => truth.map(|truth| Cell::Bool(truth.eq_ignore_ascii_case("true"))),
        // The attribute holds the text where the paragraphs were left out.
        "string" => string.filter(|_| shown.is_empty()).map(Cell::Text),
        _ => None,
    };
    Ok(cell.unwrap_or(Cell::Text(shown)))
}

/// LibreOffice marks failures in a second attribute of the same local name.
fn has_error_type(start: &BytesStart<'_>) -> Result<bool, ReadError> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(ReadError::damaged)?;
        if attribute.key.local_name().as_ref() == "value-type" && attribute.value == "error" {
            return Ok(true);
        }
    }
    Ok(false)
}

fn number(value: &str, shown: &str) -> Option<Cell> {
    let value = value.trim().parse::<f64>().ok().filter(|value| value.is_finite())?;
    // `0012` on the screen: the person means a name made of digits, and the format says so in other file kinds.
    let padded = shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|byte| byte.is_ascii_digit());
    Some(Cell::Number { value, format: padded.then(|| "0".repeat(shown.len())) })
}

/// Whether a first of the month is shown as year and month only.
fn month_only(iso: &str, shown: &str) -> bool {
    let groups =
        shown.split(|character: char| !character.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    iso.len() == 10 && iso.ends_with("-01") && groups == 2 && !shown.contains(':')
}

/// `2024-06-01T09:30:00.000000000` without the fraction, and without a midnight.
fn whole_seconds(iso: &str) -> String {
    let iso = iso.split('.').next().unwrap_or(iso);
    iso.strip_suffix("T00:00:00").unwrap_or(iso).to_owned()
}

/// `PT09H30M00S`: a time of day as spreadsheets show it, or a length of time if a day or longer.
fn clock(duration: &str) -> Option<Cell> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut seconds = 0_u64;
    for (unit, factor) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((count, after)) = rest.split_once(unit) {
            let count = count.split('.').next().unwrap_or(count).parse::<u64>().ok()?;
            seconds = seconds.saturating_add(count.saturating_mul(factor));
            rest = after;
        }
    }
    if seconds < 86_400 {
        return Some(Cell::date(format!(
            "{:02}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        )));
    }
    #[expect(clippy::cast_precision_loss, reason = "times in ledgers are far below 2^53 seconds")]
    Some(Cell::Duration(seconds as f64))
}

/// The paragraphs of a cell, joined by line breaks; comments and drawings are not part of the text.
fn read_text(xml: &mut Xml<'_>, at: (u32, u32), limits: &Limits) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut depth = 1_u32;
    let mut in_paragraph = 0_u32;
    let mut paragraphs = 0_u32;
    let longest = limits.cell_characters as usize;
    while depth > 0 {
        match xml.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "annotation" | "frame" | "custom-shape" | "table" | "ruby-text" | "g" => skip(xml)?,
                name => {
                    match name {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            in_paragraph = in_paragraph.saturating_add(1);
                        }
                        "s" => push_spaces(&mut text, &start, longest)?,
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => (),
                    }
                    depth = depth.saturating_add(1);
                }
            },
            Event::End(end) => {
                depth -= 1;
                if matches!(end.local_name().as_ref(), "p" | "h") {
                    in_paragraph = in_paragraph.saturating_sub(1);
                }
            }
            Event::Text(piece) if in_paragraph > 0 => push_collapsed(&mut text, &piece.xml10_content()),
            Event::CData(piece) if in_paragraph > 0 => push_collapsed(&mut text, &piece.xml10_content()),
            Event::GeneralRef(reference) if in_paragraph > 0 => push_reference(&mut text, &reference)?,
            Event::Eof => return Err(ReadError::damaged("content.xml ends inside a cell")),
            _ => (),
        }
        if text.len() > longest && text.chars().count() > longest {
            return Err(ReadError::CellTooLong {
                cell: cell_name(at.0, at.1),
                limit: limits.cell_characters,
            });
        }
    }
    Ok(text)
}

/// White space in the XML is layout: any run of it is one space.
fn push_collapsed(text: &mut String, piece: &str) {
    for character in piece.chars() {
        if !matches!(character, ' ' | '\t' | '\r' | '\n') {
            text.push(character);
        } else if !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}

fn push_spaces(text: &mut String, start: &BytesStart<'_>, longest: usize) -> Result<(), ReadError> {
    let count = match attribute(start, "c")? {
        Some(count) => count.trim().parse::<usize>().map_err(ReadError::damaged)?,
        None => 1,
    };
    // One more than allowed is enough for the caller to refuse the cell.
    text.extend(std::iter::repeat_n(' ', count.min(longest + 1)));
    Ok(())
}

fn push_reference(text: &mut String, reference: &BytesRef<'_>) -> Result<(), ReadError> {
    if let Some(character) = reference.resolve_char_ref().map_err(ReadError::damaged)? {
        text.push(character);
        return Ok(());
    }
    let name: &str = reference;
    match quick_xml::escape::resolve_xml_entity(name) {
        Some(known) => text.push_str(known),
        // Entities that a document defines itself are how small files become large ones.
        None => return Err(ReadError::damaged(format_args!("unknown entity {name}"))),
    }
    Ok(())
}
