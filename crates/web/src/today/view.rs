//! How the first page looks. Nothing to do is said in one calm line.

use kernel::{Day, Lang};
use ledger::assets::{Asset, Missing};
use ledger::deadlines::Deadline;
use ledger::imports::Import;
use ledger::seats::Usage;
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::words::{self, Names};
use crate::deadlines::line;
use crate::imports::upload::drop_form;
use crate::ui::button::{Button, button};
use crate::ui::dates::Dates;
use crate::ui::{Head, Icon, icon, layout, numbers};

/// How many deadlines of a group stand here; the rest are one click away.
pub const LISTED: i64 = 6;

/// Deadlines of a kind of urgency.
#[derive(Debug, Default)]
pub struct Due {
    /// How many there are.
    pub count: i64,
    /// The first of them, at most [`LISTED`].
    pub first: Vec<Deadline>,
}

/// Everything the page shows.
pub struct TodayPage {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// The ledger is empty.
    pub is_new: bool,
    /// How many things the ledger holds.
    pub total: i64,
    /// How many people are known.
    pub people: i64,
    /// What is over.
    pub over: Due,
    /// What runs out within two weeks.
    pub soon: Due,
    /// Licences and systems of which the seats run short, at most [`LISTED`], the worst first.
    pub short: Vec<(Asset, Usage)>,
    /// What is to be done with people, in words: hand-overs of the day, lists of those who come and go.
    pub work: Markup,
    /// Notices of deadlines that did not go out, in words.
    pub troubles: Markup,
    /// What is not written down, and of how many things.
    pub gaps: Vec<(Missing, i64)>,
    /// The last import, if it was lately.
    pub import: Option<Import>,
    /// When that was.
    pub import_at: Option<String>,
    /// What changed last, with when.
    pub recent: Vec<(Asset, String)>,
    /// The names behind ids.
    pub names: Names,
    /// The largest file in MiB.
    pub limit: u64,
    /// The reader may take files in.
    pub may_import: bool,
}

/// The page's body.
pub fn page(it: &TodayPage) -> Markup {
    let lang = it.lang;
    let (title, lead) = (t(lang, "today.title"), it.dates.long(it.today));
    html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        (it.troubles)
        @if it.is_new { (first_day(it)) } @else {
            @if it.over.count == 0 && it.soon.count == 0 && it.work.0.is_empty() && it.troubles.0.is_empty() { (quiet(it)) }
            (layout::split(
                &html! {
                    (it.work)
                    @if it.over.count > 0 { (due(lang, it, "today.over", "/deadlines?group=over", &it.over)) }
                    @if it.soon.count > 0 { (due(lang, it, "today.soon", "/deadlines?days=30", &it.soon)) }
                    @if !it.short.is_empty() { (short(it)) }
                    @if !it.gaps.is_empty() { (gaps(it)) }
                },
                &html! {
                    @if let Some(import) = &it.import { (last_import(it, import)) }
                    (recent(it))
                },
            ))
        }
    }
}

/// A new company: the big drop zone, and nothing else to think about.
fn first_day(it: &TodayPage) -> Markup {
    let lang = it.lang;
    html! {
        (layout::panel(&t(lang, "today.first.title"), None, &html! {
            p { (t(lang, "today.first.text")) }
            @if it.may_import { (drop_form(lang, it.limit, &[])) }
        }))
        ul.kind-cards {
            li { a.choice-card href="/assets/new" { (icon(Icon::Add)) span.choice-words { strong { (t(lang, "today.first.one")) } span { (t(lang, "today.first.one_why")) } } } }
            li { a.choice-card href="/people/import" { (icon(Icon::People)) span.choice-words { strong { (t(lang, "today.first.people")) } span { (t(lang, "today.first.people_why")) } } } }
        }
    }
}

/// Nothing presses: said plainly, with one small thing that would make tomorrow better.
fn quiet(it: &TodayPage) -> Markup {
    let lang = it.lang;
    let (key, href) = if it.people == 0 {
        ("today.quiet.people", "/people/import")
    } else if let Some((gap, _)) = it.gaps.first() {
        return html! {
            (layout::plain_panel(&html! {
                p.calm { (t(lang, "today.quiet")) }
                p { (tr(lang, "today.quiet.gap", &[("field", &words::field_label(lang, gap.word()))])) " "
                    a href={ "/assets?missing=" (gap.word()) } { (t(lang, "today.quiet.look")) } }
            }))
        };
    } else {
        ("today.quiet.calendar", "/deadlines")
    };
    layout::plain_panel(&html! {
        p.calm { (t(lang, "today.quiet")) }
        p { (t(lang, key)) " " a href=(href) { (t(lang, "today.quiet.look")) } }
    })
}

