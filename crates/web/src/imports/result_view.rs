//! How the list of imports and the result of one look.

use intake::Severity;
use kernel::Lang;
use ledger::drafts::{Outcome, OutcomeLine};
use ledger::imports::{Import, Totals};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::ui::button::{Button, button, link_button};
use crate::ui::layout::Figure;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, Tone, chip, layout, numbers};

/// How many problems the result page lists before it points to the file.
const LISTED: usize = 100;

/// Everything the list shows.
pub struct ListPage {
    /// The reader's language.
    pub lang: Lang,
    /// The imports, newest first.
    pub imports: Vec<Import>,
    /// When each was made, in words.
    pub when: Vec<String>,
    /// Who made each.
    pub who: Vec<String>,
    /// Whether the reader may import.
    pub may_import: bool,
}

/// The list's body.
pub fn list(it: &ListPage) -> Markup {
    let lang = it.lang;
    let title = t(lang, "imports.list.title");
    let new = html! {
        @if it.may_import {
            (link_button("/imports/new", &Button::primary(t(lang, "imports.list.new")).icon(Icon::Intake)))
        }
    };
    let head = Head::new(&title);
    if it.imports.is_empty() {
        let (empty, body) = (t(lang, "imports.list.empty"), t(lang, "imports.list.empty_body"));
        return html! {
            (layout::head(&head))
            (Empty { icon: Icon::Intake, title: &empty, body: &body, acts: new }.render())
        };
    }
    let table = Table {
        columns: vec![
            Column::date("at", t(lang, "imports.list.at")),
            Column::text("file", t(lang, "imports.list.file")).lead(),
            Column::text("by", t(lang, "imports.list.by")),
            Column::number("new", t(lang, "imports.act.new")),
            Column::number("change", t(lang, "imports.act.change")),
            Column::number("same", t(lang, "imports.act.same")),
            Column::number("error", t(lang, "imports.act.error")),
            Column::number("skip", t(lang, "imports.act.skip")),
            Column::state("state", t(lang, "imports.list.state")),
        ],
        rows: it.imports.iter().enumerate().map(|(place, import)| row(it, place, import)).collect(),
        ..Table::new(title.clone())
    };
    html! { (layout::head(&head.acts(new))) (table.render(lang, &Address::new("/imports"))) }
}

fn row(it: &ListPage, place: usize, import: &Import) -> Row {
    let lang = it.lang;
    let count = |number: u64| html! { (numbers::count(number)) };
    let totals = import.totals;
    Row::new(import.id.to_string(), &import.source.name, format!("/imports/{}", import.id)).cells(vec![
        html! { (it.when[place]) },
        html! { (import.source.name) },
        html! { (it.who[place]) },
        count(totals.new),
        count(totals.change),
        count(totals.same),
        count(totals.error),
        count(totals.skip),
        state(lang, import),
    ])
}

fn state(lang: Lang, import: &Import) -> Markup {
    match import.undone_at {
        Some(_) => chip(Tone::Quiet, &t(lang, "imports.state.undone")),
        None => chip(Tone::Good, &t(lang, "imports.state.in")),
    }
}

/// Everything the result page shows.
pub struct ResultPage {
    /// The reader's language.
    pub lang: Lang,
    /// The import.
    pub import: Import,
    /// When it was made.
    pub when: String,
    /// Who made it.
    pub who: String,
    /// When it was undone.
    pub undone: Option<String>,
    /// What there was to say about its rows; none if it did not begin as a draft.
    pub outcome: Option<Outcome>,
    /// Notes too, not only what matters.
    pub all: bool,
    /// The reader may take it back.
    pub may_undo: bool,
}

/// The result's body.
pub fn page(it: &ResultPage) -> Markup {
    let lang = it.lang;
    let (title, back) = (t(lang, "imports.result.title"), t(lang, "imports.list.title"));
    let lead = tr(
        lang,
        "imports.result.lead",
        &[("file", &it.import.source.name), ("when", &it.when), ("who", &it.who)],
    );
    let head = Head::new(&title).back(&back, "/imports").lead(&lead).state(state(lang, &it.import));
    let head = if it.may_undo && it.undone.is_none() { head.acts(undo_button(it)) } else { head };
    html! {
        (layout::head(&head))
        @if let Some(undone) = &it.undone {
            (layout::notice(Tone::Info, &t(lang, "imports.result.undone"), &html! { p { (tr(lang, "imports.result.undone_at", &[("when", undone)])) } }))
        }
        (figures(it))
        @if it.undone.is_none() { (next_steps(it)) }
        (problems(it))
    }
}

