//! The sessions' table.

use crate::db::{Migration, Step};

/// The sessions' table.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0014-sessions",
        steps: &[
            Step::Both(
                "CREATE TABLE session (
                id {id},
                account_id BIGINT NOT NULL REFERENCES account (id),
                token_hash {bytes} NOT NULL UNIQUE,
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                stepped_up_at BIGINT NOT NULL,
                browser {text} NOT NULL,
                machine {text} NOT NULL,
                address {text}
            )",
            ),
            Step::Both("CREATE INDEX session_account ON session (account_id)"),
        ],
    },
    // Until then there was no other way than the password; a second factor was not noted.
    Migration {
        name: "0061-session-way",
        steps: &[Step::Both("ALTER TABLE session ADD COLUMN way {text} NOT NULL DEFAULT 'password'")],
    },
];
