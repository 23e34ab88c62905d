//! Tables: sticky head, sort links, a box to choose rows, acts on the chosen ones; cards on a phone.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::Address;
use super::button::{Button, button};
use super::state::Tone;

/// What a column holds, which decides how it is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// Figures, on the right.
    Number,
    /// Dates, tabular figures.
    Date,
    /// A state chip.
    State,
    /// Words that may take several lines.
    Prose,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Text => "is-text",
            Self::Number => "is-number",
            Self::Date => "is-date",
            Self::State => "is-state",
            Self::Prose => "is-prose",
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its key in addresses.
    pub key: String,
    /// Its heading.
    pub label: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether the heading sorts.
    pub sortable: bool,
    /// Whether it names the row: it carries the row's link and is the card's title on a phone.
    pub lead: bool,
}

impl Column {
    fn of(kind: Kind, key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), kind, sortable: false, lead: false }
    }

    /// Words.
    pub fn text(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::of(Kind::Text, key, label)
    }

    /// Figures.
    pub fn number(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::of(Kind::Number, key, label)
    }

    /// Dates.
    pub fn date(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::of(Kind::Date, key, label)
    }

    /// State chips.
    pub fn state(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::of(Kind::State, key, label)
    }

    /// Words over several lines.
    pub fn prose(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::of(Kind::Prose, key, label)
    }

    /// The heading sorts.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// The column names the row.
    #[must_use]
    pub fn lead(mut self) -> Self {
        self.lead = true;
        self
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the box sends as `id` when the row is chosen.
    pub id: String,
    /// How the row is called for screen readers (「NB-0001」); the lead cell shows it too.
    pub name: String,
    /// The page behind the row.
    pub href: Option<String>,
    /// One cell per column.
    pub cells: Vec<Markup>,
    /// A mark at the row's edge.
    pub tone: Option<Tone>,
}

impl Row {
    /// A row that leads to a page.
    pub fn new(id: impl Into<String>, name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), href: Some(href.into()), cells: Vec::new(), tone: None }
    }

    /// A row that leads nowhere.
    pub fn plain(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), href: None, cells: Vec::new(), tone: None }
    }

    /// Its cells in the order of the columns.
    #[must_use]
    pub fn cells(mut self, cells: Vec<Markup>) -> Self {
        self.cells = cells;
        self
    }

    /// A mark at its edge.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}

/// The present order; sent as `sort=key` or `sort=-key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub key: String,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Smallest first.
    pub fn ascending(key: impl Into<String>) -> Self {
        Self { key: key.into(), descending: false }
    }

    /// Largest first.
    pub fn descending(key: impl Into<String>) -> Self {
        Self { key: key.into(), descending: true }
    }

    /// Reads `key` or `-key`.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        (!key.is_empty()).then(|| Self { key: key.to_owned(), descending })
    }

    /// Writes `key` or `-key`.
    pub fn param(&self) -> String {
        if self.descending { format!("-{}", self.key) } else { self.key.clone() }
    }
}

/// An act on the chosen rows: POST with one `id` per row, or `all=true` for all that match.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// Where the form is sent; carry the filters in its query so that `all` means the same rows.
    pub action: String,
    /// The verb.
    pub label: String,
    /// Whether it is dangerous.
    pub danger: bool,
}

impl Bulk {
    /// An act.
    pub fn new(action: impl Into<String>, label: impl Into<String>) -> Self {
        Self { action: action.into(), label: label.into(), danger: false }
    }

    /// A dangerous one.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the table is, for screen readers.
    pub caption: String,
    /// The columns, in order, only those that are shown.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// The present order.
    pub sort: Option<Sort>,
    /// Acts on chosen rows; without any there are no boxes.
    pub bulk: Vec<Bulk>,
    /// How many rows match in all, for 「すべて選ぶ」.
    pub matching: Option<u64>,
}

