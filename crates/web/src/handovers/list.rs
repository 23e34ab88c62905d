//! The list of hand-overs: `/handovers`.

use std::collections::HashMap;

use axum::extract::Query;
use kernel::{AssetId, PersonId, Result, Right};
use ledger::assets::{Page, ops as assets};
use ledger::handovers::{Filter as Which, Listed, Show, State, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words;
use crate::assets::words as asset_words;
use crate::door::{Answer, Visit};
use crate::people::{Tab, tabs};
use crate::ui::button::{Button, link_button};
use crate::ui::dates::{day_cell, deadline_cell};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Chip, Choice, Column, Empty, Filter, Head, Icon, List, Pager, Row, Table, Tone, layout,
};

const ROWS: u32 = 50;
/// A loan is shown as pressing so many days before it is due.
const SOON: i64 = 7;

/// The page.
pub async fn page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let here = Address::of("/handovers", query);
    let show = Show::parse(here.get("show").unwrap_or_default());
    let person = here.get("person").and_then(|id| id.parse().ok()).map(PersonId);
    let number = here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let which = Which { show, person, asset: None };
    let (listed, total) = ops::list(cx, &which, Page { size: ROWS, ..Page::number(number) }).await?;
    let names = things(&visit, &listed).await?;
    let person_name = match person {
        Some(id) => ledger::people::ops::names(cx, &[id]).await?.pop().map(|(_, name)| name),
        None => None,
    };
    let (label, who) = (t(lang, "handovers.filter.show"), t(lang, "handovers.column.person"));
    let shows =
        Show::ALL.iter().map(|(_, word)| Choice::new(*word, t(lang, &format!("handovers.show.{word}"))));
    let may_change = cx.actor.has(Right::ChangeLedger);
    let acts = if may_change {
        new_button(&visit)
    } else {
        html! {}
    };
    let shown = t(lang, &format!("handovers.show.{}", show.word()));
    let mut chips = Vec::new();
    if show != Show::All {
        chips.push(Chip::new(&label, &shown, here.without("show").without("page")));
    }
    if let Some(name) = &person_name {
        chips.push(Chip::new(&who, name, here.without("person").without("page")));
    }
    let (empty, body) = (t(lang, "handovers.empty"), t(lang, "handovers.empty_body"));
    let list = List {
        filters: vec![Filter::new("show", &label, shows.collect(), show.word())],
        chips,
        table: table(&visit, &listed, &names),
        pager: Pager::pages(number.into(), ROWS.into(), total.unsigned_abs()),
        empty: Some(Empty { icon: Icon::Laptop, title: &empty, body: &body, acts: acts.clone() }),
        ..List::new(&here)
    };
    let title = t(lang, "handovers.title");
    let body = html! {
        (layout::head(&Head::new(&title).lead(&t(lang, "handovers.lead")).acts(acts)))
        (tabs(lang, Tab::Handovers))
        (list.render(lang))
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

fn new_button(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        (link_button("/handovers/new", &Button::primary(t(lang, "handovers.new")).icon(Icon::Add)))
        @if visit.cx.actor.has(Right::ManageSettings) { (link_button("/handovers/terms", &Button::new(t(lang, "handovers.terms_title")).icon(Icon::Edit))) }
    }
}

/// The papers of a person, planned ones first; nothing where there are none.
pub async fn of_person(visit: &Visit, person: PersonId) -> Result<Markup> {
    const SHOWN: u32 = 20;
    let lang = visit.lang;
    let of = async |show| {
        let which = Which { show, person: Some(person), asset: None };
        ops::list(&visit.cx, &which, Page::first(SHOWN)).await
    };
    let (planned, (all, total)) = (of(Show::Planned).await?.0, of(Show::All).await?);
    if total == 0 {
        return Ok(html! {});
    }
    let rest = all.into_iter().filter(|one| one.handover.state != State::Planned);
    let listed: Vec<Listed> = planned.into_iter().chain(rest).collect();
    let names = things(visit, &listed).await?;
    let count = crate::ui::numbers::signed(total);
    let more =
        html! { a href={ "/handovers?person=" (person) } { (tr(lang, "today.all", &[("count", &count)])) } };
    let table = table(visit, &listed, &names).render(lang, &Address::new(""));
    Ok(layout::panel(&t(lang, "handovers.title"), Some(&more), &table))
}

/// What the things of these hand-overs are called.
pub(super) async fn things(visit: &Visit, listed: &[Listed]) -> Result<HashMap<AssetId, String>> {
    let ids: Vec<AssetId> =
        listed.iter().flat_map(|one| one.handover.items.iter().map(|item| item.asset)).collect();
    let found = assets::some(&visit.cx, &ids).await?;
    Ok(found.into_iter().map(|asset| (asset.id, asset_words::title(visit.lang, &asset, asset.id))).collect())
}

pub(super) fn table(visit: &Visit, listed: &[Listed], names: &HashMap<AssetId, String>) -> Table {
    let lang = visit.lang;
    Table {
        columns: vec![
            Column::text("number", t(lang, "handovers.column.number")).lead(),
            Column::state("state", t(lang, "handovers.column.state")),
            Column::text("person", t(lang, "handovers.column.person")),
            Column::text("things", t(lang, "handovers.column.things")),
            Column::date("on", t(lang, "handovers.column.on")),
            Column::date("due", t(lang, "handovers.column.due")),
        ],
        rows: listed.iter().map(|one| row(visit, one, names)).collect(),
        ..Table::new(t(lang, "handovers.title"))
    }
}

fn row(visit: &Visit, one: &Listed, names: &HashMap<AssetId, String>) -> Row {
    let (lang, dates, today) = (visit.lang, visit.dates(), visit.cx.today());
    let it = &one.handover;
    let called: Vec<String> = it.items.iter().filter_map(|item| names.get(&item.asset).cloned()).collect();
    let on = it.signed.as_ref().map_or(it.planned_on, |signed| signed.on);
    let number = words::number(lang, it);
    let row = Row::new(it.id.to_string(), &number, format!("/handovers/{}", it.id)).cells(vec![
        html! { (number) },
        words::state(lang, it, one.overdue),
        html! { a href={ "/people/" (it.person) } { (one.person_name) } },
        html! { (words::some(lang, &called)) },
        html! { @if it.state == State::Planned { (deadline_cell(dates, today, kernel::PartialDay::exact(on), SOON)) } @else { (day_cell(dates, Some(on))) } },
        html! {
            @match it.due_on {
                Some(due) if it.state == State::Done => (deadline_cell(dates, today, kernel::PartialDay::exact(due), SOON)),
                Some(due) => (day_cell(dates, Some(due))),
                None => span.quiet { (t(lang, "handovers.no_due")) },
            }
        },
    ]);
    if one.overdue { row.tone(Tone::Now) } else { row }
}
