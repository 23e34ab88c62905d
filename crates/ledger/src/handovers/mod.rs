//! Hand-overs 貸与・返却: a paper of its own for what is given to a person and what comes back, with accessories,
//! conditions, terms and a signature.
//!
//! Invariants: what a hand-over does to its things is one change set in one transaction, or nothing; a paper that was
//! signed does not change any more (its terms, its things' names and its file stay as they were); it is taken back as a
//! whole, paper and all, or not at all. Whether a thing of a loan is still out is asked of the thing itself, so that
//! taking it back on its own page counts too.
//!
//! Reading order: [`model`], [`rules`] (states, what stands in the way), [`document`] and [`paper`] (what goes on paper, and
//! the PDF), [`terms`], [`ops`] (the verbs).

pub mod document;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
pub mod paper;
pub mod rules;
pub(crate) mod store;
pub mod terms;

pub use document::{Document, Paper, Thing};
pub use model::{
    Direction, Done, Filter, Handover, Item, Listed, NewHandover, NewItem, Show, Signed, Signing, State,
};
pub use rules::{Act, Obstacle};

/// The change sets that hand-overs write.
pub(crate) const ACTS: [&str; 2] = ["hand_out", "hand_back"];