fn undo_button(it: &ResultPage) -> Markup {
    html! {
        form.inline method="post" action={ "/imports/" (it.import.id) "/undoing" } {
            (button(&Button::new(t(it.lang, "imports.result.undo")).icon(Icon::Undo)))
        }
    }
}

fn figures(it: &ResultPage) -> Markup {
    let lang = it.lang;
    let Totals { new, change, same, error, skip } = it.import.totals;
    let records = format!("/assets?import={}", it.import.id);
    let labels: Vec<_> = ["new", "change", "same", "error", "skip"]
        .iter()
        .map(|word| t(lang, &format!("imports.show.{word}")).into_owned())
        .collect();
    let counts = [new, change, same, error, skip];
    let figures: Vec<Figure<'_>> = labels
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(place, (label, count))| Figure {
            label,
            value: html! { (numbers::count(count)) },
            href: match place {
                0 | 1 if count > 0 => Some(&records),
                3 | 4 if count > 0 => Some("#problems"),
                _ => None,
            },
            note: None,
        })
        .collect();
    layout::figures(&figures)
}

fn next_steps(it: &ResultPage) -> Markup {
    let lang = it.lang;
    let step = |href: &str, which: Icon, key: &str| {
        html! {
            li { a.choice-card href=(href) {
                (crate::ui::icon(which))
                span.choice-words { strong { (t(lang, key)) } span { (t(lang, &format!("{key}_why"))) } }
            } }
        }
    };
    html! {
        h2 { (t(lang, "imports.result.next")) }
        ul.kind-cards {
            (step(&format!("/assets?import={}", it.import.id), Icon::Ledger, "imports.next.ledger"))
            (step("/deadlines", Icon::Deadlines, "imports.next.deadlines"))
            (step("/people", Icon::People, "imports.next.people"))
        }
    }
}

fn problems(it: &ResultPage) -> Markup {
    let lang = it.lang;
    let Some(outcome) = &it.outcome else {
        return html! { p.quiet { (t(lang, "imports.result.no_details")) } };
    };
    let notes = outcome.lines.iter().filter(|line| line.severity == Severity::Note).count();
    let shown: Vec<&OutcomeLine> =
        outcome.lines.iter().filter(|line| it.all || line.severity != Severity::Note).collect();
    let download = html! {
        @if !outcome.lines.is_empty() {
            a href={ "/imports/" (it.import.id) "/problems.csv" } { (crate::ui::icon(Icon::Export)) " " (t(lang, "imports.result.download")) }
        }
    };
    let body = html! {
        @if shown.is_empty() { p { (t(lang, "imports.result.no_problems")) } } @else { (problem_table(lang, &shown)) }
        @if shown.len() > LISTED {
            p.quiet { (tr(lang, "imports.result.more", &[("count", &numbers::count((shown.len() - LISTED) as u64))])) }
        }
        @if !it.all && notes > 0 {
            p { a href={ "/imports/" (it.import.id) "?show=all#problems" } { (tr(lang, "imports.result.notes", &[("count", &numbers::count(notes as u64))])) } }
        }
    };
    html! { div #problems { (layout::panel(&t(lang, "imports.result.problems"), Some(&download), &body)) } }
}

fn problem_table(lang: Lang, lines: &[&OutcomeLine]) -> Markup {
    let with_sheets = lines.iter().any(|line| !line.sheet.is_empty());
    let mut columns = vec![
        Column::text("cell", t(lang, "imports.csv.cell")).lead(),
        Column::state("act", t(lang, "imports.csv.act")),
        Column::prose("message", t(lang, "imports.csv.message")),
    ];
    if with_sheets {
        columns.insert(0, Column::text("sheet", t(lang, "imports.csv.sheet")));
    }
    let row = |(place, line): (usize, &&OutcomeLine)| {
        let place_words = line.cell.clone().unwrap_or_else(|| {
            line.row
                .map_or_else(String::new, |row| tr(lang, "imports.result.row", &[("row", &row.to_string())]))
        });
        let tone = super::tone_of(line.severity);
        let act = line
            .action
            .map(|act| chip(super::preview_rows::tone(act), &t(lang, super::result::act_key(act))));
        let mut cells = vec![
            html! { (place_words) },
            html! { @if let Some(act) = act { (act) } },
            html! { span.(tone.class()) { (crate::ui::state::shape(tone)) " " } (line.message) },
        ];
        if with_sheets {
            cells.insert(0, html! { (line.sheet) });
        }
        Row::plain(format!("problem-{place}"), place_words.clone()).cells(cells)
    };
    let table = Table {
        columns,
        rows: lines.iter().take(LISTED).enumerate().map(row).collect(),
        ..Table::new(t(lang, "imports.result.problems"))
    };
    table.render(lang, &Address::new(""))
}
