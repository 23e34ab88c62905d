//! The one way changes reach the store.
