//! The tokens' table.

use crate::db::{Migration, Step};

/// The tokens' table.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0015-tokens",
    steps: &[
        Step::Both(
            "CREATE TABLE api_token (
                id {id},
                account_id BIGINT NOT NULL REFERENCES account (id),
                label {text} NOT NULL,
                token_hash {bytes} NOT NULL UNIQUE,
                scopes {text} NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT,
                last_used_at BIGINT,
                revoked_at BIGINT
            )",
        ),
        Step::Both("CREATE INDEX api_token_account ON api_token (account_id)"),
    ],
}];
