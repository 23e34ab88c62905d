//! Days as a ledger knows them: exact, or only to the month or the year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact day in the company's calendar.
pub type Day = NaiveDate;

/// A day that may be known only to the month or the year: `2022-04-01`, `2020-06`, `2019`.
///
/// Orders by its first possible day, so a list by date puts `2020-06` before `2020-06-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDay {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl PartialDay {
    /// An exact day.
    pub fn exact(day: Day) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// A day from its parts; `None` where there is no such day or the year has not four digits.
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1000..=9999).contains(&year) || (month.is_none() && day.is_some()) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { year, month, day })
    }

    /// The first day it can mean.
    pub fn first(self) -> Day {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or_default()
    }

    /// The last day it can mean: a warranty "until 2026-06" holds through June 30.
    pub fn last(self) -> Day {
        match (self.month, self.day) {
            (_, Some(_)) => self.first(),
            (Some(month), None) => last_of_month(self.year, month),
            (None, None) => last_of_month(self.year, 12),
        }
    }

    /// Whether the day itself is known.
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// Year, month and day as far as they are known.
    pub fn parts(self) -> (i32, Option<u32>, Option<u32>) {
        (self.year, self.month, self.day)
    }
}

fn last_of_month(year: i32, month: u32) -> Day {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|day| day.pred_opt()).unwrap_or_default()
}

impl PartialOrd for PartialDay {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDay {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.year, self.month, self.day).cmp(&(other.year, other.month, other.day))
    }
}

impl fmt::Display for PartialDay {
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

impl FromStr for PartialDay {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let number = |part: Option<&str>, length: usize| match part {
            None => Ok(None),
            Some(digits) if digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse::<u32>().map(Some).map_err(|_| ())
            }
            Some(_) => Err(()),
        };
        let year = number(parts.next(), 4)?.ok_or(())?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(());
        }
        Self::new(i32::try_from(year).map_err(|_| ())?, month, day).ok_or(())
    }
}

impl Serialize for PartialDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("a day is YYYY-MM-DD, YYYY-MM or YYYY"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_kept_as_a_month() {
        let june: PartialDay = "2020-06".parse().unwrap();
        assert_eq!(june.to_string(), "2020-06");
        assert_eq!(june.last().to_string(), "2020-06-30");
        assert_eq!("2024-02".parse::<PartialDay>().unwrap().last().to_string(), "2024-02-29");
        assert!(!june.is_exact());
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in ["2023-02-30", "2023-13", "20230101", "2023-1-1", "", "2023-01-01-01", "０２３"] {
            assert!(text.parse::<PartialDay>().is_err(), "{text}");
        }
    }
}
