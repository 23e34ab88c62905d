//! Reading one date from a text: western years, Japanese eras, and what people add around them.

use super::era::{self, Era};
use super::words::{strip_words, with_digits};
use super::{Date, days_in_month};
use crate::text::is_dash;

/// What is to be said about a date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remark {
    /// The year had two digits only.
    TwoDigitYear,
    /// The day lies outside the era it is written in.
    OutsideEra,
    /// 頃, 約, 上旬 … : roughly.
    About,
    /// A fiscal year (年度) was written.
    FiscalYear,
    /// The end of one was: the March that closes it.
    FiscalEnd,
    /// Words around the date were left out.
    Words,
    /// A time of day was left out.
    Time,
    /// Day before month or month before day: cannot be told.
    DayOrMonth,
    /// A day count of a spreadsheet.
    Serial,
    /// Far from the years a ledger speaks of.
    FarYear,
}

/// Why a text that looks like a date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Impossible {
    /// There is no such month.
    Month(u32),
    /// The month has fewer days.
    Day { year: i32, month: u8, day: u32, last: u8 },
    /// Eras begin with year 1.
    EraYear,
}

/// What a text means as one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Single {
    /// A date.
    Date(Date, Vec<Remark>),
    /// Month and day, but no year.
    Yearless,
    /// A year of one digit without an era: `6.4.1`.
    ShortYear,
    /// Looks like a date, but there is no such day.
    Impossible(Impossible),
    /// No date at all.
    NotADate,
}

/// A year as written.
struct Year {
    number: i32,
    era: Option<Era>,
    remark: Option<Remark>,
}

/// Reads one date. The text must be tidied.
pub(crate) fn single(text: &str) -> Single {
    if !text.chars().any(|letter| letter.is_ascii_digit() || letter == '元') {
        return with_digits(text).map_or(Single::NotADate, |text| single(&text));
    }
    // Most dates are nothing but digits and signs: no words to take off.
    let bare = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b'-' | b'R' | b'H' | b'S'));
    let (core, mut remarks) = if bare { (text.to_owned(), Vec::new()) } else { strip_words(text) };
    let core = core.trim();
    if core.is_empty() || !core.chars().any(|letter| letter.is_ascii_digit() || letter == '元') {
        return Single::NotADate;
    }
    let found = english(core).unwrap_or_else(|| numeric(core));
    match found {
        Single::Date(mut date, more) => {
            remarks.extend(more);
            if remarks.contains(&Remark::FiscalEnd)
                && date.month_number().is_none()
                && let Some(march) = Date::month(date.year_number() + 1, 3)
            {
                date = march;
            }
            if !(1950..=2100).contains(&date.year_number()) {
                remarks.push(Remark::FarYear);
            }
            Single::Date(date, remarks)
        }
        other => other,
    }
}

/// `Apr 1, 2022`, `1 April 2022`, `April 2022`. Commas are blanks by now.
fn english(text: &str) -> Option<Single> {
    let parts: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '.' | '/'))
        .filter(|part| !part.is_empty())
        .collect();
    let place = parts.iter().position(|part| english_month(part).is_some())?;
    let month = english_month(parts.get(place)?)?;
    let number = |index: usize| -> Option<u32> {
        parts.get(index)?.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()
    };
    match (parts.len(), place) {
        (2, 0) => Some(build(&western(number(1)?)?, Some(month), None)),
        (3, 0) => Some(build(&western(number(2)?)?, Some(month), Some(number(1)?))),
        (3, 1) if number(0)? > 31 => Some(build(&western(number(0)?)?, Some(month), Some(number(2)?))),
        (3, 1) => Some(build(&western(number(2)?)?, Some(month), Some(number(0)?))),
        _ => None,
    }
}

fn english_month(part: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = part.to_ascii_lowercase();
    let known = word.len() >= 3 && word.len() <= 9 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let place = MONTHS.iter().position(|month| known && word.starts_with(month))?;
    u32::try_from(place + 1).ok()
}

