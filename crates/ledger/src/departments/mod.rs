//! Departments; the id survives a change of name.

pub mod model;
pub mod ops;
mod store;

pub use model::{Department, NewDepartment};
pub(crate) use store::{add_bare, remove_untouched, stored};
