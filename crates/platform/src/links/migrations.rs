//! The table of login links.

use crate::db::{Migration, Step};

/// The table of login links.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0062-login-links",
    steps: &[
        // A row without an account stands for an address that nobody has: it costs the same work and leads nowhere.
        Step::Both(
            "CREATE TABLE login_link (
                id {id},
                account_id BIGINT REFERENCES account (id),
                browser {bytes} NOT NULL,
                number {bytes},
                asked_from {text} NOT NULL,
                hash {bytes},
                tries BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX login_link_hash ON login_link (hash)"),
        // What the half login began with, so that the session says so.
        Step::Both("ALTER TABLE login_pending ADD COLUMN way {text} NOT NULL DEFAULT 'password'"),
    ],
}];
