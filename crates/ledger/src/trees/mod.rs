//! The company's two trees of names, departments and places: a name, what it belongs to, remarks. The id survives a
//! change of name.
//!
//! Invariants: nothing lies inside itself; a new name is written on the assets that carried the old one; one that was
//! merged into another stands for that other wherever its id is still written.
//!
//! Reading order: [`model`] (what tells the two apart), [`ops`] (the verbs of both).

pub mod model;
pub mod ops;
pub(crate) mod store;

pub use model::{NewNode, Node, NodeId, Tree};
