//! What a cell means once it is read: a text, an exact number or a date of known precision.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{Date, Field, Reading};

/// An exact decimal number, so that equality means equality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    units: i64,
    places: u8,
}

/// The value of one field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Words or a code, trimmed and of normal width.
    Text(String),
    /// An amount or a count.
    Number(Number),
    /// A day, a month or a year.
    Date(Date),
}

impl Number {
    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self { units, places: 0 }
    }

    /// `units` divided by ten to the power of `places`, in its shortest form.
    pub const fn decimal(mut units: i64, mut places: u8) -> Self {
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Self { units, places }
    }

    /// The nearest number with at most four decimal places, as spreadsheets store amounts; `None` beyond 15 digits.
    pub fn from_f64(value: f64) -> Option<Self> {
        let scaled = (value * 10_000.0).round();
        if !scaled.is_finite() || scaled.abs() >= 9e15 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
        Some(Self::decimal(scaled as i64, 4))
    }

    /// Reads `-12.5` or `143000`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return None;
        }
        let places = u8::try_from(fraction.len()).ok()?;
        let units: i64 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self::decimal(sign * units, places))
    }

    /// The number without decimal places, if it has none.
    pub const fn as_whole(self) -> Option<i64> {
        if self.places == 0 { Some(self.units) } else { None }
    }

    /// The nearest floating-point number.
    pub fn as_f64(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "amounts in yen are far below 2^53")]
        let units = self.units as f64;
        units / 10_f64.powi(i32::from(self.places))
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.units < 0
    }

    /// The number times a whole factor; `None` when it grows too large.
    pub fn times(self, factor: i64) -> Option<Self> {
        Some(Self::decimal(self.units.checked_mul(factor)?, self.places))
    }

    /// The sum; `None` when it grows too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scale =
            |number: Self| number.units.checked_mul(10_i64.checked_pow(u32::from(places - number.places))?);
        Some(Self::decimal(scale(self)?.checked_add(scale(other)?)?, places))
    }

    /// The number with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { units: self.units.saturating_neg(), places: self.places }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let places = usize::from(self.places);
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The stable text form: what is stored, compared and written out. [`Value::from_text`] reads it back.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }

    /// Reads the stable text form of a field's value; `None` if the field cannot hold it.
    pub fn from_text(field: Field, text: &str) -> Option<Self> {
        match field.reading() {
            Reading::Date => Date::parse_iso(text).map(Self::Date),
            Reading::Money | Reading::Count => Number::parse(text).map(Self::Number),
            Reading::Secret => None,
            Reading::Text | Reading::Code | Reading::Person => Some(Self::text(text)),
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) | Self::Date(_) => None,
        }
    }

    /// The date, if it is one.
    pub const fn as_date(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Text(_) | Self::Number(_) => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) | Self::Date(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
        }
    }
}
