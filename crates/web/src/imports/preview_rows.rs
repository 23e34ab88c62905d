//! The rows of the preview: each cell as it will be stored, beside what the file says where the two differ.

use std::collections::BTreeSet;

use intake::{Field, Role, Severity, Value};
use kernel::Lang;
use ledger::imports::model::{PlannedRow, PlannedSheet};
use ledger::imports::{Choices, RowAct};
use maud::{Markup, html};
use platform::locale::{say, t, tr};
use sheet::Sheet;

use super::choices::is_omitted;
use super::columns_view::problem_words;
use crate::assets::words::{Names, field_label};
use crate::ui::dates::Dates;
use crate::ui::timeline::change_values;
use crate::ui::{Column, Row, Tone, chip};

/// Where the content of a column comes from.
enum From {
    /// The row's number in the file.
    Number,
    /// What will happen.
    Act,
    /// A column of the file that became a field.
    Field(Field, Option<u32>),
    /// A column of the file that is kept under its heading.
    Extra(String),
    /// What is to be said.
    Remarks,
}

/// A column of the preview.
pub struct Shown {
    /// Its heading.
    pub head: Column,
    from: From,
}

/// How an act feels.
pub fn tone(act: RowAct) -> Tone {
    match act {
        RowAct::New => Tone::Good,
        RowAct::Change => Tone::Info,
        RowAct::Same => Tone::Quiet,
        RowAct::Error => Tone::Now,
        RowAct::Skip => Tone::Unknown,
    }
}

/// The columns: those of the file in its order, then what the reading found besides.
pub fn columns(lang: Lang, choices: &Choices, planned: &PlannedSheet, rows: &[&PlannedRow]) -> Vec<Shown> {
    let mut all = vec![
        Shown { head: Column::number("row", t(lang, "imports.preview.row")), from: From::Number },
        Shown { head: Column::state("act", t(lang, "imports.preview.act")).lead(), from: From::Act },
    ];
    if rows.iter().any(|row| !row.read.problems.is_empty() || !row.remarks.is_empty()) {
        all.push(Shown {
            head: Column::prose("remarks", t(lang, "imports.preview.remarks")),
            from: From::Remarks,
        });
    }
    let mut known = BTreeSet::new();
    for column in &planned.plan.columns {
        match (column.role, column.field) {
            (Role::Mapped, Some(field)) => {
                known.insert(field);
                all.push(of_field(lang, field, Some(column.index)));
            }
            (Role::Extra, _) if !is_omitted(planned, column, choices) => {
                let head = Column::text(&column.letter, column.source.replace(['\n', '\r'], " "));
                all.push(Shown { head, from: From::Extra(column.source.clone()) });
            }
            _ => {}
        }
    }
    let found: BTreeSet<Field> = rows.iter().flat_map(|row| row.read.values.keys().copied()).collect();
    all.extend(found.difference(&known).map(|field| of_field(lang, *field, None)));
    all
}

fn of_field(lang: Lang, field: Field, index: Option<u32>) -> Shown {
    let label = field_label(lang, field.name());
    let head = match field.reading() {
        intake::Reading::Date => Column::date(field.name(), label),
        intake::Reading::Money | intake::Reading::Count => Column::number(field.name(), label),
        _ => Column::text(field.name(), label),
    };
    Shown { head, from: From::Field(field, index) }
}

/// One row.
pub fn row(
    dates: Dates,
    names: &Names,
    planned: &PlannedSheet,
    sheet: Option<&Sheet>,
    columns: &[Shown],
    row: &PlannedRow,
) -> Row {
    let lang = dates.lang;
    let cell = |shown: &Shown| match &shown.from {
        From::Number => html! { (row.read.row) },
        From::Act => chip(tone(row.act), &t(lang, &format!("imports.act.{}", act_word(row.act)))),
        From::Field(field, index) => {
            let raw = index.and_then(|index| planned.plan.cell(sheet?, index, row.read.row)).map(raw_words);
            field_cell(dates, names, row, *field, raw.as_deref())
        }
        From::Extra(name) => html! { (row.read.extra.get(name).map_or("", String::as_str)) },
        From::Remarks => remarks(lang, row),
    };
    let id = format!("{}-{}", planned.plan.sheet, row.read.row);
    let name = crate::ui::numbers::count(row.read.row.into());
    let tone = matches!(row.act, RowAct::Error).then_some(Tone::Now);
    let out = match row.asset {
        Some(asset) => Row::new(id, name, format!("/assets/{asset}")),
        None => Row::plain(id, name),
    };
    let out = out.cells(columns.iter().map(cell).collect());
    match tone {
        Some(tone) => out.tone(tone),
        None => out,
    }
}

