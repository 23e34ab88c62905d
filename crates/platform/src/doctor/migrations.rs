//! The table of the last examination.

use crate::db::{Migration, Step};

/// The table of the last examination.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0025-examination",
    steps: &[Step::Both(
        "CREATE TABLE examination (one BIGINT PRIMARY KEY, at BIGINT NOT NULL, findings {text} NOT NULL)",
    )],
}];
