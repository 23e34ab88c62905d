//! The tables of imports and remembered mappings.

use platform::db::{Migration, Step};

/// Imports and remembered mappings.
pub(crate) const IMPORTS: Migration = Migration {
    name: "0034-imports",
    steps: &[
        Step::Both(
            "CREATE TABLE ledger_import (
                id {id},
                set_id BIGINT NOT NULL REFERENCES change_set (id),
                file_name {text} NOT NULL,
                file_hash {text} NOT NULL,
                made BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                same BIGINT NOT NULL,
                refused BIGINT NOT NULL,
                skipped BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX ledger_import_set ON ledger_import (set_id)"),
        Step::Both("CREATE INDEX ledger_import_hash ON ledger_import (file_hash)"),
        Step::Both(
            "CREATE TABLE import_shape (
                shape {text} PRIMARY KEY,
                mapping {text} NOT NULL,
                used_at BIGINT NOT NULL
            )",
        ),
    ],
};
