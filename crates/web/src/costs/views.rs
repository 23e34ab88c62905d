//! How costs look.

use kernel::{Lang, Yen};
use ledger::assets::fees::{MonthNumber, of_number};
use ledger::costs::ops::{Behind, BookTotals, CostYear, DepartmentCost, Entry, Months};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::words::{self, Names};
use crate::ui::button::{Button, link_button};
use crate::ui::chart_line::{Line, Point, line};
use crate::ui::layout::Figure;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, Tone, layout, numbers};

/// A year by department and month.
pub struct YearPage {
    /// The reader's language.
    pub lang: Lang,
    /// The year.
    pub costs: CostYear,
    /// What the year before cost.
    pub before: i64,
    /// The names behind ids.
    pub names: Names,
}

/// A year as addresses name it: `2026-04`.
pub fn word(year: MonthNumber) -> String {
    let (year, month) = of_number(year);
    format!("{year:04}-{month:02}")
}

fn month(lang: Lang, number: MonthNumber) -> String {
    let (year, month) = of_number(number);
    tr(lang, "costs.month", &[("year", &year.to_string()), ("month", &month.to_string())])
}

fn span(lang: Lang, year: MonthNumber) -> String {
    tr(lang, "costs.span", &[("first", &month(lang, year)), ("last", &month(lang, year + 11))])
}

fn yen(lang: Lang, amount: i64) -> Markup {
    html! { (numbers::yen(lang, Yen(amount))) }
}

fn at(path: &str, year: MonthNumber) -> Address {
    Address::new(path).with("year", word(year))
}

/// The page of a year.
pub fn year(it: &YearPage) -> Markup {
    let (lang, year) = (it.lang, it.costs.year);
    let (title, lead) = (t(lang, "costs.title"), span(lang, year));
    let acts = html! {
        (link_button(&at("/costs/export.xlsx", year).to_string(), &Button::new(t(lang, "costs.excel")).icon(Icon::Export)))
        (link_button(&at("/costs/books", year).to_string(), &Button::new(t(lang, "costs.books")).icon(Icon::Journal)))
    };
    html! {
        (layout::head(&Head::new(&title).lead(&lead).acts(acts)))
        (walk(lang, "/costs", year))
        @if it.costs.total() == 0 { (nothing(lang)) } @else {
            (totals(it))
            (by_department(it))
            (by_month(it))
            (by_kind(it))
        }
        @if it.costs.unpriced > 0 { (unpriced(it)) }
    }
}

/// To the year before and the year after.
fn walk(lang: Lang, path: &str, year: MonthNumber) -> Markup {
    html! {
        nav.year-walk aria-label=(t(lang, "costs.walk")) {
            a.button href=(at(path, year - 12)) { (crate::ui::icon(Icon::Previous)) span { (t(lang, "costs.year_before")) } }
            strong { (span(lang, year)) }
            a.button href=(at(path, year + 12)) { span { (t(lang, "costs.year_after")) } (crate::ui::icon(Icon::Next)) }
        }
    }
}

fn nothing(lang: Lang) -> Markup {
    Empty {
        icon: Icon::Ledger,
        title: &t(lang, "costs.empty"),
        body: &t(lang, "costs.empty_body"),
        acts: html! { a.button href="/assets?kind=10" { (t(lang, "costs.empty_act")) } },
    }
    .render()
}

fn totals(it: &YearPage) -> Markup {
    let lang = it.lang;
    let (running, bought) = it.costs.months();
    let sum = |months: &Months| months.iter().sum::<i64>();
    let labels = ["costs.all", "costs.running", "costs.bought", "costs.before"].map(|key| t(lang, key));
    let change = tr(lang, "costs.change", &[("amount", &signed(lang, it.costs.total() - it.before))]);
    let monthly = tr(lang, "costs.monthly", &[("amount", &numbers::yen(lang, Yen(sum(&running) / 12)))]);
    let before = at("/costs", it.costs.year - 12).to_string();
    let figures = [
        Figure { label: &labels[0], value: yen(lang, it.costs.total()), href: None, note: Some(&change) },
        Figure { label: &labels[1], value: yen(lang, sum(&running)), href: None, note: Some(&monthly) },
        Figure { label: &labels[2], value: yen(lang, sum(&bought)), href: None, note: None },
        Figure { label: &labels[3], value: yen(lang, it.before), href: Some(&before), note: None },
    ];
    layout::figures(&figures)
}

