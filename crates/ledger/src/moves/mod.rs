//! Lists for those who join, move or leave 入社・異動・退職: what they need, what changes, and everything they hold.
//!
//! Invariants: what a person holds is never copied into a list. A list is computed each time from what is held, what was
//! given back since, its own lines, and the reasons that were written down; so what comes to the person after the list
//! was made stands in it by itself, and a line is ticked off by the real act. A list cannot be closed while one line has
//! neither been done nor has a reason.
//!
//! Reading order: [`model`], [`rules`] (what stands in a list), [`templates`], [`ops`] (the verbs).

pub(crate) mod migrations;
pub mod model;
pub mod ops;
pub mod rules;
pub(crate) mod store;
pub mod templates;

pub use model::{
    Filter, Kind, Line, LineKey, Listed, Matter, Move, Need, NewMove, Outcome, Sheet, Standing, State,
    TemplateLine,
};
