//! A list page: saved views, search, filters as readable chips, the table and its pager.
//!
//! Everything stands inside `#list`. Sort links, filters and pager answer with the whole page, from which htmx
//! takes `#list`; so a handler renders one page and knows nothing of fragments.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::button::{Button, button};
use super::columns::{self, Choosable};
use super::form::Choice;
use super::icons::{Icon, icon};
use super::{Address, Empty, Pager, Table, dialog};

/// The search box above a list.
pub struct Search<'a> {
    /// The parameter.
    pub name: &'a str,
    /// What is searched now.
    pub value: &'a str,
    /// What can be searched: 「管理番号、機種、使用者」.
    pub hint: &'a str,
}

impl<'a> Search<'a> {
    /// A search box.
    pub fn new(name: &'a str, value: &'a str, hint: &'a str) -> Self {
        Self { name, value, hint }
    }
}

/// A filter with choices; an empty value means no filter.
pub struct Filter<'a> {
    /// The parameter.
    pub name: &'a str,
    /// Its word.
    pub label: &'a str,
    /// The choices, without 「すべて」.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub value: &'a str,
}

impl<'a> Filter<'a> {
    /// A filter.
    pub fn new(name: &'a str, label: &'a str, choices: Vec<Choice>, value: &'a str) -> Self {
        Self { name, label, choices, value }
    }
}

/// A filter in force, in words, with the address without it.
pub struct Chip<'a> {
    /// 「種類」
    pub label: &'a str,
    /// 「パソコン」
    pub value: &'a str,
    /// The list without this filter.
    pub without: Address,
}

impl<'a> Chip<'a> {
    /// A chip.
    pub fn new(label: &'a str, value: &'a str, without: Address) -> Self {
        Self { label, value, without }
    }
}

/// A saved view.
pub struct View<'a> {
    /// Its name.
    pub label: &'a str,
    /// Its address.
    pub href: String,
    /// How many rows it has, where known.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub current: bool,
}

/// The form that saves the present filters as a view (`name`, `address`).
pub struct SaveView<'a> {
    /// Where it is sent by POST.
    pub action: &'a str,
}

/// A whole list page below its title line.
pub struct List<'a> {
    /// The present address.
    pub here: &'a Address,
    /// Saved views.
    pub views: Vec<View<'a>>,
    /// Saving the present view.
    pub save_view: Option<SaveView<'a>>,
    /// The search box.
    pub search: Option<Search<'a>>,
    /// The filters.
    pub filters: Vec<Filter<'a>>,
    /// The filters in force.
    pub chips: Vec<Chip<'a>>,
    /// Columns to choose from; without any there is no such button.
    pub columns: Vec<Choosable<'a>>,
    /// More buttons at the right of the bar (export).
    pub tools: Option<Markup>,
    /// The table.
    pub table: Table,
    /// Which part is shown.
    pub pager: Pager,
    /// What is shown while there is nothing at all (not: nothing that matches).
    pub empty: Option<Empty<'a>>,
}

impl<'a> List<'a> {
    /// An empty list.
    pub fn new(here: &'a Address) -> Self {
        Self {
            here,
            views: Vec::new(),
            save_view: None,
            search: None,
            filters: Vec::new(),
            chips: Vec::new(),
            columns: Vec::new(),
            tools: None,
            table: Table::default(),
            pager: Pager::default(),
            empty: None,
        }
    }

    /// The list. With no rows, no filter and an [`Empty`] it shows only that.
    pub fn render(&self, lang: Lang) -> Markup {
        let filtered = !self.chips.is_empty() || self.search.as_ref().is_some_and(|it| !it.value.is_empty());
        if let (true, false, Some(empty)) = (self.table.rows.is_empty(), filtered, &self.empty) {
            return html! { div #list.list { (empty.render()) } };
        }
        html! {
            div #list.list {
                @if !self.views.is_empty() { (self.view_bar(lang)) }
                (self.tool_bar(lang))
                @if !self.chips.is_empty() { (self.chip_row(lang)) }
                @if self.table.rows.is_empty() {
                    div.nothing { p { (t(lang, "ui.list.no_match")) } @if filtered { (self.clear_link(lang)) } }
                } @else {
                    (self.table.render(lang, self.here))
                }
                (self.pager.render(lang, self.here))
                @if !self.columns.is_empty() { (columns::chooser(lang, self.here, &self.columns)) }
                @if let Some(save) = &self.save_view { (save_dialog(lang, save, self.here)) }
            }
        }
    }

