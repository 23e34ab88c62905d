//! The verbs: first line permission, then one transaction with one change set and one journal entry.

mod change;
mod hand;
mod links;
mod list;
mod register;
mod relocate;
mod remove;
mod see;
mod undo;

pub use change::{bulk_change, change, clashes};
pub use hand::{assign, dispose, retire, take_back};
pub use links::{link_asset, link_url, unlink};
pub use list::{facets, gaps, ids, list};
pub use register::{copy, next_number, next_number_of, register, register_range, template};
pub(crate) use relocate::relocate;
pub use remove::{delete, restore};
pub use see::{handed_to, held_by, numbered, see, some};
pub use undo::undo;
pub(crate) use undo::{Mode, take_back_set};
