//! SQL about departments.
