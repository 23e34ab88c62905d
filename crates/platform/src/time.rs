//! The only place that reads the system clock, and how moments are stored.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use kernel::{Clock, Day, Moment};

/// How far a stored moment may lie ahead of the clock and still be believed: so far apart may two nodes' clocks be, or may
/// a clock be put right, without anything being made of it. What lies further ahead was written by a clock that was wrong.
pub const SKEW: TimeDelta = TimeDelta::minutes(10);

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the system clock")]
    fn now(&self) -> Moment {
        Utc::now()
    }
}

/// A moment as stored: milliseconds since 1970-01-01 UTC.
pub fn to_stored(moment: Moment) -> i64 {
    moment.timestamp_millis()
}

/// Reads a stored moment; a number outside the calendar becomes the epoch.
pub fn from_stored(milliseconds: i64) -> Moment {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// The day it is in `zone` at `moment`.
pub fn day_in(zone: chrono_tz::Tz, moment: Moment) -> Day {
    zone.from_utc_datetime(&moment.naive_utc()).date_naive()
}
