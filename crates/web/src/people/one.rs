//! One person: who they are, what they hold, and what they were called before.

use axum::extract::Path;
use kernel::{Day, Lang, PersonId, Right};
use ledger::assets::Asset;
use ledger::assets::model::Assignment;
use ledger::people::{Person, PersonState, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::views;
use crate::assets::words::{self, Names, status_chip, text_or_unknown};
use crate::door::{Answer, Visit, redirect};
use crate::ui::button::{Button, button, link_button, post_button};
use crate::ui::dates::{Dates, day_cell};
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Fact, Head, Icon, Row, Table, facts, layout};

/// The page.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let person = ops::see(cx, PersonId(id)).await?;
    if person.id.0 != id {
        // An old link to somebody who was merged leads on to who stayed.
        return Ok(redirect(&format!("/people/{}", person.id)));
    }
    let held = ledger::assets::ops::held_by(cx, person.id).await?;
    let past = ops::past_names(cx, person.id).await?;
    let returned = returned(ledger::assets::ops::handed_to(cx, person.id).await?);
    let names = Names::load(cx).await?;
    let (title, back) = (person.name.clone(), t(lang, "people.title"));
    let head = Head::new(&title).back(&back, "/people").state(views::state(visit.dates(), &person));
    let head = if person.kana.is_empty() { head } else { head.lead(&person.kana) };
    let head =
        if cx.actor.has(Right::ChangeLedger) { head.acts(acts(lang, &person, held.len())) } else { head };
    let body = html! {
        (layout::head(&head))
        (layout::split(
            &html! { (holdings(lang, &names, &person, &held)) @if !returned.is_empty() { (given_back(visit.dates(), &names, &returned)) } },
            &html! { (about(lang, &person)) @if !past.is_empty() { (former(visit.dates(), &past)) } },
        ))
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

fn acts(lang: Lang, person: &Person, held: usize) -> Markup {
    let path = |act: &str| format!("/people/{}/{act}", person.id);
    html! {
        (link_button(&path("edit"), &Button::new(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
        (link_button(&path("merger"), &Button::new(t(lang, "merging.people.title")).icon(Icon::Link)))
        @match person.state {
            PersonState::Active => {
                form.inline method="post" action=(path("leaving")) {
                    input type="hidden" name="version" value=(person.version);
                    @let verb = Button::new(t(lang, "people.leave")).icon(Icon::Logout);
                    (button(&if held == 0 { verb } else { verb.disabled(tr(lang, "people.leave_holds", &[("count", &held.to_string())])) }))
                }
            }
            PersonState::Left(_) => (post_button(&path("return"), &Button::new(t(lang, "people.come_back")).icon(Icon::Undo).named("version", person.version.to_string())))
        }
    }
}

fn holdings(lang: Lang, names: &Names, person: &Person, held: &[Asset]) -> Markup {
    let title = tr(lang, "people.holds", &[("count", &held.len().to_string())]);
    let more = html! { a href={ "/assets?person=" (person.id) } { (t(lang, "people.holds_in_ledger")) } };
    if held.is_empty() {
        return layout::panel(&title, None, &html! { p { (t(lang, "people.holds_nothing")) } });
    }
    let row = |asset: &Asset| {
        let label = words::title(lang, asset, asset.id);
        Row::new(asset.id.to_string(), &label, format!("/assets/{}", asset.id)).cells(vec![
            html! { (label) },
            html! { (names.kind(lang, asset.kind.0)) },
            text_or_unknown(lang, &words::maker_and_model(asset)),
            status_chip(lang, asset.status),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("asset_no", words::field_label(lang, "asset_no")).lead(),
            Column::text("kind", words::field_label(lang, "kind")),
            Column::text("model", words::field_label(lang, "model")),
            Column::state("status", words::field_label(lang, "status")),
        ],
        rows: held.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(&title, Some(&more), &table.render(lang, &Address::new("")))
}

/// Only what came back; what is still held stands above.
fn returned(all: Vec<(Assignment, Asset)>) -> Vec<(Assignment, Asset)> {
    all.into_iter().filter(|(assignment, _)| assignment.until_on.is_some()).collect()
}

fn given_back(dates: Dates, names: &Names, all: &[(Assignment, Asset)]) -> Markup {
    let lang = dates.lang;
    let row = |(place, (assignment, asset)): (usize, &(Assignment, Asset))| {
        let label = words::title(lang, asset, asset.id);
        Row::new(format!("past-{place}"), &label, format!("/assets/{}", asset.id)).cells(vec![
            html! { (label) },
            html! { (names.kind(lang, asset.kind.0)) },
            day_cell(dates, assignment.from_on),
            day_cell(dates, assignment.until_on),
        ])
    };
    let title = t(lang, "people.held_before");
    let table = Table {
        columns: vec![
            Column::text("asset_no", words::field_label(lang, "asset_no")).lead(),
            Column::text("kind", words::field_label(lang, "kind")),
            Column::date("from", t(lang, "assets.holder.from")),
            Column::date("until", t(lang, "assets.holder.until")),
        ],
        rows: all.iter().enumerate().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(&title, None, &table.render(lang, &Address::new("")))
}

fn about(lang: Lang, person: &Person) -> Markup {
    let labels = ["employee_no", "department", "email", "phone", "note"]
        .map(|field| t(lang, &format!("people.field.{field}")));
    let values = [&person.employee_no, &person.department_name, &person.email, &person.phone, &person.note];
    let shown: Vec<Fact<'_>> = labels
        .iter()
        .zip(values)
        .map(|(label, value)| Fact::new(label, text_or_unknown(lang, value)))
        .collect();
    layout::panel(&t(lang, "people.about"), None, &facts(lang, &shown))
}

fn former(dates: Dates, past: &[(String, Day)]) -> Markup {
    let lang = dates.lang;
    layout::panel(
        &t(lang, "people.past_names"),
        None,
        &html! { ul.plain-list { @for (name, until) in past {
            li { (name) span.quiet { (tr(lang, "people.past_until", &[("day", &dates.short(*until))])) } }
        } } },
    )
}
