//! The journal's tables.

use crate::db::{Migration, Step};

/// The journal's tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-journal",
    steps: &[
        Step::Both(
            "CREATE TABLE journal (
                seq BIGINT PRIMARY KEY,
                at BIGINT NOT NULL,
                actor {text} NOT NULL,
                event {text} NOT NULL,
                subject_kind {text} NOT NULL,
                subject_id BIGINT NOT NULL,
                body {text} NOT NULL,
                hash {bytes} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX journal_subject ON journal (subject_kind, subject_id, seq)"),
        Step::Both("CREATE INDEX journal_event ON journal (event, seq)"),
        // The head is one row that a writer locks, so that numbers have no gap even with several nodes on PostgreSQL.
        Step::Both(
            "CREATE TABLE journal_head (one BIGINT PRIMARY KEY, seq BIGINT NOT NULL, hash {bytes} NOT NULL)",
        ),
        Step::Sqlite("INSERT INTO journal_head (one, seq, hash) VALUES (1, 0, zeroblob(32))"),
        Step::Postgres(
            "INSERT INTO journal_head (one, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))",
        ),
    ],
}];
