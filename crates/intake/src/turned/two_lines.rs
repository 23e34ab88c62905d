//! Records of two lines each, under a header of two lines: 管理番号 機種名 … over シリアル番号 OS …

use std::collections::HashMap;

use sheet::{Cell, Row, Sheet};

use super::Places;
use crate::header::{self, Header};
use crate::text::shown;

/// Whether two full headers stand directly under one another, so that neither can head a table of its own.
pub(crate) fn is_so(headers: &[Header]) -> bool {
    matches!(headers, [first, second, ..] if second.span.0 == first.span.1 + 1)
}

/// The sheet with both lines of each record beside one another.
pub(super) fn lay_out(sheet: &Sheet) -> Option<(Sheet, Header, Places)> {
    let first = header::first(sheet, 1).filter(|header| header.span.0 == header.span.1)?;
    let second = sheet.row(first.main + 1).filter(|row| header::look(row).is_header())?;
    let top = sheet.row(first.main)?;
    let width =
        [top, second].iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max()?;
    let mut places: Places = HashMap::new();
    let mut rows: Vec<Row> = sheet.rows.iter().filter(|row| row.number < first.main).cloned().collect();
    rows.push(Row { number: first.main, cells: Vec::new() });
    let lower: u32 = second.number;
    for row in sheet.rows.iter().filter(|row| row.number == first.main || row.number >= lower) {
        let filled: Vec<&(u32, Cell)> =
            row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).collect();
        if filled.last().is_some_and(|(column, _)| *column >= width) {
            return None;
        }
        let is_second = row.number == lower || (row.number > lower && (row.number - lower).is_multiple_of(2));
        let number = if is_second { row.number - 1 } else { row.number };
        if rows.last().is_none_or(|last| last.number != number) {
            // A second line without a first is no record of two lines.
            if is_second && !filled.is_empty() {
                return None;
            }
            rows.push(Row { number, cells: Vec::new() });
        }
        let shift = if is_second { width } else { 0 };
        for (column, cell) in filled {
            places.insert((column + shift, number), (*column, row.number));
            rows.last_mut()?.cells.push((column + shift, cell.clone()));
        }
    }
    let laid = Sheet { name: sheet.name.clone(), hidden: sheet.hidden, rows, merges: Vec::new() };
    let header = header::at(&laid, first.main);
    Some((laid, header, places))
}
