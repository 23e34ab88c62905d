//! The page that is held out to a colleague: what they get or give, what they agree to, and where they sign.

use axum::Form;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use http::StatusCode;
use kernel::{Fault, HandoverId, Lang, Text};
use ledger::handovers::{Direction, Item, Signing, State, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::one_view::{OnePage, paragraphs};
use super::{acts, one};
use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, button};
use crate::ui::frame;
use crate::ui::{FieldError, Form as UiForm, Icon, SignatureField, Tone, layout};

/// The field one signs in.
const STROKES: &str = "strokes";

/// The page.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    show(&visit, StatusCode::OK, HandoverId(id), &Sent::new(), &[]).await
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    id: HandoverId,
    sent: &Sent,
    errors: &[FieldError],
) -> Answer {
    let page = one::load(visit, id, errors).await?;
    if page.handover.state != State::Planned {
        let notice = Notice::problem(Text::new("handovers.fault.state"));
        return Ok(redirect_with(&format!("/handovers/{id}"), &notice));
    }
    let title = t(visit.lang, title_key(&page));
    let body = body(&page, sent);
    let answer = frame::bare_page(&visit.frame(title, None), &body);
    Ok((status, Html(answer.into_string())).into_response())
}

/// Signs, and does the hand-over.
pub async fn sign(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (cx, id) = (&visit.cx, HandoverId(id));
    let version = value(&sent, "version").parse().unwrap_or(0);
    let strokes = value(&sent, STROKES).to_owned();
    let mut name = value(&sent, &SignatureField::typed_name(STROKES)).to_owned();
    if name.is_empty() && !strokes.is_empty() {
        // Whoever draws is who the paper is about, unless they say otherwise.
        let person = ops::see(cx, id).await?.person;
        name = ledger::people::ops::see(cx, person).await?.name;
    }
    let by_name = acts::by_name(&visit);
    let signing = Signing { on: None, name, strokes, unsigned_because: String::new(), by_name };
    match ops::perform(cx, id, version, &signing).await {
        Ok(done) => {
            let key = match done.handover.direction {
                Direction::Out => "handovers.handed_out",
                Direction::Back => "handovers.taken_back",
            };
            Ok(redirect_with(&format!("/handovers/{id}"), &acts::good(&done.handover, key)))
        }
        Err(Fault::Conflict(text)) => Ok(redirect_with(&format!("/handovers/{id}"), &Notice::problem(text))),
        Err(fault) => {
            let mut errors = forms::errors(visit.lang, fault)?;
            // A missing name is a missing signature: one field of the page.
            for error in errors.iter_mut().filter(|error| error.field == "name") {
                STROKES.clone_into(&mut error.field);
            }
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, &sent, &errors).await
        }
    }
}

fn title_key(it: &OnePage<'_>) -> &'static str {
    match it.handover.direction {
        Direction::Out => "handovers.sign.out",
        Direction::Back => "handovers.sign.back",
    }
}

fn body(it: &OnePage<'_>, sent: &Sent) -> Markup {
    let lang = it.lang;
    let id = it.handover.id;
    let form = UiForm::post("", "").errors(it.errors);
    let verb = match it.handover.direction {
        Direction::Out => "handovers.sign.verb_out",
        Direction::Back => "handovers.sign.verb_back",
    };
    html! {
        section.sign-page {
            h1 { (t(lang, title_key(it))) }
            p.sign-who { (tr(lang, "handovers.sign.who", &[("name", &it.person.name)])) }
            @if !it.obstacles.is_empty() {
                (layout::notice(Tone::Now, &t(lang, "handovers.obstacles"), &html! { ul.plain-list { @for line in it.in_the_way() { li { (line) } } } }))
            }
            ul.sign-things { @for item in &it.handover.items { (thing(it, item)) } }
            @if let Some(due) = it.handover.due_on { p.sign-due { (tr(lang, "handovers.sign.due", &[("day", &it.dates.long(due))])) } }
            @if !it.handover.note.is_empty() { div.quiet { (paragraphs(&it.handover.note)) } }
            h2 { (t(lang, "handovers.sign.terms")) }
            div.terms { (paragraphs(&it.terms)) }
            form.form.is-narrow method="post" action={ "/handovers/" (id) "/signing" } novalidate {
                (form.summary(lang))
                input type="hidden" name="version" value=(it.handover.version);
                (pad(lang, sent, it))
                (button(&Button::primary(t(lang, verb)).icon(Icon::Check)))
            }
            p { a href={ "/handovers/" (id) } { (t(lang, "handovers.sign.stop")) } }
        }
    }
}

fn thing(it: &OnePage<'_>, item: &Item) -> Markup {
    let lang = it.lang;
    let serial = it.found.get(&item.asset).map(|asset| asset.serial.as_str()).unwrap_or_default();
    html! {
        li {
            strong { (it.called(item)) }
            @if !serial.is_empty() { span.quiet { "S/N " (serial) } }
            @if !item.accessories.is_empty() { span { (tr(lang, "handovers.sign.accessories", &[("text", &item.accessories)])) } }
            @if !item.condition.is_empty() { span { (tr(lang, "handovers.sign.condition", &[("text", &item.condition)])) } }
        }
    }
}

/// Where one signs: with a finger, or by typing one's name.
fn pad(lang: Lang, sent: &Sent, it: &OnePage<'_>) -> Markup {
    let typed = value(sent, &SignatureField::typed_name(STROKES));
    SignatureField::new(STROKES, tr(lang, "handovers.sign.name", &[("name", &it.person.name)]))
        .value(value(sent, STROKES), typed)
        .error_in(it.errors)
        .render(lang)
}
