//! The iCalendar feed (RFC 5545): one all-day event per deadline, with an alarm a week before.

use std::fmt::Write;

use chrono::Days;
use kernel::{Lang, Moment};
use platform::locale::{say, t};

use super::model::Deadline;
use super::ops::path;

/// A line has at most this many octets before its end.
const LINE: usize = 75;

/// The deadlines as a calendar that calendar programs subscribe to. `host` makes the events' ids unique in the world;
/// `base` is the installation's own address, if known.
pub fn calendar(lang: Lang, host: &str, base: Option<&str>, now: Moment, deadlines: &[Deadline]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Omamori//Ledger//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(&t(lang, "deadlines.calendar.name"))),
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H".to_owned(),
        "X-PUBLISHED-TTL:PT6H".to_owned(),
    ];
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    for one in deadlines {
        event(lang, (host, base), &stamp, one, &mut lines);
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut feed = String::new();
    for line in &lines {
        fold(line, &mut feed);
    }
    feed
}

fn event(
    lang: Lang,
    (host, base): (&str, Option<&str>),
    stamp: &str,
    one: &Deadline,
    lines: &mut Vec<String>,
) {
    let what = [one.number.as_str(), one.name.as_str(), one.model.as_str()];
    let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    let summary = format!("{} {}", say(lang, &one.kind.text()), what.join(" "));
    let next = one.due_on.checked_add_days(Days::new(1)).unwrap_or(one.due_on);
    lines.extend([
        "BEGIN:VEVENT".to_owned(),
        // The same deadline keeps its id, so a moved date moves the event instead of making a second one.
        format!("UID:asset-{}-{}@{host}", one.asset, one.kind.word()),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", one.due_on.format("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")),
        format!("SUMMARY:{}", escaped(summary.trim())),
        "TRANSP:TRANSPARENT".to_owned(),
    ]);
    if !one.user_text.is_empty() {
        lines.push(format!("DESCRIPTION:{}", escaped(&one.user_text)));
    }
    if let Some(base) = base {
        lines.push(format!("URL:{}{}", base.trim_end_matches('/'), path(one)));
    }
    lines.extend([
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escaped(summary.trim())),
        "TRIGGER:-P7D".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]);
}

/// Text as the format wants it: backslash, semicolon, comma and line breaks escaped, no other control characters.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => safe.push_str("\\\\"),
            ';' => safe.push_str("\\;"),
            ',' => safe.push_str("\\,"),
            '\n' => safe.push_str("\\n"),
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// Ends a line, after folding it at whole characters within 75 octets.
fn fold(line: &str, feed: &mut String) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE {
            feed.push_str("\r\n ");
            used = 1;
        }
        // Writing to a String cannot fail.
        let _ = write!(feed, "{letter}");
        used += letter.len_utf8();
    }
    feed.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadlines::DeadlineKind;
    use kernel::{AssetId, KindId};

    fn sample(name: &str) -> Deadline {
        let due_on = "2026-11-30".parse().unwrap();
        Deadline {
            asset: AssetId(7),
            kind: DeadlineKind::Warranty,
            on: "2026-11".parse().unwrap(),
            due_on,
            days_left: 8,
            asset_kind: KindId(1),
            number: "NB-0001".to_owned(),
            name: name.to_owned(),
            model: String::new(),
            user_text: "山田, 太郎; \\".to_owned(),
            person: None,
            own_days: String::new(),
            cancel_by: None,
            renews_itself: false,
            answer: None,
        }
    }

    #[test]
    fn lines_are_folded_and_texts_escaped() {
        let feed = calendar(
            Lang::Ja,
            "omamori.example.jp",
            None,
            Moment::default(),
            &[sample(&"長い名前".repeat(30))],
        );
        assert!(feed.split("\r\n").all(|line| line.len() <= 75), "{feed}");
        assert!(feed.contains("UID:asset-7-warranty@omamori.example.jp\r\n"));
        assert!(feed.contains("DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n"));
        assert!(feed.contains("山田\\, 太郎\\; \\\\"));
        let unfolded = feed.replace("\r\n ", "");
        assert!(unfolded.contains(&"長い名前".repeat(30)));
        assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && feed.ends_with("END:VCALENDAR\r\n"));
    }
}
