//! One stocktaking: how far it is, room by room, and what is to be done: `/stocktakings/{id}`.

use axum::extract::Path;
use kernel::{Right, StocktakingId};
use ledger::stocktaking::report::accuracy;
use ledger::stocktaking::{Room as CountedRoom, State, Stocktaking, Tally, lists};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words::{self, room_name, state_chip};
use crate::assets::account_names;
use crate::assets::words::Names;
use crate::door::{Answer, Visit};
use crate::ui::button::{Button, button, link_button};
use crate::ui::frame::Room;
use crate::ui::layout::Figure;
use crate::ui::{Address, Column, Fact, Field, Head, Icon, Row, Table, Tone, dialog, facts, layout, numbers};

/// The page.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    let (cx, lang, id) = (&visit.cx, visit.lang, StocktakingId(id));
    let of = lists::see(cx, id).await?;
    let rooms = lists::rooms(cx, id).await?;
    let late = lists::late(cx, id).await?;
    let names = Names::load(cx).await?;
    let people = account_names(&visit).await?;
    let may = cx.actor.has(Right::ChangeLedger);
    let back = t(lang, "stocktaking.title");
    let head = Head::new(&of.name).back(&back, "/stocktakings").state(state_chip(lang, of.state));
    let body = html! {
        (layout::head(&head.acts(acts(&visit, &of, may))))
        @if of.state == State::Reopened {
            (layout::notice(Tone::Info, &t(lang, "stocktaking.state.reopened"), &html! { p { (of.reopen_reason) } }))
        }
        @if late > 0 { (late_notice(&visit, &of, late)) }
        (figures(&visit, &of))
        (table(&visit, &of, &rooms, may))
        (about(&visit, &of, &names, &people))
    };
    Ok(visit.show(&of.name, Some(Room::Ledger), &body))
}

fn late_notice(visit: &Visit, of: &Stocktaking, late: i64) -> Markup {
    let lang = visit.lang;
    let title = tr(lang, "stocktaking.late_title", &[("count", &late.to_string())]);
    let href = format!("/stocktakings/{}/items?show=late", of.id);
    layout::notice(
        Tone::Soon,
        &title,
        &html! { p { (t(lang, "stocktaking.late_text")) " " a href=(href) { (t(lang, "stocktaking.look")) } } },
    )
}

fn acts(visit: &Visit, of: &Stocktaking, may: bool) -> Markup {
    let lang = visit.lang;
    let path = |act: &str| format!("/stocktakings/{}/{act}", of.id);
    let closes = t(lang, "stocktaking.close");
    html! {
        @if may && of.state.is_counting() {
            (button(&Button::primary(closes.clone()).icon(Icon::Check).opens("close")))
            (link_button(&path("file"), &Button::new(t(lang, "stocktaking.file.title")).icon(Icon::Intake)))
        }
        (link_button(&path("export.xlsx"), &Button::new(t(lang, "stocktaking.export")).icon(Icon::Export)))
        (link_button(&path("report.pdf"), &Button::new(t(lang, "stocktaking.report")).icon(Icon::Print)))
        @if may && of.state == State::Open { (button(&Button::bare(t(lang, "stocktaking.cancel")).opens("cancel"))) }
        @if may && of.state == State::Closed { (button(&Button::new(t(lang, "stocktaking.reopen")).icon(Icon::Undo).opens("reopen"))) }
        @if may && of.state.is_counting() {
            (dialog::dialog(lang, "close", &closes, &html! {
                p { (tr(lang, "stocktaking.close_text", &[("missing", &of.tally.missing().to_string()), ("short", &of.tally.short().to_string())])) }
                form method="post" action=(path("closing")) { div.dialog-acts { (button(&Button::primary(closes.clone()))) } }
            }))
        }
        @if may && of.state == State::Open {
            @let gives_up = t(lang, "stocktaking.cancel");
            (dialog::dialog(lang, "cancel", &gives_up, &html! {
                p { (t(lang, "stocktaking.cancel_text")) }
                form method="post" action=(path("cancellation")) { div.dialog-acts { (button(&Button::danger(gives_up.clone()))) } }
            }))
        }
        @if may && of.state == State::Closed {
            @let opens = t(lang, "stocktaking.reopen");
            (dialog::dialog(lang, "reopen", &opens, &html! {
                p { (t(lang, "stocktaking.reopen_text")) }
                form method="post" action=(path("reopening")) {
                    (Field::text("reason", t(lang, "stocktaking.reopen_reason")).required().render(lang))
                    div.dialog-acts { (button(&Button::primary(opens.clone()))) }
                }
            }))
        }
    }
}

