//! Sheets that hold no upright table but can be laid out as one: tables on their side, and cards of labels and values.
//!
//! Only what is plain is read: the laid-out table must have a header of known headings, and most of its records must
//! have a number to be known by. Everything else stays refused, because a guess here would fill the ledger with rubbish.
//! The laid-out sheet has rows and columns of its own; what is said about a cell is said with its address in the file.

mod cards;
mod sideways;
pub(crate) mod two_lines;

use std::collections::HashMap;

use sheet::{Cell, Sheet, cell_name, column_name};

use crate::header::{self, Header};
use crate::planner::Planner;
use crate::{Field, Hints, IntakeRow, Layout, Problem, Role, SheetPlan, Verdict, rows, units};

/// Column and row as laid out → column and row in the file.
type Places = HashMap<(u32, u32), (u32, u32)>;

/// Longer sheets are tables, and no cards.
const MOST_ROWS: usize = 2_000;

/// A sheet laid out upright.
pub(crate) struct Turned {
    /// What the engine reads.
    pub(crate) sheet: Sheet,
    layout: Layout,
    header: Header,
    /// Unless it was simply turned.
    places: Places,
}

impl Turned {
    /// Lays a sheet out; `None` if it is not made that way.
    pub(crate) fn of(sheet: &Sheet, layout: Layout) -> Option<Self> {
        if sheet.rows.len() > MOST_ROWS && layout != Layout::TwoLines {
            return None;
        }
        match layout {
            Layout::Upright => None,
            Layout::Sideways => {
                let (sheet, header) = sideways::turn(sheet)?;
                Some(Self { sheet, layout, header, places: HashMap::new() })
            }
            Layout::TwoLines => {
                let (sheet, header, places) = two_lines::lay_out(sheet)?;
                Some(Self { sheet, layout, header, places })
            }
            Layout::Cards => {
                let (sheet, places) = cards::lay_out(sheet)?;
                let header = header::at(&sheet, cards::HEADER);
                Some(Self { sheet, layout, header, places })
            }
        }
    }

    /// The header of the laid-out table.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// Where a laid-out cell stands in the file: column from 0, row from 1.
    pub(crate) fn place(&self, column: u32, row: u32) -> Option<(u32, u32)> {
        match self.layout {
            Layout::Upright => Some((column, row)),
            Layout::Sideways => Some((row.checked_sub(1)?, column + 1)),
            Layout::Cards | Layout::TwoLines => self.places.get(&(column, row)).copied(),
        }
    }

    /// Puts the address in the file into everything that is said about cells.
    pub(crate) fn say_real_places(&self, problems: &mut [Problem]) {
        let real = |cell: &str| {
            let (column, row) = parse_address(cell)?;
            self.place(column, row).map(|(column, row)| cell_name(column, row))
        };
        for problem in problems {
            if let Some(cell) = problem.cell.take() {
                problem.cell = real(&cell);
            }
        }
    }
}

/// The plan of a sheet without an upright table, if it can be read all the same.
pub(crate) fn plan(sheet: &Sheet, index: usize, hints: &Hints) -> Option<SheetPlan> {
    [Layout::Cards, Layout::Sideways].into_iter().find_map(|layout| plan_as(sheet, index, hints, layout))
}

/// The plan of a sheet that is laid out in one of these ways, if what comes out is sound.
pub(crate) fn plan_as(sheet: &Sheet, index: usize, hints: &Hints, layout: Layout) -> Option<SheetPlan> {
    let turned = Turned::of(sheet, layout)?;
    let end = turned.sheet.rows.last()?.number;
    let header = turned.header();
    let planner = Planner { sheet: &turned.sheet, index, table: 0, header, end, hints };
    let mut plan = planner.plan();
    plan.layout = layout;
    if !is_sound(&plan, &rows::rows_laid_out(&turned, &plan)) {
        return None;
    }
    turned.say_real_places(&mut plan.problems);
    units::take_over_turned(sheet, &mut plan);
    let unnamed =
        |problem: &&mut Problem| layout != Layout::TwoLines && problem.key == "intake.column.no_heading";
    for problem in plan.problems.iter_mut().filter(unnamed) {
        problem.key = "intake.column.no_heading_row".into();
        let row = problem.cell.as_deref().and_then(parse_address).map(|(_, row)| row.to_string());
        problem.args = row.into_iter().map(|row| ("column".into(), row)).collect();
    }
    for column in &mut plan.columns {
        let unnamed = column.source == column_name(column.index);
        column.letter = match turned.place(column.index, turned.header.main) {
            Some((column, row)) if layout == Layout::Cards => cell_name(column, row),
            Some((column, _)) if layout == Layout::TwoLines => column_name(column),
            _ => (column.index + 1).to_string(),
        };
        if unnamed {
            column.source.clone_from(&column.letter);
        }
    }
    if layout == Layout::Cards {
        plan.header_row = turned.sheet.rows.get(1).map(|row| row.number);
    }
    let key = match layout {
        Layout::Cards => "intake.sheet.cards",
        Layout::TwoLines => "intake.sheet.two_lines_read",
        Layout::Sideways | Layout::Upright => "intake.sheet.sideways_read",
    };
    plan.problems.insert(0, Problem::note(key).with("sheet", &sheet.name));
    Some(plan)
}

/// Whether what came out looks like things of an IT department: most records have a number, and dates are dates.
fn is_sound(plan: &SheetPlan, rows: &[IntakeRow]) -> bool {
    let records: Vec<&IntakeRow> = rows.iter().filter(|row| row.verdict != Verdict::Skip).collect();
    let keys = [Field::AssetNo, Field::Serial, Field::HostName, Field::ContractNo, Field::Phone, Field::Ip];
    let numbered = records.iter().filter(|row| {
        keys.iter().any(|field| {
            row.text(*field).is_some_and(|text| text.bytes().any(|byte| byte.is_ascii_alphanumeric()))
        })
    });
    let mapped = plan.columns.iter().filter(|column| column.role == Role::Mapped).count();
    let undated = records
        .iter()
        .filter(|row| row.problems.iter().any(|problem| problem.key == "intake.date.not_a_date"));
    mapped >= 3
        && !records.is_empty()
        && numbered.count() * 2 >= records.len()
        && undated.count() * 2 <= records.len()
}

/// `C14` as column from 0 and row from 1.
fn parse_address(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = cell.split_at(digits);
    if !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters
        .bytes()
        .try_fold(0_u32, |sum, letter| sum.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?;
    Some((column.checked_sub(1)?, row.parse().ok()?))
}

/// The cell of a laid-out table in the file, for showing what was written there.
pub(crate) fn raw_cell<'a>(sheet: &'a Sheet, plan: &SheetPlan, column: u32, row: u32) -> Option<&'a Cell> {
    let (column, row) = match plan.layout {
        Layout::Upright => (column, row),
        layout => Turned::of(sheet, layout)?.place(column, row)?,
    };
    sheet.cell(column, row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses_back() {
        for (column, row) in [(0, 1), (25, 7), (26, 3), (701, 12), (16_383, 1_048_576)] {
            assert_eq!(parse_address(&cell_name(column, row)), Some((column, row)));
        }
        assert_eq!(parse_address("12"), None);
        assert_eq!(parse_address("ぁ1"), None);
    }
}
