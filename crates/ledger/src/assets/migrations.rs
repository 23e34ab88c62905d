//! The tables of kinds, assets, their history, assignments, links and saved views.

use platform::db::{Migration, Step};

/// Kinds, with the built-in ones.
pub(crate) const KINDS: Migration = Migration {
    name: "0030-kinds",
    steps: &[
        Step::Both(
            "CREATE TABLE asset_kind (
                id {id},
                word {text} NOT NULL,
                name {text} NOT NULL,
                prefix {text} NOT NULL,
                fields {text} NOT NULL,
                retired BIGINT NOT NULL DEFAULT 0,
                version BIGINT NOT NULL DEFAULT 1
            )",
        ),
        Step::Both(
            "INSERT INTO asset_kind (id, word, name, prefix, fields) VALUES
                (1, 'pc', '', 'PC', '[]'), (2, 'server', '', 'SV', '[]'), (3, 'network', '', 'NW', '[]'),
                (4, 'phone', '', 'PH', '[]'), (5, 'printer', '', 'PR', '[]'), (6, 'monitor', '', 'MO', '[]'),
                (7, 'peripheral', '', 'PE', '[]'), (8, 'other', '', 'AS', '[]'), (9, 'licence', '', 'LC', '[]'),
                (10, 'contract', '', 'CT', '[]'), (11, 'account', '', 'AC', '[]'), (12, 'line', '', 'TL', '[]')",
        ),
        Step::Postgres("ALTER TABLE asset_kind ALTER COLUMN id RESTART WITH 101"),
    ],
};

/// Assets. `*_folded` columns are for finding and for uniqueness, `number_sort` for sorting; empty means unknown.
pub(crate) const ASSETS: Migration = Migration {
    name: "0032-assets",
    steps: &[
        Step::Both(
            "CREATE TABLE asset (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                kind_id BIGINT NOT NULL REFERENCES asset_kind (id),
                number {text} NOT NULL,
                number_folded {text} NOT NULL,
                number_sort {text} NOT NULL,
                name {text} NOT NULL,
                name_sort {text} NOT NULL,
                maker {text} NOT NULL,
                model {text} NOT NULL,
                model_no {text} NOT NULL,
                serial {text} NOT NULL,
                serial_folded {text} NOT NULL,
                status {text} NOT NULL,
                person_id BIGINT REFERENCES person (id),
                user_text {text} NOT NULL,
                department_id BIGINT REFERENCES department (id),
                department_text {text} NOT NULL,
                place_id BIGINT REFERENCES place (id),
                place_text {text} NOT NULL,
                acquired_on {text} NOT NULL,
                warranty_ends_on {text} NOT NULL,
                lease_ends_on {text} NOT NULL,
                disposed_on {text} NOT NULL,
                renews_on {text} NOT NULL,
                notice_by_on {text} NOT NULL,
                price BIGINT,
                acquire_type {text} NOT NULL,
                vendor {text} NOT NULL,
                note {text} NOT NULL,
                fields {text} NOT NULL,
                record_key {text} NOT NULL,
                fingerprint {text} NOT NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                deleted_at BIGINT
            )",
        ),
        Step::Both(
            "CREATE UNIQUE INDEX asset_number ON asset (number_folded) WHERE deleted_at IS NULL AND number_folded <> ''",
        ),
        // Each index ends in what the usual list is sorted by, so that filter, order and count need the index alone.
        Step::Both("CREATE INDEX asset_by_number ON asset (number_sort, id, deleted_at)"),
        Step::Both(
            "CREATE INDEX asset_by_kind ON asset (kind_id, status, number_sort, id) WHERE deleted_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX asset_by_status ON asset (status, number_sort, id) WHERE deleted_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX asset_by_department ON asset (department_id, number_sort, id) WHERE deleted_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX asset_by_place ON asset (place_id, number_sort, id) WHERE deleted_at IS NULL",
        ),
        Step::Both(
            "CREATE INDEX asset_by_person ON asset (person_id, number_sort, id) WHERE deleted_at IS NULL",
        ),
        // Lists show blanks last whatever the direction, so what is blank need not be in the index.
        Step::Both(
            "CREATE INDEX asset_by_name ON asset (name_sort, id) WHERE deleted_at IS NULL AND name_sort <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_model ON asset (model, id) WHERE deleted_at IS NULL AND model <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_serial ON asset (serial_folded, id) WHERE deleted_at IS NULL AND serial_folded <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_user ON asset (user_text, id) WHERE deleted_at IS NULL AND user_text <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_department_text ON asset (department_text, id) WHERE deleted_at IS NULL AND department_text <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_place_text ON asset (place_text, id) WHERE deleted_at IS NULL AND place_text <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_acquisition ON asset (acquired_on, id) WHERE deleted_at IS NULL AND acquired_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_warranty ON asset (warranty_ends_on, id) WHERE deleted_at IS NULL AND warranty_ends_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_lease ON asset (lease_ends_on, id) WHERE deleted_at IS NULL AND lease_ends_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_disposal ON asset (disposed_on, id) WHERE deleted_at IS NULL AND disposed_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_renewal ON asset (renews_on, id) WHERE deleted_at IS NULL AND renews_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_notice ON asset (notice_by_on, id) WHERE deleted_at IS NULL AND notice_by_on <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_fingerprint ON asset (fingerprint) WHERE deleted_at IS NULL AND fingerprint <> ''",
        ),
        Step::Both(
            "CREATE INDEX asset_by_record ON asset (record_key) WHERE deleted_at IS NULL AND record_key <> ''",
        ),
        Step::Both("CREATE INDEX asset_by_update ON asset (updated_at, id) WHERE deleted_at IS NULL"),
        Step::Both("CREATE INDEX asset_deleted ON asset (deleted_at, id) WHERE deleted_at IS NOT NULL"),
    ],
};

