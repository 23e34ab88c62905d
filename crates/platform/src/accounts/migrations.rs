//! The accounts' tables.

use crate::db::{Migration, Step};

/// The accounts' tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0013-accounts",
    steps: &[
        Step::Both(
            "CREATE TABLE account (
                id {id},
                email {text} NOT NULL,
                email_folded {text} NOT NULL UNIQUE,
                name {text} NOT NULL,
                role {text} NOT NULL,
                person_id BIGINT,
                lang {text} NOT NULL,
                theme {text} NOT NULL,
                active BIGINT NOT NULL,
                password {text} NOT NULL,
                must_change_password BIGINT NOT NULL,
                totp_sealed {bytes},
                totp_pending {bytes},
                totp_last_step BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                last_login_at BIGINT,
                version BIGINT NOT NULL
            )",
        ),
        Step::Both(
            "CREATE TABLE recovery_code (
                id {id},
                account_id BIGINT NOT NULL REFERENCES account (id),
                hash {bytes} NOT NULL,
                used_at BIGINT
            )",
        ),
        Step::Both("CREATE INDEX recovery_code_account ON recovery_code (account_id)"),
        // A login that has shown its password and still owes its second factor.
        Step::Both(
            "CREATE TABLE login_pending (
                hash {bytes} PRIMARY KEY,
                account_id BIGINT NOT NULL REFERENCES account (id),
                expires_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX login_pending_account ON login_pending (account_id)"),
    ],
}];
