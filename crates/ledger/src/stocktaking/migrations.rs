//! The tables of stocktakings.

use platform::db::{Migration, Step};

/// Stocktakings, their rooms with counts, the frozen list of what is expected, and what was read.
///
/// Neither places nor assets are referred to by foreign keys: the list says how things were, and must outlive a place that
/// was removed and an import that was undone. Place 0 means that nobody wrote one down.
pub(crate) const STOCKTAKING: Migration = Migration {
    name: "0050-stocktaking",
    steps: &[
        Step::Both(
            "CREATE TABLE stocktaking (
                id {id},
                name {text} NOT NULL,
                on_day {text} NOT NULL,
                scope {text} NOT NULL,
                state {text} NOT NULL,
                opened_at BIGINT NOT NULL,
                opened_by {text} NOT NULL,
                closed_at BIGINT,
                closed_by {text} NOT NULL DEFAULT '',
                reopened_at BIGINT,
                reopen_reason {text} NOT NULL DEFAULT '',
                seen_set BIGINT
            )",
        ),
        Step::Both(
            "CREATE TABLE stocktaking_room (
                id {id},
                stocktaking_id BIGINT NOT NULL REFERENCES stocktaking (id),
                place_id BIGINT NOT NULL,
                name {text} NOT NULL,
                expected BIGINT NOT NULL DEFAULT 0,
                here BIGINT NOT NULL DEFAULT 0,
                away BIGINT NOT NULL DEFAULT 0,
                explained BIGINT NOT NULL DEFAULT 0,
                read_here BIGINT NOT NULL DEFAULT 0,
                read_elsewhere BIGINT NOT NULL DEFAULT 0,
                read_unexpected BIGINT NOT NULL DEFAULT 0,
                read_unknown BIGINT NOT NULL DEFAULT 0,
                UNIQUE (stocktaking_id, place_id)
            )",
        ),
        Step::Both(
            "CREATE TABLE stocktaking_item (
                id {id},
                stocktaking_id BIGINT NOT NULL REFERENCES stocktaking (id),
                asset_id BIGINT NOT NULL,
                place_id BIGINT NOT NULL,
                kind_id BIGINT NOT NULL,
                number {text} NOT NULL,
                number_sort {text} NOT NULL,
                name {text} NOT NULL,
                model {text} NOT NULL,
                serial {text} NOT NULL,
                state {text} NOT NULL DEFAULT 'open',
                scan_id BIGINT,
                explained {text} NOT NULL DEFAULT '',
                note {text} NOT NULL DEFAULT ''
            )",
        ),
        Step::Both(
            "CREATE UNIQUE INDEX stocktaking_item_asset ON stocktaking_item (asset_id, stocktaking_id)",
        ),
        Step::Both(
            "CREATE INDEX stocktaking_item_room ON stocktaking_item (stocktaking_id, place_id, state, number_sort, id)",
        ),
        Step::Both(
            "CREATE INDEX stocktaking_item_state ON stocktaking_item (stocktaking_id, state, number_sort, id)",
        ),
        Step::Both(
            "CREATE TABLE stocktaking_scan (
                id {id},
                stocktaking_id BIGINT NOT NULL REFERENCES stocktaking (id),
                client_id {text} NOT NULL,
                place_id BIGINT NOT NULL,
                typed {text} NOT NULL,
                thing {text} NOT NULL,
                asset_id BIGINT,
                outcome {text} NOT NULL,
                reason {text} NOT NULL DEFAULT '',
                counts BIGINT NOT NULL,
                condition {text} NOT NULL,
                note {text} NOT NULL,
                source {text} NOT NULL,
                read_by {text} NOT NULL,
                read_at BIGINT NOT NULL,
                received_at BIGINT NOT NULL,
                undone_at BIGINT,
                undone_by {text} NOT NULL DEFAULT '',
                moved_in BIGINT
            )",
        ),
        // The same reading, sent again, is the same reading.
        Step::Both("CREATE UNIQUE INDEX stocktaking_scan_client ON stocktaking_scan (client_id)"),
        // A thing is counted once.
        Step::Both(
            "CREATE UNIQUE INDEX stocktaking_scan_counting ON stocktaking_scan (stocktaking_id, thing) WHERE counts = 1",
        ),
        Step::Both("CREATE INDEX stocktaking_scan_thing ON stocktaking_scan (stocktaking_id, thing, id)"),
        Step::Both(
            "CREATE INDEX stocktaking_scan_latest ON stocktaking_scan (stocktaking_id, place_id, id) WHERE undone_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX stocktaking_scan_room ON stocktaking_scan (stocktaking_id, place_id, outcome, id) WHERE undone_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX stocktaking_scan_outcome ON stocktaking_scan (stocktaking_id, outcome, id) WHERE undone_at IS NULL",
        ),
    ],
};
