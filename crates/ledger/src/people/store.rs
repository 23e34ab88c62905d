//! SQL about people.
