//! The same person twice: who may be meant, what merging would do, and the merging. `/people/{id}/merger`.

use axum::Form;
use axum::extract::{Path, Query};
use kernel::{Lang, PersonId, Result};
use ledger::assets::Page;
use ledger::people::{Because, Person, ops};
use maud::{Markup, html};
use platform::locale::{say, t, tr};
use serde::Deserialize;

use super::views;
use crate::assets::forms::{Sent, value};
use crate::assets::words::text_or_unknown;
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::merging::{self, Line, Preview};
use crate::ui::button::{Button, button};
use crate::ui::dates::Dates;
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Field, Head, Row, Table, Tone, chip, layout};

/// How many people a search offers.
const OFFERED: u32 = 20;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The other person.
    with: String,
    /// Words to find one by.
    q: String,
}

/// Whom to merge with, or what would happen.
pub async fn page(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Answer {
    let person = ops::see(&visit.cx, PersonId(id)).await?;
    let path = format!("/people/{}", person.id);
    if person.id.0 != id {
        return Ok(redirect(&path));
    }
    let (title, lead) = (t(visit.lang, "merging.people.title"), t(visit.lang, "merging.people.lead"));
    let body = match asked.with.parse().ok().map(PersonId) {
        Some(other) => match ops::plan_merge(&visit.cx, person.id, other).await {
            Ok(plan) => preview(visit.lang, &person, &ops::see(&visit.cx, other).await?, &plan),
            Err(kernel::Fault::Conflict(text)) => {
                return Ok(redirect_with(&format!("{path}/merger"), &Notice::problem(text)));
            }
            Err(fault) => return Err(fault.into()),
        },
        None => choice(&visit, &person, asked.q.trim()).await?,
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&person.name, &path).lead(&lead)))
        (body)
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

/// Merges them.
pub async fn run(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (keep, gone) = (PersonId(id), PersonId(value(&sent, "with").parse().unwrap_or(0)));
    let names = (ops::see(&visit.cx, keep).await?.name, ops::see(&visit.cx, gone).await?.name);
    let path = format!("/people/{id}");
    merging::outcome(ops::merge(&visit.cx, keep, gone).await, (&path, &path), [&names.0, &names.1])
}

/// Takes it back.
pub async fn undo(visit: Visit, Path((id, set)): Path<(i64, i64)>) -> Answer {
    Ok(merging::undo(&visit, set, &format!("/people/{id}")).await?)
}

async fn choice(visit: &Visit, person: &Person, words: &str) -> Result<Markup> {
    let lang = visit.lang;
    let alike = ops::alike(&visit.cx, person.id).await?;
    let likely: Vec<(Person, Vec<Because>)> = alike.into_iter().map(|it| (it.person, it.because)).collect();
    let found = if words.is_empty() {
        Vec::new()
    } else {
        ops::list(&visit.cx, words, true, Page::first(OFFERED)).await?.0
    };
    let found: Vec<(Person, Vec<Because>)> =
        found.into_iter().filter(|it| it.id != person.id).map(|it| (it, Vec::new())).collect();
    let title = t(lang, "merging.people.likely");
    let search = Field::text("q", t(lang, "merging.people.search")).value(words);
    Ok(html! {
        (layout::panel(&title, None, &html! {
            @if likely.is_empty() { p { (t(lang, "merging.people.nobody")) } } @else { (people(visit.dates(), person, &title, &likely)) }
        }))
        (layout::panel(&t(lang, "merging.people.others"), None, &html! {
            form.day-line method="get" action={ "/people/" (person.id) "/merger" } {
                (search.render(lang))
                (button(&Button::new(t(lang, "merging.people.find"))))
            }
            @if !found.is_empty() { (people(visit.dates(), person, &t(lang, "merging.people.others"), &found)) }
            @else if !words.is_empty() { p { (t(lang, "ui.list.no_match")) } }
        }))
    })
}

