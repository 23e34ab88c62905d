//! How the list looks.

use kernel::{Day, Lang};
use ledger::assets::views::SavedView;
use ledger::assets::{Listing, Status};
use ledger::deadlines::DeadlineKind;
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use super::columns;
use super::query::{Asked, ROWS, SPANS};
use super::words::{self, Names};
use crate::ui::button::{Button, button, link_button};
use crate::ui::dates::Dates;
use crate::ui::list::{SaveView, View};
use crate::ui::{
    Address, Bulk, Chip, Choice, Empty, Filter, Head, Icon, List, Pager, Row, Search, Sort, Table, dialog,
    layout,
};

/// Everything the list page shows.
pub struct ListPage {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// What was asked for.
    pub asked: Asked,
    /// The rows and their true count.
    pub listing: Listing,
    /// The moment of each row's last change, in words.
    pub updated: Vec<String>,
    /// The names behind ids.
    pub names: Names,
    /// The columns that are shown.
    pub columns: Vec<String>,
    /// Saved views.
    pub views: Vec<SavedView>,
    /// The name behind the filter by person.
    pub person: Option<String>,
    /// There is nothing in the ledger at all.
    pub is_new: bool,
    /// The reader may change assets.
    pub may_change: bool,
    /// The reader may take files in.
    pub may_import: bool,
}

/// The page's body.
pub fn page(it: &ListPage) -> Markup {
    let lang = it.lang;
    let (title, hint) = (t(lang, "assets.list.title"), t(lang, "assets.list.search_hint"));
    let (words, chips) = (filter_words(it), chips(it));
    let list = List {
        views: view_tabs(it),
        save_view: Some(SaveView { action: "/assets/views" }),
        search: Some(Search::new("q", &it.asked.filter.text, &hint)),
        filters: filters(it, &words),
        chips: chips.iter().map(Worded::chip).collect(),
        tools: Some(tools(it)),
        table: table(it),
        pager: Pager::pages(it.asked.page.into(), ROWS.into(), it.listing.total.unsigned_abs()),
        ..List::new(&it.asked.here)
    };
    html! {
        (layout::head(&Head::new(&title).acts(acts(it))))
        @if it.is_new { (nothing_yet(it)) } @else { (list.render(lang)) (column_dialog(it)) }
    }
}

fn acts(it: &ListPage) -> Markup {
    let lang = it.lang;
    html! {
        @if it.may_change { (link_button("/assets/new", &Button::primary(t(lang, "assets.list.new")).icon(Icon::Add))) }
        @if it.may_import { (link_button("/imports/new", &Button::new(t(lang, "assets.list.import")).icon(Icon::Intake))) }
        (link_button("/stocktakings", &Button::new(t(lang, "stocktaking.title")).icon(Icon::Check)))
    }
}

fn nothing_yet(it: &ListPage) -> Markup {
    let lang = it.lang;
    Empty {
        icon: Icon::Ledger,
        title: &t(lang, "assets.empty.title"),
        body: &t(lang, "assets.empty.body"),
        acts: html! {
            @if it.may_import { (link_button("/imports/new", &Button::primary(t(lang, "assets.empty.import")).icon(Icon::Intake))) }
            @if it.may_change { (link_button("/assets/new", &Button::new(t(lang, "assets.empty.new")))) }
        },
    }
    .render()
}

fn view_tabs(it: &ListPage) -> Vec<View<'_>> {
    let here = it.asked.here.without("page").to_string();
    let tab = |view| -> View<'_> {
        let view: &SavedView = view;
        let href = format!("/assets?{}", view.query);
        View { label: &view.name, current: href == here, href, count: None }
    };
    let mut views: Vec<View<'_>> = it.views.iter().map(tab).collect();
    let all = View {
        label: all_word(it.lang),
        href: "/assets".to_owned(),
        count: None,
        current: here == "/assets",
    };
    views.insert(0, all);
    views
}

fn all_word(lang: Lang) -> &'static str {
    match t(lang, "assets.list.all") {
        std::borrow::Cow::Borrowed(word) => word,
        std::borrow::Cow::Owned(_) => "assets.list.all",
    }
}

