//! Stories of accounts, sessions, tokens, settings and the server's key, on both databases.
#![expect(clippy::unwrap_used, clippy::panic, reason = "this is a test")]

mod door;
mod factor;
mod links;
mod login;
mod passkeys;
mod secrets;
mod sessions;
mod settings;
mod sso;
mod tokens;