fn people(dates: Dates, person: &Person, title: &str, all: &[(Person, Vec<Because>)]) -> Markup {
    let lang = dates.lang;
    let with_reasons = all.iter().any(|(_, because)| !because.is_empty());
    let row = |(other, because): &(Person, Vec<Because>)| {
        let href = format!("/people/{}/merger?with={}", person.id, other.id);
        let mut cells = vec![
            html! { (other.name) },
            text_or_unknown(lang, &other.employee_no),
            text_or_unknown(lang, &other.department_name),
            text_or_unknown(lang, &other.email),
            views::state(dates, other),
        ];
        if with_reasons {
            let reasons = html! { @for why in because { (chip(Tone::Info, &say(lang, &why.text()))) " " } };
            cells.insert(1, reasons);
        }
        Row::new(other.id.to_string(), &other.name, href).cells(cells)
    };
    let mut columns = vec![
        Column::text("name", t(lang, "people.field.name")).lead(),
        Column::text("employee_no", t(lang, "people.field.employee_no")),
        Column::text("department", t(lang, "people.field.department")),
        Column::text("email", t(lang, "people.field.email")),
        Column::state("state", t(lang, "people.field.state")),
    ];
    if with_reasons {
        columns.insert(1, Column::state("because", t(lang, "merging.because")));
    }
    let rows = all.iter().map(row).collect();
    Table { columns, rows, ..Table::new(title) }.render(lang, &Address::new(""))
}

fn preview(lang: Lang, keep: &Person, gone: &Person, plan: &ledger::merging::Plan) -> Markup {
    let label = |field: &str| t(lang, &format!("people.field.{field}")).into_owned();
    let shown = |field: &str, value: &str| match field {
        "department" if gone.department.is_some_and(|id| id.to_string() == value) => {
            gone.department_name.clone()
        }
        _ => value.to_owned(),
    };
    let line = |field: &str, keep: &String, gone: &String| (label(field), keep.clone(), gone.clone());
    let mut lines: Vec<Line> = vec![
        line("name", &keep.name, &gone.name),
        line("kana", &keep.kana, &gone.kana),
        line("employee_no", &keep.employee_no, &gone.employee_no),
        line("department", &keep.department_name, &gone.department_name),
        line("email", &keep.email, &gone.email),
        line("phone", &keep.phone, &gone.phone),
        line("note", &keep.note, &gone.note),
    ];
    let state = |it: &Person| {
        let key = if it.is_here() { "people.state.active" } else { "people.state.left" };
        t(lang, key).into_owned()
    };
    lines.push((label("state"), state(keep), state(gone)));
    merging::preview(&Preview {
        lang,
        keep: &keep.name,
        gone: &gone.name,
        gone_id: gone.id.0,
        action: &format!("/people/{}/merger", keep.id),
        turned: &format!("/people/{}/merger?with={}", gone.id, keep.id),
        lines: &lines,
        plan,
        label: &label,
        shown: &shown,
    })
}

/// Who is likely there twice, above the list of people.
pub async fn hint(visit: &Visit) -> Result<Markup> {
    const SHOWN: usize = 3;
    let lang = visit.lang;
    let pairs = ops::likely_doubles(&visit.cx).await?;
    if pairs.is_empty() {
        return Ok(html! {});
    }
    let title = tr(lang, "merging.people.hint", &[("count", &pairs.len().to_string())]);
    let shown: Vec<(String, String)> = pairs
        .iter()
        .take(SHOWN)
        .map(|pair| {
            let why: Vec<String> = pair.because.iter().map(|why| say(lang, &why.text())).collect();
            let why = why.join(if lang == Lang::Ja { "、" } else { ", " });
            let args = [("one", &*pair.one.1), ("other", &*pair.other.1), ("why", &*why)];
            (
                tr(lang, "merging.people.pair", &args),
                format!("/people/{}/merger?with={}", pair.one.0, pair.other.0),
            )
        })
        .collect();
    let rest = pairs.len().saturating_sub(SHOWN);
    let more = if rest > 0 {
        tr(lang, "merging.people.more", &[("count", &rest.to_string())])
    } else {
        String::new()
    };
    Ok(merging::hint(&title, &shown, &more))
}
