//! The page one counts with, room by room: `/stocktakings/{id}/rooms/{place}/counting`. It works with nothing but the
//! form; the script in `front/src/count.ts` makes it quick, and lets it work without a network.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Fault, PlaceId, Result, StocktakingId};
use ledger::stocktaking::{
    Answer as Answered, Condition, Event, NewScan, Outcome, Scan, Source, Stocktaking, lists, ops,
};
use maud::{Markup, html};
use platform::locale::{say, t};

use super::one::progress;
use super::rows::{self, Around};
use super::script;
use super::words::{Said, outcome_chip, person, said, state_chip};
use crate::assets::account_names;
use crate::assets::forms::{Sent, value};
use crate::door::{Answer, Visit, redirect};
use crate::embed;
use crate::ui::button::{Button, button};
use crate::ui::frame::Room;
use crate::ui::{Address, Field, Head, Icon, form_render, icon, layout};

/// How many of the last readings the page shows.
const LAST: u64 = 20;
/// The page.
pub async fn page(visit: Visit, Path((id, place)): Path<(i64, i64)>) -> Answer {
    show(&visit, StocktakingId(id), PlaceId(place), None).await
}

/// One reading from the form, for whoever has no script.
pub async fn read(visit: Visit, Path((id, place)): Path<(i64, i64)>, Form(sent): Form<Sent>) -> Answer {
    let (id, place) = (StocktakingId(id), PlaceId(place));
    let typed = value(&sent, "typed");
    if typed.is_empty() {
        lists::room(&visit.cx, id, Some(place)).await?;
        return Ok(redirect(&format!("/stocktakings/{id}/rooms/{place}/counting")));
    }
    let event = Event::Read(NewScan {
        client: value(&sent, "scan").to_owned(),
        place,
        typed: typed.to_owned(),
        read_at: None,
        source: Source::Typed,
        condition: None,
        note: String::new(),
    });
    let answers = ops::take(&visit.cx, id, &[event]).await?;
    show(&visit, id, place, answers.first()).await
}

async fn show(visit: &Visit, id: StocktakingId, place: PlaceId, answer: Option<&Answered>) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let of = lists::see(cx, id).await?;
    let room = lists::room(cx, id, Some(place)).await?;
    if !of.state.is_counting() {
        return Err(Fault::conflict("stocktaking.fault.not_open").into());
    }
    let last = lists::readings(cx, id, Some(place), Outcome::ALL, (0, LAST)).await?;
    let people = account_names(visit).await?;
    let back = of.name.clone();
    let (path, here) = (format!("/stocktakings/{id}"), format!("/stocktakings/{id}/rooms/{place}"));
    let head = Head::new(&room.name).back(&back, &path).state(state_chip(lang, of.state));
    let address = Address::new(format!("{here}/counting"));
    let around = Around { visit, of: &of, people: &people, may: true, here: &address };
    let said = answer.map(|answer| said(visit, &people, answer));
    let status = match answer {
        Some(answer) if answer.refused.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let body = html! {
        (layout::head(&head))
        div.count data-count data-send={ (path) "/readings" } data-expected={ (here) "/expected" } data-place=(place)
            data-account=(visit.account.as_ref().map_or(0, |account| account.id.0)) data-worker=(script::WORKER)
            data-wasm=(embed::url("zxing_reader.wasm")) {
            div.count-line { div #count-progress { (progress(visit, &room.tally)) } a href=(here) { (t(lang, "stocktaking.room_lists")) } }
            div #count-state.count-state role="status" data-count-script hidden {}
            (form(visit, &of, &here)?)
            (script::tools(lang))
            div #count-answer.count-answer role="status" aria-live="assertive" { @if let Some(said) = &said { (answer_card(said)) } }
            (last_panel(&around, &last))
            (script::templates(lang, &around))
        }
        script src=(embed::url("count.js")) defer {}
    };
    Ok(script::with_camera(visit.show_as(status, &room.name, Some(Room::Ledger), &body)))
}

fn form(visit: &Visit, of: &Stocktaking, here: &str) -> Result<Markup> {
    let lang = visit.lang;
    let scan = fresh_id()?;
    let field = Field::text("typed", t(lang, "stocktaking.typed"))
        .hint(t(lang, "stocktaking.typed_hint"))
        .autocomplete("off")
        .autofocus();
    Ok(html! {
        form.count-form method="post" action={ (here) "/counting" } data-count-form data-stocktaking=(of.id) {
            input type="hidden" name="scan" value=(scan);
            (form_render::fields(&field.render(lang)))
            div.form-acts { (button(&Button::primary(t(lang, "stocktaking.count_verb")).icon(Icon::Check))) }
        }
    })
}

/// The answer, big: colour, word and sign together.
fn answer_card(said: &Said) -> Markup {
    html! {
        div class={ "count-card " (said.tone.class()) } {
            (crate::ui::state::shape(said.tone))
            div {
                p.count-word { (said.word) }
                @if !said.label.is_empty() { p.count-label { (said.label) } }
                @if !said.more.is_empty() { p { (said.more) } }
            }
        }
    }
}

fn last_panel(it: &Around<'_>, last: &[Scan]) -> Markup {
    let lang = it.visit.lang;
    layout::panel(
        &t(lang, "stocktaking.last"),
        None,
        &html! {
            @if last.is_empty() { p.quiet data-count-empty { (t(lang, "stocktaking.nothing.read")) } }
            ul #count-last.count-list { @for scan in last { (reading(it, scan)) } }
        },
    )
}

fn reading(it: &Around<'_>, scan: &Scan) -> Markup {
    let visit = it.visit;
    let name = html! { @match scan.asset { Some(asset) => a href={ "/assets/" (asset) } { (scan.label) }, None => (scan.label) } };
    let when = html! { (visit.moment(scan.read_at)) " " (person(it.people, &scan.by)) };
    let parts = Parts {
        chip: outcome_chip(visit.lang, scan),
        name,
        model: &scan.model,
        when,
        may_move: scan.outcome == Outcome::Elsewhere && scan.moved_in.is_none(),
        remark: remark_form(it, &scan.client, scan.condition, &scan.note),
    };
    row(it, &scan.client, &parts)
}

/// What a row of the list is made of, for a reading and for the template of the script.
pub struct Parts<'a> {
    pub chip: Markup,
    pub name: Markup,
    pub model: &'a str,
    pub when: Markup,
    pub may_move: bool,
    pub remark: Markup,
}

