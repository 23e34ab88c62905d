//! What every room stands on: database, journal, accounts, files, search, jobs, notices, settings, locale.
//!
//! Reading order: [`house`] (what is handed to every verb), [`db`], [`journal`], then the rest as needed.

pub mod accounts;
pub mod db;
pub mod files;
pub mod house;
pub mod jobs;
pub mod journal;
pub mod limits;
pub mod locale;
pub mod search;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod time;
pub mod tokens;
pub mod trouble;

pub use house::{Cx, House};
