//! What stands around days on a page: how far a deadline is, how long ago something was, cells of tables. How the day
//! itself is written is decided by [`Dates`], which a page gets from its visit.

use chrono::{NaiveDateTime, Timelike};
use kernel::{Day, Lang, PartialDay};
use maud::{Markup, html};
pub use platform::locale::Dates;
use platform::locale::{t, tr};

use super::state::Tone;

/// 24 hours: `15:04`.
pub fn time(moment: NaiveDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// A span: 「1時間20分」, `1 h 20 min`.
pub fn duration(lang: Lang, minutes: u64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours_text = super::numbers::count(hours);
    match (hours, rest, lang) {
        (0, rest, Lang::Ja) => format!("{rest}分"),
        (0, rest, Lang::En) => format!("{rest} min"),
        (_, 0, Lang::Ja) => format!("{hours_text}時間"),
        (_, 0, Lang::En) => format!("{hours_text} h"),
        (_, rest, Lang::Ja) => format!("{hours_text}時間{rest}分"),
        (_, rest, Lang::En) => format!("{hours_text} h {rest} min"),
    }
}

/// How far a deadline is: 「あと12日」, 「今日まで」, 「3日過ぎています」.
pub fn remaining(lang: Lang, today: Day, deadline: Day) -> String {
    let days = (deadline - today).num_days();
    let count = super::numbers::count(days.unsigned_abs());
    match days {
        0 => t(lang, "ui.dates.today_last").into_owned(),
        1.. => tr(lang, "ui.dates.days_left", &[("count", &count)]),
        _ => tr(lang, "ui.dates.days_over", &[("count", &count)]),
    }
}

/// How a deadline feels: over is now, within `soon` days is soon, later is quiet.
pub fn urgency(today: Day, deadline: Day, soon: i64) -> Tone {
    match (deadline - today).num_days() {
        ..0 => Tone::Now,
        days if days <= soon => Tone::Soon,
        _ => Tone::Quiet,
    }
}

/// How long ago: 「たった今」, 「5分前」, 「3時間前」, 「きのう 15:04」, then the day itself.
pub fn ago(dates: Dates, now: NaiveDateTime, then: NaiveDateTime) -> String {
    let lang = dates.lang;
    let minutes = (now - then).num_minutes();
    match minutes {
        ..0 => dates.moment(then),
        0 => t(lang, "ui.dates.just_now").into_owned(),
        1..60 => tr(lang, "ui.dates.minutes_ago", &[("count", &minutes.to_string())]),
        _ if now.date() == then.date() => {
            tr(lang, "ui.dates.hours_ago", &[("count", &(minutes / 60).to_string())])
        }
        _ if now.date().pred_opt() == Some(then.date()) => {
            tr(lang, "ui.dates.yesterday", &[("time", &time(then))])
        }
        _ => dates.moment(then),
    }
}

/// A day in a table cell with its machine-readable form; in words on hover. Absent ones are said to be unknown.
pub fn cell(dates: Dates, day: Option<PartialDay>) -> Markup {
    match day {
        Some(day) => {
            html! { time datetime=(day.to_string()) title=(dates.partial_long(day)) { (dates.partial(day)) } }
        }
        None => super::unknown(dates.lang, None),
    }
}

/// An exact day in a table cell.
pub fn day_cell(dates: Dates, day: Option<Day>) -> Markup {
    cell(dates, day.map(PartialDay::exact))
}

/// A deadline in a table cell: the day (a month alone is 「頃」), and under it how far it is, with its sign when it presses.
pub fn deadline_cell(dates: Dates, today: Day, on: PartialDay, soon: i64) -> Markup {
    let tone = urgency(today, on.last(), soon);
    html! {
        span.deadline.(tone.class()) {
            time datetime=(on.to_string()) title=(dates.partial_long(on)) {
                (dates.partial(on)) @if !on.is_exact() { (t(dates.lang, "ui.dates.about")) }
            }
            " "
            span.deadline-left { @if tone != Tone::Quiet { (super::state::shape(tone)) } (remaining(dates.lang, today, on.last())) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn spans_and_times() {
        assert_eq!(duration(Lang::Ja, 80), "1時間20分");
        assert_eq!(duration(Lang::Ja, 0), "0分");
        assert_eq!(duration(Lang::Ja, 120), "2時間");
        assert_eq!(duration(Lang::En, 80), "1 h 20 min");
        assert_eq!(time(at("2026-11-22T09:05:00")), "09:05");
    }

    #[test]
    fn deadlines_say_how_far_they_are() {
        let today = day("2026-11-22");
        assert_eq!(remaining(Lang::Ja, today, day("2026-12-04")), "あと12日");
        assert_eq!(remaining(Lang::Ja, today, today), "今日まで");
        assert_eq!(remaining(Lang::Ja, today, day("2026-11-19")), "3日過ぎています");
        assert_eq!(remaining(Lang::En, today, day("2026-11-23")), "1 day left");
        assert_eq!(urgency(today, today, 30), Tone::Soon);
        assert_eq!(urgency(today, day("2026-11-21"), 30), Tone::Now);
    }

    #[test]
    fn the_past_is_told_like_people_tell_it() {
        let (now, ja) = (at("2026-11-22T09:30:00"), Dates::common(Lang::Ja));
        assert_eq!(ago(ja, now, at("2026-11-22T09:29:40")), "たった今");
        assert_eq!(ago(ja, now, at("2026-11-22T09:25:00")), "5分前");
        assert_eq!(ago(ja, now, at("2026-11-22T06:00:00")), "3時間前");
        assert_eq!(ago(ja, now, at("2026-11-21T15:04:00")), "きのう 15:04");
        assert_eq!(ago(ja, now, at("2026-11-20T15:04:00")), "2026/11/20 15:04");
    }
}
