//! The table of import drafts.

use platform::db::{Migration, Step};

/// Import drafts.
pub(crate) const DRAFTS: Migration = Migration {
    name: "0039-import-drafts",
    steps: &[
        Step::Both(
            "CREATE TABLE import_draft (
                id {id},
                word {text} NOT NULL,
                purpose {text} NOT NULL,
                file_name {text} NOT NULL,
                file_hash {text} NOT NULL,
                sealed {bytes},
                choices {text} NOT NULL,
                created_at BIGINT NOT NULL,
                created_by BIGINT,
                job_id BIGINT,
                import_id BIGINT,
                outcome {text}
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX import_draft_word ON import_draft (word)"),
        Step::Both("CREATE INDEX import_draft_import ON import_draft (import_id)"),
    ],
};
