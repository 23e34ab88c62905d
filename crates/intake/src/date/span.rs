//! What a cell of a date column says as a whole: one date, a span, a length of time, "every year", or nothing.

use super::parse::{Remark, Single, single};
use super::{Date, days_in_month};
use crate::text::{is_dash, is_nothing, is_wave};

/// The meaning of a cell in a date column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Span {
    /// Says that there is no date.
    Nothing,
    /// Comes again every month or year, so no single date.
    Recurring,
    /// Lasts until something else happens: 無期限, 自動更新.
    Endless,
    /// So many months from the beginning.
    Months(u32),
    /// So many months before the end: 満了3ヶ月前.
    MonthsBefore(u32),
    /// From and to; one of them may be open.
    Range(Option<Single>, Option<Single>),
    /// One date, or why it is none.
    One(Single),
}

/// Reads a tidied text. `is_end` tells whether the column is about ends, where `3年` is a length and not a year.
pub(crate) fn span(text: &str, is_end: bool) -> Span {
    if is_endless(text) {
        return Span::Endless;
    }
    let short = text.chars().count() <= 8;
    if is_nothing(text)
        || (short && (text.ends_with("なし") || text.ends_with("無し") || text.ends_with("対象外")))
    {
        return Span::Nothing;
    }
    if text.starts_with("自動") {
        return Span::Endless;
    }
    if text.contains('毎') || text.starts_with("各月") {
        return Span::Recurring;
    }
    if text.chars().count() > 60 {
        return Span::One(Single::NotADate);
    }
    if is_end && let Some(months) = months(text) {
        return if text.contains('前') { Span::MonthsBefore(months) } else { Span::Months(months) };
    }
    match single(text) {
        Single::NotADate => {}
        found => return Span::One(found),
    }
    range(text).or_else(|| serial(text)).unwrap_or_else(|| Span::One(embedded(text)))
}

