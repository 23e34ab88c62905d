//! Dates as ledgers know them: a day, only a month, or only a year.

pub(crate) mod era;
pub(crate) mod parse;
pub(crate) mod span;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date of known precision. Orders by time; a coarser date comes before the finer ones inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A day; `None` if the calendar has no such day.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        let fits = known && (1..=days_in_month(year, month)).contains(&day);
        fits.then_some(Self { year, month: Some(month), day: Some(day) })
    }

    /// A month; `None` unless it is 1 to 12.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        known.then_some(Self { year, month: Some(month), day: None })
    }

    /// A year.
    pub fn year(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    /// The year.
    pub const fn year_number(self) -> i32 {
        self.year
    }

    /// The month, if it is known.
    pub const fn month_number(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    pub const fn day_number(self) -> Option<u8> {
        self.day
    }

    /// Reads `2022-04-01`, `2020-06` or `2024`; nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str, width: usize| -> Option<u16> {
            let plain = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().ok() } else { None }
        };
        let small = |part: &str| number(part, 2).and_then(|value| u8::try_from(value).ok());
        let year = i32::from(number(parts.next()?, 4)?);
        match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => Self::year(year),
            (Some(month), None, None) => Self::month(year, small(month)?),
            (Some(month), Some(day), None) => Self::day(year, small(month)?, small(day)?),
            _ => None,
        }
    }

    /// The first day it may mean.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { year: self.year, month: self.month.or(Some(1)), day: self.day.or(Some(1)) }
    }

    /// The last day it may mean.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in_month(self.year, month));
        Self { year: self.year, month: Some(month), day: Some(day) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_iso(&text).ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

/// How many days a month has.
pub(crate) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
