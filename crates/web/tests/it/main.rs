//! The pages through HTTP, as somebody at a browser meets them, on both databases.
#![cfg(test)]

mod account;
mod accounts;
mod assets;
mod calendar;
mod common;
mod deadlines;
mod door;
mod grid;
mod grid_offers;
mod grid_reasons;
mod grid_table;
mod handovers;
mod imports;
mod journal;
mod labels;
mod links;
mod moves;
mod notices;
mod passkeys;
mod people;
mod settings;
mod setup;
mod sso;
mod stocktaking;
