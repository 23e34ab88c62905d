//! Labels for things: which assets get one, what stands on it, and where its code leads.
//!
//! Invariants: a code holds nothing but the address of the pages and the asset's id, so that it stays true when names,
//! numbers and holders change; whoever reads it must still log in.
//!
//! Reading order: [`rules`] (pure), [`ops`] (the verbs). How labels look is the leaf `leaflet`'s matter.

pub mod ops;
pub mod rules;

pub use ops::{Wanted, ids, label_all, print};
pub use rules::{Shown, label, path};