/// Everything that is digits with separators, with or without an era.
fn numeric(text: &str) -> Single {
    let (era, rest) = era::split(text);
    let rest = rest.trim();
    let Some(parts) = parts(rest) else { return Single::NotADate };
    match (era, parts.as_slice()) {
        (Some(era), [only]) if only.digits == 6 => {
            let (year, month, day) = (only.value / 10_000, only.value / 100 % 100, only.value % 100);
            in_era(era, year, Some(month), Some(day))
        }
        (Some(era), [year]) if year.unit != 'M' && year.unit != 'D' => in_era(era, year.value, None, None),
        (Some(era), [year, month]) => in_era(era, year.value, Some(month.value), None),
        (Some(era), [year, month, day]) => in_era(era, year.value, Some(month.value), Some(day.value)),
        (None, [only]) => lone(only),
        (None, [first, second]) => pair(first, second),
        (None, [first, second, third]) => triple(first, second, third),
        _ => Single::NotADate,
    }
}

/// One number of a date with the sign or word behind it.
#[derive(Debug)]
struct Part {
    value: u32,
    digits: usize,
    /// `Y`, `M`, `D` for 年, 月, 日; a blank for any separator.
    unit: char,
}

/// Cuts `2022年4月1日` and `2022/4/1` into numbers; `None` if anything else is in between.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    // 2024 4 1: blanks alone, where the year leaves no doubt.
    let spaced = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') && text.find(' ') == Some(4);
    let slashed;
    let text = if spaced {
        slashed = text.replace(' ', "/");
        slashed.as_str()
    } else {
        text
    };
    let mut letters = text.chars().peekable();
    while letters.peek().is_some() {
        while letters.next_if(|letter| *letter == ' ').is_some() {}
        let mut digits = String::new();
        if letters.next_if_eq(&'元').is_some() {
            digits.push('1');
        }
        while let Some(digit) = letters.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        if digits.is_empty() || digits.len() > 8 {
            return None;
        }
        while letters.next_if(|letter| *letter == ' ').is_some() {}
        let unit = match letters.next() {
            Some('年') => 'Y',
            Some('月') => 'M',
            Some('日') => 'D',
            None | Some('/' | '.' | '・' | '．') => ' ',
            Some(letter) if is_dash(letter) => ' ',
            Some(letter) if letter.is_ascii_digit() => return None,
            Some(_) => return None,
        };
        parts.push(Part { value: digits.parse().ok()?, digits: digits.len(), unit });
    }
    Some(parts)
}

/// One number alone: `20220401`, `202204`, `220401`, `2022`, `2022年`.
fn lone(part: &Part) -> Single {
    let value = part.value;
    match (part.digits, part.unit) {
        (8, _) => triple_of(value / 10_000, value / 100 % 100, value % 100),
        (6, ' ') if (1950..=2100).contains(&(value / 100)) => {
            western(value / 100).map_or(Single::NotADate, |year| build(&year, Some(value % 100), None))
        }
        (6, ' ') => two_digit(value / 10_000, value / 100 % 100, value % 100),
        (4, 'Y' | ' ') if (1950..=2100).contains(&value) => {
            western(value).map_or(Single::NotADate, |year| build(&year, None, None))
        }
        (2, 'Y') => western(value).map_or(Single::NotADate, |year| build(&year, None, None)),
        (1 | 2, 'M') if (1..=12).contains(&value) => Single::Yearless,
        _ => Single::NotADate,
    }
}

fn triple_of(year: u32, month: u32, day: u32) -> Single {
    if !(1900..=2199).contains(&year) {
        return Single::NotADate;
    }
    western(year).map_or(Single::NotADate, |year| build(&year, Some(month), Some(day)))
}

/// Six digits without separators are a date only if they give one; else they are any number.
fn two_digit(year: u32, month: u32, day: u32) -> Single {
    match western(year).map(|year| build(&year, Some(month), Some(day))) {
        Some(Single::Date(date, remarks)) => Single::Date(date, remarks),
        _ => Single::NotADate,
    }
}

