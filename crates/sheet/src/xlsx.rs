//! Excel workbooks, cell by cell. A sheet's grid is never allocated: two cells far apart cost two cells.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::container::Contents;
use crate::dates::{cell_of_serial, is_era_format, japanese_builtin};
use crate::fault::ReadError;
use crate::grid::{Budget, Grid};
use crate::limits::Limits;
use crate::model::{Cell, Format, Merge, Note, Row, Sheet, UNCALCULATED, Workbook};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// More merged regions than a ledger has by far.
const MOST_MERGES: usize = 100_000;

/// Reads all sheets that are tables (chart sheets have no cells).
pub(crate) fn read(bytes: &[u8], contents: &Contents, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let tabs: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|tab| tab.typ == SheetType::WorkSheet)
        .map(|tab| (tab.name.clone(), tab.visible != SheetVisible::Visible))
        .collect();
    if tabs.len() > limits.sheets as usize {
        return Err(ReadError::TooManySheets { limit: limits.sheets });
    }
    let epoch_1904 = book.has_1904_epoch();
    let mut notes = if epoch_1904 { vec![Note::Epoch1904] } else { Vec::new() };
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (name, hidden) in tabs {
        let uncalculated =
            if contents.has_uncalculated { uncalculated(&mut book, &name)? } else { HashSet::new() };
        let (rows, unreadable) = read_rows(&mut book, &name, epoch_1904, &uncalculated, &mut budget)?;
        if unreadable > 0 {
            notes.push(Note::UnreadableCells { sheet: name.clone(), count: unreadable });
        }
        let merges = if contents.has_merges { read_merges(&mut book, &name)? } else { Vec::new() };
        sheets.push(Sheet { name, hidden, rows, merges });
    }
    Ok(Workbook { format: Format::Xlsx, encoding: None, sheets, notes })
}

/// Where formulas stand whose results the file does not hold, by row and column from 0.
fn uncalculated(book: &mut Book<'_>, name: &str) -> Result<HashSet<(u32, u32)>, ReadError> {
    let mut found = HashSet::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(found),
        Err(error) => return Err(fault(error)),
    };
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => {
                if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                    found.insert(cell.pos);
                }
            }
            Ok(None) => return Ok(found),
            Err(XlsxError::CellError(_)) => {}
            Err(error) => return Err(fault(error)),
        }
    }
}

fn read_rows(
    book: &mut Book<'_>,
    name: &str,
    epoch_1904: bool,
    uncalculated: &HashSet<(u32, u32)>,
    budget: &mut Budget<'_>,
) -> Result<(Vec<Row>, u32), ReadError> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok((Vec::new(), 0)),
        Err(error) => return Err(fault(error)),
    };
    let formats: Vec<Option<String>> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref()?;
            let code = match format.format_id.and_then(japanese_builtin) {
                // The file may define such a number itself; then its own code counts.
                Some(code) if format.format_code == "General" => code,
                _ => format.format_code.as_str(),
            };
            (!code.eq_ignore_ascii_case("General")).then(|| code.to_owned())
        })
        .collect();
    let mut grid = Grid::default();
    let mut unreadable = 0;
    loop {
        let (position, value, style) = match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => (cell.get_position(), cell.get_value().clone(), style),
            Ok(None) => break,
            // An error value newer than the library (`#SPILL!`). It stands after the failure; the next cell can be read.
            Err(XlsxError::CellError(_)) => {
                unreadable += 1;
                continue;
            }
            Err(error) => return Err(fault(error)),
        };
        let (row, column) = (position.0.saturating_add(1), position.1);
        let format = || formats.get(style).cloned().flatten();
        let cell = match value {
            DataRef::Empty if uncalculated.contains(&position) => Cell::Error(UNCALCULATED.to_owned()),
            DataRef::Empty => continue,
            DataRef::String(text) => {
                budget.text(column, row, &text)?;
                Cell::Text(text)
            }
            DataRef::SharedString(text) => {
                budget.text(column, row, text)?;
                Cell::Text(text.to_owned())
            }
            other => cell_of(&other.into(), format(), epoch_1904),
        };
        if let Cell::Number { format: Some(code), .. } | Cell::Date { format: Some(code), .. } = &cell {
            budget.text(column, row, code)?;
        }
        grid.put(budget, column, row, cell)?;
    }
    Ok((grid.finish(), unreadable))
}

/// A value of the library below as ours; `text` has been counted by the caller where it can be long.
pub(crate) fn cell_of(value: &Data, format: Option<String>, epoch_1904: bool) -> Cell {
    match value {
        Data::Empty => Cell::Text(String::new()),
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::DateTimeIso(text) => Cell::Date { iso: text.trim_end_matches("T00:00:00").to_owned(), format },
        Data::DateTime(moment) if moment.is_duration() => {
            Cell::Duration((moment.as_f64() * 86_400.0).round())
        }
        Data::DateTime(moment) => cell_of_serial(moment.as_f64(), epoch_1904, format),
        Data::Float(value) => number(*value, format, epoch_1904),
        #[expect(
            clippy::cast_precision_loss,
            reason = "a spreadsheet's numbers are floats; this one was written as an integer"
        )]
        Data::Int(value) => number(*value as f64, format, epoch_1904),
    }
}

fn number(value: f64, format: Option<String>, epoch_1904: bool) -> Cell {
    match format {
        Some(code) if is_era_format(&code) => cell_of_serial(value, epoch_1904, Some(code)),
        format => Cell::Number { value, format },
    }
}

fn read_merges(book: &mut Book<'_>, name: &str) -> Result<Vec<Merge>, ReadError> {
    let regions = book.merge_cells_by_sheet_name(name).map_err(fault)?;
    if regions.len() > MOST_MERGES {
        return Err(ReadError::damaged("too many merged regions"));
    }
    Ok(regions.iter().map(|region| merge_of(region.start, region.end)).collect())
}

/// A region given by row and column from 0, both ends included.
pub(crate) fn merge_of(start: (u32, u32), end: (u32, u32)) -> Merge {
    Merge {
        first_row: start.0.saturating_add(1),
        first_column: start.1,
        last_row: end.0.saturating_add(1),
        last_column: end.1,
    }
}

fn fault(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}
