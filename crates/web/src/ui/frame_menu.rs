//! The menu behind the reader's name: language, light and dark, own settings, logout.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::frame::{AccountBadge, Frame, Theme};
use super::icons::{Icon, icon};

/// The menu; a `<details>`, so it opens without JavaScript.
pub fn account_menu(frame: &Frame, account: &AccountBadge) -> Markup {
    let lang = frame.lang;
    html! {
        details.account data-menu {
            summary {
                (icon(Icon::Person))
                span.account-words { span.account-name { (account.name) } span.account-role { (account.role) } }
                (icon(Icon::Down))
            }
            div.menu {
                p.menu-who { strong { (account.name) } span { (account.role) } }
                (language_form(lang, &frame.path))
                (theme_form(lang, frame.theme, &frame.path))
                a.menu-item href="/account" { (icon(Icon::Settings)) span { (t(lang, "ui.menu.account")) } }
                form method="post" action="/logout" {
                    button.menu-item { (icon(Icon::Logout)) span { (t(lang, "ui.menu.logout")) } }
                }
            }
        }
    }
}

/// Two buttons, one per language; sends `lang` and `back` to `/preferences`.
pub fn language_form(lang: Lang, back: &str) -> Markup {
    html! {
        form method="post" action="/preferences" { div.choice-row role="group" aria-label=(t(lang, "ui.menu.language")) {
            input type="hidden" name="back" value=(back);
            (icon(Icon::Language))
            @for (code, word, other) in [("ja", "日本語", Lang::Ja), ("en", "English", Lang::En)] {
                button name="lang" value=(code) lang=(code) aria-pressed=(if other == lang { "true" } else { "false" }) { (word) }
            }
        } }
    }
}

/// Three buttons for light, dark and as the device says; sends `theme` and `back` to `/preferences`.
pub fn theme_form(lang: Lang, theme: Theme, back: &str) -> Markup {
    let choices =
        [(Theme::Auto, "ui.theme.auto"), (Theme::Light, "ui.theme.light"), (Theme::Dark, "ui.theme.dark")];
    html! {
        form method="post" action="/preferences" data-theme-form { div.choice-row role="group" aria-label=(t(lang, "ui.menu.theme")) {
            input type="hidden" name="back" value=(back);
            (icon(Icon::Light))
            @for (choice, key) in choices {
                button name="theme" value=(choice.key()) aria-pressed=(if choice == theme { "true" } else { "false" }) { (t(lang, key)) }
            }
        } }
    }
}
