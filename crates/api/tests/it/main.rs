//! Stories about the API, on both databases.
#![cfg(test)]

mod document;
mod grid;
mod imports;
mod people;
mod refusals;
mod script;
mod stocktaking;
mod world;
