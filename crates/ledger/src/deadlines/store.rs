//! SQL about deadlines.
