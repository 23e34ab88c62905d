//! Words about hand-overs: what directions and states are called, and what a hand-over is called in one line.

use kernel::Lang;
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

/// A signature as it was drawn; nothing if it cannot be read.
pub fn drawn(lang: Lang, strokes: &str) -> Markup {
    #[derive(serde::Deserialize)]
    struct Drawn {
        width: f64,
        height: f64,
        strokes: Vec<Vec<(f64, f64)>>,
    }
    let Ok(drawn) = serde_json::from_str::<Drawn>(strokes) else { return html! {} };
    let line = |points: &Vec<(f64, f64)>| {
        let mut path = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            path.push_str(&format!("{}{x:.1} {y:.1}", if place == 0 { "M" } else { "L" }));
        }
        // A dot is a line of no length; a round cap makes it seen.
        if let ([(x, y)], true) = (points.as_slice(), points.len() == 1) {
            path.push_str(&format!("L{x:.1} {y:.1}"));
        }
        path
    };
    html! {
        svg.signature-drawn viewBox=(format!("0 0 {} {}", drawn.width, drawn.height)) role="img" aria-label=(t(lang, "handovers.signature")) {
            @for points in &drawn.strokes { path d=(line(points)) fill="none" {} }
        }
    }
}
