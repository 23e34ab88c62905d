//! How the pages of API tokens look.

use std::collections::BTreeMap;

use axum::response::Response;
use http::StatusCode;
use kernel::{Lang, Scope};
use maud::{Markup, html};
use platform::locale::{t, tr};
use platform::tokens::ApiToken;
use secrecy::{ExposeSecret, SecretString};

use super::forms::{TERMS, TokenForm};
use crate::door::Visit;
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Choice, Column, Empty, Fact, Field, FieldError, Form, Head, Icon, Row, Table, Tone, chip, facts,
    form_render, icon, layout, unknown,
};

/// All tokens.
pub fn list(visit: &Visit, all: &[ApiToken], names: &BTreeMap<String, String>) -> Response {
    let lang = visit.lang;
    let (title, lead) = (t(lang, "tokens.title"), t(lang, "tokens.lead"));
    let back = t(lang, "settings.title");
    let acts = || link_button("/tokens/new", &Button::primary(t(lang, "tokens.new.open")).icon(Icon::Add));
    let columns = [
        "tokens.field.label",
        "tokens.field.scopes",
        "tokens.field.account",
        "tokens.field.expires",
        "tokens.field.used",
        "tokens.field.state",
        "tokens.field.act",
    ];
    let table = Table {
        columns: columns.map(|key| Column::text(key, t(lang, key))).to_vec(),
        rows: all.iter().map(|token| row(visit, token, names)).collect(),
        ..Table::new(title.clone())
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").lead(&lead).acts(acts())))
        @if all.is_empty() {
            (Empty { icon: Icon::Lock, title: &t(lang, "tokens.empty"), body: &t(lang, "tokens.empty_body"), acts: acts() }.render())
        } @else {
            (table.render(lang, &Address::new("/tokens")))
        }
    };
    visit.show(&title, Some(Room::Settings), &body)
}

fn row(visit: &Visit, token: &ApiToken, names: &BTreeMap<String, String>) -> Row {
    let lang = visit.lang;
    let is_valid = token.is_valid(visit.cx.now());
    let (tone, state) = match (token.revoked_at, is_valid) {
        (Some(_), _) => (Tone::Quiet, "tokens.state.revoked"),
        (None, true) => (Tone::Good, "tokens.state.valid"),
        (None, false) => (Tone::Quiet, "tokens.state.expired"),
    };
    let never = t(lang, "tokens.never_used");
    let moment = |at| visit.moment(at);
    let revocation = format!("/tokens/{}/revocation", token.id);
    Row::plain(token.id.to_string(), token.label.clone()).cells(vec![
        html! { (token.label) },
        html! { (scopes(lang, &token.scopes)) },
        html! { @if let Some(name) = names.get(&format!("account:{}", token.account)) { (name) } @else { (unknown(lang, None)) } },
        token.expires_at.map_or_else(|| html! { (t(lang, "tokens.no_end")) }, moment),
        token.last_used_at.map_or_else(|| unknown(lang, Some(&never)), moment),
        chip(tone, &t(lang, state)),
        html! { @if is_valid { (post_button(&revocation, &Button::bare(t(lang, "tokens.revoke")))) } },
    ])
}

fn scopes(lang: Lang, scopes: &[Scope]) -> String {
    let words = scopes.iter().map(|scope| t(lang, &format!("accounts.scope.{}", scope.word())).into_owned());
    words.collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
}

/// The form of a new token.
pub fn new(visit: &Visit, status: StatusCode, form: &TokenForm, errors: &[FieldError]) -> Response {
    let lang = visit.lang;
    let (title, back) = (t(lang, "tokens.new.title"), t(lang, "tokens.title"));
    let term = |days: i64| {
        let label = match days {
            0 => t(lang, "tokens.no_end").into_owned(),
            days => tr(lang, "tokens.term", &[("count", &days.to_string())]),
        };
        Choice::new(days.to_string(), label)
    };
    let ui = Form::post("/tokens", t(lang, "tokens.new.submit")).cancel("/tokens").errors(errors);
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/tokens")))
        (ui.render(lang, &html! {
            (form_render::fields(&html! {
                (Field::text("label", t(lang, "tokens.field.label")).value(&form.label).hint(t(lang, "tokens.new.label_hint"))
                    .autocomplete("off").error_in(errors).required().render(lang))
                (Field::select("term", t(lang, "tokens.field.expires"), TERMS.into_iter().map(term).collect()).value(&form.term)
                    .error_in(errors).required().render(lang))
            }))
            (scope_boxes(lang, form, errors))
        }))
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}

fn scope_boxes(lang: Lang, form: &TokenForm, errors: &[FieldError]) -> Markup {
    let wrong: Vec<&str> =
        errors.iter().filter(|error| error.field == "scopes").map(|error| error.text.as_str()).collect();
    html! {
        fieldset.form-section #field-scopes tabindex="-1" {
            legend { (t(lang, "tokens.field.scopes")) }
            p.section-hint { (t(lang, "tokens.new.scopes_hint")) }
            @for text in wrong { p.error { (icon(Icon::Alert)) span { (text) } } }
            div.fields {
                @for scope in Scope::ALL {
                    (Field::check(scope.word(), t(lang, &format!("accounts.scope.{}", scope.word())))
                        .value(if form.scopes.contains(&scope) { "true" } else { "" }).render(lang))
                }
            }
        }
    }
}

/// The token, this once.
pub fn once(visit: &Visit, token: &ApiToken, secret: &SecretString) -> Response {
    let lang = visit.lang;
    let (title, back, word) =
        (t(lang, "tokens.once.title"), t(lang, "tokens.title"), t(lang, "tokens.once.word"));
    let (what, secret) = (t(lang, "tokens.field.scopes"), secret.expose_secret());
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/tokens")))
        (layout::notice(Tone::Soon, &t(lang, "tokens.once.once"), &html! { p { (t(lang, "tokens.once.about")) } }))
        (layout::panel(&token.label, None, &html! {
            (facts(lang, &[
                Fact::new(&word, html! { code.break-all { (secret) } }).copy(secret),
                Fact::new(&what, html! { (scopes(lang, &token.scopes)) }),
            ]))
            div.button-row { (link_button("/tokens", &Button::primary(t(lang, "tokens.once.done")))) }
        }))
    };
    visit.show(&title, Some(Room::Settings), &body)
}
