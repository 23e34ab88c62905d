//! From a workbook to plans: the tables of each sheet, and which column of them is which field.

use std::collections::HashMap;

use sheet::{Cell, Row, Sheet, Workbook};

use crate::beside;
use crate::header::{self, Header};
use crate::heading;
use crate::planner::Planner;
use crate::remark::remark_on;
use crate::text::shown;
use crate::turned::two_lines;
use crate::{Hints, Layout, Problem, SheetPlan, Subject, turned, units};

/// Finds the tables of a workbook: one plan for each table, and one that says so for each sheet without any.
pub fn analyse(workbook: &Workbook, hints: &Hints) -> Vec<SheetPlan> {
    let wanted = |index: &usize| hints.only.is_empty() || hints.only.contains(index);
    let sheets = workbook.sheets.iter().enumerate().filter(|(index, _)| wanted(index));
    let mut plans: Vec<SheetPlan> = sheets.flat_map(|(index, sheet)| plans_of(sheet, index, hints)).collect();
    remark_on(workbook, &mut plans);
    plans
}

fn plans_of(sheet: &Sheet, index: usize, hints: &Hints) -> Vec<SheetPlan> {
    let chosen = hints.header_rows.get(&index).map(|row| header::at(sheet, *row));
    let Some(first) = chosen.or_else(|| header::first(sheet, 1)) else {
        return vec![turned::plan(sheet, index, hints).unwrap_or_else(|| without_table(sheet, index))];
    };
    let last_row = sheet.rows.last().map_or(1, |row| row.number);
    let mut headers = vec![first];
    headers.extend(further(sheet, &headers));
    if !hints.header_rows.contains_key(&index) && two_lines::is_so(&headers) {
        let plan = turned::plan_as(sheet, index, hints, Layout::TwoLines);
        return vec![plan.unwrap_or_else(|| no_table(sheet, index, "intake.sheet.two_lines"))];
    }
    let top = headers.first().map_or(1, |first| first.span.0);
    let mut plans = Vec::new();
    for (table, header) in headers.iter().enumerate() {
        let end = headers.get(table + 1).map_or(last_row, |next| next.span.0.saturating_sub(1));
        for mut header in header::side_by_side(header.clone()) {
            let said = beside::cut_off(sheet, &mut header, end);
            let mut plan = Planner { sheet, index, table: plans.len(), header: &header, end, hints }.plan();
            plan.problems.extend(said);
            units::take_over(sheet, &header, top, &mut plan);
            plans.push(plan);
        }
    }
    if hints.header_rows.contains_key(&index) {
        return plans;
    }
    if plans.iter().all(beside::is_choices) {
        return vec![no_table(sheet, index, "intake.sheet.choices")];
    }
    if plans.iter().all(beside::names_nothing) {
        return vec![no_table(sheet, index, "intake.sheet.names_nothing")];
    }
    plans
}

/// Headers of further tables below the first: sure ones with other headings.
fn further(sheet: &Sheet, known: &[Header]) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let Some(first) = known.first() else { return found };
    let mut weights: HashMap<&str, bool> = HashMap::new();
    for row in &sheet.rows {
        let above = found.last().unwrap_or(first);
        if row.number <= above.span.1
            || !may_be_header(row, &mut weights)
            || !header::look(row).is_sure_header()
        {
            continue;
        }
        if known.iter().chain(&found).any(|header| repeats(row, header)) {
            continue;
        }
        found.push(header::at(sheet, row.number));
    }
    found
}

/// A cheap look, since every row of a long sheet is asked: headings hardly ever hold digits.
fn may_be_header<'a>(row: &'a Row, known: &mut HashMap<&'a str, bool>) -> bool {
    let mut filled = 0_usize;
    let mut hits = 0_usize;
    for (_, cell) in &row.cells {
        filled += 1;
        let Cell::Text(text) = cell else { continue };
        if text.len() > 60 || text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let hit = *known.entry(text.as_str()).or_insert_with(|| {
            heading::read(text).forms.iter().any(|(form, _)| !crate::words::meanings(form).is_empty())
        });
        hits += usize::from(hit);
    }
    hits >= 2 && hits * 2 >= filled
}

/// Whether a row says the same as a header. Asked for every row, so it gives up as soon as it cannot be.
pub(crate) fn repeats(row: &Row, header: &Header) -> bool {
    let (first, last) = header.across;
    let inside = row.cells.iter().filter(|(column, _)| (first..=last).contains(column));
    let (mut same, mut other) = (0_usize, 0_usize);
    for (column, cell) in inside {
        let text = match cell {
            Cell::Text(text) if text.trim().is_empty() => continue,
            Cell::Text(text) => text.as_str(),
            _ => "",
        };
        let wanted = header.headings.get(column);
        if !text.is_empty() && wanted.is_some_and(|wanted| wanted.says(text)) {
            same += 1;
        } else {
            other += 1;
            if other * 10 > row.cells.len() * 4 {
                return false;
            }
        }
    }
    same + other >= 2 && same * 10 >= (same + other) * 6
}

fn without_table(sheet: &Sheet, index: usize) -> SheetPlan {
    let empty = sheet.rows.iter().all(|row| row.cells.iter().all(|(_, cell)| shown(cell).trim().is_empty()));
    let key = match (empty, header::is_sideways(sheet)) {
        (true, _) => "intake.sheet.empty",
        (false, true) => "intake.sheet.sideways",
        (false, false) => "intake.sheet.no_table",
    };
    no_table(sheet, index, key)
}

fn no_table(sheet: &Sheet, index: usize, key: &'static str) -> SheetPlan {
    let last = sheet.rows.last().map_or(0, |row| row.number);
    let mut problems = vec![Problem::warning(key).with("sheet", &sheet.name)];
    if sheet.hidden {
        problems.push(Problem::warning("intake.sheet.hidden").with("sheet", &sheet.name));
    }
    SheetPlan {
        sheet: index,
        name: crate::masked(&sheet.name),
        hidden: sheet.hidden,
        table: 0,
        layout: Layout::Upright,
        header_row: None,
        header_span: (0, 0),
        body: (1, last),
        across: (0, u32::MAX),
        columns: Vec::new(),
        subject: Subject::Unknown,
        shape: String::new(),
        problems,
    }
}
