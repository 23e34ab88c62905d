//! How the providers of the login look in the settings.

use axum::response::Response;
use http::StatusCode;
use maud::{Markup, html};
use platform::locale::t;
use platform::sso::{Kind, Provider};

use super::sso::{HERE, Sent};
use crate::door::Visit;
use crate::ui::button::{Button, copy_button, link_button, post_button};
use crate::ui::form::Width;
use crate::ui::frame::Room;
use crate::ui::{
    Address, Choice, Column, Field, FieldError, Form, Head, Row, Table, Tone, chip, form_render, layout,
};

/// All of them, and the form of another.
pub fn list(
    visit: &Visit,
    status: StatusCode,
    all: &[Provider],
    back: Option<&str>,
    sent: &Sent,
    errors: &[FieldError],
) -> Response {
    let lang = visit.lang;
    let (title, up) = (t(lang, "sso.title"), t(lang, "settings.title"));
    let lead = t(lang, "sso.about");
    let body = html! {
        (layout::head(&Head::new(&title).back(&up, "/settings").lead(&lead)))
        @if !all.is_empty() { (layout::panel(&t(lang, "sso.list"), None, &table(visit, all))) }
        @match back {
            Some(back) => (layout::panel(&t(lang, "sso.prepare"), None, &html! {
                p { (t(lang, "sso.prepare.about")) }
                p.secret-line { code.break-all { (back) } (copy_button(&t(lang, "ui.copy"), back)) }
            })),
            None => (layout::notice(Tone::Soon, &t(lang, "sso.fault.no_address"), &html! {
                div.button-row { (link_button("/settings/company", &Button::new(t(lang, "settings.section.company")))) }
            })),
        }
        (layout::panel(&t(lang, "sso.new"), None, &form(visit, HERE, "sso.add", sent, errors)))
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}

fn table(visit: &Visit, all: &[Provider]) -> Markup {
    let lang = visit.lang;
    let row = |provider: &Provider| {
        let secret =
            if provider.secret_is_set { "settings.secret.is_set" } else { "settings.secret.is_not_set" };
        let tone = if provider.secret_is_set { Tone::Good } else { Tone::Quiet };
        Row::new(provider.id.to_string(), provider.name.clone(), format!("{HERE}/{}", provider.id)).cells(
            vec![
                html! { (provider.name) },
                html! { span.break-all { (provider.issuer) } },
                chip(tone, &t(lang, secret)),
            ],
        )
    };
    Table {
        columns: vec![
            Column::text("name", t(lang, "sso.field.name")).lead(),
            Column::text("issuer", t(lang, "sso.field.issuer")),
            Column::state("secret", t(lang, "sso.field.secret")),
        ],
        rows: all.iter().map(row).collect(),
        ..Table::new(t(lang, "sso.list"))
    }
    .render(lang, &Address::new(HERE))
}

fn form(visit: &Visit, action: &str, submit: &str, sent: &Sent, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| Choice::new(kind.word(), t(lang, &format!("sso.kind.{}", kind.word()))));
    let form = Form::post(action, t(lang, submit)).errors(errors);
    form.render(lang, &html! {
        input type="hidden" name="version" value=(sent.version);
        (form_render::fields(&html! {
            (Field::select("kind", t(lang, "sso.field.kind"), kinds.collect()).value(&sent.kind).required().render(lang))
            (Field::text("name", t(lang, "sso.field.name")).value(&sent.name).hint(t(lang, "sso.hint.name"))
                .autocomplete("off").error_in(errors).required().render(lang))
            (Field::text("issuer", t(lang, "sso.field.issuer")).value(&sent.issuer).hint(t(lang, "sso.hint.issuer"))
                .autocomplete("off").width(Width::Full).error_in(errors).render(lang))
            (Field::text("client", t(lang, "sso.field.client")).value(&sent.client).autocomplete("off")
                .error_in(errors).required().render(lang))
            (Field::new_password("secret", t(lang, "sso.field.secret")).hint(t(lang, "sso.hint.secret"))
                .error_in(errors).render(lang))
            (Field::check("by_mail", t(lang, "sso.field.by_mail")).value(if sent.by_mail.is_empty() { "" } else { "true" })
                .hint(t(lang, "sso.hint.by_mail")).render(lang))
        }))
    })
}

/// One of them.
pub fn one(visit: &Visit, status: StatusCode, it: &Provider, sent: &Sent, errors: &[FieldError]) -> Response {
    let lang = visit.lang;
    let up = t(lang, "sso.title");
    let here = format!("{HERE}/{}", it.id);
    let body = html! {
        (layout::head(&Head::new(&it.name).back(&up, HERE)))
        (form(visit, &here, "account.save", sent, errors))
        (layout::panel(&t(lang, "sso.remove"), None, &html! {
            p { (t(lang, "sso.remove.about")) }
            (post_button(&format!("{here}/removal"), &Button::danger(t(lang, "sso.remove"))))
        }))
    };
    visit.show_as(status, &it.name, Some(Room::Settings), &body)
}
