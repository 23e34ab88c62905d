//! The pages between us and a provider.

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kernel::Text;
use maud::html;
use platform::locale::{say, t, tr};
use platform::sso::Begun;

use super::forms::SsoAnswer;
use super::views::page;
use crate::door::Visit;
use crate::ui::button::{Button, button, link_button};
use crate::ui::{Tone, frame, layout};

/// Off to the provider. A redirect after a form would be held back by the rule that forms stay in this house, so the page
/// itself goes on, at once or by its link.
pub fn leave(visit: &Visit, begun: &Begun) -> Response {
    let lang = visit.lang;
    let title = tr(lang, "sso.leave.title", &[("name", &begun.provider)]);
    let body = html! {
        div.wizard {
            meta http-equiv="refresh" content={ "0;url=" (begun.address) };
            h1 { (title) }
            p { (t(lang, "sso.leave.about")) }
            div.button-row { (link_button(&begun.address, &Button::primary(t(lang, "sso.leave.go")))) }
        }
    };
    let page = frame::bare_page(&visit.frame(title, None), &body);
    (StatusCode::OK, Html(page.into_string())).into_response()
}

/// Back from the provider: what it says is sent on to ourselves.
pub fn go_on(visit: &Visit, answer: &SsoAnswer) -> Response {
    let lang = visit.lang;
    let body = html! {
        p.lead { (t(lang, "sso.back.about")) }
        form.form.is-narrow method="post" action="/login/sso/entry" data-submit {
            input type="hidden" name="code" value=(answer.code);
            input type="hidden" name="state" value=(answer.state);
            input type="hidden" name="iss" value=(answer.iss);
            div.form-acts { (button(&Button::primary(t(lang, "sso.back.go")))) }
        }
    };
    page(visit, StatusCode::OK, "sso.back.title", &body)
}

/// It did not go on, and why.
pub fn trouble(visit: &Visit, why: &Text) -> Response {
    let lang = visit.lang;
    let body = html! {
        (layout::notice(Tone::Soon, &t(lang, "sso.trouble"), &html! { p { (say(lang, why)) } }))
        div.button-row { (link_button("/login", &Button::primary(t(lang, "links.asked.back")))) }
    };
    page(visit, StatusCode::CONFLICT, "login.title", &body)
}
