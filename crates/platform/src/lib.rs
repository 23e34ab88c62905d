//! What every room stands on: database, journal, accounts, files, search, jobs, notices, settings, locale.
//!
//! Reading order: [`house`] (what is handed to every verb), [`db`], [`journal`], then the rest as needed.

pub mod accounts;
pub mod backup;
pub mod db;
pub mod doctor;
pub mod files;
pub mod house;
pub mod jobs;
pub mod journal;
pub mod limits;
pub mod links;
pub mod locale;
pub mod notify;
pub mod passkeys;
pub mod search;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod sso;
pub mod time;
pub mod tls;
pub mod tokens;
pub mod trouble;

pub use house::{Cx, House};

/// Every migration of the platform, part by part, in the order in which they run.
pub const MIGRATIONS: &[&[db::Migration]] = &[
    journal::MIGRATIONS,
    secrets::MIGRATIONS,
    settings::MIGRATIONS,
    limits::MIGRATIONS,
    accounts::MIGRATIONS,
    sessions::MIGRATIONS,
    tokens::MIGRATIONS,
    files::MIGRATIONS,
    jobs::MIGRATIONS,
    notify::MIGRATIONS,
    search::MIGRATIONS,
    backup::MIGRATIONS,
    doctor::MIGRATIONS,
    passkeys::MIGRATIONS,
    links::MIGRATIONS,
    sso::MIGRATIONS,
];

/// Every migration of the platform, in the order in which they run.
pub fn migrations() -> Vec<db::Migration> {
    MIGRATIONS.concat()
}
