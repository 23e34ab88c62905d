//! The same thing twice in one file: the later row is left out if it says the same, adds to the first if it stands on
//! another sheet and only says more, and is refused if it says otherwise.

use std::collections::HashMap;

use sheet::cell_name;

use crate::text::folded;
use crate::{Field, IntakeRow, Layout, Problem, RowKey, SheetPlan, Subject, Verdict};

/// Where a key was seen first: table and place in it.
type At = (usize, usize);

/// The tables with their rows.
type Tables<'a, 'b> = [(&'a SheetPlan, &'b mut Vec<IntakeRow>)];

/// What a later row about a thing comes to.
struct Judged {
    verdict: Verdict,
    problem: Problem,
    /// It only says more than the row at that place, and that row takes it over.
    adds_to: Option<At>,
}

/// Marks duplicates in tables that are about the same subject.
pub(super) fn mark(tables: &mut Tables<'_, '_>) {
    let mut seen: HashMap<(Subject, RowKey), At> = HashMap::new();
    for table in 0..tables.len() {
        let rows = tables.get(table).map_or(0, |(_, rows)| rows.len());
        for place in 0..rows {
            let Some(judged) = judge(tables, &mut seen, (table, place)) else { continue };
            if let Some(first) = judged.adds_to {
                add(tables, first, (table, place));
            }
            let Some(row) = tables.get_mut(table).and_then(|(_, rows)| rows.get_mut(place)) else { continue };
            row.verdict = judged.verdict;
            row.problems.push(judged.problem);
        }
    }
    same_serials(tables);
}

fn judge(
    tables: &Tables<'_, '_>,
    seen: &mut HashMap<(Subject, RowKey), At>,
    (table, place): At,
) -> Option<Judged> {
    let (plan, rows) = tables.get(table)?;
    let row = rows.get(place)?;
    if row.verdict == Verdict::Skip {
        return None;
    }
    let subject = if plan.subject == Subject::Unknown { Subject::Asset } else { plan.subject };
    let key = row.key.clone()?;
    let first = match seen.entry((subject, key)) {
        std::collections::hash_map::Entry::Vacant(free) => {
            free.insert((table, place));
            return None;
        }
        std::collections::hash_map::Entry::Occupied(known) => *known.get(),
    };
    let (first_plan, first_rows) = tables.get(first.0)?;
    let first_row = first_rows.get(first.1)?;
    let elsewhere = first_plan.sheet != plan.sheet;
    let key = row.key.as_ref()?;
    let named: Vec<String> = key.parts.iter().filter_map(|(field, _)| row.text(*field)).collect();
    let say = |mut problem: Problem| {
        problem.cell = name(row);
        let first = name(first_row).unwrap_or_else(|| first_row.row.to_string());
        let problem = problem.with("key", named.join(" ")).with("row", first_row.row.to_string());
        let problem = problem.with("first", first);
        if elsewhere { problem.with("sheet", &first_plan.name) } else { problem }
    };
    if first_row.values == row.values && first_row.extra == row.extra {
        let key = if elsewhere { "intake.row.same_again_elsewhere" } else { "intake.row.same_again" };
        return Some(Judged { verdict: Verdict::Skip, problem: say(Problem::note(key)), adds_to: None });
    }
    let takes = |row: &IntakeRow| row.verdict == Verdict::Take;
    if elsewhere && takes(row) && takes(first_row) && only_says_more(first_row, row) {
        let problem = say(Problem::note("intake.row.adds_elsewhere"));
        return Some(Judged { verdict: Verdict::Skip, problem, adds_to: Some(first) });
    }
    let key = if elsewhere { "intake.row.duplicate_elsewhere" } else { "intake.row.duplicate" };
    let other = differing(first_row, row, plan, elsewhere);
    let problem = say(Problem::error(key)).with("fields", other.join(", "));
    Some(Judged { verdict: Verdict::Error, problem, adds_to: None })
}