impl Table {
    /// An empty table.
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), ..Self::default() }
    }

    /// The table; sort links are made from `here`.
    pub fn render(&self, lang: Lang, here: &Address) -> Markup {
        if self.bulk.is_empty() {
            return self.grid(lang, here);
        }
        html! { form.table-form method="post" data-table-form { (self.grid(lang, here)) (self.selection_bar(lang)) } }
    }

    fn grid(&self, lang: Lang, here: &Address) -> Markup {
        html! {
            div.table-scroll tabindex="0" role="region" aria-label=(self.caption) {
                table role="table" data-table {
                    caption.hidden-text { (self.caption) }
                    thead role="rowgroup" { tr role="row" {
                        @if !self.bulk.is_empty() {
                            th.is-choice role="columnheader" scope="col" {
                                label.check { input type="checkbox" data-choose-all autocomplete="off"; span.hidden-text { (t(lang, "ui.table.choose_page")) } }
                            }
                        }
                        @for column in &self.columns { (self.heading(lang, here, column)) }
                    } }
                    tbody role="rowgroup" { @for row in &self.rows { (self.row(lang, row)) } }
                }
            }
        }
    }

    fn heading(&self, lang: Lang, here: &Address, column: &Column) -> Markup {
        let now = self.sort.as_ref().filter(|sort| sort.key == column.key);
        let order = now.map(|sort| if sort.descending { "descending" } else { "ascending" });
        let next = Sort { key: column.key.clone(), descending: now.is_some_and(|sort| !sort.descending) };
        html! {
            th.(column.kind.class()) role="columnheader" scope="col" aria-sort=[order] {
                @if column.sortable {
                    a.sort id={ "sort-" (column.key) } href=(here.without("page").with("sort", next.param())) hx-boost="true"
                        hx-target="#list" hx-select="#list" hx-swap="outerMorph" {
                        (column.label)
                        span.sort-mark aria-hidden="true" { (match order { Some("ascending") => "▲", Some(_) => "▼", None => "▽" }) }
                        span.hidden-text { (t(lang, if next.descending { "ui.table.sort_down" } else { "ui.table.sort_up" })) }
                    }
                } @else { (column.label) }
            }
        }
    }

    fn row(&self, lang: Lang, row: &Row) -> Markup {
        html! {
            tr role="row" id={ "row-" (row.id) } data-row class=[row.tone.map(Tone::class)] {
                @if !self.bulk.is_empty() {
                    td.is-choice role="cell" {
                        label.check {
                            input type="checkbox" name="id" value=(row.id) data-choose autocomplete="off";
                            span.hidden-text { (tr(lang, "ui.table.choose", &[("name", &row.name)])) }
                        }
                    }
                }
                @for (column, cell) in self.columns.iter().zip(&row.cells) { (body_cell(column, cell, row)) }
            }
        }
    }

    fn selection_bar(&self, lang: Lang) -> Markup {
        html! {
            div.selection data-selection role="region" aria-label=(t(lang, "ui.table.selection")) {
                div.selection-count {
                    strong data-selection-count role="status" data-word=(t(lang, "ui.table.chosen")) data-word-one=(t(lang, "ui.table.chosen_one")) {}
                    @if let Some(matching) = self.matching {
                        label.check.selection-all { input type="checkbox" name="all" value="true" autocomplete="off";
                            span { (tr(lang, "ui.table.choose_matching", &[("count", &super::numbers::count(matching))])) } }
                    }
                    button type="button" class="button is-bare needs-script" data-clear-selection { (t(lang, "ui.table.clear")) }
                }
                div.button-row {
                    @for act in &self.bulk { (button(&bulk_button(act))) }
                }
            }
        }
    }
}

fn bulk_button(act: &Bulk) -> Button {
    let it = if act.danger { Button::danger(&act.label) } else { Button::new(&act.label) };
    it.action(&act.action)
}

fn body_cell(column: &Column, cell: &Markup, row: &Row) -> Markup {
    let class = if column.lead { "is-lead" } else { column.kind.class() };
    html! {
        td.(class) role="cell" data-label=(column.label) {
            div.cell { @if let (true, Some(href)) = (column.lead, &row.href) { a.row-link href=(href) { (cell) } } @else { (cell) } }
        }
    }
}
