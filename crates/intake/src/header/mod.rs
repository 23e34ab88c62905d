//! Finding the header: under titles, blank rows and legends, over one to three rows, repeated, or of several tables.

mod layout;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use sheet::{Cell, Row, Sheet};

use crate::heading;
use crate::secret;
use crate::text::{shown, tidy, tidy_cow};
use crate::words;

use layout::is_card;
pub(crate) use layout::{is_sideways, side_by_side};
use texts::{VAGUE, headings};

/// Where a header is, and the heading over each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// First and last row.
    pub(crate) span: (u32, u32),
    /// The row with most headings.
    pub(crate) main: u32,
    /// First and last column, where several tables stand side by side.
    pub(crate) across: (u32, u32),
    /// Column → heading.
    pub(crate) headings: BTreeMap<u32, HeadingCell>,
}

/// The heading over one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingCell {
    /// As written; upper and lower part joined where the lower alone is ambiguous.
    pub(crate) source: String,
    /// What to look up.
    pub(crate) look_up: String,
    /// The texts of the header's rows in this column, tidied, to know a repeated header by.
    pub(crate) parts: Vec<String>,
}

impl HeadingCell {
    /// Whether a cell holds the text of this heading, in any row of the header.
    pub(crate) fn says(&self, text: &str) -> bool {
        let text = text.trim();
        if text == self.source || text.len() > 120 {
            return text == self.source;
        }
        let tidied = tidy_cow(text);
        self.parts.iter().any(|part| *part == tidied)
    }
}

/// How much a row looks like a header.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Look {
    /// Cells with anything in them.
    pub(crate) filled: usize,
    /// Sum over cells: 10 for a known heading, 5 for one that contains a known word.
    pub(crate) hits: usize,
    /// All cells are short texts, no two the same.
    pub(crate) plain: bool,
}

impl Look {
    /// Enough known headings, and few other cells.
    pub(crate) fn is_header(self) -> bool {
        (self.hits >= 20 && self.hits * 2 >= self.filled * 10)
            || (self.hits >= 40 && self.hits * 10 >= self.filled * 35)
            || (self.plain && self.hits >= 30 && self.hits * 10 >= self.filled * 30)
    }

    /// So sure that a new table begins here.
    pub(crate) fn is_sure_header(self) -> bool {
        self.hits >= 30 && self.hits * 10 >= self.filled * 60
    }
}

/// Judges one row.
pub(crate) fn look(row: &Row) -> Look {
    let mut look = Look { plain: true, ..Look::default() };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut stems: BTreeSet<&str> = BTreeSet::new();
    for (_, cell) in &row.cells {
        let Cell::Text(text) = cell else {
            look.filled += 1;
            look.plain = false;
            continue;
        };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        look.filled += 1;
        look.plain &= text.chars().count() <= 12 && seen.insert(text);
        // 1号機, 2号機, 3号機 are things that somebody numbered, and headings of nothing.
        let stem = text.trim_start_matches(|letter: char| letter.is_numeric());
        if stem.len() == text.len() || stems.insert(stem) {
            look.hits += weight(text);
        }
    }
    look
}

/// Whether a text is a heading that is known well.
pub(crate) fn is_known(text: &str) -> bool {
    weight(text) == 10
}

/// 10 for a known heading, 5 for one with a known word at its end, 0 for anything else.
fn weight(text: &str) -> usize {
    if text.chars().count() > 30 || text.chars().all(|letter| letter.is_ascii_digit() || letter == '.') {
        return 0;
    }
    let heading = heading::read(text);
    let known = heading.forms.iter().any(|(form, _)| !words::meanings(form).is_empty());
    if known || secret::secret_field(&heading, false).is_some() {
        return 10;
    }
    let first = heading.first();
    let starts = first.char_indices().skip(1).map(|(at, _)| at);
    let known_end = |at: usize| {
        first.get(at..).is_some_and(|end| end.chars().count() >= 2 && !words::meanings(end).is_empty())
    };
    if starts.into_iter().any(known_end) && !first.chars().any(|letter| letter.is_ascii_digit()) {
        5
    } else {
        0
    }
}