/// The address of what a row is recognised by.
fn name(row: &IntakeRow) -> Option<String> {
    row.key_place.map(|(column, row)| cell_name(column, row))
}

/// Whether two rows agree in everything that both say.
fn only_says_more(first: &IntakeRow, second: &IntakeRow) -> bool {
    let values = second.values.iter().all(|(field, value)| {
        let known = first.values.get(field);
        known.is_none_or(|known| known == value || folded(&known.to_text()) == folded(&value.to_text()))
    });
    let extra =
        second.extra.iter().all(|(name, text)| first.extra.get(name).is_none_or(|known| known == text));
    values && extra
}

/// Lets the first row take over what the later one says besides.
fn add(tables: &mut Tables<'_, '_>, (table, place): At, (later_table, later_place): At) {
    let Some((plan, later)) = tables
        .get(later_table)
        .and_then(|(plan, rows)| rows.get(later_place).map(|row| (plan.name.clone(), row.clone())))
    else {
        return;
    };
    let Some(first) = tables.get_mut(table).and_then(|(_, rows)| rows.get_mut(place)) else { return };
    let mut problem = Problem::note("intake.row.added_from").with("sheet", plan);
    problem = problem.with("first", name(&later).unwrap_or_else(|| later.row.to_string()));
    problem.cell = name(first);
    first.problems.push(problem);
    for (field, value) in later.values {
        first.values.entry(field).or_insert(value);
    }
    for (name, text) in later.extra {
        first.extra.entry(name).or_insert(text);
    }
}

/// Two things with one serial number: one of the two is wrong, and only a person can tell which.
fn same_serials(tables: &mut Tables<'_, '_>) {
    let mut seen: HashMap<String, (usize, String, String)> = HashMap::new();
    for (plan, rows) in tables.iter_mut() {
        let about_things = matches!(plan.subject, Subject::Asset | Subject::Unknown);
        let Some(column) = plan.column_of(Field::Serial).filter(|_| about_things) else { continue };
        for row in rows.iter_mut().filter(|row| row.verdict == Verdict::Take) {
            let Some(serial) = row.text(Field::Serial) else { continue };
            let by_serial =
                row.key.as_ref().is_none_or(|key| key.parts.iter().any(|(field, _)| *field == Field::Serial));
            let known = folded(&serial);
            if by_serial || known.len() < 4 {
                continue;
            }
            let at = match plan.layout {
                Layout::Upright => cell_name(column.index, row.row),
                _ => name(row).unwrap_or_else(|| row.row.to_string()),
            };
            if let Some((sheet, first, name)) = seen.get(&known) {
                let key = if *sheet == plan.sheet {
                    "intake.row.serial_twice"
                } else {
                    "intake.row.serial_twice_elsewhere"
                };
                let problem = Problem::warning(key).at(at).with("serial", serial).with("first", first);
                row.problems.push(if *sheet == plan.sheet { problem } else { problem.with("sheet", name) });
            } else {
                seen.insert(known, (plan.sheet, at, plan.name.clone()));
            }
        }
    }
}

/// The headings of the columns in which two rows differ; of rows on two sheets only where both say something.
fn differing(first: &IntakeRow, second: &IntakeRow, plan: &SheetPlan, elsewhere: bool) -> Vec<String> {
    let heading = |field: &Field| {
        plan.column_of(*field).map_or(field.name().to_owned(), |column| column.source.replace('\n', ""))
    };
    let both = |field: &&Field| {
        !elsewhere || (first.values.contains_key(*field) && second.values.contains_key(*field))
    };
    let fields = Field::ALL
        .iter()
        .filter(|field| first.values.get(field) != second.values.get(field))
        .filter(both)
        .map(heading);
    let extras = first
        .extra
        .keys()
        .chain(second.extra.keys())
        .filter(|name| first.extra.get(*name) != second.extra.get(*name))
        .filter(|name| !elsewhere || (first.extra.contains_key(*name) && second.extra.contains_key(*name)));
    let mut names: Vec<String> = fields.collect();
    for name in extras {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.truncate(5);
    names
}
