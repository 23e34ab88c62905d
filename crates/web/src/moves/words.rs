//! Words about lists: what occasions and states are called.

use kernel::Lang;
use ledger::moves::{Kind, Move, State};
use maud::Markup;
use platform::locale::{t, tr};

use crate::ui::{Tone, chip};

/// 入社, 異動, 退職
pub fn kind(lang: Lang, kind: Kind) -> String {
    t(lang, &format!("moves.kind.{}", kind.word())).into_owned()
}

/// 「退職 青木 涼」
pub fn title(lang: Lang, kind: Kind, person: &str) -> String {
    tr(lang, "moves.titled", &[("kind", &self::kind(lang, kind)), ("person", person)])
}

/// How far it is; an open one says how much is left.
pub fn state(lang: Lang, list: &Move, open: usize) -> Markup {
    match list.state {
        State::Open if open == 0 => chip(Tone::Good, &t(lang, "moves.state.ready")),
        State::Open => chip(Tone::Soon, &tr(lang, "moves.state.open", &[("count", &open.to_string())])),
        State::Closed => chip(Tone::Quiet, &t(lang, "moves.state.closed")),
        State::Cancelled => chip(Tone::Quiet, &t(lang, "moves.state.cancelled")),
    }
}
