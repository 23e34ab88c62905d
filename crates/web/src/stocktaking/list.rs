//! All stocktakings, and how accurate the ledger was over the years: `/stocktakings`.

use kernel::Right;
use ledger::stocktaking::report::accuracy;
use ledger::stocktaking::{Stocktaking, lists};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words::state_chip;
use crate::door::{Answer, Visit};
use crate::ui::button::{Button, link_button};
use crate::ui::chart_line::{Line, Point, line};
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, layout, numbers, unknown};

/// How many of the last closed ones the line shows.
const POINTS: usize = 20;

/// The page.
pub async fn page(visit: Visit) -> Answer {
    let lang = visit.lang;
    let all = lists::list(&visit.cx).await?;
    let title = t(lang, "stocktaking.title");
    let acts = html! {
        @if visit.cx.actor.has(Right::ChangeLedger) {
            (link_button("/stocktakings/new", &Button::primary(t(lang, "stocktaking.new")).icon(Icon::Add)))
        }
    };
    let (back, lead) = (t(lang, "ui.room.ledger"), t(lang, "stocktaking.lead"));
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/assets").lead(&lead).acts(acts.clone())))
        @if all.is_empty() {
            (Empty { icon: Icon::Check, title: &t(lang, "stocktaking.empty"), body: &t(lang, "stocktaking.empty_body"), acts }.render())
        } @else {
            (table(&visit, &all))
            (years(&visit, &all))
        }
    };
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

fn table(visit: &Visit, all: &[Stocktaking]) -> Markup {
    let (lang, dates) = (visit.lang, visit.dates());
    let row = |one: &Stocktaking| {
        let tally = &one.tally;
        let count = |number: i64| html! { (numbers::signed(number)) };
        Row::new(one.id.to_string(), &one.name, format!("/stocktakings/{}", one.id)).cells(vec![
            html! { (one.name) },
            html! { (dates.short(one.on)) },
            state_chip(lang, one.state),
            count(tally.expected),
            count(tally.found()),
            count(tally.missing()),
            count(tally.short()),
            // Halfway through it would say nothing about the ledger.
            if one.state.is_closed() {
                html! { (accuracy(tally)) }
            } else {
                unknown(lang, None)
            },
        ])
    };
    let word = |key: &str| t(lang, &format!("stocktaking.column.{key}")).into_owned();
    let table = Table {
        columns: vec![
            Column::text("name", word("name")).lead(),
            Column::date("on", word("on")),
            Column::state("state", word("state")),
            Column::number("expected", word("expected")),
            Column::number("found", word("found")),
            Column::number("missing", word("missing")),
            Column::number("short", word("short")),
            Column::number("accuracy", word("accuracy")),
        ],
        rows: all.iter().map(row).collect(),
        ..Table::new(t(lang, "stocktaking.title"))
    };
    table.render(lang, &Address::new("/stocktakings"))
}

/// The share found in its place, for each closed one; the figures stand behind it as a table.
fn years(visit: &Visit, all: &[Stocktaking]) -> Markup {
    let (lang, dates) = (visit.lang, visit.dates());
    let mut closed: Vec<(String, Option<u64>)> = all
        .iter()
        .filter(|one| one.state.is_closed())
        .take(POINTS)
        .map(|one| {
            let share = one.tally.accuracy_permille().and_then(|share| u64::try_from(share / 10).ok());
            (dates.short(one.on), share)
        })
        .collect();
    // The newest stand first in the list, and last on the line.
    closed.reverse();
    if closed.is_empty() {
        return html! {};
    }
    let title = tr(lang, "stocktaking.accuracy_title", &[("count", &closed.len().to_string())]);
    let points = closed.iter().map(|(label, value)| Point { label, value: *value }).collect();
    layout::panel(
        &t(lang, "stocktaking.accuracy"),
        None,
        &html! {
            p.quiet { (t(lang, "stocktaking.accuracy_lead")) }
            (line(lang, &Line { title: &title, unit: "%", points }))
        },
    )
}
