//! Login sessions: a random token in a cookie, only its hash in the database.
//!
//! Invariants: a new token at login and at step-up; a session ends after an idle time and, in any case, after an
//! absolute time (both are settings); finding a session is one query, because every page does it.

mod device;
mod migrations;
mod model;
mod ops;
mod store;

pub use device::Device;
pub use migrations::MIGRATIONS;
pub use model::{NewSession, Session, Way};
pub use ops::{close, find, list, revoke, revoke_others, sweep, touch};
pub(crate) use store::{end_all, insert, renew};