fn due(lang: Lang, it: &TodayPage, key: &str, href: &str, all: &Due) -> Markup {
    let count = numbers::signed(all.count);
    let more = html! { a href=(href) { (tr(lang, "today.all", &[("count", &count)])) } };
    let body = html! { ul.plain-list { @for one in &all.first { (line(it.dates, it.today, one)) } } };
    layout::panel(&t(lang, key), Some(&more), &body)
}

/// Licences and systems that need more seats, or fewer people.
fn short(it: &TodayPage) -> Markup {
    let lang = it.lang;
    let said = |usage: &Usage| {
        let left = usage.left().unwrap_or(0);
        let key = if left < 0 { "today.seats_over" } else { "today.seats_left" };
        let (left, bought) =
            (numbers::count(left.unsigned_abs()), numbers::signed(usage.bought.unwrap_or(0)));
        tr(lang, key, &[("left", &left), ("bought", &bought)])
    };
    let body = html! { ul.plain-list { @for (asset, usage) in &it.short {
        li { a href={ "/assets/" (asset.id) "/seats" } { (words::title(lang, asset, asset.id)) } " " span.quiet { (said(usage)) } }
    } } };
    layout::panel(&t(lang, "today.seats"), None, &body)
}

fn gaps(it: &TodayPage) -> Markup {
    let lang = it.lang;
    let body = html! {
        p.quiet { (t(lang, "today.gaps_lead")) }
        ul.plain-list.gap-list {
            @for (gap, count) in &it.gaps {
                li {
                    a href={ "/assets?missing=" (gap.word()) } { (t(lang, &format!("today.gap.{}", gap.word()))) }
                    span.gap-count { (tr(lang, "today.count", &[("count", &numbers::signed(*count))])) }
                }
            }
        }
    };
    layout::panel(&t(lang, "today.gaps"), None, &body)
}

fn last_import(it: &TodayPage, import: &Import) -> Markup {
    let lang = it.lang;
    let totals = import.totals;
    let (new, change) = (numbers::count(totals.new), numbers::count(totals.change));
    let body = html! {
        p { a href={ "/imports/" (import.id) } { (import.source.name) } " " span.quiet { (it.import_at.as_deref().unwrap_or_default()) } }
        p { (tr(lang, "today.import_text", &[("new", &new), ("change", &change)])) }
        @if import.undone_at.is_some() { p.quiet { (t(lang, "imports.state.undone")) } }
        @else if it.may_import {
            form.inline method="post" action={ "/imports/" (import.id) "/undoing" } {
                (button(&Button::bare(t(lang, "imports.result.undo")).icon(Icon::Undo)))
            }
        }
    };
    layout::panel(&t(lang, "today.import"), None, &body)
}

fn recent(it: &TodayPage) -> Markup {
    let lang = it.lang;
    let more = html! { a href="/assets?sort=-updated" { (tr(lang, "today.ledger_all", &[("count", &numbers::signed(it.total))])) } };
    let body = html! {
        ul.plain-list {
            @for (asset, when) in &it.recent {
                li { a href={ "/assets/" (asset.id) } { (words::title(lang, asset, asset.id)) } span { (it.names.kind(lang, asset.kind.0)) }
                    span.quiet { (asset.user_text) } span.quiet { (when) } }
            }
        }
    };
    layout::panel(&t(lang, "today.recent"), Some(&more), &body)
}

/// What somebody without a right to the ledger sees: their own things.
pub struct OwnPage {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// The reader's name.
    pub name: String,
    /// What they hold.
    pub held: Vec<Asset>,
    /// The names behind ids.
    pub names: Names,
}

/// The page's body for them.
pub fn own(it: &OwnPage) -> Markup {
    let lang = it.lang;
    let (title, lead) = (t(lang, "today.title"), it.dates.long(it.today));
    html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        (layout::panel(&tr(lang, "today.own", &[("name", &it.name)]), None, &html! {
            @if it.held.is_empty() { p { (t(lang, "today.own_none")) } } @else {
                ul.plain-list {
                    @for asset in &it.held {
                        li { (icon(Icon::Laptop)) strong { (words::title(lang, asset, asset.id)) } span { (it.names.kind(lang, asset.kind.0)) }
                            span.quiet { (words::maker_and_model(asset)) } }
                    }
                }
            }
        }))
    }
}
