//! Seats of licences and systems: who or what uses one, as what, from when to when; how many are left and what one costs.
//!
//! Invariants: a seat belongs to a person or to a thing, never to both; one of them has at most one open seat of a record;
//! a seat that was given back stays as history. Being over what was bought is said, not forbidden: it happens, and the
//! ledger must be able to say so.

pub(crate) mod migrations;
pub mod model;
pub mod ops;
pub mod rules;
pub(crate) mod store;

pub use model::{Holder, Seat, Usage};
