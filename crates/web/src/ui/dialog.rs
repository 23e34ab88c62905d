//! Dialogs: the browser's own `<dialog>`, with acts that have names (「削除する / やめる」).

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::button::{Button, button};
use super::icons::{Icon, icon};

/// A question before an act that is sent by POST.
pub struct Confirm<'a> {
    /// The element id; a button with `opens(id)` shows it.
    pub id: &'a str,
    /// The question as a heading: 「この資産を削除しますか?」.
    pub title: &'a str,
    /// What will happen, and whether it can be taken back.
    pub body: Markup,
    /// Where the form is sent.
    pub action: &'a str,
    /// The verb on the button: 「削除する」.
    pub verb: &'a str,
    /// Whether the verb is dangerous.
    pub danger: bool,
}

/// A dialog with any content. Opened by a button with `opens(id)`.
pub fn dialog(lang: Lang, id: &str, title: &str, body: &Markup) -> Markup {
    html! {
        dialog id=(id) class="dialog" aria-labelledby={ (id) "-title" } {
            header.dialog-head {
                h2 id={ (id) "-title" } { (title) }
                form method="dialog" {
                    button class="button is-bare is-icon" title=(t(lang, "ui.close")) {
                        (icon(Icon::Close)) span.hidden-text { (t(lang, "ui.close")) }
                    }
                }
            }
            div.dialog-body { (body) }
        }
    }
}

/// A confirmation. Without JavaScript the opening button leads nowhere, so a page that must work without it
/// offers the act on a page of its own as well.
pub fn confirm(lang: Lang, it: &Confirm<'_>) -> Markup {
    let verb = if it.danger { Button::danger(it.verb) } else { Button::primary(it.verb) };
    let body = html! {
        div.prose { (it.body) }
        div.dialog-acts {
            form method="post" action=(it.action) { (button(&verb)) }
            form method="dialog" { button class="button" autofocus { (t(lang, "ui.stop")) } }
        }
    };
    dialog(lang, it.id, it.title, &body)
}
