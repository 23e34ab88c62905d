//! Layouts that are no plain table: cards with a heading before each value, tables on their side, tables side by side.

use std::collections::BTreeSet;

use sheet::{Cell, Row, Sheet};

use super::{Header, weight};
use crate::heading::normal;
use crate::text::{shown, tidy};

/// Whether a row that looks like a header belongs to a card (管理番号 NB-0001 使用者 山田): headings stand under headings.
pub(super) fn is_card(rows: &[&Row], index: usize) -> bool {
    let known =
        |row: &Row, column: u32| matches!(row.cell(column), Some(Cell::Text(text)) if weight(text) == 10);
    let Some(row) = rows.get(index) else { return false };
    let columns: Vec<u32> =
        row.cells.iter().map(|(column, _)| *column).filter(|column| known(row, *column)).collect();
    let same = |row: &&&Row| {
        let hits = columns.iter().filter(|column| known(row, **column)).count();
        hits > 0 && hits * 2 >= columns.len()
    };
    let below = rows.iter().skip(index + 1).take(2).filter(same).count();
    let above = rows.iter().take(index).rev().take(2).filter(same).count();
    below + above >= 2
}

/// Whether the headings stand in the first column, one below the other.
pub(crate) fn is_sideways(sheet: &Sheet) -> bool {
    let firsts: Vec<String> = sheet
        .rows
        .iter()
        .filter_map(|row| row.cells.iter().find(|(_, cell)| !shown(cell).trim().is_empty()))
        .map(|(_, cell)| tidy(&shown(cell)))
        .collect();
    let known = firsts.iter().filter(|text| weight(text) == 10).count();
    known >= 3 && known * 10 >= firsts.len() * 5
}

/// Splits a header at empty columns, if a part repeats headings of another: then tables stand side by side.
pub(crate) fn side_by_side(header: Header) -> Vec<Header> {
    let columns: Vec<u32> = header.headings.keys().copied().collect();
    let gap = |pair: &[u32]| matches!(pair, [left, right] if *right > left + 1);
    let starts: Vec<u32> =
        columns.windows(2).filter(|pair| gap(pair)).filter_map(|pair| pair.last().copied()).collect();
    if starts.is_empty() {
        return vec![header];
    }
    let mut bounds = vec![0];
    bounds.extend(&starts);
    let part = |place: usize| {
        let first = bounds.get(place).copied().unwrap_or(0);
        let last = bounds.get(place + 1).map_or(u32::MAX, |next| next - 1);
        let headings =
            header.headings.range(first..=last).map(|(column, cell)| (*column, cell.clone())).collect();
        Header { across: (first, last), headings, ..header.clone() }
    };
    let parts: Vec<Header> = (0..bounds.len()).map(part).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut repeated = false;
    for part in &parts {
        let names: BTreeSet<String> = part.headings.values().map(|cell| normal(&cell.look_up)).collect();
        let known = part.headings.values().filter(|cell| weight(&cell.look_up) == 10).count();
        if known < 2 {
            return vec![header];
        }
        repeated |= names.iter().any(|name| seen.contains(name));
        seen.extend(names);
    }
    if repeated { parts } else { vec![header] }
}
