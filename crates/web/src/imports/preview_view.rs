//! How the preview looks: totals as tabs, the rows as they will be, and what is to be said about each.

use intake::Severity;
use kernel::Lang;
use ledger::imports::RowAct;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::columns_view;
use super::preview_rows::{self, tone};
use super::shelf::Opened;
use super::shown::{ROWS, Show, Shown, count_of};
use crate::assets::words::Names;
use crate::ui::button::{Button, button, link_button};
use crate::ui::dates::Dates;
use crate::ui::{Address, Bulk, Head, Icon, Pager, Table, Tone, layout, numbers};

/// Everything the page shows.
pub struct PreviewPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The draft with its file and its plan.
    pub opened: &'a Opened,
    /// Which rows.
    pub shown: &'a Shown,
    /// The names behind ids.
    pub names: Names,
    /// What the tables are called.
    pub sheet_names: Vec<String>,
}

impl PreviewPage<'_> {
    fn path(&self) -> String {
        format!("/imports/drafts/{}/preview", self.opened.draft.word)
    }

    fn here(&self) -> Address {
        let here = Address::new(self.path()).with("show", self.shown.show.word());
        if self.sheet_names.len() > 1 { here.with("table", self.shown.table.to_string()) } else { here }
    }
}

/// The page's body.
pub fn page(it: &PreviewPage<'_>) -> Markup {
    let lang = it.lang;
    let (title, back) = (t(lang, "imports.preview.title"), t(lang, "imports.preview.back"));
    let lead = tr(lang, "imports.preview.lead", &[("file", &it.opened.draft.source.name)]);
    let columns = format!("/imports/drafts/{}/columns", it.opened.draft.word);
    html! {
        (layout::head(&Head::new(&title).back(&back, &columns).lead(&lead)))
        (super::steps(lang, 2))
        (totals(it))
        (notices(it))
        @if let Some(planned) = it.opened.plan.sheets.get(it.shown.table) {
            (columns_view::problems(lang, &planned.plan.problems, Severity::Warning))
        }
        (run_bar(it, &columns))
        div #list.list {
            @if it.sheet_names.len() > 1 { (sheet_tabs(it)) }
            @if it.shown.rows.is_empty() {
                div.nothing { p { (t(lang, "imports.preview.no_rows")) } }
            } @else { (rows(it)) }
            (Pager::pages(it.shown.page as u64, ROWS as u64, it.shown.matching as u64).render(lang, &it.here()))
        }
    }
}

/// Big honest numbers; each opens the rows behind it.
fn totals(it: &PreviewPage<'_>) -> Markup {
    let lang = it.lang;
    html! {
        nav.totals aria-label=(t(lang, "imports.preview.totals")) {
            ul {
                @for show in Show::TABS {
                    @let count = count_of(show, it.opened.plan.totals, it.shown.look);
                    li { a.total.(tab_tone(show, count).class()) href=(Address::new(it.path()).with("show", show.word()))
                            aria-current=[(show == it.shown.show).then_some("page")] {
                        span.total-count { (numbers::count(count)) }
                        span.total-label { @if let Show::Act(act) = show { (crate::ui::state::shape(tone(act))) } (t(lang, &format!("imports.show.{}", show.word()))) }
                    } }
                }
            }
        }
    }
}

fn tab_tone(show: Show, count: u64) -> Tone {
    match show {
        _ if count == 0 => Tone::Quiet,
        Show::All => Tone::Quiet,
        Show::Look => Tone::Soon,
        Show::Act(act) => tone(act),
    }
}

fn notices(it: &PreviewPage<'_>) -> Markup {
    let lang = it.lang;
    let plan = &it.opened.plan;
    let choices = &it.opened.draft.choices;
    html! {
        @if let Some(import) = plan.seen_before {
            (layout::notice(Tone::Info, &t(lang, "imports.preview.seen_before"), &html! {
                p { (t(lang, "imports.preview.seen_before_text")) " " a href={ "/imports/" (import) } { (tr(lang, "assets.filter.import_no", &[("id", &import.to_string())])) } }
            }))
        }
        @if plan.links() > 0 {
            p.quiet { (crate::ui::icon(crate::ui::Icon::Link)) " " (tr(lang, "imports.preview.links", &[("count", &plan.links().to_string())])) }
        }
        @if !plan.new_people.is_empty() {
            (listed(lang, "imports.preview.people", &plan.new_people, choices.add_people, &it.opened.draft.word))
        }
        @let places: Vec<String> = plan.new_departments.iter().chain(&plan.new_places).cloned().collect();
        @if !places.is_empty() {
            (listed(lang, "imports.preview.places", &places, choices.add_places, &it.opened.draft.word))
        }
    }
}

