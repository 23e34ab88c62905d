//! Excel 97 to 2003 workbooks, after `xls_scan` has measured them.

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};

use crate::fault::ReadError;
use crate::grid::{Budget, Grid};
use crate::limits::Limits;
use crate::model::{Format, Note, Sheet, Workbook};
use crate::xls_scan;
use crate::xlsx::{cell_of, merge_of};

/// Reads all sheets. Number formats are not known here: the library below keeps only "is a date".
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    xls_scan::check(bytes, limits)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(fault)?;
    let epoch_1904 = book.has_1904_epoch();
    let notes = if epoch_1904 { vec![Note::Epoch1904] } else { Vec::new() };
    let tabs: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|tab| tab.typ == SheetType::WorkSheet)
        .map(|tab| (tab.name.clone(), tab.visible != SheetVisible::Visible))
        .collect();
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (name, hidden) in tabs {
        let range = book.worksheet_range(&name).map_err(fault)?;
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let mut grid = Grid::default();
        for (row, column, value) in range.used_cells() {
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)).saturating_add(1);
            let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            if let Data::String(text) = value {
                budget.text(column, row, text)?;
            }
            grid.put(&mut budget, column, row, cell_of(value, None, epoch_1904))?;
        }
        let merges = book.merge_cells_by_sheet_name(&name).map_err(fault)?;
        let merges = merges.iter().map(|region| merge_of(region.start, region.end)).collect();
        sheets.push(Sheet { name, hidden, rows: grid.finish(), merges });
    }
    Ok(Workbook { format: Format::Xls, encoding: None, sheets, notes })
}

fn fault(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}
