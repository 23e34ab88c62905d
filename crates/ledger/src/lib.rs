//! The ledger room 台帳: what the company has, who holds it, where it is, and what runs out when.
//!
//! Reading order: [`kinds`], [`assets`] (the heart), [`people`], [`trees`] (departments and places), [`merging`] (two
//! that are one), [`relations`] (what belongs together), [`seats`] and [`costs`], [`handovers`] (papers of what was handed
//! out and came back) and [`moves`] (lists for those who come and go), then [`imports`] and [`export`] (the Excel file in
//! and out), [`labels`] (to stick on things), [`papers`] (to sign), [`deadlines`], and whether all of it is really there
//! ([`stocktaking`]). Blind to every other room.

pub mod assets;
pub mod changes;
pub mod clash;
pub mod costs;
pub mod deadlines;
pub mod departments;
pub mod drafts;
mod edits;
pub mod export;
pub mod handovers;
pub mod imports;
pub mod kinds;
pub mod labels;
mod memory;
pub mod merging;
mod migrations;
pub mod moves;
pub mod papers;
pub mod people;
pub mod places;
pub mod relations;
pub mod seats;
mod sql;
pub mod stocktaking;
pub mod trees;

pub use migrations::MIGRATIONS;

/// What is to be done once the tables are up to date: what is kept beside the entries is written anew if an older program
/// wrote it.
///
/// # Errors
/// `Fault::Broken` if the database does not answer.
pub async fn upkeep(db: &platform::db::Db) -> kernel::Result<()> {
    assets::store::beside::catch_up(db).await
}
