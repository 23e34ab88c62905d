//! The tables of hand-overs.

use platform::db::{Migration, Step};

/// Hand-overs, their things, and the company's own terms. Days are texts, empty where there is none.
pub(crate) const HANDOVERS: Migration = Migration {
    name: "0055-handovers",
    steps: &[
        Step::Both(
            "CREATE TABLE handover (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                person_id BIGINT NOT NULL REFERENCES person (id),
                direction {text} NOT NULL,
                state {text} NOT NULL,
                planned_on {text} NOT NULL,
                due_on {text} NOT NULL,
                note {text} NOT NULL,
                terms {text} NOT NULL DEFAULT '',
                done_on {text} NOT NULL DEFAULT '',
                signed_at BIGINT,
                signed_name {text} NOT NULL DEFAULT '',
                strokes {text} NOT NULL DEFAULT '',
                unsigned_because {text} NOT NULL DEFAULT '',
                handed_by BIGINT,
                handed_by_name {text} NOT NULL DEFAULT '',
                set_id BIGINT REFERENCES change_set (id),
                file_id BIGINT,
                cancelled_because {text} NOT NULL DEFAULT '',
                created_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX handover_person ON handover (person_id, id)"),
        Step::Both("CREATE INDEX handover_planned ON handover (planned_on, id) WHERE state = 'planned'"),
        Step::Both(
            "CREATE INDEX handover_due ON handover (due_on, id) WHERE state = 'done' AND due_on <> ''",
        ),
        // Led by the id: an index led by the state would lure SQLite, which keeps no statistics, away from the small ones.
        Step::Both("CREATE INDEX handover_states ON handover (id, state)"),
        Step::Both(
            "CREATE TABLE handover_item (
                id {id},
                handover_id BIGINT NOT NULL REFERENCES handover (id),
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                accessories {text} NOT NULL,
                condition_note {text} NOT NULL,
                to_status {text} NOT NULL,
                called {text} NOT NULL DEFAULT '',
                closed_in BIGINT REFERENCES handover (id)
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX handover_item_once ON handover_item (handover_id, asset_id)"),
        Step::Both("CREATE INDEX handover_item_asset ON handover_item (asset_id, handover_id)"),
        Step::Both(
            "CREATE INDEX handover_item_closed ON handover_item (closed_in) WHERE closed_in IS NOT NULL",
        ),
        Step::Both(
            "CREATE TABLE handover_terms (
                id {id},
                version BIGINT NOT NULL,
                direction {text} NOT NULL,
                words {text} NOT NULL
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX handover_terms_direction ON handover_terms (direction)"),
    ],
};
