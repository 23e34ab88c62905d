//! What states, findings and answers are called, and how they feel.

use std::collections::BTreeMap;

use kernel::Lang;
use ledger::stocktaking::{Answer, Outcome, Room, Scan, Scope, State};
use maud::Markup;
use platform::locale::{say, t, tr};

use crate::assets::words::Names;
use crate::door::Visit;
use crate::ui::{Tone, chip};

/// A state as a chip.
pub fn state_chip(lang: Lang, state: State) -> Markup {
    let tone = match state {
        State::Open | State::Reopened => Tone::Info,
        State::Closed | State::Final => Tone::Good,
        State::Cancelled => Tone::Quiet,
    };
    chip(tone, &say(lang, &state.text()))
}

/// How a finding feels.
pub const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Here => Tone::Good,
        Outcome::Elsewhere | Outcome::Unexpected | Outcome::Late => Tone::Soon,
        Outcome::Unknown => Tone::Now,
        Outcome::Again => Tone::Info,
    }
}

/// A finding as a chip, with the reason where there is one.
pub fn outcome_chip(lang: Lang, scan: &Scan) -> Markup {
    let word = say(lang, &scan.outcome.text());
    chip(tone(scan.outcome), &word)
}

/// What a room is called.
pub fn room_name(lang: Lang, room: &Room) -> String {
    match room.place {
        None => t(lang, "stocktaking.no_place").into_owned(),
        Some(_) => room.name.clone(),
    }
}

/// What is said after a reading.
pub struct Said {
    /// How it feels.
    pub tone: Tone,
    /// The word: 「ここにあります」.
    pub word: String,
    /// The thing.
    pub label: String,
    /// One sentence more; empty if there is nothing to add.
    pub more: String,
    /// Whether 「ここに移す」 makes sense.
    pub may_move: bool,
}

/// The answer to a reading, in words.
pub fn said(visit: &Visit, people: &BTreeMap<String, String>, answer: &Answer) -> Said {
    let lang = visit.lang;
    if let Some(text) = &answer.refused {
        let word = t(lang, "stocktaking.refused").into_owned();
        return Said { tone: Tone::Now, word, label: String::new(), more: say(lang, text), may_move: false };
    }
    let Some(scan) = &answer.now else {
        let word = t(lang, "stocktaking.undone").into_owned();
        return Said { tone: Tone::Quiet, word, label: String::new(), more: String::new(), may_move: false };
    };
    let label = [scan.label.as_str(), scan.model.as_str()];
    let label: Vec<&str> = label.into_iter().filter(|text| !text.is_empty()).collect();
    Said {
        tone: tone(scan.outcome),
        word: say(lang, &scan.outcome.text()),
        label: label.join(" "),
        more: more(visit, people, scan, answer.counted.as_deref()),
        may_move: scan.outcome == Outcome::Elsewhere && scan.moved_in.is_none(),
    }
}

fn more(visit: &Visit, people: &BTreeMap<String, String>, scan: &Scan, counted: Option<&Scan>) -> String {
    let lang = visit.lang;
    if let Some(reason) = scan.reason {
        return say(lang, &reason.text());
    }
    match (scan.outcome, counted) {
        (Outcome::Elsewhere, _) if scan.moved_in.is_some() => t(lang, "stocktaking.moved").into_owned(),
        (Outcome::Elsewhere, _) => belongs(lang, scan),
        (Outcome::Again, Some(first)) => {
            let (when, who) = (visit.when(first.received_at), person(people, &first.by));
            tr(
                lang,
                "stocktaking.counted_by",
                &[("when", &when), ("place", &first.place_name), ("who", &who)],
            )
        }
        (Outcome::Unknown, _) => t(lang, "stocktaking.unknown_hint").into_owned(),
        (Outcome::Late, _) => t(lang, "stocktaking.late_hint").into_owned(),
        _ => String::new(),
    }
}

/// Where the ledger says it is.
pub fn belongs(lang: Lang, scan: &Scan) -> String {
    if scan.expected_place.is_empty() {
        return t(lang, "stocktaking.belongs_nowhere").into_owned();
    }
    tr(lang, "stocktaking.belongs", &[("place", &scan.expected_place)])
}

/// What an account is called.
pub fn person(people: &BTreeMap<String, String>, label: &str) -> String {
    people.get(label).cloned().unwrap_or_else(|| label.to_owned())
}

/// What is counted, in words.
pub fn scope(lang: Lang, names: &Names, scope: &Scope) -> String {
    if scope.is_all() {
        return t(lang, "stocktaking.scope.all").into_owned();
    }
    let of = |map: &BTreeMap<i64, String>, id: i64| map.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let places: Vec<String> = scope.places.iter().map(|id| of(&names.places, id.0)).collect();
    let departments: Vec<String> = scope.departments.iter().map(|id| of(&names.departments, id.0)).collect();
    let kinds: Vec<String> = scope.kinds.iter().map(|id| names.kind(lang, id.0)).collect();
    let comma = if lang == Lang::Ja { "、" } else { ", " };
    let parts = [("places", places), ("departments", departments), ("kinds", kinds)];
    let parts = parts.into_iter().filter(|(_, all)| !all.is_empty());
    let said = |(key, all): (&str, Vec<String>)| {
        tr(lang, &format!("stocktaking.scope.{key}"), &[("names", &all.join(comma))])
    };
    parts.map(said).collect::<Vec<_>>().join(if lang == Lang::Ja { " ・ " } else { "; " })
}