/// Names that the ledger does not know yet, and whether they are added.
fn listed(lang: Lang, key: &str, names: &[String], added: bool, word: &str) -> Markup {
    let count = names.len().to_string();
    let said = if added { t(lang, &format!("{key}_added")) } else { t(lang, &format!("{key}_left")) };
    html! {
        details.listed {
            summary { (tr(lang, key, &[("count", &count)])) " " span.quiet { (said) } }
            p { (names.join(if lang == Lang::Ja { "、" } else { ", " })) }
            p { a href={ "/imports/drafts/" (word) "/columns" } { (t(lang, "imports.preview.change_option")) } }
        }
    }
}

fn run_bar(it: &PreviewPage<'_>, columns: &str) -> Markup {
    let lang = it.lang;
    let totals = it.opened.plan.totals;
    let count = totals.new + totals.change;
    html! {
        div.run-bar {
            @if count > 0 {
                form.inline method="post" action={ "/imports/drafts/" (it.opened.draft.word) "/run" } {
                    (button(&Button::primary(tr(lang, "imports.preview.run", &[("count", &numbers::count(count))])).icon(Icon::Intake)))
                }
            } @else { p.strong { (t(lang, "imports.preview.nothing")) } }
            (link_button(columns, &Button::new(t(lang, "imports.preview.back"))))
            form.inline method="post" action={ "/imports/drafts/" (it.opened.draft.word) "/removal" } {
                (button(&Button::bare(t(lang, "imports.preview.discard"))))
            }
            @if totals.error > 0 { p.quiet { (tr(lang, "imports.preview.errors_stay", &[("count", &numbers::count(totals.error))])) } }
        }
    }
}

fn sheet_tabs(it: &PreviewPage<'_>) -> Markup {
    let here = Address::new(it.path()).with("show", it.shown.show.word());
    html! {
        nav.views aria-label=(t(it.lang, "imports.preview.sheets")) { ul {
            @for (place, name) in it.sheet_names.iter().enumerate() {
                li { a href=(here.with("table", place.to_string())) aria-current=[(place == it.shown.table).then_some("page")] {
                    (name) span.tab-count { (numbers::count(it.opened.plan.sheets[place].rows.len() as u64)) }
                } }
            }
        } }
    }
}

fn rows(it: &PreviewPage<'_>) -> Markup {
    let lang = it.lang;
    let Some(planned) = it.opened.plan.sheets.get(it.shown.table) else { return html! {} };
    let sheet = it.opened.workbook.sheets.get(planned.plan.sheet);
    let shown: Vec<_> = it.shown.rows.iter().filter_map(|place| planned.rows.get(*place)).collect();
    let columns = preview_rows::columns(lang, &it.opened.draft.choices, planned, &shown);
    let word = &it.opened.draft.word;
    let act = |path: &str, key: &str| Bulk::new(format!("/imports/drafts/{word}/rows/{path}"), t(lang, key));
    let bulk = if it.shown.show == Show::Act(RowAct::Skip) {
        vec![act("taking", "imports.preview.take")]
    } else {
        vec![act("skipping", "imports.preview.skip")]
    };
    let table = Table {
        columns: columns.iter().map(|column| column.head.clone()).collect(),
        rows: shown
            .iter()
            .map(|row| preview_rows::row(it.dates, &it.names, planned, sheet, &columns, row))
            .collect(),
        bulk,
        ..Table::new(tr(lang, "imports.preview.caption", &[("sheet", &it.sheet_names[it.shown.table])]))
    };
    table.render(lang, &it.here())
}
