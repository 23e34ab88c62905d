//! How the pages of accounts look.

use axum::response::Response;
use http::StatusCode;
use kernel::{Lang, Role, Text};
use maud::{Markup, html};
use platform::accounts::{Account, Listed};
use platform::locale::{say, t, tr};
use secrecy::{ExposeSecret, SecretString};

use super::forms::AccountForm;
use crate::door::{Visit, role_key};
use crate::ui::button::{Button, copy_button, link_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Choice, Column, Fact, Field, FieldError, Form, Head, Icon, Row, Table, Tone, chip, dates, facts,
    form_render, layout, unknown,
};

/// Everybody.
pub fn list(visit: &Visit, all: &[Listed]) -> Response {
    let lang = visit.lang;
    let title = t(lang, "accounts.list.title");
    let (back, lead) = (t(lang, "settings.title"), t(lang, "accounts.list.lead"));
    let acts = link_button("/accounts/new", &Button::primary(t(lang, "accounts.new.open")).icon(Icon::Add));
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "accounts.field.name")).lead(),
            Column::text("email", t(lang, "accounts.field.email")),
            Column::text("role", t(lang, "accounts.field.role")),
            Column::state("state", t(lang, "accounts.list.state")),
            Column::state("factor", t(lang, "account.factor.title")),
            Column::date("login", t(lang, "accounts.list.last_login")),
        ],
        rows: all.iter().map(|listed| row(visit, listed)).collect(),
        ..Table::new(title.clone())
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").lead(&lead).acts(acts)))
        (table.render(lang, &Address::new("/accounts")))
    };
    visit.show(&title, Some(Room::Settings), &body)
}

fn row(visit: &Visit, listed: &Listed) -> Row {
    let (lang, account) = (visit.lang, &listed.account);
    let factor = if account.totp {
        chip(Tone::Good, &t(lang, "account.factor.on"))
    } else {
        chip(Tone::Quiet, &t(lang, "account.factor.off"))
    };
    let never = t(lang, "accounts.list.never");
    let last = account.last_login_at.map_or_else(|| unknown(lang, Some(&never)), |at| visit.moment(at));
    Row::new(account.id.to_string(), account.name.clone(), format!("/accounts/{}", account.id)).cells(vec![
        html! { (account.name) },
        html! { (account.email) },
        html! { (t(lang, role_key(account.role))) },
        state(lang, listed),
        factor,
        last,
    ])
}

fn state(lang: Lang, listed: &Listed) -> Markup {
    let (tone, key) = match listed {
        Listed { account: Account { active: false, .. }, .. } => (Tone::Quiet, "accounts.state.inactive"),
        Listed { locked_until: Some(_), .. } => (Tone::Soon, "accounts.state.waiting"),
        Listed { account: Account { must_change_password: true, .. }, .. } => {
            (Tone::Info, "accounts.state.first_password")
        }
        _ => (Tone::Good, "accounts.state.active"),
    };
    chip(tone, &t(lang, key))
}

/// The form of a new account.
pub fn new(visit: &Visit, status: StatusCode, form: &AccountForm, errors: &[FieldError]) -> Response {
    let lang = visit.lang;
    let (title, back) = (t(lang, "accounts.new.title"), t(lang, "accounts.list.title"));
    let lead = t(lang, "accounts.new.lead");
    let ui = Form::post("/accounts", t(lang, "accounts.new.submit")).cancel("/accounts").errors(errors);
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/accounts").lead(&lead)))
        (ui.render(lang, &form_render::fields(&fields(lang, form, errors))))
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}

fn fields(lang: Lang, form: &AccountForm, errors: &[FieldError]) -> Markup {
    let choice = |role: Role| {
        Choice::new(role.word(), t(lang, role_key(role)))
            .note(t(lang, &format!("accounts.role.{}.hint", role.word())))
    };
    html! {
        (Field::text("name", t(lang, "accounts.field.name")).value(&form.name).autocomplete("off").error_in(errors).required().render(lang))
        (Field::email("email", t(lang, "accounts.field.email")).value(&form.email).autocomplete("off").error_in(errors).required().render(lang))
        (Field::cards("role", t(lang, "accounts.field.role"), Role::ALL.into_iter().map(choice).collect()).value(&form.role)
            .error_in(errors).required().render(lang))
    }
}

/// What the page of one account shows.
pub struct One<'a> {
    /// The account as it is.
    pub listed: &'a Listed,
    /// How many passkeys it has.
    pub passkeys: i64,
    /// What stands in the form.
    pub form: &'a AccountForm,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
    /// Why it could not be saved as things are.
    pub conflict: Option<Text>,
}

