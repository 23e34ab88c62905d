//! Which columns an export has, and what stands in them.
