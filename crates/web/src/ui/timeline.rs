//! What happened, newest first: who, when, and each field from old to new.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::state::{Tone, shape};

/// One entry.
pub struct Entry<'a> {
    /// Machine-readable time (`2026-11-22T15:04+09:00`).
    pub iso: &'a str,
    /// The time as people read it.
    pub when: &'a str,
    /// Who did it.
    pub who: &'a str,
    /// What was done: 「田中さんに貸し出しました」.
    pub what: Markup,
    /// Fields that changed.
    pub changes: Vec<Change<'a>>,
    /// How it feels.
    pub tone: Tone,
}

/// One field from old to new; `None` means it was or became empty.
pub struct Change<'a> {
    /// The field's name.
    pub field: &'a str,
    /// What stood there before.
    pub old: Option<&'a str>,
    /// What stands there now.
    pub new: Option<&'a str>,
}

/// The list. An empty one says so.
pub fn timeline(lang: Lang, entries: &[Entry<'_>]) -> Markup {
    if entries.is_empty() {
        return html! { p.quiet { (t(lang, "ui.timeline.empty")) } };
    }
    html! {
        ol.timeline {
            @for entry in entries {
                li class=(entry.tone.class()) {
                    (shape(entry.tone))
                    div.timeline-what { (entry.what) }
                    p.timeline-who { span { (entry.who) } " " time datetime=(entry.iso) { (entry.when) } }
                    @if !entry.changes.is_empty() { (changes(lang, &entry.changes)) }
                }
            }
        }
    }
}

/// Old and new side by side; also used by import previews and conflict pages.
pub fn changes(lang: Lang, changes: &[Change<'_>]) -> Markup {
    html! {
        ul.changes {
            @for change in changes { li { span.change-field { (change.field) } (change_values(lang, change.old, change.new)) } }
        }
    }
}

/// `old → new`, said in words to screen readers.
pub fn change_values(lang: Lang, old: Option<&str>, new: Option<&str>) -> Markup {
    let empty = t(lang, "ui.change.empty");
    html! {
        span.change {
            span.hidden-text { (t(lang, "ui.change.from")) " " }
            @if let Some(old) = old { del { (old) } } @else { span.quiet { (empty) } }
            span.change-arrow aria-hidden="true" { "→" }
            span.hidden-text { (t(lang, "ui.change.to")) " " }
            @if let Some(new) = new { ins { (new) } } @else { span.quiet { (empty) } }
        }
    }
}
