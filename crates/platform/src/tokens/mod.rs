//! API tokens: for programs, with scopes, never more than the account behind them may.
//!
//! Invariants: a token is shown once; the database has only its hash; a revoked, run-out or ownerless token is nobody.

mod migrations;
mod model;
mod ops;
mod store;

pub use migrations::MIGRATIONS;
pub use model::{ApiToken, NewToken};
pub use ops::{authenticate, create, holder, labels, list, revoke};
