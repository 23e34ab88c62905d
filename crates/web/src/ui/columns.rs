//! The dialog in which the reader chooses the columns of a table.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::Address;
use super::button::{Button, button};
use super::dialog;
use super::icons::Icon;

/// A column the reader may show or hide.
pub struct Choosable<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its heading.
    pub label: &'a str,
    /// Whether it is shown.
    pub shown: bool,
    /// Whether it cannot be hidden (it names the row).
    pub fixed: bool,
}

/// The button that opens the dialog.
pub fn opener(lang: Lang) -> Markup {
    button(&Button::bare(t(lang, "ui.columns.open")).icon(Icon::Columns).opens("columns"))
}

/// The dialog: GET with one `column` per shown column, everything else of the address kept.
pub fn chooser(lang: Lang, here: &Address, columns: &[Choosable<'_>]) -> Markup {
    let body = html! {
        form method="get" action=(here.path()) {
            @for (name, value) in here.without("column").without("page").query() { input type="hidden" name=(name) value=(value); }
            ul.column-list {
                @for column in columns {
                    li {
                        label.check {
                            input type="checkbox" name="column" value=(column.key) checked[column.shown] disabled[column.fixed];
                            span { (column.label) }
                        }
                        @if column.fixed { input type="hidden" name="column" value=(column.key); }
                    }
                }
            }
            div.dialog-acts { (button(&Button::primary(t(lang, "ui.columns.apply")))) }
        }
    };
    dialog::dialog(lang, "columns", &t(lang, "ui.columns.title"), &body)
}
