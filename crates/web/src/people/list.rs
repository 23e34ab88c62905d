//! The list of people: `/people`.

use axum::extract::Query;
use kernel::Right;
use ledger::assets::Page;
use ledger::people::{Person, ops};
use maud::{Markup, html};
use platform::locale::t;

use super::{merge, views};
use crate::assets::words::text_or_unknown;
use crate::door::{Answer, Visit};
use crate::ui::button::{Button, link_button};
use crate::ui::dates::Dates;
use crate::ui::frame::Room;
use crate::ui::{
    Address, Choice, Column, Empty, Filter, Head, Icon, List, Pager, Row, Search, Table, layout,
};

const ROWS: u32 = 50;

/// The people, by reading.
pub async fn page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let here = Address::of("/people", query);
    let text = here.get("q").unwrap_or_default();
    let with_left = here.get("left").is_some();
    let number = here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let (people, total) = ops::list(cx, text, with_left, Page { size: ROWS, ..Page::number(number) }).await?;
    let (hint, state) = (t(lang, "people.search_hint"), t(lang, "people.filter.left"));
    let acts = acts(&visit);
    let (empty, body) = (t(lang, "people.empty"), t(lang, "people.empty_body"));
    let list = List {
        search: Some(Search::new("q", text, &hint)),
        filters: vec![Filter::new(
            "left",
            &state,
            vec![Choice::new("true", t(lang, "people.filter.with_left"))],
            here.get("left").unwrap_or_default(),
        )],
        table: Table {
            columns: vec![
                Column::text("name", t(lang, "people.field.name")).lead(),
                Column::text("kana", t(lang, "people.field.kana")),
                Column::text("employee_no", t(lang, "people.field.employee_no")),
                Column::text("department", t(lang, "people.field.department")),
                Column::text("email", t(lang, "people.field.email")),
                Column::state("state", t(lang, "people.field.state")),
            ],
            rows: people.iter().map(|person| row(visit.dates(), person)).collect(),
            ..Table::new(t(lang, "people.title"))
        },
        pager: Pager::pages(number.into(), ROWS.into(), total.unsigned_abs()),
        empty: (!with_left).then(|| Empty {
            icon: Icon::People,
            title: &empty,
            body: &body,
            acts: acts.clone(),
        }),
        ..List::new(&here)
    };
    let title = t(lang, "people.title");
    let whole = text.is_empty() && number == 1 && cx.actor.has(Right::ChangeLedger);
    let doubles = if whole {
        merge::hint(&visit).await?
    } else {
        html! {}
    };
    let body = html! {
        (layout::head(&Head::new(&title).acts(acts)))
        (views::tabs(lang, views::Tab::People))
        (doubles)
        (list.render(lang))
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

fn acts(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        @if visit.cx.actor.has(Right::ChangeLedger) { (link_button("/people/new", &Button::primary(t(lang, "people.new")).icon(Icon::Add))) }
        @if visit.cx.actor.has(Right::ImportLedger) { (link_button("/people/import", &Button::new(t(lang, "people.import")).icon(Icon::Intake))) }
    }
}

fn row(dates: Dates, person: &Person) -> Row {
    let lang = dates.lang;
    let text = |text: &str| text_or_unknown(lang, text);
    Row::new(person.id.to_string(), &person.name, format!("/people/{}", person.id)).cells(vec![
        html! { (person.name) },
        text(&person.kana),
        text(&person.employee_no),
        text(&person.department_name),
        text(&person.email),
        views::state(dates, person),
    ])
}
