//! The table of notices about deadlines.

use platform::db::{Migration, Step};

/// Which mail told of which deadline. What became of the mail is known to the outbox.
pub(crate) const NOTICES: Migration = Migration {
    name: "0042-deadline-notices",
    steps: &[
        Step::Both(
            "CREATE TABLE deadline_notice (
                id {id},
                mail_id BIGINT NOT NULL,
                role {text} NOT NULL,
                said_on {text} NOT NULL,
                asset_id BIGINT NOT NULL,
                kind {text} NOT NULL,
                due_on {text} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX deadline_notice_asset ON deadline_notice (asset_id)"),
        Step::Both("CREATE INDEX deadline_notice_said ON deadline_notice (said_on)"),
    ],
};

/// The dates' indexes say who has left the company too, so that counting deadlines reads nothing else; and what is not
/// written down is found without looking at everything.
pub(crate) const AGENDA: Migration = Migration {
    name: "0043-agenda",
    steps: &[
        Step::Both("DROP INDEX asset_by_warranty"),
        Step::Both("DROP INDEX asset_by_lease"),
        Step::Both("DROP INDEX asset_by_disposal"),
        Step::Both("DROP INDEX asset_by_renewal"),
        Step::Both("DROP INDEX asset_by_notice"),
        Step::Both(
            "CREATE INDEX asset_by_warranty ON asset (warranty_ends_on, id, status) WHERE deleted_at IS NULL AND warranty_ends_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_lease ON asset (lease_ends_on, id, status) WHERE deleted_at IS NULL AND lease_ends_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_disposal ON asset (disposed_on, id, status) WHERE deleted_at IS NULL AND disposed_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_renewal ON asset (renews_on, id, status) WHERE deleted_at IS NULL AND renews_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_notice ON asset (notice_by_on, id, status) WHERE deleted_at IS NULL AND notice_by_on <> ''",
        ),
        // What is not written down; small where little is missing.
        Step::Both(
            "CREATE INDEX asset_no_number ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND number_folded = ''",
        ),
        Step::Both(
            "CREATE INDEX asset_no_serial ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND serial_folded = ''",
        ),
        Step::Both(
            "CREATE INDEX asset_no_user ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND person_id IS NULL AND user_text = ''",
        ),
        Step::Both(
            "CREATE INDEX asset_no_place ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND place_text = ''",
        ),
        Step::Both(
            "CREATE INDEX asset_no_acquisition ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND acquired_on = ''",
        ),
        Step::Both(
            "CREATE INDEX asset_no_end ON asset (number_sort, id, kind_id, status) WHERE deleted_at IS NULL AND warranty_ends_on = '' AND lease_ends_on = ''",
        ),
    ],
};

/// What was decided about a deadline: it was renewed, or it may end. A later day is another deadline.
pub(crate) const ANSWERS: Migration = Migration {
    name: "0046-deadline-answers",
    steps: &[
        Step::Both(
            "CREATE TABLE deadline_answer (
                id {id},
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                kind {text} NOT NULL,
                on_day {text} NOT NULL,
                answer {text} NOT NULL,
                note {text} NOT NULL,
                actor {text} NOT NULL,
                at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX deadline_answer_one ON deadline_answer (asset_id, kind, on_day)"),
    ],
};
