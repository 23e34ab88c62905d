//! CSV as Japanese Excel opens it with a double click: with a mark in UTF-8, or in CP932.

use std::io::Write;

use super::cp932::{self, Unwritable};
use super::{Column, Value, WriteError};
use crate::guard::guard_formula;
use crate::model::cell_name;

/// The encoding of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvEncoding {
    /// UTF-8 with a byte order mark, without which Excel shows rubbish.
    #[default]
    Utf8,
    /// Windows-31J (`Shift_JIS`), for older programs.
    Cp932,
}

/// Writes a table with its titles; returns the cells that CP932 could not hold whole.
///
/// A text that a program could take for a formula gets an apostrophe in front; [`crate::read`] takes it away again.
pub fn write_csv(
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Value>>,
    encoding: CsvEncoding,
    output: &mut impl Write,
) -> Result<Vec<Unwritable>, WriteError> {
    let mut unwritable = Vec::new();
    if encoding == CsvEncoding::Utf8 {
        output.write_all("\u{FEFF}".as_bytes())?;
    }
    let titles = columns.iter().map(|column| Value::text(column.title.as_str())).collect();
    let mut number = 0_u32;
    for row in std::iter::once(titles).chain(rows) {
        number = number.saturating_add(1);
        let mut line = Vec::new();
        for column in 0..columns.len().max(row.len()) {
            if column > 0 {
                line.push(b',');
            }
            let text = row.get(column).map(field).unwrap_or_default();
            match encoding {
                CsvEncoding::Utf8 => line.extend_from_slice(text.as_bytes()),
                CsvEncoding::Cp932 => {
                    let (bytes, characters) = cp932::encode(&text);
                    line.extend_from_slice(&bytes);
                    if !characters.is_empty() {
                        let column = u32::try_from(column).unwrap_or(u32::MAX);
                        unwritable.push(Unwritable { cell: cell_name(column, number), characters });
                    }
                }
            }
        }
        line.extend_from_slice(b"\r\n");
        output.write_all(&line)?;
    }
    output.flush()?;
    Ok(unwritable)
}

/// A value as it stands between commas.
fn field(value: &Value) -> String {
    let shown = value.shown();
    // Only text can be a formula; a negative number is a number.
    let text = if matches!(value, Value::Text(_)) { guard_formula(&shown) } else { shown };
    if text.contains(['"', ',', '\r', '\n', '\t', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}