fn tools(it: &ListPage) -> Markup {
    let lang = it.lang;
    let here = it.asked.here.without("page").without("column");
    let export = |path: &str| Address::of(path, here.query().to_vec());
    html! {
        (button(&Button::bare(t(lang, "ui.columns.open")).icon(Icon::Columns).opens("asset-columns")))
        details.tool-menu data-menu {
            summary.button.is-bare { (crate::ui::icon(Icon::Export)) span { (t(lang, "assets.list.export")) } }
            div.menu {
                a.menu-item href=(export("/assets/export.xlsx")) { span { (t(lang, "assets.export.xlsx")) } }
                a.menu-item href=(export("/assets/export.csv")) { span { (t(lang, "assets.export.csv")) } }
                a.menu-item href=(export("/assets/export.csv").with("encoding", "cp932")) { span { (t(lang, "assets.export.cp932")) } }
            }
        }
        @if !it.asked.filter.deleted && it.listing.total > 0 { (link_button(&export("/labels").to_string(), &Button::bare(t(lang, "labels.open")).icon(Icon::Print))) }
        @if !it.views.is_empty() { (link_button("/assets/views", &Button::bare(t(lang, "assets.views.manage")))) }
    }
}

/// The dialog in which the reader chooses columns; the choice is remembered for the account.
fn column_dialog(it: &ListPage) -> Markup {
    let lang = it.lang;
    let body = html! {
        form method="post" action="/assets/columns" {
            input type="hidden" name="address" value=(it.asked.here.without("page").without("column"));
            ul.column-list {
                @for name in columns::choosable(&it.names.kinds) {
                    li { label.check {
                        input type="checkbox" name="column" value=(name) checked[it.columns.contains(&name)] disabled[name == columns::LEAD];
                        span { (columns::column(lang, &name).label) }
                    } }
                }
            }
            div.dialog-acts {
                (button(&Button::primary(t(lang, "ui.columns.apply"))))
                (button(&Button::new(t(lang, "assets.columns.usual")).named("usual", "true")))
            }
        }
    };
    dialog::dialog(lang, "asset-columns", &t(lang, "ui.columns.title"), &body)
}

fn table(it: &ListPage) -> Table {
    let lang = it.lang;
    let row = |(asset, updated): (&ledger::assets::Asset, &String)| {
        let cell = |name: &String| columns::cell(it.dates, &it.names, it.today, updated, asset, name);
        let title = words::title(lang, asset, asset.id);
        Row::new(asset.id.to_string(), title, format!("/assets/{}", asset.id))
            .cells(it.columns.iter().map(cell).collect())
    };
    Table {
        columns: it.columns.iter().map(|name| columns::column(lang, name)).collect(),
        rows: it.listing.rows.iter().zip(&it.updated).map(row).collect(),
        sort: Some(Sort { key: it.asked.sort.by.name().to_owned(), descending: it.asked.sort.down }),
        bulk: bulk(it),
        matching: Some(it.listing.total.unsigned_abs()),
        ..Table::new(t(lang, "assets.list.caption"))
    }
}

fn bulk(it: &ListPage) -> Vec<Bulk> {
    let lang = it.lang;
    let to = |path: &str| Address::of(path, it.asked.here.without("page").query().to_vec()).to_string();
    if it.asked.filter.deleted {
        let restore = Bulk::new(to("/assets/selection/restoration"), t(lang, "assets.bulk.restore"));
        return if it.may_change { vec![restore] } else { Vec::new() };
    }
    let labels = Bulk::new(to("/labels/selection"), t(lang, "labels.open"));
    if !it.may_change {
        return vec![labels];
    }
    vec![
        Bulk::new(to("/assets/selection/edit"), t(lang, "assets.bulk.edit")),
        Bulk::new(to("/assets/selection/assignment"), t(lang, "assets.bulk.assign")),
        Bulk::new(to("/assets/selection/lending"), t(lang, "handovers.bulk.out")),
        Bulk::new(to("/assets/selection/returning"), t(lang, "handovers.bulk.back")),
        labels,
        Bulk::new(to("/assets/selection/disposal"), t(lang, "assets.bulk.dispose")),
        Bulk::new(to("/assets/selection/deletion"), t(lang, "assets.bulk.delete")).danger(),
    ]
}

/// The labels of the filters, which the parts borrow.
struct FilterWords {
    kind: String,
    status: String,
    department: String,
    place: String,
    due: String,
}

