//! Kinds of assets: the built-in ones and the company's own, each with a number prefix and fields of its own.

pub mod model;
pub mod ops;
mod store;
pub(crate) mod words;

pub use model::{BuiltIn, FieldDefinition, FieldKind, Kind, NewKind};
pub(crate) use store::all as stored;
