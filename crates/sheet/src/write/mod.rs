//! Writing tables that are safe to open: text is always text, dates are dates, nothing is a formula.

mod cp932;
mod csv;
mod xlsx;

pub use cp932::Unwritable;
pub use csv::{CsvEncoding, write_csv};
pub use xlsx::{Book, write_xlsx};

use std::borrow::Cow;

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A text longer than a spreadsheet's cell can hold.
    #[error("cell {cell} holds more characters than a spreadsheet's cell can")]
    CellTooLong {
        /// The cell's address.
        cell: String,
    },
    /// More rows than a spreadsheet's sheet can hold.
    #[error("more rows than a sheet can hold")]
    TooManyRows,
    /// The tab's name is empty, too long, used twice or has characters that tabs cannot have.
    #[error("a sheet cannot be called {name:?}")]
    SheetName {
        /// The name.
        name: String,
    },
    /// The place to write to failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The workbook could not be put together.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
}

/// A column of a table to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub title: String,
    /// How its numbers look.
    pub style: Style,
    /// A remark on the title: a note of its cell in a workbook, left out of a CSV.
    pub note: Option<String>,
}

/// How a column's numbers look; texts and dates always look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// As they are.
    #[default]
    Plain,
    /// With separators between thousands: amounts of money.
    Thousands,
}

impl Column {
    /// A column of texts, dates and plain numbers.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), style: Style::Plain, note: None }
    }

    /// A column of amounts of money.
    pub fn amount(title: impl Into<String>) -> Self {
        Self { style: Style::Thousands, ..Self::new(title) }
    }

    /// With a remark on the title.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// What goes into a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A number; what is not finite is left empty.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A day.
    Date {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
    },
    /// A month whose day nobody knows; written as the text `2020-06`, since a spreadsheet has no such date.
    Month {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
    },
}

impl Value {
    /// A text, or nothing if it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The value as plain text, as CSV has it before guarding and as column widths are measured.
    fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) if number.is_finite() => number.to_string().into(),
            Self::Empty | Self::Number(_) => "".into(),
            Self::Bool(true) => "TRUE".into(),
            Self::Bool(false) => "FALSE".into(),
            Self::Date { year, month, day } => format!("{year:04}/{month:02}/{day:02}").into(),
            Self::Month { year, month } => format!("{year:04}-{month:02}").into(),
        }
    }
}

#[cfg(test)]
mod tests;
