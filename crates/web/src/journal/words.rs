//! Entries in words: `journal.event.<event>`, filled from the entry's own details.

use kernel::{Lang, Text};
use platform::journal::Line;
use platform::locale::{has, say};
use serde_json::Value;

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
        "backup.failed" | "backup.not_copied" | "job.failed" | "mail.given_up" | "key.replaced"
        | "passkey.doubted" => Tone::Now,
        "clock.set_back"
        | "login.refused"
        | "password.refused"
        | "factor.reset"
        | "factor.dropped"
        | "account.deactivated" => Tone::Soon,
        "backup.made" | "backup.copied" => Tone::Good,
        _ => Tone::Quiet,
    }
}