/// The counts of all rooms, each with the rows behind it.
fn figures(visit: &Visit, of: &Stocktaking) -> Markup {
    let (lang, tally) = (visit.lang, &of.tally);
    let at = |show: &str| format!("/stocktakings/{}/items?show={show}", of.id);
    let explained = tr(lang, "stocktaking.of_these_explained", &[("count", &tally.explained.to_string())]);
    let counts = [
        ("expected", tally.expected, None, None),
        ("here", tally.here, Some(at("here")), None),
        ("away", tally.away, Some(at("elsewhere")), None),
        ("missing", tally.missing(), Some(at("missing")), Some(explained.as_str())),
        ("short", tally.short(), Some(at("missing")), None),
        ("others", tally.read_unexpected + tally.read_unknown, Some(at("others")), None),
    ];
    let labels: Vec<_> =
        counts.iter().map(|(key, ..)| t(lang, &format!("stocktaking.column.{key}"))).collect();
    let figures: Vec<Figure<'_>> = counts
        .iter()
        .zip(&labels)
        .map(|((_, count, href, note), label)| Figure {
            label,
            value: html! { (numbers::signed(*count)) },
            href: href.as_deref(),
            note: *note,
        })
        .collect();
    layout::figures(&figures)
}

fn about(
    visit: &Visit,
    of: &Stocktaking,
    names: &Names,
    people: &std::collections::BTreeMap<String, String>,
) -> Markup {
    let lang = visit.lang;
    let labels = ["on", "scope", "opened", "closed", "accuracy"]
        .map(|key| t(lang, &format!("stocktaking.column.{key}")));
    let [on, scope, opened, closed, share] = &labels;
    let by = |label: &str| words::person(people, label);
    let mut shown = vec![
        Fact::new(on, html! { (visit.dates().short(of.on)) }),
        Fact::new(scope, html! { (words::scope(lang, names, &of.scope)) }),
        Fact::new(opened, html! { (visit.moment(of.opened_at)) " " (by(&of.opened_by)) }),
    ];
    if let Some(at) = of.closed_at {
        shown.push(Fact::new(closed, html! { (visit.moment(at)) " " (by(&of.closed_by)) }));
    }
    if of.state.is_closed() {
        shown.push(Fact::new(share, html! { (accuracy(&of.tally)) }));
    }
    layout::panel(&t(lang, "stocktaking.about"), None, &facts(lang, &shown))
}

fn table(visit: &Visit, of: &Stocktaking, rooms: &[CountedRoom], may: bool) -> Markup {
    let lang = visit.lang;
    let counting = may && of.state.is_counting();
    // Places where nothing was expected and nothing read stand behind, so that one can count there.
    let (used, idle): (Vec<_>, Vec<_>) = rooms.iter().partition(|room| room.tally != Tally::default());
    let word = |key: &str| t(lang, &format!("stocktaking.column.{key}")).into_owned();
    let table = Table {
        columns: vec![
            Column::text("room", word("room")).lead(),
            Column::text("progress", word("progress")),
            Column::number("missing", word("missing")),
            Column::number("strangers", word("strangers")),
            Column::number("others", word("others")),
            Column::text("act", word("act")),
        ],
        rows: used.iter().map(|room| row(visit, of, room, counting)).collect(),
        ..Table::new(t(lang, "stocktaking.rooms"))
    };
    html! {
        (layout::panel(&t(lang, "stocktaking.rooms"), None, &table.render(lang, &Address::new(""))))
        @if counting && !idle.is_empty() {
            details.choice-list {
                summary { (t(lang, "stocktaking.other_rooms")) }
                ul.plain-list { @for room in idle { li { a href=(room_path(of, room, "/counting")) { (room_name(lang, room)) } } } }
            }
        }
    }
}

fn row(visit: &Visit, of: &Stocktaking, room: &CountedRoom, counting: bool) -> Row {
    let (lang, tally, name) = (visit.lang, &room.tally, room_name(visit.lang, room));
    let count = |number: i64| html! { (numbers::signed(number)) };
    Row::new(
        room.place.map_or(0, |place| place.0).to_string(),
        &name,
        room_path(of, room, ""),
    )
    .cells(vec![
        html! { (name) },
        progress(visit, tally),
        count(tally.missing()),
        count(tally.read_elsewhere),
        count(tally.read_unexpected + tally.read_unknown),
        html! {
            @if counting && room.place.is_some() {
                (link_button(&room_path(of, room, "/counting"), &Button::new(t(lang, "stocktaking.count")).icon(Icon::Check)))
            }
        },
    ])
}

fn room_path(of: &Stocktaking, room: &CountedRoom, more: &str) -> String {
    format!("/stocktakings/{}/rooms/{}{more}", of.id, room.place.map_or(0, |place| place.0))
}

/// 「12 / 20台」 with a bar.
pub fn progress(visit: &Visit, tally: &Tally) -> Markup {
    let (found, expected) = (tally.found(), tally.expected);
    let text = tr(
        visit.lang,
        "stocktaking.progress",
        &[("found", &numbers::signed(found)), ("expected", &numbers::signed(expected))],
    );
    html! {
        span.room-progress {
            progress value=(found) max=(expected.max(1)) aria-label=(text) { (text) }
            span { (text) }
        }
    }
}
