//! When a blank means "as above": only in columns that group the rows, and only where it is plain.
//!
//! The rule: the column's first row is filled; no value comes twice in a row or again later (who repeats a value
//! elsewhere would have repeated it here too); at least two blanks (one, for the name of a system, without which an
//! account says nothing); and either the column stands at the left edge, where
//! groups are written, or there are at least three values and no fewer blanks than values.

use std::collections::BTreeSet;

use sheet::Row;

use crate::text::{is_ditto, light, shown, tidy};

/// Whether a column only ever stands alone in its row (分類: PC, then the PCs below without it): then each such row
/// heads the rows that follow.
pub(crate) fn heads_sections<'a>(rows: impl Iterator<Item = &'a Row>, column: u32) -> bool {
    let (mut heads, mut records) = (0_usize, 0_usize);
    for row in rows.take(LOOKED_AT) {
        let filled = row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).count();
        let own = row.cell(column).is_some_and(|cell| !shown(cell).trim().is_empty());
        match (filled, own) {
            (1, true) => heads += 1,
            (3.., true) => return false,
            (3.., false) => records += 1,
            _ => {}
        }
    }
    heads >= 1 && records >= 2
}

/// Rows that are looked at.
const LOOKED_AT: usize = 2_000;

/// Whether blanks of a column mean the value above.
pub(crate) fn blanks_mean_above<'a>(rows: impl Iterator<Item = &'a Row>, column: u32, fewest: usize) -> bool {
    let mut values: BTreeSet<String> = BTreeSet::new();
    let mut blanks = 0_usize;
    let mut first = true;
    for row in rows.take(LOOKED_AT) {
        // Totals, notes and section lines have few cells and say nothing about the column.
        if row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).count() < 3 {
            continue;
        }
        let text = row.cell(column).map(|cell| tidy(&shown(cell))).unwrap_or_default();
        if text.is_empty() {
            if first {
                return false;
            }
            blanks += 1;
        } else if is_ditto(&text) || !values.insert(light(&text)) {
            return false;
        }
        first = false;
    }
    let left_edge = column <= 1;
    blanks >= fewest && ((left_edge && !values.is_empty()) || (values.len() >= 3 && blanks >= values.len()))
}