    /// The bar of filters alone, for pages that show something else than one table below it.
    pub fn bar(&self, lang: Lang) -> Markup {
        self.tool_bar(lang)
    }

    fn view_bar(&self, lang: Lang) -> Markup {
        html! {
            nav.views aria-label=(t(lang, "ui.list.views")) {
                ul {
                    @for view in &self.views {
                        li { a href=(view.href) aria-current=[view.current.then_some("page")] {
                            (view.label) @if let Some(count) = view.count { span.tab-count { (super::numbers::count(count)) } }
                        } }
                    }
                }
                @if self.save_view.is_some() {
                    (button(&Button::bare(t(lang, "ui.list.save_view")).icon(Icon::Bookmark).opens("save-view")))
                }
            }
        }
    }

    fn tool_bar(&self, lang: Lang) -> Markup {
        let own: Vec<&str> =
            self.filters.iter().map(|it| it.name).chain(self.search.iter().map(|it| it.name)).collect();
        let kept = self.here.query().iter().filter(|(key, _)| key != "page" && !own.contains(&key.as_str()));
        html! {
            div.tool-bar {
                form.filters method="get" action=(self.here.path()) data-filters hx-sync="replace" {
                    @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
                    @if let Some(search) = &self.search {
                        label.search-box { (icon(Icon::Search)) span.hidden-text { (t(lang, "ui.list.search")) }
                            input #list-search type="search" name=(search.name) value=(search.value) placeholder=(search.hint) autocomplete="off"; }
                    }
                    @for filter in &self.filters { (filter_select(lang, filter)) }
                    button class="button no-script" { (t(lang, "ui.list.apply")) }
                }
                div.tools {
                    @if !self.columns.is_empty() { (columns::opener(lang)) }
                    @if let Some(tools) = &self.tools { (tools) }
                }
            }
        }
    }

    fn chip_row(&self, lang: Lang) -> Markup {
        html! {
            ul.chips aria-label=(t(lang, "ui.list.in_force")) {
                @for chip in &self.chips {
                    li { a.chip href=(chip.without) hx-boost="true" hx-target="#list" hx-select="#list" hx-swap="outerMorph" {
                        span.chip-label { (chip.label) } " " strong { (chip.value) }
                        (icon(Icon::Close)) span.hidden-text { (tr(lang, "ui.list.remove", &[("name", chip.label)])) }
                    } }
                }
                li { (self.clear_link(lang)) }
            }
        }
    }

    fn clear_link(&self, lang: Lang) -> Markup {
        let mut bare = self.here.without("page");
        for name in self.filters.iter().map(|it| it.name).chain(self.search.iter().map(|it| it.name)) {
            bare = bare.without(name);
        }
        html! { a.clear href=(bare) { (t(lang, "ui.list.clear")) } }
    }
}

fn filter_select(lang: Lang, filter: &Filter<'_>) -> Markup {
    html! {
        label.filter {
            span.hidden-text { (filter.label) }
            select name=(filter.name) id={ "filter-" (filter.name) } data-set=[(!filter.value.is_empty()).then_some("true")] {
                option value="" { (tr(lang, "ui.list.any", &[("name", filter.label)])) }
                @for choice in &filter.choices { option value=(choice.value) selected[choice.value == filter.value] { (choice.label) } }
            }
        }
    }
}

fn save_dialog(lang: Lang, save: &SaveView<'_>, here: &Address) -> Markup {
    let body = html! {
        form method="post" action=(save.action) {
            input type="hidden" name="address" value=(here.without("page"));
            (super::Field::text("name", t(lang, "ui.list.view_name")).required().render(lang))
            div.dialog-acts { (button(&Button::primary(t(lang, "ui.list.save_view_verb")))) }
        }
    };
    dialog::dialog(lang, "save-view", &t(lang, "ui.list.save_view"), &body)
}
