//! A list of facts: the word on the left, what is known on the right.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::button::copy_button;

/// One fact.
pub struct Fact<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What is known; use [`super::unknown`] where nothing is.
    pub value: Markup,
    /// Text for a copy button.
    pub copy: Option<&'a str>,
    /// A quiet remark under the value.
    pub note: Option<&'a str>,
}

impl<'a> Fact<'a> {
    /// A fact.
    pub fn new(label: &'a str, value: Markup) -> Self {
        Self { label, value, copy: None, note: None }
    }

    /// With a button that copies `text`.
    #[must_use]
    pub fn copy(mut self, text: &'a str) -> Self {
        self.copy = Some(text);
        self
    }

    /// With a quiet remark.
    #[must_use]
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }
}

/// The list.
pub fn facts(lang: Lang, facts: &[Fact<'_>]) -> Markup {
    html! {
        dl.facts {
            @for fact in facts {
                div.fact {
                    dt { (fact.label) }
                    dd {
                        span.fact-value { (fact.value) }
                        @if let Some(text) = fact.copy { (copy_button(&t(lang, "ui.copy"), text)) }
                        @if let Some(note) = fact.note { span.fact-note { (note) } }
                    }
                }
            }
        }
    }
}
