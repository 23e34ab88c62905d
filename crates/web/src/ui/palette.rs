//! The palette (⌘K): one box over pages, people, assets and actions.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::icons::{Icon, icon};

/// Results under one heading.
pub struct Group<'a> {
    /// The heading: 「資産」.
    pub label: &'a str,
    /// What was found, best first.
    pub items: Vec<Item<'a>>,
}

/// One result.
pub struct Item<'a> {
    /// The picture.
    pub icon: Icon,
    /// The name.
    pub label: &'a str,
    /// A quiet remark (a place, a model).
    pub note: &'a str,
    /// Where it leads.
    pub href: &'a str,
}

/// The dialog, closed; part of every page's frame. The script asks `GET /palette?q=` for [`results`].
pub fn dialog(lang: Lang) -> Markup {
    html! {
        dialog #palette.palette aria-label=(t(lang, "ui.palette.title")) {
            div.palette-box {
                (icon(Icon::Search))
                input #palette-input type="text" role="combobox" aria-expanded="true" aria-controls="palette-results"
                    aria-autocomplete="list" aria-label=(t(lang, "ui.palette.title")) placeholder=(t(lang, "ui.palette.hint"))
                    autocomplete="off" spellcheck="false";
            }
            div #palette-results role="listbox" aria-label=(t(lang, "ui.palette.results")) tabindex="-1" {}
            p.palette-keys aria-hidden="true" {
                kbd { "↑" } kbd { "↓" } " " (t(lang, "ui.palette.move")) "  "
                kbd { "Enter" } " " (t(lang, "ui.palette.open")) "  "
                kbd { "Esc" } " " (t(lang, "ui.close"))
            }
        }
    }
}

/// The fragment that `GET /palette?q=` answers with.
pub fn results(lang: Lang, groups: &[Group<'_>]) -> Markup {
    let nothing = groups.iter().all(|group| group.items.is_empty());
    html! {
        @if nothing { p.palette-nothing role="option" aria-disabled="true" aria-selected="false" { (t(lang, "ui.palette.nothing")) } }
        @for (number, group) in groups.iter().enumerate().filter(|(_, group)| !group.items.is_empty()) {
            div role="group" aria-labelledby={ "palette-group-" (number) } {
                p.palette-group id={ "palette-group-" (number) } role="presentation" { (group.label) }
                @for (place, item) in group.items.iter().enumerate() {
                    a id={ "palette-item-" (number) "-" (place) } role="option" aria-selected="false" tabindex="-1" href=(item.href) {
                        (icon(item.icon)) span.palette-label { (item.label) } span.palette-note { (item.note) }
                    }
                }
            }
        }
    }
}
