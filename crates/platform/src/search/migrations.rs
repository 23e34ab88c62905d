//! The search index's tables.

use crate::db::{Migration, Step};

/// The search index's tables.
pub const MIGRATIONS: &[Migration] = &[DOCUMENTS, SPEED];

const DOCUMENTS: Migration = Migration {
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
};

/// On PostgreSQL, entering each document's tokens at once took most of an import's time: now they wait in a short list (see
/// [`super::many`]), which an import empties itself before it ends. On SQLite, a list that many things answer read each
/// one's whole text only to learn its number.
const SPEED: Migration = Migration {
    name: "0027-search-speed",
    steps: &[
        Step::Postgres("ALTER INDEX search_doc_tokens SET (fastupdate = on)"),
        Step::Sqlite("CREATE INDEX search_doc_subject ON search_doc (id, kind, number)"),
    ],
};
