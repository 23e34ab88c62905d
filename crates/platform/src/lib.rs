//! What every room stands on: database, journal, accounts, files, search, jobs, notices, settings, locale.
//!
//! Reading order: [`house`] (what is handed to every verb), [`db`], [`journal`], then the rest as needed.

pub mod db;
pub mod house;
pub mod journal;
pub mod locale;
pub mod time;

pub use house::{Cx, House};
