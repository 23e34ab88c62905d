//! Passkeys: registering them, coming in with one, showing once more with one who one is.
//!
//! Invariants: a challenge is kept here and not in the page, holds for five minutes, for one answer and for the browser
//! that asked; the authenticator must have checked its owner (fingerprint, face, PIN), so that a passkey stands for both
//! factors; a passkey holds for one host name, and there is none where the pages have no host name. The database holds
//! public keys only. Reading order: [`Party`], [`Passkey`], the verbs.

mod ceremony;
mod migrations;
mod model;
mod ops;
mod party;
mod prove;
mod store;

pub use ceremony::{Begun, sweep};
pub use migrations::MIGRATIONS;
pub use model::Passkey;
pub use ops::{add, are_offered, begin_adding, count_of, list, remove, remove_all, usable_at};
pub use party::{Hindrance, Party, party};
pub use prove::{begin_login, begin_step_up, log_in, step_up};