/// The first header in rows `from` and below (row numbers from 1); `None` if there is no table.
pub(crate) fn first(sheet: &Sheet, from: u32) -> Option<Header> {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| row.number >= from).collect();
    let mut best: Option<(usize, Look)> = None;
    for (index, row) in rows.iter().enumerate() {
        if let Some((at, _)) = best
            && index > at + 8
        {
            break;
        }
        let look = look(row);
        if !look.is_header() || is_card(&rows, index) || is_last_of_many(&rows, index) {
            continue;
        }
        // A form line over the table (部署 総務部 担当者 中村) gives way to the real header below it.
        let better = best
            .is_none_or(|(at, known)| look.hits * 2 >= known.hits * 3 && !(look.hits < 40 && index > at + 4));
        if better {
            best = Some((index, look));
        }
    }
    let found = best.map(|(index, _)| index).or_else(|| lone_column(&rows))?;
    rows.get(found).map(|row| at(sheet, row.number))
}

/// Whether a row ends a sheet that has much above: then it heads nothing.
fn is_last_of_many(rows: &[&Row], index: usize) -> bool {
    let several =
        |row: &&&Row| row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).count() >= 2;
    index + 1 == rows.len() && rows.iter().take(index).filter(several).count() >= 3
}

/// A sheet with one column only: the heading is known, and something stands below.
fn lone_column(rows: &[&Row]) -> Option<usize> {
    let single = rows
        .iter()
        .all(|row| row.cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).count() <= 1);
    if !single || rows.len() < 2 {
        return None;
    }
    rows.iter().position(|row| {
        let look = look(row);
        look.filled == 1 && look.hits == 10
    })
}

/// The header whose main row is given: with a row of groups above or of parts below, if there are such rows.
pub(crate) fn at(sheet: &Sheet, main: u32) -> Header {
    let mut span = (main, main);
    while span.1 < main + 2 && is_lower(sheet, span.1, span.1 + 1) {
        span.1 += 1;
    }
    while span.0 > 1 && span.1 - span.0 < 2 && is_upper(sheet, span.0 - 1, span.0) {
        span.0 -= 1;
    }
    let filled = |row: u32| sheet.row(row).map_or(0, |row| look(row).filled);
    let richest = (span.0..=span.1).max_by_key(|row| (filled(*row), std::cmp::Reverse(*row)));
    Header { span, main: richest.unwrap_or(main), across: (0, u32::MAX), headings: headings(sheet, span) }
}

fn text_at(sheet: &Sheet, column: u32, row: u32) -> Option<String> {
    let cell = sheet.cell(column, row)?;
    let text = tidy(&shown(cell));
    (!text.is_empty()).then_some(text)
}

fn columns_of(sheet: &Sheet, row: u32) -> Vec<u32> {
    let cells = sheet.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    cells.iter().filter(|(_, cell)| !shown(cell).trim().is_empty()).map(|(column, _)| *column).collect()
}

/// Whether a heading stands over several columns: merged, or followed by blanks that the row below fills.
fn is_group(sheet: &Sheet, column: u32, row: u32, below: &[u32]) -> bool {
    let merge = sheet.merges.iter().find(|merge| merge.contains(column, row));
    if let Some(merge) = merge {
        return merge.last_column > merge.first_column && merge.last_row < row + 1;
    }
    text_at(sheet, column + 1, row).is_none() && below.contains(&(column + 1))
}

