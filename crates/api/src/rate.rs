//! How often a token may ask: a bucket of requests per token that fills again steadily.
//!
//! Each node counts for itself: the brake is there so that a script in a loop cannot starve people, not to count.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use kernel::{Moment, TokenId};

/// Requests in a full bucket.
const BURST: i64 = 2_000;
/// Requests that come back each second.
const PER_SECOND: i64 = 100;
const COST_MS: i64 = 1_000 / PER_SECOND;
const FULL_MS: i64 = BURST * COST_MS;

/// The buckets of all tokens that asked.
#[derive(Debug, Default)]
pub(crate) struct Rate(Mutex<HashMap<TokenId, Bucket>>);

/// How many milliseconds of waiting are saved up.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    saved_ms: i64,
    at: Moment,
}

impl Rate {
    /// Takes one request out of a token's bucket.
    ///
    /// # Errors
    /// The seconds to wait if it is empty.
    pub fn take(&self, token: TokenId, now: Moment) -> Result<(), u64> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(token).or_insert(Bucket { saved_ms: FULL_MS, at: now });
        // A clock that was set back gives nothing and takes nothing.
        let passed = (now - bucket.at).num_milliseconds().max(0);
        bucket.saved_ms = bucket.saved_ms.saturating_add(passed).min(FULL_MS);
        bucket.at = now;
        if bucket.saved_ms < COST_MS {
            return Err(1);
        }
        bucket.saved_ms -= COST_MS;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_in_a_loop_waits_and_another_does_not() {
        let rate = Rate::default();
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        for _ in 0..BURST {
            assert!(rate.take(TokenId(1), now).is_ok());
        }
        assert!(rate.take(TokenId(1), now).is_err());
        assert!(rate.take(TokenId(2), now).is_ok());
        assert!(rate.take(TokenId(1), now - chrono::TimeDelta::days(1)).is_err());
        assert!(rate.take(TokenId(1), now + chrono::TimeDelta::seconds(1)).is_ok());
    }
}