fn pair(first: &Part, second: &Part) -> Single {
    match (first.digits, first.unit, second.digits) {
        (4, 'Y' | ' ', 1 | 2) => {
            western(first.value).map_or(Single::NotADate, |year| build(&year, Some(second.value), None))
        }
        (1 | 2, ' ', 4) if (1..=12).contains(&first.value) && (1950..=2100).contains(&second.value) => {
            western(second.value).map_or(Single::NotADate, |year| build(&year, Some(first.value), None))
        }
        (2, 'Y', 1 | 2) => {
            western(first.value).map_or(Single::NotADate, |year| build(&year, Some(second.value), None))
        }
        (1 | 2, 'M' | ' ', 1 | 2) if second.unit == 'D' || second.unit == ' ' => {
            let day = (1..=12).contains(&first.value) && (1..=31).contains(&second.value);
            if day {
                Single::Yearless
            } else if (13..=99).contains(&first.value)
                && first.unit == ' '
                && (1..=12).contains(&second.value)
            {
                western(first.value).map_or(Single::NotADate, |year| build(&year, Some(second.value), None))
            } else {
                Single::NotADate
            }
        }
        _ => Single::NotADate,
    }
}

fn triple(first: &Part, second: &Part, third: &Part) -> Single {
    match (first.digits, third.digits) {
        (4, 1 | 2) => western(first.value)
            .map_or(Single::NotADate, |year| build(&year, Some(second.value), Some(third.value))),
        // 03/31/25: only America writes the day in the middle.
        (2, 2)
            if second.value > 12
                && second.value <= 31
                && (1..=12).contains(&first.value)
                && first.unit == ' ' =>
        {
            western(third.value)
                .map_or(Single::NotADate, |year| build(&year, Some(first.value), Some(second.value)))
        }
        (2, 1 | 2) => western(first.value)
            .map_or(Single::NotADate, |year| build(&year, Some(second.value), Some(third.value))),
        (1 | 2, 4) => day_first(first.value, second.value, third.value),
        (1, 1 | 2) => Single::ShortYear,
        _ => Single::NotADate,
    }
}

/// `04/01/2022`: month first as in America, unless only the other order is a date.
fn day_first(first: u32, second: u32, year: u32) -> Single {
    let Some(year) = western(year) else { return Single::NotADate };
    if first > 12 {
        return build(&year, Some(second), Some(first));
    }
    match build(&year, Some(first), Some(second)) {
        Single::Date(date, mut remarks) => {
            if second <= 12 && first != second {
                remarks.push(Remark::DayOrMonth);
            }
            Single::Date(date, remarks)
        }
        other => other,
    }
}

/// A western year of four or two digits. 50 and later is the last century.
fn western(value: u32) -> Option<Year> {
    let value = i32::try_from(value).ok()?;
    match value {
        0..=49 => Some(Year { number: 2000 + value, era: None, remark: Some(Remark::TwoDigitYear) }),
        50..=99 => Some(Year { number: 1900 + value, era: None, remark: Some(Remark::TwoDigitYear) }),
        1000..=9999 => Some(Year { number: value, era: None, remark: None }),
        _ => None,
    }
}

fn in_era(era: Era, year: u32, month: Option<u32>, day: Option<u32>) -> Single {
    if year == 0 {
        return Single::Impossible(Impossible::EraYear);
    }
    match i32::try_from(year) {
        // Somebody wrote the era and the western year: 令和2024年.
        Ok(western @ 1868..=2199) => {
            build(&Year { number: western, era: None, remark: Some(Remark::Words) }, month, day)
        }
        Ok(number @ 1..=150) => {
            build(&Year { number: era.first_year() + number - 1, era: Some(era), remark: None }, month, day)
        }
        _ => Single::NotADate,
    }
}

fn build(year: &Year, month: Option<u32>, day: Option<u32>) -> Single {
    let Some(month) = month else {
        return finish(Date::year(year.number), year);
    };
    let Some(month) = u8::try_from(month).ok().filter(|month| (1..=12).contains(month)) else {
        return Single::Impossible(Impossible::Month(month));
    };
    let Some(day) = day else {
        return finish(Date::month(year.number, month), year);
    };
    let last = days_in_month(year.number, month);
    match u8::try_from(day).ok().filter(|day| (1..=last).contains(day)) {
        Some(day) => finish(Date::day(year.number, month, day), year),
        None => Single::Impossible(Impossible::Day { year: year.number, month, day, last }),
    }
}

fn finish(date: Option<Date>, year: &Year) -> Single {
    let Some(date) = date else { return Single::NotADate };
    let mut remarks: Vec<Remark> = year.remark.into_iter().collect();
    if year.era.is_some_and(|era| !era.may_hold(date)) {
        remarks.push(Remark::OutsideEra);
    }
    Single::Date(date, remarks)
}
