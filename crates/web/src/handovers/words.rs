//! Words about hand-overs: what directions and states are called, and what a hand-over is called in one line.

use kernel::Lang;
use leaflet::strokes::Strokes;
use ledger::handovers::{Direction, Handover, State};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::ui::{Tone, chip};

/// 貸与, 貸出 (a loan) or 返却.
pub fn direction(lang: Lang, handover: &Handover) -> String {
    let key = match (handover.direction, handover.due_on) {
        (Direction::Out, None) => "handovers.direction.out",
        (Direction::Out, Some(_)) => "handovers.direction.loan",
        (Direction::Back, _) => "handovers.direction.back",
    };
    t(lang, key).into_owned()
}

/// 「貸与 No.12」
pub fn number(lang: Lang, handover: &Handover) -> String {
    let what = direction(lang, handover);
    tr(lang, "handovers.number", &[("what", &what), ("id", &handover.id.to_string())])
}

/// How far it is; a loan that should be back says so.
pub fn state(lang: Lang, handover: &Handover, overdue: bool) -> Markup {
    let (tone, key) = match handover.state {
        State::Planned => (Tone::Soon, "handovers.state.planned"),
        State::Done if overdue => (Tone::Now, "handovers.state.overdue"),
        State::Done => (Tone::Good, "handovers.state.done"),
        State::Returned => (Tone::Quiet, "handovers.state.returned"),
        State::Cancelled => (Tone::Quiet, "handovers.state.cancelled"),
    };
    chip(tone, &t(lang, key))
}

/// The first things by name and how many more there are.
pub fn some(lang: Lang, names: &[String]) -> String {
    const SHOWN: usize = 2;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>();
    let shown = shown.join(if lang == Lang::Ja { "、" } else { ", " });
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => tr(lang, "handovers.and_more", &[("names", &shown), ("count", &more.to_string())]),
    }
}

/// A signature as it was drawn; nothing if it was typed.
pub fn drawn(lang: Lang, strokes: &str) -> Markup {
    const EDGE: f32 = 8.0;
    let Ok(drawn) = Strokes::parse(strokes) else { return html! {} };
    let (left, top, right, bottom) = drawn.bounds();
    let (wide, high) = (right - left + 2.0 * EDGE, bottom - top + 2.0 * EDGE);
    let line = |points: &[(f32, f32)]| {
        // A dot is a line of no length; a round cap makes it seen.
        let ends = points.iter().chain(points.first().filter(|_| points.len() == 1));
        let path: Vec<String> = ends.map(|(x, y)| format!("{x:.0} {y:.0}")).collect();
        format!("M{}", path.join("L"))
    };
    html! {
        svg.signature-drawn viewBox=(format!("{:.0} {:.0} {wide:.0} {high:.0}", left - EDGE, top - EDGE))
            role="img" aria-label=(t(lang, "handovers.signature")) {
            @for points in drawn.strokes() { path d=(line(points)) fill="none" {} }
        }
    }
}
