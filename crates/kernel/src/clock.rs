//! Time as an argument: nothing outside `platform::time` reads the system clock.

use std::sync::Mutex;

use chrono::TimeDelta;

use crate::Moment;

/// Where "now" comes from.
pub trait Clock: Send + Sync + 'static {
    /// The present moment, UTC.
    fn now(&self) -> Moment;
}

/// A clock that stands still until it is moved: for tests, samples and the demo company.
#[derive(Debug)]
pub struct FixedClock(Mutex<Moment>);

impl FixedClock {
    /// A clock standing at `now`.
    pub fn at(now: Moment) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock by `delta` (backwards if negative).
    pub fn advance(&self, delta: TimeDelta) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += delta;
    }

    /// Puts the clock to `now`.
    pub fn set(&self, moment: Moment) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = moment;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