/// One reading with what can be done about it.
pub fn row(it: &Around<'_>, scan: &str, parts: &Parts<'_>) -> Markup {
    let lang = it.visit.lang;
    let act = |act: &str, label: Button| {
        html! {
            form.inline method="post" action=(rows::act_path(it.of.id, scan, act)) data-count-move[act == "move"] hidden[act == "move" && !parts.may_move] {
                input type="hidden" name="back" value=(it.here);
                (button(&label))
            }
        }
    };
    html! {
        li id={ "scan-" (scan) } data-scan=(scan) {
            div.count-row {
                (parts.chip)
                span data-count-label { (parts.name) }
                span.quiet { (parts.model) }
                span.quiet data-count-when { (parts.when) }
            }
            div.button-row {
                (act("move", Button::new(t(lang, "stocktaking.move"))))
                (act("undoing", Button::bare(t(lang, "stocktaking.undo")).icon(Icon::Undo)))
            }
            (parts.remark)
        }
    }
}

/// How the thing looks; closed until somebody has something to say.
pub fn remark_form(it: &Around<'_>, scan: &str, kept: Option<Condition>, note: &str) -> Markup {
    let lang = it.visit.lang;
    let label = t(lang, "stocktaking.column.condition");
    html! {
        details.count-remark {
            summary { (icon(Icon::Edit)) (label) @if let Some(condition) = kept { ": " (say(lang, &condition.text())) } @if !note.is_empty() { " " (note) } }
            form method="post" action=(rows::act_path(it.of.id, scan, "remark")) {
                input type="hidden" name="back" value=(it.here);
                select name="condition" aria-label=(label) {
                    option value="" { (t(lang, "stocktaking.condition.none")) }
                    @for condition in Condition::ALL {
                        option value=(condition.word()) selected[kept == Some(*condition)] { (say(lang, &condition.text())) }
                    }
                }
                input type="text" name="note" value=(note) maxlength="500" aria-label=(t(lang, "stocktaking.column.note")) placeholder=(t(lang, "stocktaking.column.note"));
                (button(&Button::new(t(lang, "stocktaking.keep"))))
            }
        }
    }
}

/// A UUID (version 4), for the reading that the form will send.
fn fresh_id() -> Result<String> {
    let mut bytes = *platform::secrets::random::<16>()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut hex = format!("{:032x}", u128::from_be_bytes(bytes));
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    Ok(hex)
}
