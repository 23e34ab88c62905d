//! State chips (a word, a shape and a colour) and the honest sign for what nobody knows.

use kernel::Lang;
use maud::{Markup, PreEscaped, html};
use platform::locale::t;

/// How a state feels, not what it is: the word is the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// All is well.
    Good,
    /// Will need somebody before long.
    Soon,
    /// Needs somebody now.
    Now,
    /// Worth knowing, asks for nothing.
    Info,
    /// At rest: in stock, retired, closed.
    #[default]
    Quiet,
    /// Nobody knows.
    Unknown,
}

impl Tone {
    /// The class that carries the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "is-good",
            Self::Soon => "is-soon",
            Self::Now => "is-now",
            Self::Info => "is-info",
            Self::Quiet => "is-quiet",
            Self::Unknown => "is-unknown",
        }
    }

    /// The shape that says the same without colour.
    const fn shape(self) -> &'static str {
        match self {
            Self::Good => "<circle cx='6' cy='6' r='5'/><path class='cut' d='M3.5 6.2l1.8 1.8 3.3-3.8'/>",
            Self::Soon => "<path d='M6 1l5.3 9.8H.7z'/><path class='cut' d='M6 4.5v3M6 9v.3'/>",
            Self::Now => "<path d='M6 .3L11.7 6 6 11.7.3 6z'/><path class='cut' d='M6 3.3v3.2M6 8.3v.3'/>",
            Self::Info => {
                "<rect x='1' y='1' width='10' height='10' rx='1.5'/><path class='cut' d='M6 5.5v3M6 3.3v.3'/>"
            }
            Self::Quiet => "<circle class='ring' cx='6' cy='6' r='4.3'/>",
            Self::Unknown => "<circle class='ring dashed' cx='6' cy='6' r='4.3'/>",
        }
    }
}

/// A state: shape, then word.
pub fn chip(tone: Tone, word: &str) -> Markup {
    html! { span.state.(tone.class()) { (shape(tone)) (word) } }
}

/// The shape alone, for places where the word stands beside it already.
pub fn shape(tone: Tone) -> Markup {
    html! {
        svg class={ "shape " (tone.class()) } viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" {
            (PreEscaped(tone.shape()))
        }
    }
}

/// 「―」 with the reason on hover and for screen readers; never an empty cell, never zero.
pub fn unknown(lang: Lang, reason: Option<&str>) -> Markup {
    let fallback = t(lang, "ui.unknown.reason");
    let reason = reason.unwrap_or(&fallback);
    html! { span.unknown title=(reason) { span aria-hidden="true" { "―" } span.hidden-text { (reason) } } }
}

/// A small tag with a word that is not a state (「必須」, 「共用」).
pub fn tag(word: &str) -> Markup {
    html! { span.tag { (word) } }
}

/// A figure in a round box, such as the number of open items beside a room.
pub fn badge(count: u64, tone: Tone) -> Markup {
    html! { span.badge.(tone.class()) { (super::numbers::count(count)) } }
}