/// Whether the row below holds the parts of headings that stand over several columns.
fn is_lower(sheet: &Sheet, upper: u32, lower: u32) -> bool {
    let above = columns_of(sheet, upper);
    let below = columns_of(sheet, lower);
    let Some(row) = sheet.row(lower) else { return false };
    if below.is_empty()
        || row
            .cells
            .iter()
            .any(|(_, cell)| matches!(cell, Cell::Number { .. } | Cell::Date { .. } | Cell::Bool(_)))
    {
        return false;
    }
    let groups: Vec<u32> =
        above.iter().copied().filter(|column| is_group(sheet, *column, upper, &below)).collect();
    if groups.is_empty() {
        return false;
    }
    let owner = |column: u32| above.iter().copied().filter(|over| *over <= column).max();
    if !below.iter().all(|column| owner(*column).is_some_and(|over| groups.contains(&over))) {
        return false;
    }
    let hits = below.iter().filter(|column| {
        let part = text_at(sheet, **column, lower).unwrap_or_default();
        let whole = owner(**column).and_then(|over| text_at(sheet, over, upper)).unwrap_or_default();
        weight(&part) > 0
            || weight(&format!("{whole}{part}")) >= 10
            || VAGUE.contains(&heading::normal(&part).as_str())
    });
    hits.count() * 2 >= below.len()
}

/// Whether two cells over one another are one known heading that the lower alone is not.
fn joins(sheet: &Sheet, column: u32, upper: u32, lower: u32) -> bool {
    let (Some(above), Some(below)) = (text_at(sheet, column, upper), text_at(sheet, column, lower)) else {
        return false;
    };
    let part = heading::normal(&below);
    (VAGUE.contains(&part.as_str()) || !is_known(&below)) && is_known(&format!("{above}{below}"))
}

/// Whether the row above names groups of the columns of this one.
fn is_upper(sheet: &Sheet, upper: u32, lower: u32) -> bool {
    let above = columns_of(sheet, upper);
    let below = columns_of(sheet, lower);
    let short = |column: &u32| {
        text_at(sheet, *column, upper).is_some_and(|text| {
            let title = ["管理表", "台帳", "一覧", "リスト"].iter().any(|word| text.contains(word));
            !title
                && text.chars().count() <= 12
                && text.chars().any(char::is_alphabetic)
                && !text.chars().any(|letter| letter.is_ascii_digit())
                && !text.contains(['。', ':', '→'])
        })
    };
    if above.is_empty() || !above.iter().all(short) {
        return false;
    }
    // 管理 over 番号, 購入 over 年月日: headings broken over two rows.
    let broken = above.iter().filter(|column| joins(sheet, **column, upper, lower)).count();
    if broken >= 3 && broken * 2 >= above.len() {
        return true;
    }
    if above.len() >= below.len() {
        return false;
    }
    if above.iter().any(|column| {
        sheet.row(upper).and_then(|row| row.cell(*column)).is_some_and(|cell| !matches!(cell, Cell::Text(_)))
    }) {
        return false;
    }
    let width = below.len();
    let partly_merged = sheet.merges.iter().any(|merge| {
        let columns = usize::try_from(merge.last_column - merge.first_column + 1).unwrap_or(usize::MAX);
        merge.first_row == upper
            && merge.last_row == upper
            && columns >= 2
            && columns < width
            && above.contains(&merge.first_column)
    });
    let grouped = above.iter().filter(|column| is_group(sheet, **column, upper, &below)).count();
    let last = below.last().copied().unwrap_or(0);
    let known = |column: &u32| text_at(sheet, *column, upper).is_some_and(|text| weight(&text) == 10);
    let inside = above.iter().all(|column| *column <= last || known(column));
    let vertical = sheet.merges.iter().any(|merge| merge.first_row <= upper && merge.last_row >= lower);
    // A group has its parts below; whatever else stands above must be a heading with nothing below it.
    let grouped_all = above.iter().all(|column| {
        is_group(sheet, *column, upper, &below)
            || !below.contains(column)
            || joins(sheet, *column, upper, lower)
    });
    let grouped = above.len() >= 2 && grouped * 2 >= above.len() && grouped_all;
    inside && (partly_merged || vertical || grouped)
}
