//! Who may log in: accounts, passwords, second factors, and the login itself.
//!
//! Invariants: an unknown mail address and a wrong password get the same answer after the same work; the database holds
//! no password, no token, no second-factor seed in the clear; there is always an active admin; every login, refusal and
//! change is in the journal, without what was typed in. Reading order: [`Account`], [`login`], the verbs, the rules.

mod common;
mod entry;
mod factor;
mod login;
mod migrations;
mod model;
mod ops;
mod own;
mod password;
mod rules;
mod store;
mod totp;

pub use entry::Doorstep;
pub(crate) use entry::{ask_for_factor, brake, enter, refuse};
pub use factor::{
    Enrolment, begin_factor, confirm_factor, drop_factor, factor_begun, recovery_codes_left,
    renew_recovery_codes, reset_factor,
};
pub(crate) use login::seconds_of;
pub use login::{Login, LoginOutcome, login, second_factor, step_up, sweep};
pub use migrations::MIGRATIONS;
pub use model::{Account, AccountChange, Email, Listed, NewAccount, Theme};
pub use ops::{
    Founding, change, create, deactivate, found, is_founded, list, reactivate, reset_password, see, unlock,
};
pub use own::{set_appearance, set_name, set_password};
pub use rules::{LONGEST_PASSWORD, SHORTEST_PASSWORD, about_password};
pub(crate) use store::{AccountRow, by_email, by_id};
pub use store::{lead, owned_by};
