//! Cards: labels with their values beside them (管理番号 NB-0001 使用者 山田) or in one cell (管理番号：NB-0001), one
//! thing after the other down the sheet.

use std::collections::{BTreeMap, BTreeSet};

use sheet::{Cell, Row, Sheet};

use super::Places;
use crate::heading::{self, normal};
use crate::text::{shown, tidy};
use crate::{header, secret};

/// The row of the headings in the laid-out sheet: above every row of the file.
pub(super) const HEADER: u32 = 0;

/// One label and what stands beside it.
struct Entry {
    label: String,
    column: u32,
    values: Vec<(u32, Cell)>,
}

/// A cell with its column and row in the file.
type Placed = ((u32, u32), Cell);

/// One thing.
#[derive(Default)]
struct Card {
    first_row: u32,
    /// Label (normal form) → its values with their places.
    entries: BTreeMap<String, Vec<Placed>>,
    first_label: String,
}

/// What was found in a sheet.
#[derive(Default)]
struct Found {
    cards: Vec<Card>,
    /// Labels in the order they were met: normal form, as written, and where.
    labels: Vec<(String, String, (u32, u32))>,
    /// Rows between the cards that hold something else.
    loose: Vec<(u32, (u32, Cell))>,
}

/// Lays the cards out as a table with one row for each; `None` if the sheet holds no plain cards.
pub(super) fn lay_out(sheet: &Sheet) -> Option<(Sheet, Places)> {
    let columns = label_columns(sheet);
    if columns.is_empty() {
        return None;
    }
    let mut found = Found::default();
    for row in &sheet.rows {
        found.take(row, &columns)?;
    }
    found.table(sheet)
}

/// The columns in which labels stand.
fn label_columns(sheet: &Sheet) -> BTreeSet<u32> {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for row in &sheet.rows {
        let filled = row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).count();
        for (column, cell) in &row.cells {
            let known = label_of(cell).is_some_and(|(label, _)| header::is_known(&label));
            // Titles and notes stand alone in their row and say nothing about the column.
            if !known && (filled == 1 || shown(cell).trim().is_empty()) {
                continue;
            }
            let count = counts.entry(*column).or_default();
            count.0 += usize::from(known);
            count.1 += 1;
        }
    }
    let is_label = |(_, (known, all)): &(u32, (usize, usize))| *known >= 2 && known * 10 >= all * 6;
    counts.into_iter().filter(is_label).map(|(column, _)| column).collect()
}

/// A cell as a label: 管理番号, 管理番号： or 管理番号：NB-0001, then with the value.
fn label_of(cell: &Cell) -> Option<(String, Option<String>)> {
    let Cell::Text(text) = cell else { return None };
    let text = tidy(text);
    if text.is_empty() {
        return None;
    }
    if let Some((label, value)) = text.split_once([':', '：']) {
        let (label, value) = (label.trim(), value.trim());
        if header::is_known(label) {
            return Some((label.to_owned(), (!value.is_empty()).then(|| value.to_owned())));
        }
    }
    (text.chars().count() <= 30).then_some((text, None))
}

