//! How the pages of one's own account look.

use axum::response::Response;
use http::StatusCode;
use maud::{Markup, html};
use platform::accounts::Account;
use platform::locale::{t, tr};
use platform::passkeys::Passkey;
use platform::sessions::Session;
use platform::sso::{Identity, Provider};

use crate::door::{Visit, role_key};
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Column, Field, FieldError, Form, Head, Row, Table, Tone, chip, form_render, frame_menu, layout,
    unknown,
};

/// What the page of one's own account shows.
pub struct Overview<'a> {
    /// Oneself.
    pub account: &'a Account,
    /// The session that asks.
    pub session: &'a Session,
    /// Everywhere one is logged in.
    pub sessions: &'a [Session],
    /// Recovery codes that are left.
    pub codes: i64,
    /// One's passkeys.
    pub passkeys: &'a [Passkey],
    /// What providers call oneself.
    pub identities: &'a [Identity],
    /// The providers of the settings.
    pub providers: &'a [Provider],
    /// The name in its field.
    pub name: &'a str,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
}

/// Everything about oneself.
pub fn overview(visit: &Visit, status: StatusCode, it: &Overview<'_>) -> Response {
    let lang = visit.lang;
    let title = t(lang, "account.title");
    let (role, email) = (t(lang, role_key(it.account.role)), it.account.email.as_str());
    let lead = format!("{email} ・ {role}");
    let body = html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        (layout::panel(&t(lang, "account.look"), None, &look(visit, it)))
        (layout::panel(&t(lang, "account.password.title"), None, &html! {
            p { (t(lang, "account.password.about")) }
            div.button-row { (link_button(super::PASSWORD_PATH, &Button::new(t(lang, "account.password.open")))) }
        }))
        (layout::panel(&t(lang, "account.factor.title"), None, &factor(visit, it)))
        (layout::panel(&t(lang, "passkeys.title"), None, &passkeys(visit, it)))
        @if !it.providers.is_empty() || !it.identities.is_empty() {
            (layout::panel(&t(lang, "sso.own"), None, &providers(visit, it)))
        }
        (layout::panel(&t(lang, "account.sessions.title"), None, &sessions(visit, it)))
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}

fn look(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    let form = Form::post("/account/name", t(lang, "account.save")).errors(it.errors);
    html! {
        (form.render(lang, &form_render::fields(&Field::text("name", t(lang, "accounts.field.name")).value(it.name)
            .autocomplete("name").error_in(it.errors).required().render(lang))))
        div.button-row {
            (frame_menu::language_form(lang, "/account"))
            (frame_menu::theme_form(lang, visit.theme, "/account"))
        }
    }
}

fn factor(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    let (tone, state, open) = if it.account.totp {
        (Tone::Good, "account.factor.on", "account.factor.change")
    } else {
        (Tone::Soon, "account.factor.off", "account.factor.begin")
    };
    html! {
        p { (chip(tone, &t(lang, state))) }
        p {
            @if it.account.totp { (tr(lang, "account.factor.codes_left", &[("count", &it.codes.to_string())])) }
            @else { (t(lang, "account.factor.about")) }
        }
        div.button-row { (link_button("/account/factor", &Button::new(t(lang, open)))) }
    }
}

fn passkeys(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    html! {
        @if it.passkeys.is_empty() {
            p { (t(lang, "passkeys.about")) }
        } @else {
            p { (chip(Tone::Good, &tr(lang, "passkeys.count", &[("count", &it.passkeys.len().to_string())]))) }
            p { (it.passkeys.iter().map(|passkey| passkey.name.as_str()).collect::<Vec<_>>().join(" ・ ")) }
        }
        @if it.passkeys.iter().any(|passkey| passkey.doubted_at.is_some()) {
            (layout::notice(Tone::Now, &t(lang, "passkeys.doubted.title"), &html! { p { (t(lang, "passkeys.doubted.about")) } }))
        }
        div.button-row { (link_button(super::passkeys::HERE, &Button::new(t(lang, "passkeys.open")))) }
    }
}

fn providers(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    let is_linked = |provider: &Provider| it.identities.iter().any(|one| one.issuer == provider.issuer);
    html! {
        p { (t(lang, "sso.own.about")) }
        @if !it.identities.is_empty() {
            (providers_table(visit, it))
        }
        div.button-row {
            @for provider in it.providers.iter().filter(|provider| !is_linked(provider)) {
                (post_button(&format!("/account/sso/{}", provider.id), &Button::new(tr(lang, "sso.own.link", &[("name", &provider.name)]))))
            }
        }
    }
}

