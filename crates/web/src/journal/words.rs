//! Entries in words: `journal.event.<event>`, filled from the entry's own details.

use std::collections::BTreeMap;

use kernel::{Lang, Right, Subject, Text};
use maud::{Markup, html};
use platform::journal::Line;
use platform::locale::{has, say, t};
use serde_json::Value;

use crate::door::Visit;
use crate::ui::Tone;

/// What happened, as a sentence. An event of another version is named as it is stored.
pub fn sentence(lang: Lang, line: &Line) -> String {
    let key = format!("journal.event.{}", line.event);
    if !has(lang, &key) {
        return line.event.clone();
    }
    let mut text = Text { key: key.into(), args: Vec::new() };
    if let Some(details) = line.body.as_object() {
        text.args = details.iter().map(|(name, value)| (name.clone().into(), spelled(lang, value))).collect();
    }
    say(lang, &text)
}

fn spelled(lang: Lang, value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => {
            let words: Vec<String> = all.iter().map(|value| spelled(lang, value)).collect();
            words.join(if lang == Lang::Ja { "、" } else { ", " })
        }
        other => other.to_string(),
    }
}

/// How it feels: what somebody should look at stands out.
pub fn tone(event: &str) -> Tone {
    match event {
        "backup.failed" | "job.failed" | "mail.given_up" | "key.replaced" => Tone::Now,
        "clock.set_back"
        | "login.refused"
        | "password.refused"
        | "factor.reset"
        | "factor.dropped"
        | "account.deactivated" => Tone::Soon,
        "backup.made" => Tone::Good,
        _ => Tone::Quiet,
    }
}

/// Who did it.
pub fn actor(lang: Lang, names: &BTreeMap<String, String>, label: &str) -> String {
    if let Some(name) = names.get(label) {
        return name.clone();
    }
    match label.split_once(':') {
        Some(("token", number)) => format!("{} {number}", t(lang, "journal.actor.token")),
        Some(_) => label.to_owned(),
        None if label == "system" => t(lang, "journal.actor.system").into_owned(),
        None => t(lang, "journal.actor.visitor").into_owned(),
    }
}

/// What it is about, with the way there for who may go it.
pub fn subject(visit: &Visit, names: &BTreeMap<String, String>, subject: Option<Subject>) -> Markup {
    let lang = visit.lang;
    let Some(subject) = subject.filter(|subject| *subject != Subject::System) else { return html! {} };
    let number = subject.number();
    let word = t(lang, &format!("journal.subject.{}", subject.word()));
    let name = match subject {
        Subject::Account(_) => names.get(&subject.to_string()).cloned(),
        _ => None,
    };
    let name = name.unwrap_or_else(|| format!("{word} {number}"));
    let needed =
        if matches!(subject, Subject::Account(_)) { Right::ManageAccounts } else { Right::ReadLedger };
    let address = address(subject).filter(|_| visit.cx.actor.has(needed));
    html! {
        @if let Some(href) = address { a href=(href) { (name) } } @else { (name) }
    }
}

fn address(subject: Subject) -> Option<String> {
    let room = match subject {
        Subject::Account(_) => "accounts",
        Subject::Asset(_) => "assets",
        Subject::Import(_) => "imports",
        Subject::Person(_) => "people",
        Subject::Job(_) => "system/jobs",
        _ => return None,
    };
    Some(format!("/{room}/{}", subject.number()))
}