/// A difference with its sign.
fn signed(lang: Lang, amount: i64) -> String {
    let plain = numbers::yen(lang, Yen(amount.abs()));
    match amount {
        0 => format!("±{plain}"),
        1.. => format!("+{plain}"),
        _ => format!("−{plain}"),
    }
}

fn by_department(it: &YearPage) -> Markup {
    let (lang, all) = (it.lang, it.costs.total());
    let row = |cost: &DepartmentCost| {
        let name =
            if cost.department.is_none() { t(lang, "costs.nobody").into_owned() } else { cost.name.clone() };
        let id = cost.department.map_or_else(|| "none".to_owned(), |id| id.to_string());
        let share = numbers::percent(cost.total().max(0).unsigned_abs(), all.max(0).unsigned_abs());
        Row::new(&id, &name, at("/costs/behind", it.costs.year).with("department", &id).to_string()).cells(
            vec![
                html! { (name) },
                yen(lang, cost.running_total()),
                yen(lang, cost.bought_total()),
                yen(lang, cost.total()),
                html! { (share.unwrap_or_default()) },
            ],
        )
    };
    let title = t(lang, "costs.by_department");
    let table = Table {
        columns: vec![
            Column::text("department", t(lang, "costs.column.department")).lead(),
            Column::number("running", t(lang, "costs.running")),
            Column::number("bought", t(lang, "costs.bought")),
            Column::number("total", t(lang, "costs.column.total")),
            Column::number("share", t(lang, "costs.column.share")),
        ],
        rows: it.costs.departments.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(
        &title,
        None,
        &html! {
            (table.render(lang, &Address::new("")))
            p.quiet { (t(lang, "costs.shared_note")) }
        },
    )
}

fn by_month(it: &YearPage) -> Markup {
    let lang = it.lang;
    let (running, bought) = it.costs.months();
    let labels: Vec<String> = (it.costs.year..it.costs.year + 12)
        .map(|number| tr(lang, "costs.month_short", &[("month", &of_number(number).1.to_string())]))
        .collect();
    let points = labels
        .iter()
        .zip(running.iter().zip(&bought))
        .map(|(label, (running, bought))| Point {
            label,
            value: Some((running + bought).max(0).unsigned_abs()),
        })
        .collect();
    let title = t(lang, "costs.by_month");
    let chart = Line { title: &title, unit: &t(lang, "costs.unit"), points };
    layout::plain_panel(&line(lang, &chart))
}

fn by_kind(it: &YearPage) -> Markup {
    let lang = it.lang;
    let mut kinds: Vec<(i64, i64)> =
        it.costs.kinds.iter().map(|(id, months)| (id.0, months.iter().sum())).collect();
    kinds.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    let row = |(id, amount): &(i64, i64)| {
        let name = it.names.kind(lang, *id);
        Row::new(id.to_string(), &name, format!("/assets?kind={id}"))
            .cells(vec![html! { (name) }, yen(lang, *amount)])
    };
    let title = t(lang, "costs.by_kind");
    let table = Table {
        columns: vec![
            Column::text("kind", t(lang, "costs.column.kind")).lead(),
            Column::number("amount", t(lang, "costs.column.total")),
        ],
        rows: kinds.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(&title, None, &table.render(lang, &Address::new("")))
}

fn unpriced(it: &YearPage) -> Markup {
    let lang = it.lang;
    let title = tr(lang, "costs.unpriced", &[("count", &numbers::signed(it.costs.unpriced))]);
    layout::notice(
        Tone::Soon,
        &title,
        &html! {
            p { (t(lang, "costs.unpriced_body")) }
            p { a href="/assets?kind=9&kind=10&kind=12&kind=-1&kind=-2&kind=-3" { (t(lang, "costs.unpriced_act")) } }
        },
    )
}

/// What stands behind the cost of a department.
pub struct BehindPage {
    /// The reader's language.
    pub lang: Lang,
    /// The year.
    pub year: MonthNumber,
    /// The department; `None` is what belongs to none.
    pub name: Option<String>,
    /// The entries.
    pub behind: Behind,
    /// The names behind ids.
    pub names: Names,
}

/// The page's title.
pub fn behind_title(it: &BehindPage) -> String {
    let name = it.name.clone().unwrap_or_else(|| t(it.lang, "costs.nobody").into_owned());
    tr(it.lang, "costs.behind", &[("name", &name)])
}

/// The entries behind a department's figures.
pub fn behind(it: &BehindPage) -> Markup {
    let lang = it.lang;
    let (title, lead) = (behind_title(it), span(lang, it.year));
    let (back, list) = (t(lang, "costs.title"), at("/costs", it.year).to_string());
    html! {
        (layout::head(&Head::new(&title).back(&back, &list).lead(&lead)))
        (entries(it, "costs.running", &it.behind.running))
        (entries(it, "costs.bought", &it.behind.bought))
    }
}

fn entries(it: &BehindPage, key: &str, (entries, total): &(Vec<Entry>, i64)) -> Markup {
    let lang = it.lang;
    let title = tr(lang, "costs.entries", &[("what", &t(lang, key)), ("count", &numbers::signed(*total))]);
    if entries.is_empty() {
        return layout::panel(&title, None, &html! { p { (t(lang, "costs.entries_none")) } });
    }
    let row = |entry: &Entry| {
        let asset = &entry.asset;
        let name = words::full_title(lang, asset);
        Row::new(asset.id.to_string(), &name, format!("/assets/{}", asset.id)).cells(vec![
            html! { (name) },
            html! { (it.names.kind(lang, asset.kind.0)) },
            html! { (numbers::money(lang, asset.price)) @if let Some(per) = words::price_per(lang, asset) { " " span.quiet { "(" (per) ")" } } },
            yen(lang, entry.amount.0),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "costs.column.name")).lead(),
            Column::text("kind", t(lang, "costs.column.kind")),
            Column::number("price", t(lang, "costs.column.cost")),
            Column::number("amount", t(lang, "costs.column.in_year")),
        ],
        rows: entries.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    let rest = total - i64::try_from(entries.len()).unwrap_or(0);
    layout::panel(
        &title,
        None,
        &html! {
            (table.render(lang, &Address::new("")))
            @if rest > 0 { p.quiet { (tr(lang, "costs.entries_rest", &[("count", &numbers::signed(rest))])) } }
        },
    )
}

/// The books of a year.
pub struct BooksPage {
    /// The reader's language.
    pub lang: Lang,
    /// The year.
    pub year: MonthNumber,
    /// The totals.
    pub totals: BookTotals,
}

/// The totals of the books, what they leave out, and the file.
pub fn books(it: &BooksPage) -> Markup {
    let (lang, totals) = (it.lang, &it.totals.total);
    let (title, lead) = (t(lang, "costs.books"), t(lang, "costs.books_lead"));
    let (back, list) = (t(lang, "costs.title"), at("/costs", it.year).to_string());
    let file = at("/costs/books.xlsx", it.year).to_string();
    let acts = link_button(&file, &Button::primary(t(lang, "costs.excel")).icon(Icon::Export));
    let labels = ["opening", "acquired", "depreciation", "loss", "closing"]
        .map(|word| t(lang, &format!("costs.column.{word}")));
    let amounts = [totals.opening, totals.acquired, totals.depreciation, totals.loss, totals.closing];
    let figures: Vec<Figure<'_>> = labels
        .iter()
        .zip(amounts)
        .map(|(label, amount)| Figure { label, value: yen(lang, amount), href: None, note: None })
        .collect();
    let told = ["line", "months", "small", "gone", "life", "leased"].map(|word| format!("costs.told.{word}"));
    html! {
        (layout::head(&Head::new(&title).back(&back, &list).lead(&lead).acts(acts)))
        (walk(lang, "/costs/books", it.year))
        (layout::figures(&figures))
        p { (tr(lang, "costs.books_count", &[("count", &it.totals.lines.to_string())])) }
        @if it.totals.unknown > 0 {
            (layout::notice(Tone::Soon, &tr(lang, "costs.books_unknown", &[("count", &it.totals.unknown.to_string())]), &html! {
                p { (t(lang, "costs.books_unknown_body")) }
            }))
        }
        (layout::panel(&t(lang, "costs.column.told"), None, &html! { ul { @for key in &told { li { (t(lang, key)) } } } }))
    }
}
