//! One person: who they are, everything they hold, what is planned with them, and what they gave back before.

use axum::extract::Path;
use kernel::{Day, Lang, PersonId, Right};
use ledger::assets::Asset;
use ledger::assets::model::Assignment;
use ledger::people::{Person, PersonState, ops};
use ledger::seats::Holder;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::holdings::{self, Held};
use super::views;
use crate::assets::words::{self, Names, text_or_unknown};
use crate::door::{Answer, Visit, redirect};
use crate::handovers;
use crate::moves;
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
    let held = Held {
        assets: ledger::assets::ops::held_by(cx, person.id).await?,
        seats: ledger::seats::ops::held_by(cx, Holder::Person(person.id)).await?,
        due: ledger::handovers::ops::due_of(cx, person.id).await?,
        names: Names::load(cx).await?,
        may_change: cx.actor.has(Right::ChangeLedger),
    };
    let past = ops::past_names(cx, person.id).await?;
    let returned = returned(ledger::assets::ops::handed_to(cx, person.id).await?);
    let papers = handovers::of_person(&visit, person.id).await?;
    let lists = moves::of_person(&visit, person.id).await?;
    let (title, back) = (person.name.clone(), t(lang, "people.title"));
    let head = Head::new(&title).back(&back, "/people").state(views::state(visit.dates(), &person));
    let head = if person.kana.is_empty() { head } else { head.lead(&person.kana) };
    let head = if held.may_change { head.acts(acts(lang, &person, held.count())) } else { head };
    let body = html! {
        (layout::head(&head))
        (layout::split(
            &html! {
                (lists)
                (holdings::panels(&visit, &person, &held))
                (papers)
                @if !returned.is_empty() { (given_back(visit.dates(), &held.names, &returned)) }
            },
            &html! { (about(lang, &person)) @if !past.is_empty() { (former(visit.dates(), &past)) } },
        ))
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

fn acts(lang: Lang, person: &Person, held: usize) -> Markup {
    let path = |act: &str| format!("/people/{}/{act}", person.id);
    let hand = |direction: &str| format!("/handovers/new?direction={direction}&person={}", person.id);
    html! {
        @if person.is_here() { (link_button(&hand("out"), &Button::primary(t(lang, "handovers.person.out")).icon(Icon::Laptop))) }
        @if held > 0 { (link_button(&hand("back"), &Button::new(t(lang, "handovers.person.back")).icon(Icon::Undo))) }
        (link_button(&path("edit"), &Button::new(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
        (beginnings(lang, person))
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

/// The lists that can be begun for somebody who is here; at first glance only a word.
fn beginnings(lang: Lang, person: &Person) -> Markup {
    let to = |kind: &str| format!("/moves/new?kind={kind}&person={}", person.id);
    html! {
        @if person.is_here() {
            details.tool-menu data-menu {
                summary.button { (crate::ui::icon(Icon::People)) span { (t(lang, "moves.begin")) } }
                div.menu {
                    @for kind in ["join", "change", "leave"] {
                        a.menu-item href=(to(kind)) { span { (t(lang, &format!("moves.begin.{kind}"))) } }
                    }
                }
            }
        }
    }
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
