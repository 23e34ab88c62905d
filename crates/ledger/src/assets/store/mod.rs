//! SQL about assets.
