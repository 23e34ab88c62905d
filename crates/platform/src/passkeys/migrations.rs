//! The passkeys' tables.

use crate::db::{Migration, Step};

/// The passkeys' tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0060-passkeys",
    steps: &[
        Step::Both(
            "CREATE TABLE passkey (
                id {id},
                account_id BIGINT NOT NULL REFERENCES account (id),
                credential {bytes} NOT NULL UNIQUE,
                handle {bytes} NOT NULL,
                host {text} NOT NULL,
                name {text} NOT NULL,
                public_key {text} NOT NULL,
                created_at BIGINT NOT NULL,
                last_used_at BIGINT,
                doubted_at BIGINT
            )",
        ),
        Step::Both("CREATE INDEX passkey_account ON passkey (account_id)"),
        // A question that was put to a browser and waits for its one answer.
        Step::Both(
            "CREATE TABLE passkey_ceremony (
                hash {bytes} PRIMARY KEY,
                purpose {text} NOT NULL,
                account_id BIGINT REFERENCES account (id),
                state {text} NOT NULL,
                expires_at BIGINT NOT NULL
            )",
        ),
    ],
}];
