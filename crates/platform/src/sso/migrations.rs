//! The tables of logins through others.

use crate::db::{Migration, Step};

/// The tables of logins through others.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0063-sso",
    steps: &[
        Step::Both(
            "CREATE TABLE sso_provider (
                id {id},
                kind {text} NOT NULL,
                name {text} NOT NULL,
                issuer {text} NOT NULL UNIQUE,
                client {text} NOT NULL,
                secret_sealed {bytes},
                by_mail BIGINT NOT NULL,
                version BIGINT NOT NULL
            )",
        ),
        // What a provider calls a person. It stays if the provider is taken out of the settings, so that nobody else
        // gets the account if it is put in again.
        Step::Both(
            "CREATE TABLE sso_identity (
                id {id},
                account_id BIGINT NOT NULL REFERENCES account (id),
                issuer {text} NOT NULL,
                subject {text} NOT NULL,
                linked_at BIGINT NOT NULL,
                last_used_at BIGINT,
                UNIQUE (issuer, subject)
            )",
        ),
        Step::Both("CREATE INDEX sso_identity_account ON sso_identity (account_id)"),
        Step::Both(
            "CREATE TABLE sso_attempt (
                hash {bytes} PRIMARY KEY,
                provider_id BIGINT NOT NULL,
                purpose {text} NOT NULL,
                account_id BIGINT REFERENCES account (id),
                sealed {bytes} NOT NULL,
                expires_at BIGINT NOT NULL
            )",
        ),
    ],
}];
