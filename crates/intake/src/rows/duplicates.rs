//! The same thing twice in one file: the later row is left out if it says the same, and refused if it says otherwise.

use std::collections::HashMap;

use crate::{Field, IntakeRow, Problem, RowKey, SheetPlan, Subject, Verdict};

/// Where a key was seen first.
struct First {
    table: usize,
    place: usize,
}

/// Marks duplicates in tables that are about the same subject.
pub(super) fn mark(tables: &mut [(&SheetPlan, &mut Vec<IntakeRow>)]) {
    let mut seen: HashMap<(Subject, RowKey), First> = HashMap::new();
    for table in 0..tables.len() {
        let rows = tables.get(table).map_or(0, |(_, rows)| rows.len());
        for place in 0..rows {
            let Some(found) = judge(tables, &mut seen, table, place) else { continue };
            let Some(row) = tables.get_mut(table).and_then(|(_, rows)| rows.get_mut(place)) else { continue };
            row.verdict = found.0;
            row.problems.push(found.1);
        }
    }
}

fn judge(
    tables: &[(&SheetPlan, &mut Vec<IntakeRow>)],
    seen: &mut HashMap<(Subject, RowKey), First>,
    table: usize,
    place: usize,
) -> Option<(Verdict, Problem)> {
    let (plan, rows) = tables.get(table)?;
    let row = rows.get(place)?;
    if row.verdict == Verdict::Skip {
        return None;
    }
    let subject = if plan.subject == Subject::Unknown { Subject::Asset } else { plan.subject };
    let key = row.key.clone()?;
    let named: Vec<String> = key.parts.iter().filter_map(|(field, _)| row.text(*field)).collect();
    let Some(first) = seen.get(&(subject, key.clone())) else {
        seen.insert((subject, key), First { table, place });
        return None;
    };
    let (first_plan, first_rows) = tables.get(first.table)?;
    let first_row = first_rows.get(first.place)?;
    let cell = key
        .parts
        .first()
        .and_then(|(field, _)| plan.column_of(*field))
        .map(|column| format!("{}{}", column.letter, row.row));
    let elsewhere = first_plan.sheet != plan.sheet;
    let say = |mut problem: Problem| {
        problem.cell.clone_from(&cell);
        let problem = problem.with("key", named.join(" ")).with("row", first_row.row.to_string());
        if elsewhere { problem.with("sheet", &first_plan.name) } else { problem }
    };
    if first_row.values == row.values && first_row.extra == row.extra {
        let key = if elsewhere { "intake.row.same_again_elsewhere" } else { "intake.row.same_again" };
        return Some((Verdict::Skip, say(Problem::note(key))));
    }
    let key = if elsewhere { "intake.row.duplicate_elsewhere" } else { "intake.row.duplicate" };
    let other = differing(first_row, row, plan);
    Some((Verdict::Error, say(Problem::error(key)).with("fields", other.join(", "))))
}

/// The headings of the columns in which two rows differ.
fn differing(first: &IntakeRow, second: &IntakeRow, plan: &SheetPlan) -> Vec<String> {
    let heading = |field: &Field| {
        plan.column_of(*field).map_or(field.name().to_owned(), |column| column.source.replace('\n', ""))
    };
    let fields =
        Field::ALL.iter().filter(|field| first.values.get(field) != second.values.get(field)).map(heading);
    let extras = first
        .extra
        .keys()
        .chain(second.extra.keys())
        .filter(|name| first.extra.get(*name) != second.extra.get(*name));
    let mut names: Vec<String> = fields.collect();
    for name in extras {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.truncate(5);
    names
}
