//! A form that an authenticator fills in: fingerprint, face, PIN or a key, asked for by the browser.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::button::{Button, button};

/// What the browser is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// Make a passkey.
    Create,
    /// Find one and answer with it.
    Get,
}

/// The form.
pub struct PasskeyForm<'a> {
    /// What the browser is to do.
    pub ceremony: Ceremony,
    /// Where the answer is sent.
    pub action: &'a str,
    /// Where the question is fetched.
    pub question: &'a str,
    /// The address at which passkeys work; elsewhere it is said where.
    pub origin: &'a str,
    /// Its button.
    pub button: Button,
    /// Further fields.
    pub fields: Markup,
}

/// The form; a script shows it where the browser knows passkeys, and says so where it does not.
pub fn passkey_form(lang: Lang, it: &PasskeyForm<'_>) -> Markup {
    let kind = match it.ceremony {
        Ceremony::Create => "create",
        Ceremony::Get => "get",
    };
    html! {
        form.form.is-narrow.passkey.needs-script method="post" action=(it.action) novalidate data-passkey=(kind)
            data-question=(it.question) data-origin=(it.origin)
            data-stopped=(t(lang, "passkeys.page.stopped")) data-known=(t(lang, "passkeys.fault.known"))
            data-elsewhere=(t(lang, "passkeys.page.elsewhere")) data-unable=(t(lang, "passkeys.page.unable")) {
            input type="hidden" name="answer";
            (it.fields)
            div.form-acts { (button(&it.button)) }
            p.passkey-trouble role="alert" hidden {}
        }
        p.quiet.no-script { (t(lang, "passkeys.page.no_script")) }
    }
}
