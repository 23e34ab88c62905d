//! Text tables: CSV, TSV and what a spreadsheet puts on the clipboard.

mod decode;
mod fields;

use crate::fault::{Found, ReadError};
use crate::grid::{Budget, Grid};
use crate::guard::unguard_formula;
use crate::limits::Limits;
use crate::model::{Cell, Format, Note, QuoteAt, Sheet, Workbook};
use fields::{End, Field, Fields};

/// A quoted field with more line breaks than this is worth a note whatever it holds: a stray quote swallows rows silently.
const MANY_LINES: u32 = 20;
/// How much of the file decides on the delimiter.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 100;

/// Reads a text table. Every cell is text; what it means is for others to say.
pub(crate) fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let (text, encoding) = decode::decode(bytes)?;
    let mut notes = Vec::new();
    let (text, said) = separator_line(&text);
    if said.is_some() {
        notes.push(Note::SeparatorLine);
    }
    let delimiter = said.unwrap_or_else(|| guess_delimiter(text, file_name));
    let mut budget = Budget::new(limits);
    let first_line = 1 + u32::from(said.is_some());
    let rows = read_rows(text, delimiter, first_line, &mut budget, &mut notes)?;
    if rows.is_empty() {
        return Err(ReadError::NotASpreadsheet { found: Found::Nothing });
    }
    let format = if delimiter == b'\t' { Format::Tsv } else { Format::Csv };
    let sheet = Sheet { rows, ..Sheet::default() };
    Ok(Workbook { format, encoding: Some(encoding), sheets: vec![sheet], notes })
}

fn read_rows(
    text: &str,
    delimiter: u8,
    first_line: u32,
    budget: &mut Budget<'_>,
    notes: &mut Vec<Note>,
) -> Result<Vec<crate::model::Row>, ReadError> {
    let mut grid = Grid::default();
    let mut fields = Fields::new(text, delimiter);
    let (mut line, mut row, mut column) = (first_line, 1_u32, 0_u32);
    let mut width_above = 0;
    while let Some(field) = fields.next() {
        let at = QuoteAt { line, row, column };
        if field.unclosed {
            notes.push(Note::UnclosedQuote { at, took_the_rest: field.lines > 0 });
        } else if field.lines > MANY_LINES || holds_rows(&field, delimiter, width_above) {
            notes.push(Note::QuoteSpansLines { at, lines: field.lines });
        }
        line = line.saturating_add(field.lines);
        if column >= budget.limits().columns && !field.text.is_empty() {
            return Err(ReadError::TooManyColumns { row, limit: budget.limits().columns });
        }
        let content = unguard_formula(&field.text);
        budget.text(column, row, content)?;
        grid.put(budget, column, row, Cell::text(content))?;
        if field.end == End::Field {
            column = column.saturating_add(1);
            // Nobody's ledger has so many columns, empty or not.
            if column > budget.limits().columns.saturating_mul(2) {
                return Err(ReadError::TooManyColumns { row, limit: budget.limits().columns });
            }
        } else {
            width_above = column.saturating_add(1);
            (line, row, column) = (line.saturating_add(1), row.saturating_add(1), 0);
        }
    }
    Ok(grid.finish())
}

/// Whether a quoted field holds a line that is cut into as many fields as the row above: more likely a swallowed row than
/// a remark of somebody's. Of two columns every remark with a comma would be suspected.
fn holds_rows(field: &Field<'_>, delimiter: u8, width_above: u32) -> bool {
    let cuts = |line: &str| memchr::memchr_iter(delimiter, line.as_bytes()).count();
    let wanted = usize::try_from(width_above).unwrap_or(usize::MAX);
    field.lines > 0 && wanted > 2 && field.text.split('\n').skip(1).any(|line| cuts(line) + 1 >= wanted)
}

/// Excel's own first line `sep=;`, which Excel obeys and does not show.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let Some(rest) =
        text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| text.get(4..))
    else {
        return (text, None);
    };
    let Some(delimiter) =
        rest.bytes().next().filter(|byte| byte.is_ascii() && !matches!(byte, b'\r' | b'\n' | b'"'))
    else {
        return (text, None);
    };
    let after = rest.get(1..).unwrap_or_default();
    for line_end in ["\r\n", "\n", "\r"] {
        if let Some(body) = after.strip_prefix(line_end) {
            return (body, Some(delimiter));
        }
    }
    (text, None)
}

/// The delimiter that cuts the most rows into equally many fields.
fn guess_delimiter(text: &str, file_name: &str) -> u8 {
    let mut end = SAMPLE_BYTES.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or(text);
    let named_tab = file_name.to_ascii_lowercase().ends_with(".tsv");
    let order = if named_tab { [b'\t', b',', b';'] } else { [b',', b'\t', b';'] };
    let mut best = ((0, 0), order[0]);
    for delimiter in order {
        let score = regularity(sample, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// How many rows share the most common number of fields (two or more), and then how many fields that is. Rows count
/// first: `1,234,567` stands in every row of a price column, but not in its title.
fn regularity(sample: &str, delimiter: u8) -> (usize, usize) {
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    let (mut width, mut rows, mut odd) = (0, 0, false);
    let mut fields = Fields::new(sample, delimiter);
    while let Some(field) = fields.next() {
        width += 1;
        odd |= field.odd;
        if field.end != End::Field {
            if width > 1 && !odd {
                *widths.entry(width).or_default() += 1;
            }
            (width, odd) = (0, false);
            rows += 1;
            if rows >= SAMPLE_ROWS {
                break;
            }
        }
    }
    widths.into_iter().map(|(width, count)| (count, width)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests;