impl Found {
    /// Takes one row of the file; `None` ends the attempt.
    fn take(&mut self, row: &Row, columns: &BTreeSet<u32>) -> Option<()> {
        let cells: Vec<&(u32, Cell)> =
            row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).collect();
        let lone = match cells.as_slice() {
            [] => return Some(()),
            [(column, cell)] => {
                let known = label_of(cell).is_some_and(|(label, _)| header::is_known(&label));
                !(columns.contains(column) && known)
            }
            _ => false,
        };
        if lone {
            if let (Some(_), Some((column, cell))) = (self.cards.last(), cells.first()) {
                self.loose.push((row.number, (*column, cell.clone())));
            }
            return Some(());
        }
        let mut entries: Vec<Entry> = Vec::new();
        for (column, cell) in cells {
            let label = label_of(cell).filter(|_| columns.contains(column));
            match (label, entries.last_mut()) {
                (Some((label, value)), _) => {
                    let values = value.map(|value| (*column, Cell::Text(value)));
                    entries.push(Entry { label, column: *column, values: values.into_iter().collect() });
                }
                (None, Some(entry)) => entry.values.push((*column, cell.clone())),
                // A value without a label: this is something else than cards.
                (None, None) => return None,
            }
        }
        self.add(row.number, entries)
    }

    fn add(&mut self, row: u32, entries: Vec<Entry>) -> Option<()> {
        let names: Vec<String> = entries.iter().map(|entry| normal(&entry.label)).collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        if distinct.len() < names.len() {
            // Two cards side by side.
            return None;
        }
        let again = |card: &Card| names.iter().any(|name| card.entries.contains_key(name));
        if self.cards.last().is_none_or(again) {
            let first_label = names.first().cloned().unwrap_or_default();
            self.cards.push(Card { first_row: row, first_label, ..Card::default() });
        }
        for (name, entry) in names.into_iter().zip(entries) {
            if !self.labels.iter().any(|(known, ..)| *known == name) {
                self.labels.push((name.clone(), entry.label, (entry.column, row)));
            }
            let values = entry.values.into_iter().map(|(column, cell)| ((column, row), cell)).collect();
            self.cards.last_mut()?.entries.insert(name, values);
        }
        Some(())
    }

    /// The table: one row for each card. Every card must begin with the same label, or it is not plain where one ends.
    fn table(self, file: &Sheet) -> Option<(Sheet, Places)> {
        let first = self.cards.first()?.first_label.clone();
        let known = self.labels.iter().filter(|(_, label, _)| header::is_known(label)).count();
        let plain = self.cards.iter().all(|card| card.first_label == first);
        // Several values beside each label are a table on its side.
        let values = self.cards.iter().flat_map(|card| card.entries.values());
        let (some, further) = values.fold((0, 0), |(some, further), values| {
            (some + usize::from(!values.is_empty()), further + values.len().saturating_sub(1))
        });
        if !plain || known < 3 || known * 2 < self.labels.len() || further * 4 > some {
            return None;
        }
        let count = u32::try_from(self.labels.len()).ok()?;
        let headings = (0..count).zip(&self.labels).map(|(at, (_, label, _))| (at, Cell::text(label)));
        let mut rows = vec![Row { number: HEADER, cells: headings.collect() }];
        let mut places: Places =
            (0..count).zip(&self.labels).map(|(at, (_, _, place))| ((at, HEADER), *place)).collect();
        for card in self.cards {
            let mut cells: Vec<(u32, Cell)> = Vec::new();
            let mut further = count;
            for (at, (name, ..)) in (0..count).zip(&self.labels) {
                let Some(values) = card.entries.get(name) else { continue };
                // What else stands beside the label of a secret belongs to the secret.
                let secret = secret::secret_field(&heading::read(name), false).is_some();
                let values = if secret { values.get(..1).unwrap_or_default() } else { values.as_slice() };
                for (nth, (place, cell)) in values.iter().enumerate() {
                    // A second value beside the first goes into a column without a heading, so that it is not lost.
                    let column = if nth == 0 { at } else { further };
                    further += u32::from(nth > 0);
                    places.insert((column, card.first_row), *place);
                    places.entry((column, HEADER)).or_insert(*place);
                    cells.push((column, cell.clone()));
                }
            }
            cells.sort_by_key(|(column, _)| *column);
            rows.push(Row { number: card.first_row, cells });
        }
        for (number, (column, cell)) in self.loose {
            places.insert((0, number), (column, number));
            rows.push(Row { number, cells: vec![(0, cell)] });
        }
        rows.sort_by_key(|row| row.number);
        Some((Sheet { name: file.name.clone(), hidden: file.hidden, rows, merges: Vec::new() }, places))
    }
}
