//! SQL about places.
