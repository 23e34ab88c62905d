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
