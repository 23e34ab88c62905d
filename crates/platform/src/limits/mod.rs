//! Brakes against guessing: per account and per address, with growing delays, never a permanent lock.
//!
//! Invariants: the state is in the database, so several nodes share it; an attempt is counted *before* the password is
//! looked at, so many at once gain nothing; an attempt that must wait does not lengthen the wait; after a quiet time
//! everything is forgotten. A local command (`accounts::unlock`) ends a wait at once.

mod migrations;
mod rules;
mod store;

pub use migrations::MIGRATIONS;
pub use rules::{Counter, Policy, for_account, for_address};
pub use store::sweep;
pub(crate) use store::{Attempt, Bucket, Relief, clear, give_back, relieve, take, waiting};