fn filter_words(it: &ListPage) -> FilterWords {
    let word = |key: &str| t(it.lang, key).into_owned();
    FilterWords {
        kind: word("assets.filter.kind"),
        status: word("assets.filter.status"),
        department: word("assets.filter.department"),
        place: word("assets.filter.place"),
        due: word("assets.filter.due"),
    }
}

fn filters<'a>(it: &'a ListPage, words: &'a FilterWords) -> Vec<Filter<'a>> {
    let lang = it.lang;
    let here = &it.asked.here;
    let value = |name: &str| here.get(name).unwrap_or_default();
    let named = |names: &std::collections::BTreeMap<i64, String>| -> Vec<Choice> {
        let mut choices: Vec<Choice> =
            names.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        choices.sort_by(|one, other| one.label.cmp(&other.label));
        choices
    };
    let kinds =
        it.names.kinds.iter().map(|kind| Choice::new(kind.id.to_string(), kind.label(lang))).collect();
    let statuses =
        Status::ALL.iter().map(|status| Choice::new(status.word(), words::status_word(lang, *status)));
    let spans = SPANS.iter().map(|(word, _)| Choice::new(*word, span_word(lang, word)));
    let mut filters = vec![
        Filter::new("kind", &words.kind, kinds, value("kind")),
        Filter::new("status", &words.status, statuses.collect(), value("status")),
    ];
    if !it.names.departments.is_empty() {
        let choices = named(&it.names.departments);
        filters.push(Filter::new("department", &words.department, choices, value("department")));
    }
    if !it.names.places.is_empty() {
        filters.push(Filter::new("place", &words.place, named(&it.names.places), value("place")));
    }
    filters.push(Filter::new("due", &words.due, spans.collect(), value("due")));
    filters
}

fn span_word(lang: Lang, span: &str) -> String {
    match span {
        "overdue" => t(lang, "assets.filter.overdue").into_owned(),
        days => tr(lang, "assets.filter.within", &[("days", days)]),
    }
}

/// A condition in words.
struct Worded {
    label: String,
    value: String,
    without: Address,
}

impl Worded {
    fn chip(&self) -> Chip<'_> {
        Chip::new(&self.label, &self.value, self.without.clone())
    }
}

/// Every condition in force, in words.
fn chips(it: &ListPage) -> Vec<Worded> {
    let lang = it.lang;
    let here = it.asked.here.without("page");
    let filter = &it.asked.filter;
    let word = |key: &str| t(lang, key).into_owned();
    let mut chips = Vec::new();
    let mut add = |name: &str, label: String, value: String| {
        chips.push(Worded { label, value, without: here.without(name) });
    };
    if !filter.text.is_empty() {
        add("q", word("assets.filter.text"), filter.text.clone());
    }
    for kind in &filter.kinds {
        add("kind", word("assets.filter.kind"), it.names.kind(lang, kind.0));
    }
    for status in &filter.statuses {
        add("status", word("assets.filter.status"), words::status_word(lang, *status));
    }
    if let Some(id) = filter.department {
        let name = it.names.departments.get(&id.0).cloned().unwrap_or_default();
        add("department", word("assets.filter.department"), name);
    }
    if let Some(id) = filter.place {
        add("place", word("assets.filter.place"), it.names.places.get(&id.0).cloned().unwrap_or_default());
    }
    if filter.person.is_some() {
        add("person", word("assets.filter.person"), it.person.clone().unwrap_or_default());
    }
    if filter.unassigned {
        add("unassigned", word("assets.filter.person"), word("assets.filter.nobody"));
    }
    if let Some(maker) = &filter.maker {
        add("maker", words::field_label(lang, "maker"), maker.clone());
    }
    if filter.due.is_some() {
        let ends = here.get("ends").and_then(DeadlineKind::parse).map(|kind| say(lang, &kind.text()));
        let label = ends.unwrap_or_else(|| word("assets.filter.due"));
        add("due", label, span_word(lang, here.get("due").unwrap_or_default()));
    }
    if let Some(gap) = filter.missing {
        add("missing", word("assets.filter.missing"), words::field_label(lang, gap.word()));
    }
    if let Some(import) = filter.import {
        add(
            "import",
            word("assets.filter.import"),
            tr(lang, "assets.filter.import_no", &[("id", &import.to_string())]),
        );
    }
    if filter.deleted {
        add("deleted", word("assets.filter.state"), word("assets.filter.deleted"));
    }
    chips
}