/// What was changed, who held what, what belongs together, and saved views.
pub(crate) const AROUND: Migration = Migration {
    name: "0033-asset-history",
    steps: &[
        Step::Both(
            "CREATE TABLE change_set (
                id {id},
                act {text} NOT NULL,
                actor {text} NOT NULL,
                at BIGINT NOT NULL,
                undone_at BIGINT
            )",
        ),
        Step::Both(
            "CREATE TABLE asset_history (
                id {id},
                set_id BIGINT NOT NULL REFERENCES change_set (id),
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                field {text} NOT NULL,
                old {text} NOT NULL,
                new {text} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX asset_history_asset ON asset_history (asset_id, set_id)"),
        Step::Both("CREATE INDEX asset_history_set ON asset_history (set_id)"),
        Step::Both(
            "CREATE TABLE asset_assignment (
                id {id},
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                person_id BIGINT REFERENCES person (id),
                user_text {text} NOT NULL,
                from_on {text} NOT NULL,
                until_on {text} NOT NULL,
                opened_in BIGINT NOT NULL REFERENCES change_set (id),
                closed_in BIGINT REFERENCES change_set (id)
            )",
        ),
        Step::Both("CREATE INDEX asset_assignment_asset ON asset_assignment (asset_id, id)"),
        Step::Both("CREATE INDEX asset_assignment_person ON asset_assignment (person_id, id)"),
        Step::Both("CREATE INDEX asset_assignment_opened ON asset_assignment (opened_in)"),
        Step::Both("CREATE INDEX asset_assignment_closed ON asset_assignment (closed_in)"),
        Step::Both(
            "CREATE TABLE asset_link (
                id {id},
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                other_id BIGINT REFERENCES asset (id),
                url {text} NOT NULL,
                label {text} NOT NULL,
                created_at BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX asset_link_asset ON asset_link (asset_id)"),
        Step::Both("CREATE INDEX asset_link_other ON asset_link (other_id)"),
        Step::Both(
            "CREATE TABLE saved_view (
                id {id},
                owner {text} NOT NULL,
                name {text} NOT NULL,
                shared BIGINT NOT NULL,
                query {text} NOT NULL,
                UNIQUE (owner, name)
            )",
        ),
    ],
};

/// What an asset names and what is paid for it again and again ([`super::store::beside`]), and the kinds that came later.
pub(crate) const BESIDE: Migration = Migration {
    name: "0044-beside",
    steps: &[
        Step::Both(
            "CREATE TABLE asset_mention (
                asset_id BIGINT NOT NULL REFERENCES asset (id),
                what {text} NOT NULL,
                word {text} NOT NULL,
                place BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX asset_mention_asset ON asset_mention (asset_id, place)"),
        Step::Both("CREATE INDEX asset_mention_word ON asset_mention (word, what, asset_id)"),
        Step::Both(
            "CREATE TABLE asset_fee (
                asset_id BIGINT NOT NULL PRIMARY KEY REFERENCES asset (id),
                per {text} NOT NULL,
                amount_yen BIGINT NOT NULL,
                from_month BIGINT NOT NULL,
                until_month BIGINT NOT NULL
            )",
        ),
        Step::Both("CREATE TABLE ledger_upkeep (name {text} PRIMARY KEY, version BIGINT NOT NULL)"),
        Step::Both("INSERT INTO ledger_upkeep (name, version) VALUES ('beside', 0)"),
        Step::Both(
            "CREATE INDEX asset_by_vendor ON asset (vendor, id) WHERE deleted_at IS NULL AND vendor <> ''",
        ),
        Step::Both(
            "INSERT INTO asset_kind (id, word, name, prefix, fields) VALUES
                (-1, 'system', '', 'SY', '[]'), (-2, 'domain', '', 'DM', '[]'),
                (-3, 'certificate', '', 'CE', '[]'), (-4, 'supplier', '', 'SP', '[]')",
        ),
    ],
};
