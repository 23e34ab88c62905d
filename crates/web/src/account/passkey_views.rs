//! How one's own passkeys look.

use axum::response::Response;
use http::StatusCode;
use maud::{Markup, html};
use platform::locale::{say, t, tr};
use platform::passkeys::{Hindrance, Party, Passkey};

use super::passkeys::HERE;
use crate::door::Visit;
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::passkey::{Ceremony, PasskeyForm, passkey_form};
use crate::ui::{
    Address, Column, Field, FieldError, Head, Row, Table, Tone, chip, form_render, layout, unknown,
};

/// What the page shows.
pub struct Shown<'a> {
    /// One's passkeys.
    pub all: &'a [Passkey],
    /// The host name they hold for, or why there is none.
    pub party: &'a Result<Party, Hindrance>,
    /// The name in its field.
    pub name: &'a str,
    /// What was wrong with the last try.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn page(visit: &Visit, status: StatusCode, it: &Shown<'_>) -> Response {
    let lang = visit.lang;
    let (title, back) = (t(lang, "passkeys.title"), t(lang, "account.title"));
    let lead = t(lang, "passkeys.about");
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/account").lead(&lead)))
        @match it.party {
            Ok(party) => (layout::panel(&t(lang, "passkeys.add.title"), None, &new(visit, it, party))),
            Err(why) => (layout::notice(Tone::Info, &t(lang, "passkeys.hindrance.title"), &html! {
                p { (say(lang, &why.text())) }
                p { (t(lang, "passkeys.hindrance.until_then")) }
            })),
        }
        (layout::panel(&t(lang, "passkeys.list.title"), None, &list(visit, it)))
    };
    visit.show_as(status, &title, Some(Room::Settings), &body)
}

fn new(visit: &Visit, it: &Shown<'_>, party: &Party) -> Markup {
    let lang = visit.lang;
    html! {
        p { (t(lang, "passkeys.add.about")) }
        // What the browser sent has no field of its own; it is said above the form.
        @for error in it.errors.iter().filter(|error| error.field != "name") {
            div.error-summary role="alert" tabindex="-1" data-focus { p { (error.text) } }
        }
        (passkey_form(lang, &PasskeyForm {
            ceremony: Ceremony::Create,
            action: HERE,
            question: "/account/passkeys/questions",
            origin: &party.origin,
            button: Button::primary(t(lang, "passkeys.add.submit")),
            fields: form_render::fields(&Field::text("name", t(lang, "passkeys.field.name")).value(it.name)
                .hint(t(lang, "passkeys.hint.name")).autocomplete("off").error_in(it.errors).required().render(lang)),
        }))
    }
}

fn list(visit: &Visit, it: &Shown<'_>) -> Markup {
    let lang = visit.lang;
    if it.all.is_empty() {
        return html! { p.quiet { (t(lang, "passkeys.list.none")) } };
    }
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "passkeys.field.name")).lead(),
            Column::date("added", t(lang, "passkeys.list.added")),
            Column::date("used", t(lang, "passkeys.list.used")),
            Column::state("state", t(lang, "passkeys.list.state")),
            Column::text("act", t(lang, "account.sessions.act")),
        ],
        rows: it.all.iter().map(|passkey| row(visit, it, passkey)).collect(),
        ..Table::new(t(lang, "passkeys.list.title"))
    };
    html! {
        p.quiet { (t(lang, "passkeys.list.about")) }
        (table.render(lang, &Address::new(HERE)))
        @if it.all.iter().any(|passkey| passkey.doubted_at.is_some()) {
            (layout::notice(Tone::Now, &t(lang, "passkeys.doubted.title"), &html! { p { (t(lang, "passkeys.doubted.about")) } }))
        }
    }
}

fn row(visit: &Visit, it: &Shown<'_>, passkey: &Passkey) -> Row {
    let lang = visit.lang;
    let never = t(lang, "passkeys.list.never");
    let holds = it.party.as_ref().is_ok_and(|party| party.host == passkey.host);
    let state = match (passkey.doubted_at, holds) {
        (Some(_), _) => chip(Tone::Now, &t(lang, "passkeys.state.doubted")),
        (None, true) => chip(Tone::Good, &t(lang, "passkeys.state.usable")),
        (None, false) => {
            chip(Tone::Quiet, &tr(lang, "passkeys.state.other_host", &[("host", &passkey.host)]))
        }
    };
    let remove = format!("{HERE}/{}/removal", passkey.id);
    Row::plain(passkey.id.to_string(), passkey.name.clone()).cells(vec![
        html! { (passkey.name) },
        visit.moment(passkey.created_at),
        passkey.last_used_at.map_or_else(|| unknown(lang, Some(&never)), |at| visit.moment(at)),
        state,
        post_button(&remove, &Button::bare(t(lang, "passkeys.remove"))),
    ])
}
