//! Workbooks row by row, with bold frozen titles, filters, real dates and readable widths. Only the distinct texts
//! stay in memory, which also keeps the file small.

use std::io::{Seek, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError};

use super::{Column, Style, Value, WriteError};
use crate::guard::needs_guard;
use crate::model::cell_name;

/// Widths in characters: no column disappears, none pushes the others off the screen.
const NARROWEST: u16 = 6;
const WIDEST: u16 = 48;
/// Width and height of the note on a title, in pixels.
const NOTE: (u32, u32) = (320, 160);
/// Room for the filter's button beside a title.
const BUTTON: u16 = 3;

/// Writes one table as a workbook of one sheet.
pub fn write_xlsx(
    sheet_name: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Value>>,
    output: impl Write + Seek + Send,
) -> Result<(), WriteError> {
    let mut book = Book::new();
    book.sheet(sheet_name, columns, rows)?;
    book.finish(output)
}

/// A workbook in the making.
pub struct Book {
    workbook: Workbook,
    formats: Formats,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Book").finish_non_exhaustive()
    }
}

impl Default for Book {
    fn default() -> Self {
        Self::new()
    }
}

impl Book {
    /// A workbook without sheets.
    pub fn new() -> Self {
        Self { workbook: Workbook::new(), formats: Formats::new() }
    }

    /// Adds a sheet with its titles and rows. The rows are taken one by one and not kept in memory.
    pub fn sheet(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<(), WriteError> {
        let sheet = self.workbook.add_worksheet_with_low_memory().map_err(fault)?;
        sheet.set_name(name).map_err(|_| WriteError::SheetName { name: name.to_owned() })?;
        let mut widths: Vec<u16> = columns.iter().map(|column| width(&column.title) + BUTTON).collect();
        for (index, column) in columns.iter().enumerate() {
            let at = place(index)?;
            put(sheet, 0, at, &self.formats.title, &column.title)?;
            if let Some(text) = &column.note {
                let note = Note::new(text).add_author_prefix(false).set_width(NOTE.0).set_height(NOTE.1);
                sheet.insert_note(0, at, &note).map_err(fault)?;
            }
        }
        let mut last_row = 0_u32;
        for (index, row) in rows.into_iter().enumerate() {
            last_row = u32::try_from(index + 1).map_err(|_| WriteError::TooManyRows)?;
            for (column, value) in row.iter().enumerate() {
                let style = columns.get(column).map(|column| column.style).unwrap_or_default();
                self.formats.write(sheet, last_row, place(column)?, value, style)?;
                let wide = width(&value.shown());
                match widths.get_mut(column) {
                    Some(widest) => *widest = wide.max(*widest),
                    None => widths.resize(column + 1, wide),
                }
            }
        }
        for (index, width) in widths.iter().enumerate() {
            let width = f64::from((*width).clamp(NARROWEST, WIDEST)) + 0.7;
            sheet.set_column_width(place(index)?, width).map_err(fault)?;
        }
        if let Some(last_column) = columns.len().checked_sub(1) {
            sheet.set_freeze_panes(1, 0).map_err(fault)?;
            sheet.autofilter(0, 0, last_row, place(last_column)?).map_err(fault)?;
        }
        Ok(())
    }

    /// Writes the file.
    pub fn finish(mut self, output: impl Write + Seek + Send) -> Result<(), WriteError> {
        self.workbook.save_to_writer(output).map_err(fault)
    }
}

/// The few cell formats, made once.
struct Formats {
    title: Format,
    text: Format,
    quoted: Format,
    date: Format,
    thousands: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            title: Format::new().set_bold(),
            // The text format keeps 0012 as it is, also when somebody edits the cell.
            text: Format::new().set_num_format("@"),
            quoted: Format::new().set_num_format("@").set_quote_prefix(),
            date: Format::new().set_num_format("yyyy/mm/dd"),
            thousands: Format::new().set_num_format("#,##0"),
        }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        value: &Value,
        style: Style,
    ) -> Result<(), WriteError> {
        match value {
            Value::Empty => Ok(()),
            Value::Text(text) if needs_guard(text) => put(sheet, row, column, &self.quoted, text),
            Value::Text(text) => put(sheet, row, column, &self.text, text),
            Value::Month { .. } => put(sheet, row, column, &self.text, &value.shown()),
            Value::Number(number) if !number.is_finite() => Ok(()),
            Value::Number(number) => match style {
                Style::Plain => sheet.write_number(row, column, *number),
                Style::Thousands => sheet.write_number_with_format(row, column, *number, &self.thousands),
            }
            .map(drop)
            .map_err(fault),
            Value::Bool(truth) => sheet.write_boolean(row, column, *truth).map(drop).map_err(fault),
            Value::Date { year, month, day } => match ExcelDateTime::from_ymd(*year, *month, *day) {
                Ok(date) => {
                    sheet.write_datetime_with_format(row, column, date, &self.date).map(drop).map_err(fault)
                }
                // Days before 1900 exist, but no spreadsheet has them as dates.
                Err(_) => put(sheet, row, column, &self.text, &value.shown()),
            },
        }
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, format: &Format, text: &str) -> Result<(), WriteError> {
    match sheet.write_string_with_format(row, column, text, format) {
        Ok(_) => Ok(()),
        Err(XlsxError::MaxStringLengthExceeded) => {
            Err(WriteError::CellTooLong { cell: cell_name(u32::from(column), row.saturating_add(1)) })
        }
        Err(error) => Err(fault(error)),
    }
}

fn place(index: usize) -> Result<u16, WriteError> {
    u16::try_from(index).map_err(|_| WriteError::Workbook("too many columns".to_owned()))
}

/// How wide the longest line of a text is, a Japanese character counting two.
fn width(text: &str) -> u16 {
    let line_width = |line: &str| {
        line.chars().take(usize::from(WIDEST)).map(|character| if is_wide(character) { 2 } else { 1 }).sum()
    };
    text.lines().map(line_width).max().unwrap_or(0)
}

fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD | 0x1_F300..=0x1_FAFF)
}

fn fault(error: XlsxError) -> WriteError {
    match error {
        XlsxError::IoError(error) => WriteError::Io(error),
        XlsxError::RowColumnLimitError => WriteError::TooManyRows,
        other => WriteError::Workbook(other.to_string()),
    }
}
