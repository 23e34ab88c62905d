//! The plain model that every file format becomes: sheets of sparse rows of cells, as the file has them.

use serde::{Deserialize, Serialize};

/// What kind of file the bytes were, told from their content and not from the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
    /// Text with commas (or semicolons).
    Csv,
    /// Text with tabs; also what a spreadsheet puts on the clipboard.
    Tsv,
}

/// How the bytes of a text file were turned into characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-31J, what Japanese Excel calls `Shift_JIS`.
    Cp932,
}

/// Something that reading changed or left out, for the person to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The first line was a `sep=` instruction for Excel and is not a row.
    SeparatorLine,
    /// A quoted field was never closed.
    UnclosedQuote {
        /// Where the quote was opened.
        at: QuoteAt,
        /// There were so many that the rest of the file went into this field; else its quote is a plain character.
        took_the_rest: bool,
    },
    /// A quoted field spans many lines; more often than not a stray quote.
    QuoteSpansLines {
        /// Where the quote was opened.
        at: QuoteAt,
        /// How many line breaks it holds.
        lines: u32,
    },
    /// Cells with an error value that we cannot name (`#SPILL!`); they are read as empty.
    UnreadableCells {
        /// The sheet they are on.
        sheet: String,
        /// How many.
        count: u32,
    },
    /// The workbook counts days from 1904; dates were converted accordingly.
    Epoch1904,
}

/// Where a quote of a text file was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteAt {
    /// The line as a text editor counts them, from 1: fields that hold line breaks count with all their lines.
    pub line: u32,
    /// The row as a spreadsheet counts them, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

/// A whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What the file was.
    pub format: Format,
    /// For text files, how it was decoded.
    pub encoding: Option<TextEncoding>,
    /// The sheets in the order of their tabs. A text file is one sheet with an empty name.
    pub sheets: Vec<Sheet>,
    /// What reading changed or left out.
    pub notes: Vec<Note>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The tab's name; empty for text files.
    pub name: String,
    /// Hidden in the file (the person may not know it exists).
    pub hidden: bool,
    /// Rows that have at least one cell, in rising order.
    pub rows: Vec<Row>,
    /// Merged regions; the value stands in their first cell.
    pub merges: Vec<Merge>,
}

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The row's number as the person sees it, from 1.
    pub number: u32,
    /// Column (from 0) and content, in rising order; empty cells are left out.
    pub cells: Vec<(u32, Cell)>,
}

/// What one cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Text as written, line breaks included.
    Text(String),
    /// A number. The format says how the file shows it (`0000`, `¥#,##0`); `None` is the general format.
    Number {
        /// The stored value.
        value: f64,
        /// The number format's code if it is not the general one.
        format: Option<String>,
    },
    /// A truth value.
    Bool(bool),
    /// A date and/or time: `2024-06-01`, `2024-06-01T09:30:00` or `09:30:00`.
    Date {
        /// ISO 8601, without a zone.
        iso: String,
        /// The number format's code, if known: it tells whether the person sees a day or only a month.
        format: Option<String>,
    },
    /// A length of time in seconds.
    Duration(f64),
    /// A formula's failure as the file shows it (`#N/A`, `#REF!`), or [`UNCALCULATED`].
    Error(String),
}

/// What stands for a formula whose result the file does not hold: it was written by a program that does not calculate,
/// and not saved by a spreadsheet since.
pub const UNCALCULATED: &str = "=";

/// A merged region; rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row, from 1.
    pub first_row: u32,
    /// First column, from 0.
    pub first_column: u32,
    /// Last row, from 1, included.
    pub last_row: u32,
    /// Last column, from 0, included.
    pub last_column: u32,
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number in the general format.
    pub fn number(value: f64) -> Self {
        Self::Number { value, format: None }
    }

    /// A date given as ISO text.
    pub fn date(iso: impl Into<String>) -> Self {
        Self::Date { iso: iso.into(), format: None }
    }
}

impl Row {
    /// The cell of a column (from 0), if it holds anything.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(place).map(|(_, cell)| cell)
    }
}

impl Sheet {
    /// The row with a number (from 1), if it has any cell.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let place = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(place)
    }

    /// The cell at a column (from 0) and row (from 1), if it holds anything.
    pub fn cell(&self, column: u32, row: u32) -> Option<&Cell> {
        self.row(row)?.cell(column)
    }
}

impl Merge {
    /// Whether a column (from 0) and row (from 1) lie inside.
    pub fn contains(&self, column: u32, row: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

/// The letters over a column: 0 is `A`, 26 is `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell as people write it: column from 0, row from 1, so `(10, 14)` is `K14`.
pub fn cell_name(column: u32, row: u32) -> String {
    format!("{}{row}", column_name(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cells_as_people_do() {
        assert_eq!(cell_name(10, 14), "K14");
        assert_eq!(cell_name(0, 1), "A1");
        assert_eq!(cell_name(25, 2), "Z2");
        assert_eq!(cell_name(26, 3), "AA3");
        assert_eq!(cell_name(16_383, 1_048_576), "XFD1048576");
    }

    #[test]
    fn finds_cells_in_sparse_rows() {
        let row = Row { number: 7, cells: vec![(0, Cell::text("NB-0001")), (4, Cell::number(3.0))] };
        let sheet = Sheet { rows: vec![row], ..Sheet::default() };
        assert_eq!(sheet.cell(4, 7), Some(&Cell::number(3.0)));
        assert_eq!(sheet.cell(1, 7), None);
        assert_eq!(sheet.cell(0, 8), None);
    }
}
