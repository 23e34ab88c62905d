//! Stories about the API, on both databases.
#![cfg(test)]

mod document;
mod grid;
mod refusals;
mod script;
mod world;
