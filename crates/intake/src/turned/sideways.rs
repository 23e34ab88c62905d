//! A table on its side: the headings stand below one another, and each thing has a column.

use std::collections::BTreeMap;

use sheet::{Cell, Merge, Row, Sheet};

use crate::header::{self, Header};
use crate::text::shown;

/// Wider sheets are no table on its side that a person made.
const MOST_COLUMNS: u32 = 500;
/// Headings stand in one of the first columns.
const LAST_HEADING_COLUMN: u32 = 4;

/// The sheet with rows and columns exchanged, and its header.
pub(super) fn turn(sheet: &Sheet) -> Option<(Sheet, Header)> {
    let widest = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max()?;
    if widest > MOST_COLUMNS {
        return None;
    }
    let turned = exchanged(sheet);
    let header = header::first(&turned, 1).filter(|header| header.main <= LAST_HEADING_COLUMN)?;
    let known = header.headings.values().filter(|cell| header::is_known(&cell.look_up)).count();
    let enough = known >= 3 && known * 2 >= header.headings.len();
    enough.then_some((turned, header))
}

fn exchanged(sheet: &Sheet) -> Sheet {
    let mut rows: BTreeMap<u32, Vec<(u32, Cell)>> = BTreeMap::new();
    let mut begun = false;
    for row in &sheet.rows {
        let filled = row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty());
        // A title over the table is no heading in it.
        let known = row.cells.iter().any(|(_, cell)| header::is_known(&shown(cell)));
        begun |= known;
        if !begun && filled.count() < 2 {
            continue;
        }
        for (column, cell) in &row.cells {
            rows.entry(column + 1).or_default().push((row.number.saturating_sub(1), cell.clone()));
        }
    }
    let merges = sheet.merges.iter().map(|merge| Merge {
        first_row: merge.first_column + 1,
        first_column: merge.first_row.saturating_sub(1),
        last_row: merge.last_column + 1,
        last_column: merge.last_row.saturating_sub(1),
    });
    Sheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows: rows.into_iter().map(|(number, cells)| Row { number, cells }).collect(),
        merges: merges.collect(),
    }
}
