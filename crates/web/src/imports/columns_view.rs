//! How the columns page looks: for each sheet its header row and its columns, each with samples and a choice.

use intake::{Column, Field as Known, Origin, Role, Severity};
use kernel::{Lang, Text};
use ledger::drafts::Draft;
use ledger::imports::ImportPlan;
use ledger::imports::model::PlannedSheet;
use ledger::kinds::Kind;
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use super::choices::{self, EXTRA, OMIT, SUBJECTS};
use crate::assets::words::field_label;
use crate::ui::button::{Button, button};
use crate::ui::{Choice, Field, FieldError, Form, Head, Icon, Tone, chip, icon, layout, table};

/// Everything the page shows.
pub struct ColumnsPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The draft.
    pub draft: &'a Draft,
    /// Its plan, with every sheet.
    pub plan: &'a ImportPlan,
    /// The kinds a sheet's rows may be.
    pub kinds: Vec<Kind>,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The page's body.
pub fn page(it: &ColumnsPage<'_>) -> Markup {
    let lang = it.lang;
    let (title, back) = (t(lang, "imports.columns.title"), t(lang, "imports.new.title"));
    let lead = tr(lang, "imports.columns.lead", &[("file", &it.draft.source.name)]);
    let word = &it.draft.word;
    let form = Form::post(format!("/imports/drafts/{word}/columns"), t(lang, "imports.columns.submit"))
        .cancel("/imports/new")
        .errors(it.errors);
    html! {
        (layout::head(&Head::new(&title).back(&back, "/imports/new").lead(&lead)))
        (super::steps(lang, 1))
        (form.render(lang, &html! {
            @for planned in &it.plan.sheets { (sheet(it, planned)) }
            (options(it))
        }))
    }
}

fn sheet(it: &ColumnsPage<'_>, planned: &PlannedSheet) -> Markup {
    let lang = it.lang;
    let index = planned.plan.sheet;
    let name = sheet_name(lang, planned);
    let included = it.draft.choices.hints.only.is_empty() || it.draft.choices.hints.only.contains(&index);
    let has_table = planned.plan.header_row.is_some();
    let body = html! {
        (problems(lang, &planned.plan.problems, Severity::Note))
        @if planned.plan.table == 0 {
            div.sheet-line {
                @if has_table || it.plan.sheets.len() > 1 {
                    label.check {
                        input type="checkbox" name={ "sheet." (index) ".include" } value="true" checked[included && has_table];
                        span { (tr(lang, "imports.columns.include", &[("rows", &planned.rows.len().to_string())])) }
                    }
                }
                label.inline-field {
                    span { (t(lang, "imports.columns.header")) }
                    input type="text" inputmode="numeric" name={ "sheet." (index) ".header" } size="4"
                        value=[planned.plan.header_row];
                    span { (t(lang, "imports.columns.header_unit")) }
                }
                (button(&Button::bare(t(lang, "imports.columns.again")).named("again", "true").icon(Icon::Undo)))
                @if has_table { (subject_select(it, planned)) (kind_select(it, planned)) }
            }
        }
        @if has_table { (column_table(it, planned)) }
    };
    let count = html! { @if planned.plan.hidden { (chip(Tone::Info, &t(lang, "imports.columns.hidden"))) } };
    layout::panel(&name, Some(&count), &body)
}

/// The sheet's name; a text file has none.
pub fn sheet_name(lang: Lang, planned: &PlannedSheet) -> String {
    let name = if planned.plan.name.is_empty() {
        t(lang, "imports.sheet").into_owned()
    } else {
        planned.plan.name.clone()
    };
    if planned.plan.table == 0 {
        return name;
    }
    tr(lang, "imports.table_of", &[("name", &name), ("number", &(planned.plan.table + 1).to_string())])
}

/// What is to be said about a sheet or a file as a whole, from `least` on.
pub fn problems(lang: Lang, all: &[intake::Problem], least: Severity) -> Markup {
    html! {
        @for problem in all.iter().filter(|problem| problem.severity >= least) {
            @let tone = super::tone_of(problem.severity);
            p.sheet-problem.(tone.class()) { (crate::ui::state::shape(tone)) " " (problem_words(lang, problem)) }
        }
    }
}

/// What the engine has to say, in words.
pub fn problem_words(lang: Lang, problem: &intake::Problem) -> String {
    say(lang, &Text { key: problem.key.clone(), args: problem.args.clone() })
}

fn subject_select(it: &ColumnsPage<'_>, planned: &PlannedSheet) -> Markup {
    let lang = it.lang;
    html! {
        label.inline-field {
            span { (t(lang, "imports.columns.subject")) }
            select name={ "sheet." (planned.plan.sheet) ".subject" } {
                @if !SUBJECTS.iter().any(|(subject, _)| *subject == planned.plan.subject) { option value="" { (t(lang, "imports.subject.unknown")) } }
                @for (subject, word) in SUBJECTS {
                    option value=(word) selected[subject == planned.plan.subject] { (t(lang, &format!("imports.subject.{word}"))) }
                }
            }
        }
    }
}

fn kind_select(it: &ColumnsPage<'_>, planned: &PlannedSheet) -> Markup {
    let lang = it.lang;
    let chosen = it.draft.choices.kinds.get(&planned.plan.sheet);
    html! {
        label.inline-field {
            span { (t(lang, "imports.columns.kind")) }
            select name={ "sheet." (planned.plan.sheet) ".kind" } {
                option value="" { (t(lang, "imports.columns.kind_by_row")) }
                @for kind in &it.kinds { option value=(kind.id) selected[Some(&kind.id) == chosen] { (kind.label(lang)) } }
            }
        }
    }
}

