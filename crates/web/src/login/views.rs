//! The door's pages.

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};
use secrecy::{ExposeSecret, SecretString};

use super::forms::LoginForm;
use crate::door::Visit;
use crate::ui::button::{Button, button};
use crate::ui::form::{Field, FieldError, Form};
use crate::ui::form_render;
use crate::ui::frame;
use crate::ui::passkey::{Ceremony, PasskeyForm, passkey_form};

/// Why one is not in yet.
#[derive(Debug, Clone, Copy)]
pub enum Refusal {
    /// Something typed in does not fit.
    Wrong,
    /// The passkey is not known here, or the question was over.
    Passkey,
    /// Too many tries: not before so many seconds.
    Later(u64),
}

impl Refusal {
    fn errors(self, visit: &Visit, field: &str, wrong: &'static str) -> Vec<FieldError> {
        let text = match self {
            Refusal::Wrong => t(visit.lang, wrong).into_owned(),
            Refusal::Passkey => t(visit.lang, "login.passkey.refused").into_owned(),
            Refusal::Later(seconds) => tr(visit.lang, "login.later", &[("seconds", &seconds.to_string())]),
        };
        let field = if matches!(self, Refusal::Passkey) { "" } else { field };
        vec![FieldError::new(field, text)]
    }
}

/// The ways in beside the password.
#[derive(Debug, Default)]
pub struct Offers {
    /// Passkeys, at this address.
    pub passkey: Option<String>,
    /// Links by mail.
    pub link: bool,
    /// Providers: number and name.
    pub providers: Vec<(i64, String)>,
}

/// The login form.
pub fn login(
    visit: &Visit,
    status: StatusCode,
    form: &LoginForm,
    offers: &Offers,
    refusal: Option<Refusal>,
) -> Response {
    let lang = visit.lang;
    let errors = refusal.map(|refusal| refusal.errors(visit, "email", "login.refused")).unwrap_or_default();
    let fields = html! {
        input type="hidden" name="next" value=(form.next);
        (Field::email("email", t(lang, "login.email")).value(&form.email).autocomplete("username")
            .error_in(&errors).required().autofocus().render(lang))
        (Field::password("password", t(lang, "login.password")).required().render(lang))
    };
    let next = form.next.clone();
    let form = Form::post("/login", t(lang, "login.submit")).narrow().errors(&errors);
    let body = html! {
        (form.render(lang, &form_render::fields(&fields)))
        (others(lang, &next, offers))
        p.quiet { (t(lang, "login.forgotten")) }
    };
    page(visit, status, "login.title", &body)
}

fn others(lang: Lang, next: &str, offers: &Offers) -> Markup {
    html! {
        @if let Some(origin) = &offers.passkey {
            (passkey_form(lang, &PasskeyForm {
                ceremony: Ceremony::Get,
                action: "/login/passkey",
                question: "/login/passkey/questions",
                origin,
                button: Button::new(t(lang, "login.passkey.submit")),
                fields: html! { input type="hidden" name="next" value=(next); },
            }))
        }
        @for (id, name) in &offers.providers {
            form.form.is-narrow method="post" action={ "/login/sso/" (id) } {
                input type="hidden" name="next" value=(next);
                div.form-acts { (button(&Button::new(tr(lang, "sso.log_in", &[("name", name)])))) }
            }
        }
        @if offers.link {
            p.login-other { a href="/login/links" { (t(lang, "links.offer")) } }
        }
    }
}

/// The form of the second factor.
pub fn factor(
    visit: &Visit,
    status: StatusCode,
    pending: &SecretString,
    next: &str,
    refusal: Option<Refusal>,
) -> Response {
    let lang = visit.lang;
    let errors =
        refusal.map(|refusal| refusal.errors(visit, "code", "login.factor.refused")).unwrap_or_default();
    let fields = html! {
        input type="hidden" name="pending" value=(pending.expose_secret());
        input type="hidden" name="next" value=(next);
        (Field::text("code", t(lang, "login.code")).hint(t(lang, "login.code.hint")).autocomplete("one-time-code")
            .error_in(&errors).required().autofocus().render(lang))
    };
    let form = Form::post("/login/factor", t(lang, "login.submit")).narrow().cancel("/login").errors(&errors);
    page(visit, status, "login.factor.title", &form.render(lang, &form_render::fields(&fields)))
}

pub(super) fn page(visit: &Visit, status: StatusCode, title: &'static str, form: &Markup) -> Response {
    let lang = visit.lang;
    let body = html! { div.wizard { h1 { (t(lang, title)) } (form) } };
    let page = frame::bare_page(&visit.frame(t(lang, title), None), &body);
    (status, Html(page.into_string())).into_response()
}