fn act_word(act: RowAct) -> &'static str {
    match act {
        RowAct::New => "new",
        RowAct::Change => "change",
        RowAct::Same => "same",
        RowAct::Error => "error",
        RowAct::Skip => "skip",
    }
}

fn field_cell(dates: Dates, names: &Names, row: &PlannedRow, field: Field, raw: Option<&str>) -> Markup {
    let lang = dates.lang;
    let read = row.read.values.get(&field);
    let shown = read.map(|value| value_words(dates, field, value));
    // Files say most days in the common calendar, whatever the pages say.
    let common = read.map(|value| value_words(Dates::common(lang), field, value));
    let change = row.changes.iter().find(|change| change.field == field.name());
    if let Some(change) = change {
        let old = names.shown(dates, &change.field, &change.old);
        let new = names.shown(dates, &change.field, &change.new);
        return change_values(lang, (!old.is_empty()).then_some(&old), (!new.is_empty()).then_some(&new));
    }
    let raw = raw.map(str::trim).filter(|raw| !raw.is_empty());
    match (shown, raw) {
        (Some(shown), Some(raw)) if !same(&shown, raw) && !common.is_some_and(|it| same(&it, raw)) => html! {
            span { (shown) } " " span.raw title=(t(lang, "imports.preview.in_file")) { (raw) }
        },
        (Some(shown), None) => html! { span.carried { (shown) } },
        (Some(shown), Some(_)) => html! { (shown) },
        (None, Some(raw)) if row.act != RowAct::Skip => html! { span.raw.is-refused { (raw) } },
        (None, _) => html! {},
    }
}

/// Whether what is shown says the same as the file, spelling aside.
fn same(shown: &str, raw: &str) -> bool {
    let bare = |text: &str| text.trim_end_matches('円').replace([',', '¥', '\\'], "").replace('/', "-");
    shown == raw || bare(shown) == bare(raw)
}

fn value_words(dates: Dates, field: Field, value: &Value) -> String {
    match value {
        Value::Date(date) => date
            .to_string()
            .parse::<kernel::PartialDay>()
            .map_or_else(|()| date.to_string(), |day| dates.partial(day)),
        Value::Number(number) => match (field, number.as_whole()) {
            (Field::Price, Some(yen)) => crate::ui::numbers::yen(dates.lang, kernel::Yen(yen)),
            (_, Some(whole)) => crate::ui::numbers::signed(whole),
            (_, None) => number.to_string(),
        },
        Value::Text(text) => text.clone(),
    }
}

fn raw_words(cell: &sheet::Cell) -> String {
    let text = super::raw::words(cell);
    intake::masked(&text)
}

/// What is to be said, each with its cell; what keeps the row out first, mere notes behind a word.
fn remarks(lang: Lang, row: &PlannedRow) -> Markup {
    let read = row.read.problems.iter().map(|it| (it.severity, it.cell.as_deref(), problem_words(lang, it)));
    let more = row.remarks.iter().map(|it| (it.severity, it.cell.as_deref(), say(lang, &it.text)));
    let (notes, mut loud): (Vec<Remark<'_>>, Vec<Remark<'_>>) =
        read.chain(more).partition(|(severity, ..)| *severity == Severity::Note && row.act != RowAct::Skip);
    loud.sort_by_key(|(severity, ..)| std::cmp::Reverse(*severity));
    let count = notes.len().to_string();
    html! {
        @if !loud.is_empty() || !notes.is_empty() {
            ul.remarks {
                @for remark in &loud { (line(remark)) }
                @if !notes.is_empty() {
                    li { details {
                        summary { (tr(lang, "imports.preview.notes", &[("count", &count)])) }
                        ul.remarks { @for remark in &notes { (line(remark)) } }
                    } }
                }
            }
        }
    }
}

/// How much it matters, where, and what.
type Remark<'a> = (Severity, Option<&'a str>, String);

fn line((severity, cell, words): &Remark<'_>) -> Markup {
    let tone = super::tone_of(*severity);
    html! {
        li.(tone.class()) {
            (crate::ui::state::shape(tone))
            span { @if let Some(cell) = cell { span.cell-name { (cell) } " " } (words) }
        }
    }
}
