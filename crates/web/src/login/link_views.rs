//! How logging in by a link looks.

use axum::response::Response;
use http::StatusCode;
use maud::html;
use platform::locale::{t, tr};

use super::views::page;
use crate::door::Visit;
use crate::ui::button::{Button, link_button};
use crate::ui::form::{Field, FieldError, Form};
use crate::ui::{Tone, form_render, layout};

/// Why it did not go on.
#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    /// No address was typed in.
    NoAddress,
    /// Too many tries: not before so many seconds.
    Later(u64),
    /// It was asked for in another browser.
    WantsNumber,
    /// The number is another one.
    WrongNumber,
}

impl Trouble {
    fn errors(self, visit: &Visit, field: &str) -> Vec<FieldError> {
        let lang = visit.lang;
        let text = match self {
            Trouble::NoAddress => t(lang, "accounts.fault.email").into_owned(),
            Trouble::Later(seconds) => tr(lang, "login.later", &[("seconds", &seconds.to_string())]),
            Trouble::WantsNumber => t(lang, "links.fault.wants_number").into_owned(),
            Trouble::WrongNumber => t(lang, "links.fault.wrong_number").into_owned(),
        };
        vec![FieldError::new(field, text)]
    }
}

/// Where one asks for a link.
pub fn ask(visit: &Visit, status: StatusCode, email: &str, trouble: Option<Trouble>) -> Response {
    let lang = visit.lang;
    let errors = trouble.map(|trouble| trouble.errors(visit, "email")).unwrap_or_default();
    let form =
        Form::post("/login/links", t(lang, "links.ask.submit")).narrow().cancel("/login").errors(&errors);
    let body = html! {
        p.lead { (t(lang, "links.ask.about")) }
        (form.render(lang, &form_render::fields(&Field::email("email", t(lang, "login.email")).value(email)
            .autocomplete("username").error_in(&errors).required().autofocus().render(lang))))
    };
    page(visit, status, "links.ask.title", &body)
}

/// What whoever asked is shown, whoever it is.
pub fn asked(visit: &Visit, number: &str) -> Response {
    let lang = visit.lang;
    let (first, last) = number.split_at(number.len() / 2);
    let body = html! {
        div.prose {
            p { (t(lang, "links.asked.about")) }
            p { (t(lang, "links.asked.elsewhere")) }
        }
        p.login-number { strong { (first) " " (last) } }
        p.quiet { (t(lang, "links.asked.none")) }
        div.button-row { (link_button("/login", &Button::new(t(lang, "links.asked.back")))) }
    };
    page(visit, StatusCode::OK, "links.asked.title", &body)
}

/// The page under the link: one button.
pub fn button(
    visit: &Visit,
    status: StatusCode,
    token: &str,
    wants_number: bool,
    trouble: Option<Trouble>,
) -> Response {
    let lang = visit.lang;
    let errors = trouble.map(|trouble| trouble.errors(visit, "number")).unwrap_or_default();
    let form = Form::post("/login/entry", t(lang, "links.follow.submit")).narrow().errors(&errors);
    let body = html! {
        p.lead { (t(lang, "links.follow.about")) }
        (form.render(lang, &html! {
            input type="hidden" name="token" value=(token);
            @if wants_number {
                (form_render::fields(&Field::text("number", t(lang, "links.field.number")).hint(t(lang, "links.hint.number"))
                    .autocomplete("one-time-code").error_in(&errors).autofocus().render(lang)))
            }
        }))
    };
    page(visit, status, "links.follow.title", &body)
}

/// The link leads nowhere any more.
pub fn over(visit: &Visit) -> Response {
    let lang = visit.lang;
    let body = html! {
        (layout::notice(Tone::Soon, &t(lang, "links.over.title"), &html! { p { (t(lang, "links.over.about")) } }))
        div.button-row { (link_button("/login", &Button::primary(t(lang, "links.asked.back")))) }
    };
    page(visit, StatusCode::UNAUTHORIZED, "links.follow.title", &body)
}
