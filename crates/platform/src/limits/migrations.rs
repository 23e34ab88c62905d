//! The counters' table.

use crate::db::{Migration, Step};

/// The counters' table.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0012-limits",
    steps: &[
        // The bucket is a keyed hash: neither mail addresses that were typed in nor network addresses are kept.
        Step::Both(
            "CREATE TABLE rate_limit (
                bucket {text} PRIMARY KEY,
                attempts BIGINT NOT NULL,
                last_at BIGINT NOT NULL,
                free_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX rate_limit_last ON rate_limit (last_at)"),
    ],
}];
