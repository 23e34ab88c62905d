//! The files' tables.

use crate::db::{Migration, Step};

/// The files' tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0020-files",
    steps: &[
        // One row per content on disk. It is touched before the content is looked for, so that the sweeper and a writer
        // of the same content wait for each other.
        Step::Both(
            "CREATE TABLE file_blob (hash {text} PRIMARY KEY, size BIGINT NOT NULL, seen_at BIGINT NOT NULL)",
        ),
        Step::Both(
            "CREATE TABLE file (
                id {id},
                public_id {text} NOT NULL UNIQUE,
                hash {text} NOT NULL REFERENCES file_blob (hash),
                name {text} NOT NULL,
                media {text} NOT NULL,
                size BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                created_by BIGINT
            )",
        ),
        Step::Both("CREATE INDEX file_hash ON file (hash)"),
        Step::Both(
            "CREATE TABLE file_link (
                file_id BIGINT NOT NULL REFERENCES file (id),
                kind {text} NOT NULL,
                number BIGINT NOT NULL,
                added_at BIGINT NOT NULL,
                removed_at BIGINT,
                PRIMARY KEY (file_id, kind, number)
            )",
        ),
        Step::Both("CREATE INDEX file_link_subject ON file_link (kind, number)"),
    ],
}];
