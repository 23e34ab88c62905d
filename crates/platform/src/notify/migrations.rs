//! The outbox's table.

use crate::db::{Migration, Step};

/// The outbox's table.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0022-notify",
    steps: &[
        Step::Both(
            "CREATE TABLE outbox (
                id {id},
                channel {text} NOT NULL,
                recipient {text} NOT NULL,
                subject {text} NOT NULL,
                body_text {text} NOT NULL,
                body_html {text},
                about_kind {text},
                about_number BIGINT,
                dedupe_key {text} UNIQUE,
                state {text} NOT NULL,
                attempts BIGINT NOT NULL,
                next_at BIGINT NOT NULL,
                message_id {text} NOT NULL,
                last_error {text},
                created_at BIGINT NOT NULL,
                sent_at BIGINT
            )",
        ),
        Step::Both("CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state IN ('waiting', 'sending')"),
    ],
}];
