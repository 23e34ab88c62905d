//! The columns and tables of merging, and what was there before an edit.

use platform::db::{Migration, Step};

/// `merged_into` is what stands for a row that means the same thing; such a row shares numbers and names with others.
pub(crate) const MERGING: Migration = Migration {
    name: "0041-merging",
    steps: &[
        Step::Both("ALTER TABLE person ADD COLUMN merged_into BIGINT REFERENCES person (id)"),
        Step::Both("ALTER TABLE department ADD COLUMN merged_into BIGINT REFERENCES department (id)"),
        Step::Both("ALTER TABLE place ADD COLUMN merged_into BIGINT REFERENCES place (id)"),
        Step::Both("CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL"),
        Step::Both(
            "CREATE INDEX department_merged ON department (merged_into) WHERE merged_into IS NOT NULL",
        ),
        Step::Both("CREATE INDEX place_merged ON place (merged_into) WHERE merged_into IS NOT NULL"),
        Step::Both("DROP INDEX person_employee_no"),
        Step::Both(
            "CREATE UNIQUE INDEX person_employee_no ON person (employee_no_folded)
             WHERE employee_no_folded <> '' AND merged_into IS NULL",
        ),
        Step::Both("DROP INDEX department_name"),
        Step::Both(
            "CREATE UNIQUE INDEX department_name ON department (name_folded) WHERE merged_into IS NULL",
        ),
        Step::Both("DROP INDEX place_name"),
        Step::Both(
            "CREATE UNIQUE INDEX place_name ON place (COALESCE(parent_id, 0), name_folded)
             WHERE merged_into IS NULL",
        ),
        Step::Both(
            "CREATE TABLE merger (
                id {id},
                set_id BIGINT NOT NULL REFERENCES change_set (id),
                kind {text} NOT NULL,
                kept BIGINT NOT NULL,
                gone BIGINT NOT NULL,
                moved {text} NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX merger_set ON merger (set_id)"),
        Step::Both(
            "CREATE TABLE ledger_edit (
                id {id},
                kind {text} NOT NULL,
                number BIGINT NOT NULL,
                version BIGINT NOT NULL,
                field {text} NOT NULL,
                old {text} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX ledger_edit_subject ON ledger_edit (kind, number, version)"),
    ],
};