/// A date from the day count of a spreadsheet (1 is 1900-01-01); `None` outside 1954 to 2078.
pub(crate) fn from_serial(days: f64) -> Option<Date> {
    let whole = days.floor();
    if !(20_000.0..65_400.0).contains(&whole) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
    let mut left = whole as i32 - 20_000;
    // Day 20,000 is 1954-10-03.
    let (mut year, mut month, mut day) = (1954_i32, 10_u8, 3_i32);
    loop {
        let last = i32::from(days_in_month(year, month));
        if day + left <= last {
            return Date::day(year, month, u8::try_from(day + left).ok()?);
        }
        left -= last - day + 1;
        day = 1;
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
}

/// The last day of so many months that begin with `start`: three years from 2022-04-01 end on 2025-03-31.
pub(crate) fn end_of(start: Date, months: u32) -> Option<Date> {
    let month = start.month_number().unwrap_or(1);
    let total = i32::from(month) - 1 + i32::try_from(months).ok()?;
    let (year, month) = (start.year_number() + total / 12, u8::try_from(total % 12 + 1).ok()?);
    let before = |year: i32, month: u8| if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    match (start.month_number(), start.day_number()) {
        (None, _) => Date::year(year),
        (Some(_), None) => {
            let (year, month) = before(year, month);
            Date::month(year, month)
        }
        (Some(_), Some(1)) => {
            let (year, month) = before(year, month);
            Date::day(year, month, days_in_month(year, month))
        }
        (Some(_), Some(day)) => Date::day(year, month, (day - 1).min(days_in_month(year, month))),
    }
}

/// The same day so many months earlier, or the last day of that month.
pub(crate) fn months_before(end: Date, months: u32) -> Option<Date> {
    let month = end.month_number()?;
    let total = end.year_number() * 12 + i32::from(month) - 1 - i32::try_from(months).ok()?;
    let (year, month) = (total.div_euclid(12), u8::try_from(total.rem_euclid(12) + 1).ok()?);
    let Some(day) = end.day_number() else { return Date::month(year, month) };
    let last = days_in_month(year, month);
    let was_last = day == days_in_month(end.year_number(), end.month_number()?);
    Date::day(year, month, if was_last { last } else { day.min(last) })
}

fn is_endless(text: &str) -> bool {
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let core = text.trim_matches(|letter| matches!(letter, '(' | ')' | ' '));
    matches!(
        core,
        "無期限"
            | "永久"
            | "永続"
            | "期限なし"
            | "期限無し"
            | "無制限"
            | "なし(無期限)"
            | "なし(永続)"
            | "買切"
            | "買い切り"
            | "買取"
            | "自動更新"
            | "随時"
            | "都度"
            | "無期"
            | "終身"
            | "永年"
            | "perpetual"
            | "Perpetual"
            | "never"
            | "Never"
            | "永久保証"
            | "永年保証"
            | "生涯保証"
            | "ライフタイム"
            | "ライフタイム保証"
            | "Lifetime"
    )
}

/// `3年`, `36ヶ月`, `保守5年`, `1年(自動更新)`, `3 years`: how many months.
fn months(text: &str) -> Option<u32> {
    let text = text
        .split('(')
        .next()
        .filter(|head| head.chars().any(|letter| letter.is_ascii_digit()))
        .filter(|_| !digits_in_brackets(text))
        .unwrap_or(text);
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let (digits, unit) = rest.split_at(end);
    let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    if before
        .chars()
        .any(|letter| matches!(letter, 'R' | 'H' | 'S' | '令' | '和' | '平' | '成' | '昭' | '\''))
    {
        return None;
    }
    let unit = unit.trim_start();
    let lower = unit.to_ascii_lowercase();
    if unit.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let month_words = ["ヶ月", "か月", "カ月", "ヵ月", "ケ月", "個月", "箇月", "ヶ月間", "month", "mon"];
    if month_words.iter().any(|word| lower.starts_with(word)) {
        return (1..=240).contains(&number).then_some(number);
    }
    let years = lower.starts_with('年') || lower.starts_with("year") || lower.starts_with("yr");
    (years && !lower.starts_with("年度") && (1..=20).contains(&number)).then_some(number * 12)
}

fn digits_in_brackets(text: &str) -> bool {
    text.split_once('(').is_some_and(|(_, inner)| inner.chars().filter(char::is_ascii_digit).count() >= 3)
}

/// From and to, in any of the signs people put between them.
fn range(text: &str) -> Option<Span> {
    let wave = text.char_indices().find(|(_, letter)| is_wave(*letter) || matches!(letter, '→' | '⇒' | '➡'));
    let cut = wave.map(|(at, letter)| (at, letter.len_utf8()));
    let word = || {
        let found = ["から", " - ", " – ", " — ", " to ", "より"]
            .iter()
            .find_map(|word| text.find(word).map(|at| (at, word.len())))?;
        let digits_after = text.get(found.0 + found.1..)?.chars().any(|letter| letter.is_ascii_digit());
        digits_after.then_some(found)
    };
    let (at, length) = cut.or_else(word).or_else(|| middle_dash(text))?;
    let side = |part: &str| {
        let part = part.trim();
        if part.is_empty() { None } else { Some(embedded(part)) }
    };
    let (from, to) = (side(text.get(..at)?), side(text.get(at + length..)?));
    let dated = |side: &Option<Single>| side.as_ref().is_some_and(|found| *found != Single::NotADate);
    (dated(&from) || dated(&to)).then_some(Span::Range(from, to))
}

/// The dash in `2022/4/1-2025/3/31`: the one with a whole date on both sides.
fn middle_dash(text: &str) -> Option<(usize, usize)> {
    let dated =
        |part: &str| matches!(single(part.trim()), Single::Date(date, _) if date.day_number().is_some());
    text.char_indices()
        .filter(|(_, letter)| is_dash(*letter))
        .map(|(at, letter)| (at, letter.len_utf8()))
        .find(|&(at, length)| {
            dated(text.get(..at).unwrap_or_default()) && dated(text.get(at + length..).unwrap_or_default())
        })
}

/// A day count that came as text, `44652` or `44652.5`.
fn serial(text: &str) -> Option<Span> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() >= 5;
    let days: f64 = if plain { text.parse().ok()? } else { return None };
    let date = from_serial(days)?;
    Some(Span::One(Single::Date(date, vec![Remark::Serial])))
}

/// The one date that stands among other words: `保証 2025/3/31まで(延長済)`.
fn embedded(text: &str) -> Single {
    let direct = single(text);
    if direct != Single::NotADate {
        return direct;
    }
    let inside = |letter: char| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                '年' | '月'
                    | '日'
                    | '/'
                    | '.'
                    | '-'
                    | '元'
                    | '令'
                    | '和'
                    | '平'
                    | '成'
                    | '昭'
                    | 'R'
                    | 'H'
                    | 'S'
                    | ' '
            )
    };
    let runs = text.split(|letter: char| !inside(letter));
    let dates = runs.map(|run| run.trim_matches([' ', '.', '-', '/'])).filter(|run| {
        run.chars().filter(char::is_ascii_digit).count() >= 3 && run.contains(['/', '.', '年', '-'])
    });
    let mut found = Single::NotADate;
    for run in dates {
        match single(run) {
            Single::Date(date, mut remarks) => {
                if matches!(found, Single::Date(..)) {
                    return Single::NotADate;
                }
                remarks.push(Remark::Words);
                found = Single::Date(date, remarks);
            }
            Single::NotADate => {}
            other if found == Single::NotADate => found = other,
            _ => {}
        }
    }
    found
}
