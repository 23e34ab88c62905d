//! The wizard's pages.

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use maud::{Markup, html};
use platform::locale::t;

use super::forms::SetupForm;
use crate::door::Visit;
use crate::ui::form::{Field, FieldError, Form};
use crate::ui::form_render;
use crate::ui::frame;
use crate::ui::icons::{Icon, icon};

/// Where the sample company is asked for.
const SAMPLE: &str = "/setup/sample";

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
    bare(visit, StatusCode::OK, "setup.title", &body)
}

/// The form of 「自社ではじめる」.
pub fn company(
    visit: &Visit,
    status: StatusCode,
    form: &SetupForm,
    errors: &[FieldError],
    asks_code: bool,
) -> Response {
    let lang = visit.lang;
    let fields = html! {
        (code_field(visit, form, errors, asks_code))
        (Field::text("company", t(lang, "setup.company")).value(&form.company).autocomplete("organization")
            .placeholder(t(lang, "setup.company.example")).error_in(errors).required().autofocus().render(lang))
        (Field::text("name", t(lang, "setup.name")).value(&form.name).autocomplete("name")
            .error_in(errors).required().render(lang))
        (login_fields(visit, form, errors))
    };
    wizard(
        visit,
        status,
        ("setup.company.title", "setup.company.lead"),
        errors,
        "/setup/company",
        "setup.company.submit",
        &fields,
    )
}

/// The form of 「見本の会社で試す」.
pub fn sample(
    visit: &Visit,
    status: StatusCode,
    form: &SetupForm,
    errors: &[FieldError],
    asks_code: bool,
) -> Response {
    let lang = visit.lang;
    let fields = html! {
        (code_field(visit, form, errors, asks_code))
        (Field::text("name", t(lang, "setup.name")).value(&form.name).autocomplete("name")
            .error_in(errors).required().autofocus().render(lang))
        (login_fields(visit, form, errors))
    };
    wizard(
        visit,
        status,
        ("setup.sample.title", "setup.sample.lead"),
        errors,
        SAMPLE,
        "setup.sample.submit",
        &fields,
    )
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

fn wizard(
    visit: &Visit,
    status: StatusCode,
    (title, lead): (&'static str, &'static str),
    errors: &[FieldError],
    action: &str,
    submit: &'static str,
    fields: &Markup,
) -> Response {
    let lang = visit.lang;
    let form = Form::post(action, t(lang, submit)).narrow().cancel("/setup").errors(errors);
    let body = html! {
        div.wizard {
            h1 { (t(lang, title)) }
            p.lead { (t(lang, lead)) }
            (form.render(lang, &form_render::fields(fields)))
            @if action == SAMPLE { p.quiet { (t(lang, "setup.sample.wait")) } }
        }
    };
    bare(visit, status, title, &body)
}

fn bare(visit: &Visit, status: StatusCode, title: &'static str, body: &Markup) -> Response {
    let page = frame::bare_page(&visit.frame(t(visit.lang, title), None), body);
    (status, Html(page.into_string())).into_response()
}
