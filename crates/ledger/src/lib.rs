//! The ledger room 台帳: what the company has, who holds it, where it is, and what runs out when.
//!
//! Reading order: [`kinds`], [`assets`] (the heart), [`people`], [`trees`] (departments and places), [`merging`] (two
//! that are one), then [`imports`] and [`export`] (the Excel file in and out), [`labels`] (to stick on things) and
//! [`deadlines`]. Blind to every other room.

pub mod assets;
pub mod changes;
pub mod clash;
pub mod deadlines;
pub mod departments;
pub mod drafts;
mod edits;
pub mod export;
pub mod imports;
pub mod kinds;
pub mod labels;
mod memory;
pub mod merging;
mod migrations;
pub mod people;
pub mod places;
mod sql;
pub mod trees;

pub use migrations::MIGRATIONS;
