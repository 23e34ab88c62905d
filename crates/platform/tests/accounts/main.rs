//! Stories of accounts, sessions, tokens, settings and the server's key, on both databases.

mod door;
mod factor;
mod login;
mod secrets;
mod sessions;
mod settings;
mod tokens;
