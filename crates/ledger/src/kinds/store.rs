//! SQL about kinds.
