//! How the deadlines look: what is over first, then this week, then month by month.

use std::collections::HashMap;

use kernel::{AssetId, Day, Lang};
use ledger::deadlines::{Deadline, DeadlineKind, Notice};
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use super::groups::{Group, Shown, WEEK, Which};
use super::notices;
use super::page::SPANS;
use crate::assets::words::{Names, text_or_unknown};
use crate::ui::button::copy_button;
use crate::ui::dates::Dates;
use crate::ui::{
    Address, Choice, Column, Empty, Filter, Head, Icon, List, Pager, Row, Table, Tone, chip, dates, layout,
    numbers,
};

/// Everything the page shows.
pub struct DeadlinesPage {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// How far it looks ahead.
    pub days: u32,
    /// Only this kind of deadline.
    pub kind: Option<DeadlineKind>,
    /// How many deadlines there are in all groups.
    pub total: i64,
    /// The groups that hold any, in order.
    pub groups: Vec<Shown>,
    /// Which part of the one group this is (from 1), and how many a part has; `None` on the page of all groups.
    pub part: Option<(i64, i64)>,
    /// What was told of each, the newest first.
    pub notices: HashMap<(AssetId, DeadlineKind), Vec<Notice>>,
    /// What did not go out, in words.
    pub troubles: Markup,
    /// The names behind ids.
    pub names: Names,
    /// The address of the calendar feed.
    pub feed: String,
    /// Whether mail can be sent.
    pub mails: bool,
    /// Whether this is the sample company, which sends none.
    pub is_sample: bool,
    /// Whether the reader may write down what became of a deadline.
    pub may_answer: bool,
    /// The present address.
    pub here: Address,
}

/// The page's body.
pub fn page(it: &DeadlinesPage) -> Markup {
    let lang = it.lang;
    let title = t(lang, "deadlines.title");
    let lead =
        tr(lang, "deadlines.lead", &[("days", &it.days.to_string()), ("count", &numbers::signed(it.total))]);
    let (all, back) = (it.here.without("group").without("page").to_string(), t(lang, "deadlines.all_groups"));
    let head = Head::new(&title).lead(&lead);
    html! {
        (layout::head(&if it.part.is_some() { head.back(&back, &all) } else { head }))
        (it.troubles)
        div #list.list {
            (filters(it))
            @if it.groups.is_empty() { (nothing(it)) }
            @for shown in &it.groups { (group_of(it, shown)) }
        }
        (reach(it))
    }
}

/// The same bar as on lists, without a table.
fn filters(it: &DeadlinesPage) -> Markup {
    let lang = it.lang;
    let (kind_word, span_word) = (t(lang, "deadlines.filter.kind"), t(lang, "deadlines.filter.days"));
    let kinds =
        DeadlineKind::ALL.iter().map(|kind| Choice::new(kind.word(), say(lang, &kind.text()))).collect();
    let spans = SPANS.iter().map(|days| {
        Choice::new(days.to_string(), tr(lang, "assets.filter.within", &[("days", &days.to_string())]))
    });
    let days = it.days.to_string();
    let list = List {
        filters: vec![
            Filter::new("kind", &kind_word, kinds, it.kind.map_or("", DeadlineKind::word)),
            Filter::new("days", &span_word, spans.collect(), &days),
        ],
        ..List::new(&it.here)
    };
    list.bar(lang)
}

fn nothing(it: &DeadlinesPage) -> Markup {
    let lang = it.lang;
    Empty {
        icon: Icon::Deadlines,
        title: &tr(lang, "deadlines.empty", &[("days", &it.days.to_string())]),
        body: &t(lang, "deadlines.empty_body"),
        acts: html! { a.button href="/assets?missing=warranty_end" { (t(lang, "deadlines.empty_act")) } },
    }
    .render()
}

fn heading(it: &DeadlinesPage, group: Group) -> (String, Tone) {
    match group.which {
        Which::Over => (t(it.lang, "deadlines.group.over").into_owned(), Tone::Now),
        Which::Week => (t(it.lang, "deadlines.group.week").into_owned(), Tone::Soon),
        Which::Month => (it.dates.month(group.span.0), Tone::Quiet),
    }
}

