//! Assets: every thing (and every licence, contract, account and line) the ledger holds.
//!
//! Invariants: a number is unique among what is not deleted, whatever its width or case; every change writes one
//! history row per field, in one change set that can be undone; the texts of user, department and place stay as
//! written even where they are linked to a person, department or place.
//!
//! Reading order: [`model`], [`fields`] (values by name), [`rules`], [`mentions`] and [`fees`] (pure), [`filter`], [`ops`] (the verbs), [`views`].

pub mod attachments;
pub mod fees;
pub mod fields;
pub mod filter;
pub mod mentions;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
pub(crate) mod parse;
pub(crate) mod relink;
pub mod rules;
pub(crate) mod store;
pub mod views;
pub(crate) mod words;
pub(crate) mod write;

pub use fields::Values;
pub use filter::{Due, Facets, Filter, Listing, Missing, Page, Sort, SortBy};
pub use model::{Asset, AssetData, Detail, Done, FieldChange, Link, Status};
