//! Days, times and spans as people read them: 2026年11月22日(日), 2026/11/22, 令和8年11月22日, あと12日, 1時間20分.

use chrono::{Datelike, NaiveDateTime, Timelike, Weekday};
use kernel::{Day, Lang, PartialDay};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::state::Tone;

/// In a sentence: 「2026年11月22日(日)」, `Sun 22 Nov 2026`.
pub fn long(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Ja => {
            format!("{}年{}月{}日({})", day.year(), day.month(), day.day(), weekday(lang, day.weekday()))
        }
        Lang::En => format!(
            "{} {} {} {}",
            weekday(lang, day.weekday()),
            day.day(),
            month_name(day.month()),
            day.year()
        ),
    }
}

/// In a table: 「2026/11/22」, `2026-11-22`.
pub fn short(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Ja => format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()),
        Lang::En => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    }
}

/// In a table, as far as it is known: 「2020/06」, 「2019」.
pub fn partial(lang: Lang, day: PartialDay) -> String {
    let separator = match lang {
        Lang::Ja => '/',
        Lang::En => '-',
    };
    day.to_string().replace('-', &separator.to_string())
}

/// In a sentence, as far as it is known: 「2020年6月ごろ」, `around Jun 2020`.
pub fn partial_long(lang: Lang, day: PartialDay) -> String {
    match (day.parts(), lang) {
        ((_, Some(_), Some(_)), _) => long(lang, day.first()),
        ((year, Some(month), None), Lang::Ja) => format!("{year}年{month}月ごろ"),
        ((year, Some(month), None), Lang::En) => format!("around {} {year}", month_name(month)),
        ((year, ..), Lang::Ja) => format!("{year}年ごろ"),
        ((year, ..), Lang::En) => format!("around {year}"),
    }
}

