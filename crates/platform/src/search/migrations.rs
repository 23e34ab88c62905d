//! The search index's tables.

use crate::db::{Migration, Step};

/// The search index's tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0023-search",
    steps: &[
        Step::Both(
            "CREATE TABLE search_doc (
                id {id},
                kind {text} NOT NULL,
                number BIGINT NOT NULL,
                title {text} NOT NULL,
                body {text} NOT NULL,
                folded_title {text} NOT NULL,
                folded {text} NOT NULL,
                UNIQUE (kind, number)
            )",
        ),
        Step::Both("CREATE INDEX search_doc_title ON search_doc (folded_title)"),
        // The index keeps no text of its own and no positions: bigrams narrow, the substring check decides.
        Step::Sqlite(
            "CREATE VIRTUAL TABLE search_index USING fts5(
                tokens, content='', contentless_delete=1, tokenize='unicode61', detail=none
            )",
        ),
        Step::Postgres("ALTER TABLE search_doc ADD COLUMN tokens tsvector"),
        // Without the pending list a search after a large import would first have to walk that list.
        Step::Postgres(
            "CREATE INDEX search_doc_tokens ON search_doc USING GIN (tokens) WITH (fastupdate = off)",
        ),
    ],
}];