fn providers_table(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    let never = t(lang, "passkeys.list.never");
    let row = |one: &Identity| {
        let remove = format!("/account/sso/identities/{}/removal", one.id);
        Row::plain(one.id.to_string(), one.provider.clone()).cells(vec![
            html! { (one.provider) },
            visit.moment(one.linked_at),
            one.last_used_at.map_or_else(|| unknown(lang, Some(&never)), |at| visit.moment(at)),
            post_button(&remove, &Button::bare(t(lang, "sso.own.unlink"))),
        ])
    };
    Table {
        columns: vec![
            Column::text("name", t(lang, "sso.field.name")).lead(),
            Column::date("linked", t(lang, "sso.own.linked_at")),
            Column::date("used", t(lang, "passkeys.list.used")),
            Column::text("act", t(lang, "account.sessions.act")),
        ],
        rows: it.identities.iter().map(row).collect(),
        ..Table::new(t(lang, "sso.own"))
    }
    .render(lang, &Address::new("/account"))
}

fn sessions(visit: &Visit, it: &Overview<'_>) -> Markup {
    let lang = visit.lang;
    let table = Table {
        columns: vec![
            Column::text("device", t(lang, "account.sessions.device")),
            Column::text("way", t(lang, "account.sessions.way")),
            Column::text("address", t(lang, "account.sessions.address")),
            Column::date("seen", t(lang, "account.sessions.seen")),
            Column::date("opened", t(lang, "account.sessions.opened")),
            Column::text("act", t(lang, "account.sessions.act")),
        ],
        rows: it.sessions.iter().map(|session| session_row(visit, it, session)).collect(),
        ..Table::new(t(lang, "account.sessions.title"))
    };
    html! {
        p.quiet { (t(lang, "account.sessions.about")) }
        (table.render(lang, &Address::new("/account")))
        @if it.sessions.len() > 1 {
            div.button-row { (post_button("/account/sessions/revocation", &Button::new(t(lang, "account.sessions.revoke_others")))) }
        }
    }
}

fn session_row(visit: &Visit, it: &Overview<'_>, session: &Session) -> Row {
    let lang = visit.lang;
    let words = [session.device.browser.as_str(), session.device.machine.as_str()];
    let device = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ・ ");
    let device =
        if device.is_empty() { t(lang, "account.sessions.unknown_device").into_owned() } else { device };
    let moment = |at| visit.moment(at);
    let act = if session.id == it.session.id {
        chip(Tone::Good, &t(lang, "account.sessions.this"))
    } else {
        let path = format!("/account/sessions/{}/revocation", session.id);
        post_button(&path, &Button::bare(t(lang, "account.sessions.revoke")))
    };
    Row::plain(session.id.to_string(), device.clone()).cells(vec![
        html! { (device) },
        html! { (t(lang, &format!("account.way.{}", session.way.word()))) },
        session.address.as_ref().map_or_else(|| unknown(lang, None), |address| html! { (address) }),
        moment(session.last_seen_at),
        moment(session.created_at),
        act,
    ])
}

/// The form of a new password.
pub fn password(visit: &Visit, status: StatusCode, account: &Account, errors: &[FieldError]) -> Response {
    let lang = visit.lang;
    let title = t(lang, "account.password.title");
    let (back, must) = (t(lang, "account.title"), account.must_change_password);
    let head = Head::new(&title);
    let head = if must { head } else { head.back(&back, "/account") };
    let form = Form::post(super::PASSWORD_PATH, t(lang, "account.password.submit")).narrow().errors(errors);
    let form = if must { form } else { form.cancel("/account") };
    let body = html! {
        (layout::head(&head))
        @if must {
            (layout::notice(Tone::Info, &t(lang, "account.password.first"), &html! { p { (t(lang, "accounts.login.must_change")) } }))
        }
        (form.render(lang, &form_render::fields(&html! {
            // So that password managers know whose password it is.
            input type="hidden" name="username" autocomplete="username" value=(account.email);
            (Field::password("current", t(lang, "accounts.field.current")).error_in(errors).required().render(lang))
            (Field::new_password("password", t(lang, "accounts.field.password")).hint(t(lang, "accounts.hint.password"))
                .error_in(errors).required().render(lang))
        })))
        p.quiet { (t(lang, "account.password.effect")) }
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}