fn group_of(it: &DeadlinesPage, shown: &Shown) -> Markup {
    let lang = it.lang;
    let (name, tone) = heading(it, shown.group);
    let (count, rest) =
        (numbers::signed(shown.count), shown.count - i64::try_from(shown.deadlines.len()).unwrap_or(0));
    let table = Table {
        columns: vec![
            Column::date("due", t(lang, "deadlines.column.due")),
            Column::state("kind", t(lang, "deadlines.column.kind")),
            Column::text("asset", t(lang, "deadlines.column.asset")).lead(),
            Column::text("model", t(lang, "deadlines.column.model")),
            Column::text("user", t(lang, "deadlines.column.user")),
            Column::state("answer", t(lang, "deadlines.column.answer")),
            Column::prose("notices", t(lang, "deadlines.column.notices")),
        ],
        rows: shown.deadlines.iter().enumerate().map(|(place, one)| row(it, place, one)).collect(),
        ..Table::new(&name)
    };
    html! {
        section.due-group {
            h2 { @if tone != Tone::Quiet { (crate::ui::state::shape(tone)) } (name) span.tab-count { (count) } }
            (table.render(lang, &it.here))
            @if let Some((number, part)) = it.part {
                (Pager::pages(number.unsigned_abs(), part.unsigned_abs(), shown.count.unsigned_abs()).render(lang, &it.here))
            } @else if rest > 0 {
                p.group-rest { a href=(it.here.with("group", shown.group.word())) { (tr(lang, "deadlines.rest", &[("count", &numbers::signed(rest))])) } }
            }
        }
    }
}

fn row(it: &DeadlinesPage, place: usize, one: &Deadline) -> Row {
    let lang = it.lang;
    let label = label(one);
    let told = it.notices.get(&(one.asset, one.kind)).map_or(&[][..], Vec::as_slice);
    Row::new(format!("{}-{}-{place}", one.asset, one.kind.word()), &label, format!("/assets/{}", one.asset))
        .cells(vec![
            html! { (due(it.dates, it.today, one)) (beside(it.dates, one)) },
            chip(dates::urgency(it.today, one.due_on, WEEK.cast_signed()), &say(lang, &one.kind.text())),
            html! { (label) },
            what(it, one),
            text_or_unknown(lang, &one.user_text),
            answer(it, one),
            notices::cell(it.dates, told, one.days_left < -1),
        ])
}

/// What it is: its model or name, and its kind.
fn what(it: &DeadlinesPage, one: &Deadline) -> Markup {
    let lang = it.lang;
    html! {
        (text_or_unknown(lang, if one.model.is_empty() { &one.name } else { &one.model })) " "
        span.quiet { (it.names.kind(lang, one.asset_kind.0)) }
    }
}

/// What else counts beside the day: until when notice must be given, and that nothing ends by itself.
fn beside(dates: Dates, one: &Deadline) -> Markup {
    let lang = dates.lang;
    let cancel_by = one.cancel_by.filter(|_| one.kind != DeadlineKind::Notice);
    html! {
        @if let Some(by) = cancel_by { div.quiet { (tr(lang, "deadlines.cancel_by", &[("day", &dates.partial(by))])) } }
        @if one.renews_itself { div.quiet { (t(lang, "deadlines.renews_itself")) } }
    }
}

/// What was decided, or where it is written down.
fn answer(it: &DeadlinesPage, one: &Deadline) -> Markup {
    let lang = it.lang;
    let path = format!("/deadlines/{}/{}", one.asset, one.kind.word());
    html! {
        @if let Some(answer) = one.answer { (super::answers::answer_chip(lang, answer)) " " }
        @if it.may_answer {
            a href=(path) { (t(lang, if one.answer.is_some() { "deadlines.answer.change" } else { "deadlines.answer.write" })) span.hidden-text { " " (label(one)) } }
        }
    }
}

/// What a person calls the thing.
fn label(one: &Deadline) -> String {
    let words = [&one.number, &one.name, &one.model].into_iter().find(|text| !text.is_empty());
    words.cloned().unwrap_or_else(|| one.asset.to_string())
}

/// The day as far as it is known, and how far it is; a month alone is 「頃」.
fn due(dates: Dates, today: Day, one: &Deadline) -> Markup {
    dates::deadline_cell(dates, today, one.on, 30)
}

/// One deadline in one line, for the first page.
pub fn line(dates: Dates, today: Day, one: &Deadline) -> Markup {
    let lang = dates.lang;
    html! {
        li {
            (due(dates, today, one)) " " (say(lang, &one.kind.text())) " "
            a href={ "/assets/" (one.asset) } { (label(one)) }
            @if !one.user_text.is_empty() { span.quiet { (one.user_text) } }
        }
    }
}

/// How the deadlines come to people who do not look here: by calendar and by mail.
fn reach(it: &DeadlinesPage) -> Markup {
    let lang = it.lang;
    let mail = match (it.mails, it.is_sample) {
        (true, _) => "deadlines.mail_on",
        (false, true) => "deadlines.mail_sample",
        (false, false) => "deadlines.mail_off",
    };
    layout::panel(
        &t(lang, "deadlines.reach"),
        None,
        &html! {
            p { (t(lang, "deadlines.feed")) }
            p.feed-line { code { (it.feed) } (copy_button(&t(lang, "ui.copy"), &it.feed)) }
            p.quiet { (t(lang, "deadlines.feed_secret")) }
            p { (t(lang, mail)) @if !it.mails && !it.is_sample { " " a href="/settings" { (t(lang, "deadlines.mail_settings")) } } }
        },
    )
}
