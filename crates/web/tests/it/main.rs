//! The pages through HTTP, as somebody at a browser meets them, on both databases.

mod common;
mod door;
mod setup;