/// One account.
pub fn one(visit: &Visit, status: StatusCode, it: &One<'_>) -> Response {
    let lang = visit.lang;
    let account = &it.listed.account;
    let back = t(lang, "accounts.list.title");
    let action = format!("/accounts/{}", account.id);
    let ui = Form::post(&action, t(lang, "account.save")).cancel("/accounts").errors(it.errors);
    let body = html! {
        (layout::head(&Head::new(&account.name).back(&back, "/accounts").state(state(lang, it.listed))))
        @if let Some(text) = &it.conflict { (conflict(lang, account, text)) }
        (ui.render(lang, &html! {
            input type="hidden" name="version" value=(it.form.version);
            (form_render::fields(&fields(lang, it.form, it.errors)))
        }))
        (layout::panel(&t(lang, "accounts.acts.title"), None, &acts(visit, it)))
    };
    visit.show_as(status, &account.name, Some(Room::Settings), &body)
}

fn conflict(lang: Lang, account: &Account, text: &Text) -> Markup {
    let labels =
        ["accounts.field.name", "accounts.field.email", "accounts.field.role"].map(|key| t(lang, key));
    let [name, email, role] = &labels;
    layout::notice(
        Tone::Now,
        &say(lang, text),
        &html! {
            p { (t(lang, "accounts.edit.stored")) }
            (facts(lang, &[
                Fact::new(name, html! { (account.name) }),
                Fact::new(email, html! { (account.email) }),
                Fact::new(role, html! { (t(lang, role_key(account.role))) }),
            ]))
        },
    )
}

fn acts(visit: &Visit, it: &One<'_>) -> Markup {
    let listed = it.listed;
    let (lang, account) = (visit.lang, &listed.account);
    let at = |act: &str| format!("/accounts/{}/{act}", account.id);
    html! {
        @if let Some(until) = listed.locked_until {
            (act(lang, &at("unlocking"), account, &tr(lang, "accounts.act.unlock_about", &[("time", &dates::time(visit.local(until)))]), "accounts.act.unlock", false))
        }
        (act(lang, &at("password"), account, &t(lang, "accounts.act.password_about"), "accounts.act.password", false))
        @if account.totp {
            (act(lang, &at("factor-removal"), account, &t(lang, "accounts.act.factor_about"), "accounts.act.factor", false))
        }
        @if it.passkeys > 0 {
            (act(lang, &at("passkey-removal"), account, &tr(lang, "accounts.act.passkeys_about", &[("count", &it.passkeys.to_string())]), "accounts.act.passkeys", false))
        }
        @if account.active {
            (act(lang, &at("deactivation"), account, &t(lang, "accounts.act.deactivate_about"), "accounts.act.deactivate", true))
        } @else {
            (act(lang, &at("reactivation"), account, &t(lang, "accounts.act.reactivate_about"), "accounts.act.reactivate", false))
        }
    }
}

fn act(lang: Lang, action: &str, account: &Account, about: &str, verb: &str, danger: bool) -> Markup {
    let verb = t(lang, verb);
    let button = if danger { Button::danger(verb) } else { Button::new(verb) };
    html! {
        form.act-line method="post" action=(action) {
            input type="hidden" name="version" value=(account.version);
            p { (about) }
            (crate::ui::button(&button))
        }
    }
}

/// The first password, this once.
pub fn first_password(visit: &Visit, account: &Account, password: &SecretString) -> Response {
    let lang = visit.lang;
    let (title, back) = (t(lang, "accounts.first.title"), t(lang, "accounts.list.title"));
    let (email, word) = (t(lang, "accounts.field.email"), t(lang, "accounts.first.password"));
    let password = password.expose_secret();
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/accounts")))
        (layout::notice(Tone::Soon, &t(lang, "accounts.first.once"), &html! {
            p { (tr(lang, "accounts.first.about", &[("name", &account.name)])) }
        }))
        (layout::plain_panel(&html! {
            (facts(lang, &[
                Fact::new(&email, html! { (account.email) }).copy(account.email.as_str()),
                Fact::new(&word, html! { code { (password) } }).copy(password),
            ]))
            div.button-row {
                (copy_button(&t(lang, "ui.copy"), password))
                (link_button("/accounts", &Button::primary(t(lang, "accounts.first.done"))))
            }
        }))
    };
    visit.show(&title, Some(Room::Settings), &body)
}
