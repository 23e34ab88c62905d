//! How long to wait after how many attempts: pure.

use chrono::TimeDelta;
use kernel::Moment;

/// How a kind of bucket brakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Attempts without any wait.
    pub free: i64,
    /// The longest wait there is.
    pub longest: TimeDelta,
    /// The quiet time after which everything is forgotten.
    pub forgotten_after: TimeDelta,
}

/// The brake on one account: five attempts are free, then 2, 4, 8 … seconds, at most 15 minutes.
pub fn for_account() -> Policy {
    Policy { free: 5, longest: TimeDelta::minutes(15), forgotten_after: TimeDelta::hours(1) }
}

/// The brake on one network address, behind which a whole office may sit.
pub fn for_address() -> Policy {
    Policy { free: 30, longest: TimeDelta::minutes(15), forgotten_after: TimeDelta::hours(1) }
}

/// The brake on mails with login links to one address: three an hour are free, so that nobody's mailbox is filled.
pub fn for_link() -> Policy {
    Policy { free: 3, longest: TimeDelta::minutes(15), forgotten_after: TimeDelta::hours(1) }
}

/// What a bucket remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// Attempts since the last quiet time.
    pub attempts: i64,
    /// When the last one was let through.
    pub last_at: Moment,
    /// When the next one will be.
    pub free_at: Moment,
}

impl Policy {
    /// How long the next attempt must wait after `attempts` of them. Never shrinks as they grow, never exceeds
    /// `longest`.
    pub fn wait_after(self, attempts: i64) -> TimeDelta {
        let beyond = attempts - self.free;
        if beyond < 0 {
            return TimeDelta::zero();
        }
        let doublings = u32::try_from(beyond.saturating_add(1)).unwrap_or(u32::MAX);
        let seconds = 2_i64.checked_pow(doublings).and_then(TimeDelta::try_seconds);
        seconds.map_or(self.longest, |wait| wait.min(self.longest))
    }

    /// Lets an attempt through and gives the counter to store, or says when to come again.
    ///
    /// # Errors
    /// The time to wait; then nothing is to be stored.
    pub fn attempt(self, before: Option<Counter>, now: Moment) -> Result<Counter, TimeDelta> {
        let before = before.filter(|counter| !self.is_forgotten(*counter, now));
        // A wait beyond the longest means that the clock was set back, perhaps by years: that must lock nobody out.
        let left = before.map_or(TimeDelta::zero(), |counter| counter.free_at - now);
        if left > TimeDelta::zero() && left <= self.longest {
            return Err(left);
        }
        let attempts = before.map_or(0, |counter| counter.attempts).saturating_add(1);
        Ok(Counter { attempts, last_at: now, free_at: now + self.wait_after(attempts) })
    }

    /// Takes back an attempt that turned out to be an honest one.
    pub fn give_back(self, counter: Counter) -> Counter {
        let attempts = (counter.attempts - 1).max(0);
        Counter { attempts, last_at: counter.last_at, free_at: counter.last_at + self.wait_after(attempts) }
    }

    /// Whether the quiet time is over.
    pub fn is_forgotten(self, counter: Counter, now: Moment) -> bool {
        now - counter.last_at >= self.forgotten_after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_attempts_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = (0..17).map(|n| for_account().wait_after(n).num_seconds()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!(for_account().wait_after(i64::MAX).num_seconds(), 900);
    }

    fn start() -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn waits_never_shrink_and_never_exceed_the_longest(one in 0_i64.., other in 0_i64..) {
            for policy in [for_account(), for_address(), for_link()] {
                let (fewer, more) = (policy.wait_after(one.min(other)), policy.wait_after(one.max(other)));
                proptest::prop_assert!(TimeDelta::zero() <= fewer && fewer <= more && more <= policy.longest);
            }
        }

        // Whatever happened before, and however the clock was moved: whoever waits the longest wait is let through,
        // and whoever waits as told is let through.
        #[test]
        fn no_wait_is_for_good(steps in proptest::collection::vec(-100_000_i64..100_000, 0..200)) {
            let policy = for_account();
            let (mut now, mut counter) = (start(), None);
            for step in steps {
                now += TimeDelta::seconds(step);
                if let Ok(next) = policy.attempt(counter, now) {
                    counter = Some(next);
                }
            }
            if let Err(wait) = policy.attempt(counter, now) {
                proptest::prop_assert!(wait <= policy.longest);
                proptest::prop_assert!(policy.attempt(counter, now + wait).is_ok());
            }
        }

        // Guessing as fast as the brake allows gains few attempts: five at once, then at most nine in the first quarter
        // of an hour, then one in each.
        #[test]
        fn a_patient_guesser_gets_few_attempts(pauses in proptest::collection::vec(0_i64..30, 1..2000)) {
            let policy = for_account();
            let (mut now, mut counter, mut passed) = (start(), None, 0_i64);
            for pause in pauses {
                now += TimeDelta::seconds(pause);
                if let Ok(next) = policy.attempt(counter, now) {
                    counter = Some(next);
                    passed += 1;
                }
            }
            let quarters = (now - start()).num_minutes() / 15;
            proptest::prop_assert!(passed <= 14 + quarters, "{passed} in {quarters}");
        }
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let policy = for_account();
        let counter = Counter { attempts: 50, last_at: start(), free_at: start() + policy.longest };
        let earlier = start() - TimeDelta::days(400);
        let next = policy.attempt(Some(counter), earlier).unwrap();
        assert_eq!((next.attempts, next.free_at), (51, earlier + policy.longest), "but the count stays");
    }

    #[test]
    fn an_honest_attempt_is_taken_back() {
        let policy = for_account();
        let mut counter = None;
        for _ in 0..5 {
            counter = policy.attempt(counter, start()).ok();
        }
        let back = policy.give_back(counter.unwrap());
        assert_eq!((back.attempts, back.free_at), (4, start()));
    }
}
