//! Places: sites, floors, rooms, racks; a place may lie inside another. The id survives a change of name.

pub mod model;
pub mod ops;
mod store;

pub use model::{NewPlace, Place};
pub(crate) use store::{add_bare, all, remove_untouched, stored};
