//! The pages through HTTP, as somebody at a browser meets them, on both databases.

mod account;
mod accounts;
mod common;
mod door;
mod grid;
mod grid_table;
mod settings;
mod setup;
