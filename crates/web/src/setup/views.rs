//! The wizard's pages.

use std::cmp::Ordering;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kernel::Lang;
use maud::{Markup, html};
use platform::jobs::{Job, State};
use platform::locale::{say, t};

use super::forms::SetupForm;
use super::pages::Door;
use super::sample::PROGRESS;
use crate::door::Visit;
use crate::settings::zone_field;
use crate::ui::button::{Button, button};
use crate::ui::form::{Field, FieldError, Form};
use crate::ui::icons::{Icon, icon};
use crate::ui::progress::{Progress, asking_again, progress as bar};
use crate::ui::{Tone, chip, form_render, frame, layout};

/// The two doors.
pub fn doors(visit: &Visit, has_sample: bool) -> Response {
    let lang = visit.lang;
    let body = html! {
        div.wizard {
            h1 { (t(lang, "setup.title")) }
            p.lead { (t(lang, "setup.lead")) }
            div.doors {
                a.door href="/setup/company" {
                    (icon(Icon::Ledger))
                    strong { (t(lang, "setup.company.door")) }
                    span { (t(lang, "setup.company.about")) }
                }
                @if has_sample {
                    a.door href="/setup/sample" {
                        (icon(Icon::People))
                        strong { (t(lang, "setup.sample.door")) }
                        span { (t(lang, "setup.sample.about")) }
                    }
                }
            }
        }
    };
    bare(visit, StatusCode::OK, &t(lang, "setup.title"), &body)
}

/// The form behind a door.
pub fn form(
    visit: &Visit,
    status: StatusCode,
    door: Door,
    form: &SetupForm,
    errors: &[FieldError],
    asks_code: bool,
) -> Response {
    let (lang, word, is_own) = (visit.lang, door.word(), door == Door::Company);
    let fields = html! {
        (code_field(visit, form, errors, asks_code))
        @if is_own { (company_field(visit, form, errors)) }
        (name_field(visit, form, errors, !is_own))
        (login_fields(visit, form, errors))
        @if is_own { (time_zone_field(visit, form, errors)) }
    };
    let title = t(lang, &format!("setup.{word}.title"));
    let submit = t(lang, &format!("setup.{word}.submit"));
    let form = Form::post(format!("/setup/{word}"), submit).narrow().cancel("/setup").errors(errors);
    let body = html! {
        div.wizard {
            h1 { (title) }
            p.lead { (t(lang, &format!("setup.{word}.lead"))) }
            (form.render(lang, &form_render::fields(&fields)))
        }
    };
    bare(visit, status, &title, &body)
}

/// The page on which one waits for the sample company.
pub fn progress(visit: &Visit, job: &Job) -> Response {
    let lang = visit.lang;
    let title = t(lang, "setup.sample.progress");
    let body = html! {
        div.wizard {
            h1 { (title) }
            (sample_state(lang, job))
        }
    };
    bare(visit, StatusCode::OK, &title, &body)
}

/// How far the sample company is; asks again until it is there.
pub fn sample_state(lang: Lang, job: &Job) -> Markup {
    match job.state {
        State::Waiting | State::Running => {
            asking_again(lang, "sample-state", "/setup/sample/status", &under_way(lang, job))
        }
        State::Done => html! {
            (layout::notice(Tone::Good, &t(lang, "setup.sample.ready"), &html! {}))
            (way_in(lang, true))
        },
        State::Failed | State::Cancelled => html! {
            (layout::notice(Tone::Now, &t(lang, "setup.sample.stopped"), &html! {
                @if let Some(error) = &job.last_error { p { (say(lang, error)) } }
                p { (t(lang, "setup.sample.stopped_advice")) }
            }))
            (way_in(lang, false))
        },
    }
}

fn under_way(lang: Lang, job: &Job) -> Markup {
    let label = t(lang, "setup.sample.wait");
    // Before the first part has begun, none is known.
    let parts = if job.state == State::Running { job.total } else { 0 };
    let tone = |part: i64| match part.cmp(&job.done) {
        Ordering::Less => Tone::Good,
        Ordering::Equal => Tone::Info,
        Ordering::Greater => Tone::Quiet,
    };
    html! {
        (bar(lang, &Progress {
            id: "sample-progress",
            label: &label,
            done: 0,
            total: None,
            poll: None,
            cancel: None,
        }))
        ol.plain-list {
            @for part in 0..parts { li { (chip(tone(part), &t(lang, &format!("setup.sample.part.{part}")))) } }
        }
        noscript { p { a href=(PROGRESS) { (t(lang, "setup.sample.look")) } } }
    }
}

/// A script goes in by itself when all went well.
fn way_in(lang: Lang, by_itself: bool) -> Markup {
    let to = "/setup/sample/entry";
    html! {
        form method="post" action=(to) hx-post=[by_itself.then_some(to)] hx-trigger=[by_itself.then_some("load")] hx-swap=[by_itself.then_some("none")] {
            (button(&Button::primary(t(lang, "setup.sample.enter"))))
        }
    }
}

fn company_field(visit: &Visit, form: &SetupForm, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    Field::text("company", t(lang, "setup.company"))
        .value(&form.company)
        .autocomplete("organization")
        .placeholder(t(lang, "setup.company.example"))
        .error_in(errors)
        .required()
        .autofocus()
        .render(lang)
}

fn name_field(visit: &Visit, form: &SetupForm, errors: &[FieldError], is_first: bool) -> Markup {
    let lang = visit.lang;
    let field = Field::text("name", t(lang, "setup.name")).value(&form.name).autocomplete("name");
    let field = field.error_in(errors).required();
    if is_first { field.autofocus().render(lang) } else { field.render(lang) }
}

/// Proposed until somebody has chosen: Japan's, or the browser's own where a script can ask it.
fn time_zone_field(visit: &Visit, form: &SetupForm, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    let field = zone_field(lang, "time_zone", form.zone())
        .hint(t(lang, "settings.hint.company.zone"))
        .error_in(errors);
    if form.time_zone.is_empty() { field.proposed_by_script("zone").render(lang) } else { field.render(lang) }
}

fn code_field(visit: &Visit, form: &SetupForm, errors: &[FieldError], asks_code: bool) -> Markup {
    let lang = visit.lang;
    html! {
        @if asks_code {
            (Field::text("code", t(lang, "setup.code")).value(&form.code).hint(t(lang, "setup.code.hint"))
                .autocomplete("off").error_in(errors).required().render(lang))
        }
    }
}

fn login_fields(visit: &Visit, form: &SetupForm, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    html! {
        (Field::email("email", t(lang, "setup.email")).value(&form.email).hint(t(lang, "setup.email.hint"))
            .autocomplete("username").error_in(errors).required().render(lang))
        (Field::new_password("password", t(lang, "setup.password")).hint(t(lang, "setup.password.hint"))
            .error_in(errors).required().render(lang))
    }
}

fn bare(visit: &Visit, status: StatusCode, title: &str, body: &Markup) -> Response {
    let page = frame::bare_page(&visit.frame(title, None), body);
    (status, Html(page.into_string())).into_response()
}