/// In the Japanese calendar: 「令和8年11月22日」, 「令和元年5月1日」. Days before 明治6年 stay in the common calendar.
pub fn era(day: Day) -> String {
    match era_year(day) {
        Some((name, _, 1)) => format!("{name}元年{}月{}日", day.month(), day.day()),
        Some((name, _, year)) => format!("{name}{year}年{}月{}日", day.month(), day.day()),
        None => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// In the Japanese calendar, for tables: `R8.11.22`.
pub fn era_short(day: Day) -> String {
    match era_year(day) {
        Some((_, letter, year)) => format!("{letter}{year}.{}.{}", day.month(), day.day()),
        None => short(Lang::Ja, day),
    }
}

fn era_year(day: Day) -> Option<(&'static str, char, i32)> {
    let eras = [
        ("令和", 'R', 2019, 5, 1),
        ("平成", 'H', 1989, 1, 8),
        ("昭和", 'S', 1926, 12, 25),
        ("大正", 'T', 1912, 7, 30),
        ("明治", 'M', 1873, 1, 1),
    ];
    let (name, letter, start, ..) = eras
        .into_iter()
        .find(|(_, _, year, month, first)| (day.year(), day.month(), day.day()) >= (*year, *month, *first))?;
    // 明治 is counted from 1868, though the common calendar came in its sixth year.
    let first_year = if letter == 'M' { 1868 } else { start };
    Some((name, letter, day.year() - first_year + 1))
}

/// 24 hours: `15:04`.
pub fn time(moment: NaiveDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// In a table: 「2026/11/22 15:04」.
pub fn moment(lang: Lang, moment: NaiveDateTime) -> String {
    format!("{} {}", short(lang, moment.date()), time(moment))
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
pub fn ago(lang: Lang, now: NaiveDateTime, then: NaiveDateTime) -> String {
    let minutes = (now - then).num_minutes();
    match minutes {
        ..0 => moment(lang, then),
        0 => t(lang, "ui.dates.just_now").into_owned(),
        1..60 => tr(lang, "ui.dates.minutes_ago", &[("count", &minutes.to_string())]),
        _ if now.date() == then.date() => {
            tr(lang, "ui.dates.hours_ago", &[("count", &(minutes / 60).to_string())])
        }
        _ if now.date().pred_opt() == Some(then.date()) => {
            tr(lang, "ui.dates.yesterday", &[("time", &time(then))])
        }
        _ => moment(lang, then),
    }
}

/// A day in a table cell with its machine-readable form; absent ones are said to be unknown.
pub fn cell(lang: Lang, day: Option<PartialDay>) -> Markup {
    match day {
        Some(day) => {
            html! { time datetime=(day.to_string()) title=(partial_long(lang, day)) { (partial(lang, day)) } }
        }
        None => super::unknown(lang, None),
    }
}

/// A deadline in a table cell: the day, and under it how far it is, with its sign when it presses.
pub fn deadline_cell(lang: Lang, today: Day, deadline: Day, soon: i64) -> Markup {
    let tone = urgency(today, deadline, soon);
    html! {
        span.deadline.(tone.class()) {
            time datetime=(deadline.to_string()) { (short(lang, deadline)) }
            " "
            span.deadline-left { @if tone != Tone::Quiet { (super::state::shape(tone)) } (remaining(lang, today, deadline)) }
        }
    }
}

fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let place = day.num_days_from_monday() as usize;
    match lang {
        Lang::Ja => ["月", "火", "水", "木", "金", "土", "日"][place],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place],
    }
}

fn month_name(month: u32) -> &'static str {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    names.get(month.saturating_sub(1) as usize).copied().unwrap_or("?")
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
    fn days_in_sentences_and_tables() {
        assert_eq!(long(Lang::Ja, day("2026-11-22")), "2026年11月22日(日)");
        assert_eq!(long(Lang::En, day("2026-11-22")), "Sun 22 Nov 2026");
        assert_eq!(short(Lang::Ja, day("2026-01-02")), "2026/01/02");
        assert_eq!(partial(Lang::Ja, "2020-06".parse().unwrap()), "2020/06");
        assert_eq!(partial_long(Lang::Ja, "2020-06".parse().unwrap()), "2020年6月ごろ");
        assert_eq!(partial_long(Lang::En, "2019".parse().unwrap()), "around 2019");
    }

    #[test]
    fn eras_begin_on_their_day() {
        for (text, long, short) in [
            ("2026-11-22", "令和8年11月22日", "R8.11.22"),
            ("2019-05-01", "令和元年5月1日", "R1.5.1"),
            ("2019-04-30", "平成31年4月30日", "H31.4.30"),
            ("1989-01-08", "平成元年1月8日", "H1.1.8"),
            ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
            ("1926-12-25", "昭和元年12月25日", "S1.12.25"),
            ("1912-07-29", "明治45年7月29日", "M45.7.29"),
            ("1800-01-01", "1800年1月1日", "1800/01/01"),
        ] {
            assert_eq!((era(day(text)).as_str(), era_short(day(text)).as_str()), (long, short));
        }
    }

    #[test]
    fn spans_and_times() {
        assert_eq!(duration(Lang::Ja, 80), "1時間20分");
        assert_eq!(duration(Lang::Ja, 0), "0分");
        assert_eq!(duration(Lang::Ja, 120), "2時間");
        assert_eq!(duration(Lang::En, 80), "1 h 20 min");
        assert_eq!(moment(Lang::Ja, at("2026-11-22T09:05:00")), "2026/11/22 09:05");
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
        let now = at("2026-11-22T09:30:00");
        assert_eq!(ago(Lang::Ja, now, at("2026-11-22T09:29:40")), "たった今");
        assert_eq!(ago(Lang::Ja, now, at("2026-11-22T09:25:00")), "5分前");
        assert_eq!(ago(Lang::Ja, now, at("2026-11-22T06:00:00")), "3時間前");
        assert_eq!(ago(Lang::Ja, now, at("2026-11-21T15:04:00")), "きのう 15:04");
        assert_eq!(ago(Lang::Ja, now, at("2026-11-20T15:04:00")), "2026/11/20 15:04");
    }
}
