//! The form of the columns page as choices.

use std::collections::BTreeSet;

use intake::{ColumnHint, Field, Role, Subject};
use kernel::{FieldFault, KindId, Text};
use ledger::imports::Choices;
use ledger::imports::model::PlannedSheet;

use crate::assets::forms::{Sent, value};

/// Kept as a field of its own.
pub const EXTRA: &str = "extra";
/// Left out altogether.
pub const OMIT: &str = "omit";

/// What the rows of a sheet may be about.
pub const SUBJECTS: [(Subject, &str); 5] = [
    (Subject::Asset, "asset"),
    (Subject::Licence, "licence"),
    (Subject::Account, "account"),
    (Subject::Contract, "contract"),
    (Subject::PhoneLine, "phone_line"),
];

/// The name of a column's select.
pub fn column_name(planned: &PlannedSheet, column: &intake::Column) -> String {
    format!("column.{}.{}.{}", planned.plan.sheet, planned.plan.table, column.index)
}

/// What a column is now, as the select spells it.
pub fn column_value(planned: &PlannedSheet, column: &intake::Column, choices: &Choices) -> &'static str {
    match (column.role, column.field) {
        (Role::Extra, _) if is_omitted(planned, column, choices) => OMIT,
        (Role::Mapped, Some(field)) => field.name(),
        (Role::RowNumber, _) => "",
        _ => EXTRA,
    }
}

/// Whether a column is left out altogether.
pub fn is_omitted(planned: &PlannedSheet, column: &intake::Column, choices: &Choices) -> bool {
    choices.omit.contains(&(planned.plan.sheet, planned.plan.table, column.index))
}

/// The choices after the form was sent, over those before.
pub fn read(sent: &Sent, before: &Choices, sheets: &[PlannedSheet]) -> Choices {
    let on = |name: &str| !value(sent, name).is_empty();
    let mut next = Choices {
        clear_empty: on("clear_empty"),
        add_people: on("add_people"),
        add_places: on("add_places"),
        remember: on("remember"),
        ..before.clone()
    };
    let all: BTreeSet<usize> = sheets.iter().map(|planned| planned.plan.sheet).collect();
    let wanted: Vec<usize> =
        all.iter().copied().filter(|sheet| on(&format!("sheet.{sheet}.include"))).collect();
    next.hints.only = if wanted.len() == all.len() { Vec::new() } else { wanted };
    for planned in sheets {
        read_sheet(sent, &mut next, planned);
    }
    next
}

fn read_sheet(sent: &Sent, next: &mut Choices, planned: &PlannedSheet) {
    let (sheet, table) = (planned.plan.sheet, planned.plan.table);
    let row = value(sent, &format!("sheet.{sheet}.header")).parse::<u32>().ok();
    if table == 0 && row.is_some() && row != planned.plan.header_row {
        // Another header means other columns: what was chosen for the old ones says nothing any more.
        next.hints.header_rows.extend(row.map(|row| (sheet, row)));
        next.hints.columns.retain(|hint| hint.sheet != sheet);
        next.omit.retain(|(of, ..)| *of != sheet);
        return;
    }
    let subject = value(sent, &format!("sheet.{sheet}.subject"));
    if let Some((subject, _)) = SUBJECTS.iter().find(|(_, word)| *word == subject)
        && *subject != planned.plan.subject
    {
        next.hints.subjects.insert(sheet, *subject);
    }
    match value(sent, &format!("sheet.{sheet}.kind")).parse() {
        Ok(kind) => next.kinds.insert(sheet, KindId(kind)),
        Err(_) => next.kinds.remove(&sheet),
    };
    for column in planned.plan.columns.iter().filter(|column| column.role != Role::Secret) {
        let chosen = value(sent, &column_name(planned, column));
        if chosen.is_empty() || chosen == column_value(planned, column, next) {
            continue;
        }
        let place = (sheet, table, column.index);
        if chosen == OMIT {
            next.omit.insert(place)
        } else {
            next.omit.remove(&place)
        };
        let hint = ColumnHint { sheet, table, column: column.index, field: Field::from_name(chosen) };
        next.hints.columns.retain(|old| (old.sheet, old.table, old.column) != (sheet, table, column.index));
        next.hints.columns.push(hint);
    }
}

/// One field cannot come from two columns of a table; every such field is named.
pub fn faults(sent: &Sent, sheets: &[PlannedSheet], label: impl Fn(&str) -> String) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for planned in sheets {
        let mut seen = BTreeSet::new();
        for column in &planned.plan.columns {
            let name = column_name(planned, column);
            let chosen = value(sent, &name);
            if !chosen.is_empty() && chosen != EXTRA && chosen != OMIT && !seen.insert(chosen) {
                let text = Text::new("imports.columns.twice")
                    .with("field", label(chosen))
                    .with("column", &column.source);
                faults.push(FieldFault { field: name, text });
            }
        }
    }
    let any = sheets
        .iter()
        .any(|planned| !value(sent, &format!("sheet.{}.include", planned.plan.sheet)).is_empty());
    if !any {
        faults.push(FieldFault { field: String::new(), text: Text::new("imports.columns.no_sheet") });
    }
    faults
}
