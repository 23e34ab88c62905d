//! How setting up a second factor looks.

use axum::response::Response;
use http::StatusCode;
use maud::{Markup, html};
use platform::accounts::{Account, Enrolment};
use platform::locale::{t, tr};
use qrcode::{Color, QrCode};
use secrecy::{ExposeSecret, SecretString};

use super::confirm;
use crate::door::Visit;
use crate::ui::button::{Button, copy_button, link_button, post_button};
use crate::ui::frame::Room;
use crate::ui::{Field, FieldError, Form, Head, Tone, chip, form_render, layout};

/// The quiet zone around a QR code, in modules.
const MARGIN: usize = 4;

/// Before it is begun.
pub fn absent(visit: &Visit, status: StatusCode) -> Response {
    let lang = visit.lang;
    let body = html! {
        (layout::plain_panel(&html! {
            div.prose {
                p { (t(lang, "account.factor.about")) }
                p { (t(lang, "account.factor.needs")) }
            }
            (post_button("/account/factor", &Button::primary(t(lang, "account.factor.begin"))))
        }))
    };
    page(visit, status, None, &body)
}

/// The code to scan, and the field for the first answer.
pub fn scan(visit: &Visit, status: StatusCode, it: &Enrolment, errors: &[FieldError]) -> Response {
    let lang = visit.lang;
    let letters = it.letters.expose_secret();
    let form = Form::post("/account/factor/confirmation", t(lang, "account.factor.confirm"))
        .narrow()
        .cancel("/account")
        .errors(errors);
    let body = html! {
        (layout::panel(&t(lang, "account.factor.scan"), None, &html! {
            (qr(it.uri.expose_secret(), &t(lang, "account.factor.qr")))
            p { (t(lang, "account.factor.letters")) }
            p.secret-line { code { (spaced(letters)) } (copy_button(&t(lang, "ui.copy"), letters)) }
        }))
        (layout::panel(&t(lang, "account.factor.prove"), None, &form.render(lang, &form_render::fields(&html! {
            (Field::text("code", t(lang, "accounts.field.code")).hint(t(lang, "account.factor.prove_hint"))
                .autocomplete("one-time-code").error_in(errors).required().render(lang))
        }))))
    };
    page(visit, status, None, &body)
}

/// Where there is one: new recovery codes, or taking it off.
pub fn present(
    visit: &Visit,
    status: StatusCode,
    account: &Account,
    left: i64,
    errors: &[FieldError],
) -> Response {
    let lang = visit.lang;
    let renew = Form::post("/account/factor/codes", t(lang, "account.factor.renew")).narrow().errors(errors);
    let remove = Button::danger(t(lang, "account.factor.remove")).action("/account/factor/removal");
    let body = html! {
        (layout::panel(&t(lang, "account.factor.manage"), None, &html! {
            p { (tr(lang, "account.factor.codes_left", &[("count", &left.to_string())])) }
            p { (t(lang, "account.factor.manage_about")) }
            (renew.render(lang, &html! {
                (form_render::fields(&confirm::fields(visit, account, errors)))
                div.form-acts { (crate::ui::button(&remove)) }
            }))
        }))
    };
    page(visit, status, Some(chip(Tone::Good, &t(lang, "account.factor.on"))), &body)
}

/// The recovery codes, this once.
pub fn codes(visit: &Visit, codes: &[SecretString]) -> Response {
    let lang = visit.lang;
    let lines: Vec<&str> = codes.iter().map(ExposeSecret::expose_secret).collect();
    let title = t(lang, "account.codes.title");
    let body = html! {
        (layout::head(&Head::new(&title).state(chip(Tone::Good, &t(lang, "account.factor.on")))))
        (layout::notice(Tone::Soon, &t(lang, "account.codes.once"), &html! { p { (t(lang, "account.codes.about")) } }))
        (layout::plain_panel(&html! {
            ol.secret-list { @for line in &lines { li { code { (line) } } } }
            div.button-row {
                (copy_button(&t(lang, "account.codes.copy"), &lines.join("\n")))
                (link_button("/account", &Button::primary(t(lang, "account.codes.kept"))))
            }
            p.quiet { (t(lang, "account.codes.print")) }
        }))
    };
    visit.show(&title, Some(Room::Settings), &body)
}

fn page(visit: &Visit, status: StatusCode, state: Option<Markup>, body: &Markup) -> Response {
    let lang = visit.lang;
    let (title, back) = (t(lang, "account.factor.title"), t(lang, "account.title"));
    let head = Head { state, ..Head::new(&title).back(&back, "/account") };
    visit.show_as(status, &title, Some(Room::Settings), &html! { (layout::head(&head)) (body) })
}

/// Letters in groups of four, so that a person can follow them.
fn spaced(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// A QR code as one path on white, whatever the theme: cameras want dark on light.
fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else { return html! {} };
    let (width, size) = (code.width(), code.width() + 2 * MARGIN);
    let mut path = String::new();
    for (index, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        let (x, y) = (index % width + MARGIN, index / width + MARGIN);
        path.extend(["M", &x.to_string(), " ", &y.to_string(), "h1v1h-1z"]);
    }
    html! {
        svg.qr viewBox={ "0 0 " (size) " " (size) } width="200" height="200" role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#ffffff" {}
            path d=(path) fill="#000000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_path_without_styles() {
        let svg = qr("otpauth://totp/x?secret=GEZA", "QR").into_string();
        assert!(svg.contains("<path d=\"M") && !svg.contains("style"), "{svg}");
        assert_eq!(spaced("GEZDGNBVGY"), "GEZD GNBV GY");
    }
}
