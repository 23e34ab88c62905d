//! The tables of lists for those who join, move or leave.

use platform::db::{Migration, Step};

/// Lists, their own lines, the reasons for what is not done, and the templates. What a person holds is not copied.
pub(crate) const MOVES: Migration = Migration {
    name: "0056-moves",
    steps: &[
        Step::Both(
            "CREATE TABLE move_list (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                person_id BIGINT NOT NULL REFERENCES person (id),
                kind {text} NOT NULL,
                state {text} NOT NULL,
                on_day {text} NOT NULL,
                department_id BIGINT REFERENCES department (id),
                note {text} NOT NULL,
                closed_at BIGINT,
                created_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX move_list_person ON move_list (person_id, id)"),
        Step::Both("CREATE INDEX move_list_open ON move_list (on_day, id) WHERE state = 'open'"),
        Step::Both(
            "CREATE TABLE move_line (
                id {id},
                move_id BIGINT NOT NULL REFERENCES move_list (id),
                what {text} NOT NULL,
                need {text} NOT NULL,
                due_on {text} NOT NULL,
                done_on {text} NOT NULL DEFAULT '',
                done_by BIGINT,
                reason {text} NOT NULL DEFAULT ''
            )",
        ),
        Step::Both("CREATE INDEX move_line_list ON move_line (move_id, id)"),
        Step::Both(
            "CREATE TABLE move_reason (
                id {id},
                move_id BIGINT NOT NULL REFERENCES move_list (id),
                thing {text} NOT NULL,
                number BIGINT NOT NULL,
                reason {text} NOT NULL,
                said_by BIGINT,
                said_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX move_reason_once ON move_reason (move_id, thing, number)"),
        Step::Both(
            "CREATE TABLE move_template (
                id {id},
                version BIGINT NOT NULL,
                kind {text} NOT NULL,
                department_id BIGINT REFERENCES department (id),
                lines {text} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX move_template_kind ON move_template (kind, department_id)"),
    ],
};
