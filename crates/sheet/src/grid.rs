//! Collecting cells into sparse rows while counting them against the limits.

use crate::fault::ReadError;
use crate::limits::Limits;
use crate::model::{Cell, Row, cell_name};

/// The last row number a spreadsheet can have.
pub(crate) const LAST_ROW: u32 = 1_048_576;

/// What has been read so far, over all sheets of a file.
#[derive(Debug)]
pub(crate) struct Budget<'a> {
    limits: &'a Limits,
    cells: u64,
    text_bytes: u64,
}

impl<'a> Budget<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text_bytes: 0 }
    }

    pub(crate) fn limits(&self) -> &Limits {
        self.limits
    }

    /// Counts a text before it is copied.
    pub(crate) fn text(&mut self, column: u32, row: u32, text: &str) -> Result<(), ReadError> {
        let limit = self.limits.cell_characters;
        // A character has at least one byte, so short texts need no counting.
        if text.len() > limit as usize && text.chars().count() > limit as usize {
            return Err(ReadError::CellTooLong { cell: cell_name(column, row), limit });
        }
        self.text_bytes = self.text_bytes.saturating_add(text.len() as u64);
        if self.text_bytes > self.limits.text_bytes {
            return Err(ReadError::TooMuchText { limit: self.limits.text_bytes });
        }
        Ok(())
    }

    fn cell(&mut self, column: u32, row: u32) -> Result<(), ReadError> {
        if column >= self.limits.columns {
            return Err(ReadError::TooManyColumns { row, limit: self.limits.columns });
        }
        if row == 0 || row > LAST_ROW {
            return Err(ReadError::damaged(format_args!("row {row}")));
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ReadError::TooManyCells { limit: self.limits.cells });
        }
        Ok(())
    }
}

/// The rows of one sheet in the making.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Row>,
    out_of_order: bool,
}

impl Grid {
    /// Puts a cell; empty texts are no cells. The text was counted by `Budget::text` already.
    pub(crate) fn put(
        &mut self,
        budget: &mut Budget<'_>,
        column: u32,
        row: u32,
        cell: Cell,
    ) -> Result<(), ReadError> {
        if matches!(&cell, Cell::Text(text) if text.is_empty()) {
            return Ok(());
        }
        budget.cell(column, row)?;
        match self.rows.last_mut() {
            Some(last) if last.number == row => {
                self.out_of_order |= last.cells.last().is_some_and(|(before, _)| *before >= column);
                last.cells.push((column, cell));
            }
            last => {
                self.out_of_order |= last.is_some_and(|before| before.number > row);
                self.rows.push(Row { number: row, cells: vec![(column, cell)] });
            }
        }
        Ok(())
    }

    /// The finished rows, rising. Of a cell that was given twice the later one stays, as in spreadsheets.
    pub(crate) fn finish(mut self) -> Vec<Row> {
        if self.out_of_order {
            self.rows.sort_by_key(|row| row.number);
            self.rows.dedup_by(|later, earlier| {
                let same = later.number == earlier.number;
                if same {
                    earlier.cells.append(&mut later.cells);
                }
                same
            });
            for row in &mut self.rows {
                row.cells.sort_by_key(|(column, _)| *column);
                row.cells.dedup_by(|later, earlier| {
                    let same = later.0 == earlier.0;
                    if same {
                        std::mem::swap(later, earlier);
                    }
                    same
                });
            }
        }
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brings_cells_in_any_order_into_rising_rows_and_keeps_the_later_of_two() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut grid = Grid::default();
        for (column, row, text) in [(1, 2, "b2"), (0, 1, "a1"), (0, 2, "a2"), (1, 2, "B2"), (0, 3, "")] {
            grid.put(&mut budget, column, row, Cell::text(text)).unwrap();
        }
        let rows = grid.finish();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], Row { number: 1, cells: vec![(0, Cell::text("a1"))] });
        assert_eq!(rows[1], Row { number: 2, cells: vec![(0, Cell::text("a2")), (1, Cell::text("B2"))] });
    }

    #[test]
    fn stops_at_the_limits() {
        let limits = Limits { cells: 2, columns: 3, cell_characters: 4, text_bytes: 8, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        let mut grid = Grid::default();
        assert_eq!(
            budget.text(10, 14, "ありがとう"),
            Err(ReadError::CellTooLong { cell: "K14".into(), limit: 4 })
        );
        assert_eq!(budget.text(0, 1, "台帳台"), Err(ReadError::TooMuchText { limit: 8 }));
        let wide = grid.put(&mut budget, 3, 1, Cell::number(1.0));
        assert_eq!(wide, Err(ReadError::TooManyColumns { row: 1, limit: 3 }));
        grid.put(&mut budget, 0, 1, Cell::number(1.0)).unwrap();
        grid.put(&mut budget, 1, 1, Cell::number(1.0)).unwrap();
        assert_eq!(grid.put(&mut budget, 2, 1, Cell::number(1.0)), Err(ReadError::TooManyCells { limit: 2 }));
        assert!(grid.put(&mut budget, 2, LAST_ROW + 1, Cell::number(1.0)).is_err());
    }
}
