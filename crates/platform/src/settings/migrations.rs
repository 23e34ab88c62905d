//! The settings' tables.

use crate::db::{Migration, Step};

/// The settings' tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0011-settings",
    steps: &[
        Step::Both("CREATE TABLE setting (name {text} PRIMARY KEY, value {text}, sealed {bytes})"),
        // One number for all settings, counted up with every change: by it each node knows that its copy is old.
        Step::Both("CREATE TABLE setting_head (one BIGINT PRIMARY KEY, version BIGINT NOT NULL)"),
        Step::Both("INSERT INTO setting_head (one, version) VALUES (1, 1)"),
    ],
}];
