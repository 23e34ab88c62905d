//! The lists by their day: `/moves`; those of a person, and those of the coming week.

use axum::extract::Query;
use chrono::Days;
use kernel::{PartialDay, PersonId, Result, Right};
use ledger::assets::Page;
use ledger::moves::{Filter as Which, Kind, Listed, State, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words;
use crate::door::{Answer, Visit};
use crate::people::{Tab, tabs};
use crate::ui::button::{Button, link_button};
use crate::ui::dates::{self, day_cell, deadline_cell};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Chip, Choice, Column, Empty, Filter, Head, Icon, List, Pager, Row, Table, Tone, layout,
};

const ROWS: u32 = 50;
/// How many days ahead the first page looks.
const WEEK: u64 = 7;

/// The page.
pub async fn page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let here = Address::of("/moves", query);
    let kind = here.get("kind").and_then(Kind::parse);
    let past = here.get("show") == Some("past");
    let number = here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let which = Which { past, kind, ..Which::default() };
    let (listed, total) = ops::list(cx, &which, Page { size: ROWS, ..Page::number(number) }).await?;
    let (kind_label, show_label) = (t(lang, "moves.column.kind"), t(lang, "moves.filter.show"));
    let past_word = t(lang, "moves.filter.past");
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.word(), words::kind(lang, *kind))).collect();
    let kind_word = kind.map(|kind| words::kind(lang, kind)).unwrap_or_default();
    let mut chips = Vec::new();
    if kind.is_some() {
        chips.push(Chip::new(&kind_label, &kind_word, here.without("kind").without("page")));
    }
    if past {
        chips.push(Chip::new(&show_label, &past_word, here.without("show").without("page")));
    }
    let acts = acts(&visit);
    let (empty, body) = (t(lang, "moves.empty"), t(lang, "moves.empty_body"));
    let list = List {
        filters: vec![
            Filter::new("kind", &kind_label, kinds, kind.map_or("", Kind::word)),
            Filter::new(
                "show",
                &show_label,
                vec![Choice::new("past", past_word.clone())],
                here.get("show").unwrap_or_default(),
            ),
        ],
        chips,
        table: table(&visit, &listed),
        pager: Pager::pages(number.into(), ROWS.into(), total.unsigned_abs()),
        empty: Some(Empty { icon: Icon::People, title: &empty, body: &body, acts: acts.clone() }),
        ..List::new(&here)
    };
    let title = t(lang, "moves.title");
    let body = html! {
        (layout::head(&Head::new(&title).lead(&t(lang, "moves.lead")).acts(acts)))
        (tabs(lang, Tab::Moves))
        (list.render(lang))
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

fn acts(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        @if visit.cx.actor.has(Right::ChangeLedger) {
            (link_button("/moves/new", &Button::primary(t(lang, "moves.new")).icon(Icon::Add)))
            (link_button("/moves/templates", &Button::new(t(lang, "moves.templates")).icon(Icon::Edit)))
        }
    }
}

fn table(visit: &Visit, listed: &[Listed]) -> Table {
    let (lang, dates, today) = (visit.lang, visit.dates(), visit.cx.today());
    let row = |one: &Listed| {
        let list = &one.list;
        let title = words::title(lang, list.kind, &one.person_name);
        let row = Row::new(list.id.to_string(), &title, format!("/moves/{}", list.id)).cells(vec![
            html! { (title) },
            html! { @if list.state == State::Open { (deadline_cell(dates, today, PartialDay::exact(list.on), 7)) } @else { (day_cell(dates, Some(list.on))) } },
            words::state(lang, list, one.open),
            html! { @if list.state == State::Open { (one.lines - one.open) " / " (one.lines) } @else { span.quiet { "―" } } },
        ]);
        let late = list.state == State::Open && list.on < today && one.open > 0;
        if late { row.tone(Tone::Now) } else { row }
    };
    Table {
        columns: vec![
            Column::text("title", t(lang, "moves.column.list")).lead(),
            Column::date("on", t(lang, "moves.column.on")),
            Column::state("state", t(lang, "moves.column.state")),
            Column::number("done", t(lang, "moves.column.done")),
        ],
        rows: listed.iter().map(row).collect(),
        ..Table::new(t(lang, "moves.title"))
    }
}

/// The open lists of a person, as links above everything they hold.
pub async fn of_person(visit: &Visit, person: PersonId) -> Result<Markup> {
    let which = Which { person: Some(person), ..Which::default() };
    let (listed, total) = ops::list(&visit.cx, &which, Page::first(5)).await?;
    if total == 0 {
        return Ok(html! {});
    }
    Ok(layout::panel(
        &t(visit.lang, "moves.title"),
        None,
        &html! { ul.plain-list { @for one in &listed { (line(visit, one)) } } },
    ))
}

/// The lists whose day is near or over.
#[derive(Debug, Default)]
pub struct Soon {
    first: Vec<Listed>,
    count: i64,
}

/// The open lists whose day comes within a week, or is over.
pub async fn soon(visit: &Visit) -> Result<Soon> {
    let until = visit.cx.today().checked_add_days(Days::new(WEEK));
    let (first, count) = ops::list(&visit.cx, &Which { until, ..Which::default() }, Page::first(6)).await?;
    Ok(Soon { first, count })
}

/// A box of them; nothing where there are none.
pub fn panel(visit: &Visit, soon: &Soon) -> Markup {
    if soon.count == 0 {
        return html! {};
    }
    let count = crate::ui::numbers::signed(soon.count);
    let more = html! { a href="/moves" { (tr(visit.lang, "today.all", &[("count", &count)])) } };
    let body = html! { ul.plain-list { @for one in &soon.first { (line(visit, one)) } } };
    layout::panel(&t(visit.lang, "moves.title"), Some(&more), &body)
}

fn line(visit: &Visit, one: &Listed) -> Markup {
    let lang = visit.lang;
    html! {
        li {
            (dates::deadline_cell(visit.dates(), visit.cx.today(), PartialDay::exact(one.list.on), 7)) " "
            a href={ "/moves/" (one.list.id) } { (words::title(lang, one.list.kind, &one.person_name)) }
            (words::state(lang, &one.list, one.open))
        }
    }
}