fn column_table(it: &ColumnsPage<'_>, planned: &PlannedSheet) -> Markup {
    let lang = it.lang;
    let table = table::Table {
        columns: vec![
            table::Column::text("letter", t(lang, "imports.columns.letter")),
            table::Column::text("source", t(lang, "imports.columns.source")).lead(),
            table::Column::prose("samples", t(lang, "imports.columns.samples")),
            table::Column::text("becomes", t(lang, "imports.columns.becomes")),
            table::Column::text("sure", t(lang, "imports.columns.sure")),
        ],
        rows: planned.plan.columns.iter().map(|column| row(it, planned, column)).collect(),
        ..table::Table::new(tr(lang, "imports.columns.caption", &[("sheet", &sheet_name(lang, planned))]))
    };
    table.render(lang, &crate::ui::Address::new(""))
}

fn row(it: &ColumnsPage<'_>, planned: &PlannedSheet, column: &Column) -> table::Row {
    let lang = it.lang;
    let source = column.source.replace(['\n', '\r'], " ");
    let id = format!("{}-{}-{}", planned.plan.sheet, planned.plan.table, column.index);
    table::Row::plain(id, &source).cells(vec![
        html! { span.quiet { (column.letter) } },
        html! { (source) },
        samples(lang, column),
        becomes(it, planned, column),
        sure(lang, column),
    ])
}

fn samples(lang: Lang, column: &Column) -> Markup {
    if column.role == Role::Secret {
        return html! { span.quiet { (t(lang, "imports.columns.secret_samples")) } };
    }
    html! {
        @if column.samples.is_empty() { (crate::ui::unknown(lang, Some(&t(lang, "imports.columns.no_samples")))) }
        @for (place, sample) in column.samples.iter().enumerate() { @if place > 0 { span.quiet { " / " } } span.sample { (sample) } }
    }
}

fn becomes(it: &ColumnsPage<'_>, planned: &PlannedSheet, column: &Column) -> Markup {
    let lang = it.lang;
    if column.role == Role::Secret {
        return html! {
            span.secret { (icon(Icon::Lock)) strong { (t(lang, "imports.columns.secret")) } }
            p.hint { (t(lang, "imports.columns.secret_why")) }
        };
    }
    let name = choices::column_name(planned, column);
    let error = it.errors.iter().find(|error| error.field == name);
    let label = tr(lang, "imports.columns.choose", &[("column", &column.source)]);
    html! {
        label {
            span.hidden-text { (label) }
            select id={ "field-" (name) } name=(name) aria-invalid=[error.map(|_| "true")] { (options_of(it, planned, column)) }
        }
        @if let Some(error) = error { p.error { (icon(Icon::Alert)) span { (error.text) } } }
        @if column.combined { p.hint { (t(lang, "imports.columns.combined")) } }
    }
}

fn options_of(it: &ColumnsPage<'_>, planned: &PlannedSheet, column: &Column) -> Markup {
    let lang = it.lang;
    let now = choices::column_value(planned, column, &it.draft.choices);
    let mut fields: Vec<Choice> = Known::ALL
        .iter()
        .filter(|field| !field.is_secret())
        .map(|field| Choice::new(field.name(), field_label(lang, field.name())))
        .collect();
    fields.sort_by_key(|choice| choice.value != now);
    html! {
        @if column.role == Role::RowNumber { option value="" selected { (t(lang, "imports.columns.row_number")) } }
        option value=(EXTRA) selected[now == EXTRA] { (t(lang, "imports.columns.extra")) }
        option value=(OMIT) selected[now == OMIT] { (t(lang, "imports.columns.omit")) }
        @for choice in &fields { option value=(choice.value) selected[choice.value == now] { (choice.label) } }
    }
}

/// Who decided, and how sure the engine is; never colour alone.
fn sure(lang: Lang, column: &Column) -> Markup {
    let (tone, key) = match (column.role, column.origin) {
        (Role::Secret, _) => (Tone::Now, "imports.sure.refused"),
        (_, Origin::Chosen) => (Tone::Good, "imports.sure.chosen"),
        (_, Origin::Remembered) => (Tone::Good, "imports.sure.remembered"),
        (Role::RowNumber, _) => (Tone::Quiet, "imports.sure.row_number"),
        (Role::Extra, _) => (Tone::Info, "imports.sure.extra"),
        (Role::Mapped, _) if column.score >= 70 => (Tone::Good, "imports.sure.sure"),
        (Role::Mapped, _) => (Tone::Soon, "imports.sure.look"),
    };
    chip(tone, &t(lang, key))
}

fn options(it: &ColumnsPage<'_>) -> Markup {
    let lang = it.lang;
    let choices = &it.draft.choices;
    let check = |name: &str, on: bool, hint: &str| {
        Field::check(name, t(lang, &format!("imports.option.{name}")))
            .value(on)
            .hint(t(lang, hint))
            .render(lang)
    };
    layout::panel(
        &t(lang, "imports.options"),
        None,
        &html! { div.fields {
            (check("add_places", choices.add_places, "imports.option.add_places_hint"))
            (check("add_people", choices.add_people, "imports.option.add_people_hint"))
            (check("clear_empty", choices.clear_empty, "imports.option.clear_empty_hint"))
            (check("remember", choices.remember, "imports.option.remember_hint"))
        } },
    )
}

/// Whether a remark is more than a note.
pub fn matters(severity: Severity) -> bool {
    severity != Severity::Note
}
