//! The tables of people, departments and places.

use platform::db::{Migration, Step};

/// People, departments and places. `made_in` is the change set of the import that added one.
pub(crate) const PEOPLE: Migration = Migration {
    name: "0031-people",
    steps: &[
        Step::Both(
            "CREATE TABLE department (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                name {text} NOT NULL,
                name_folded {text} NOT NULL,
                parent_id BIGINT REFERENCES department (id),
                note {text} NOT NULL,
                made_in BIGINT
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX department_name ON department (name_folded)"),
        Step::Both(
            "CREATE TABLE place (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                name {text} NOT NULL,
                name_folded {text} NOT NULL,
                parent_id BIGINT REFERENCES place (id),
                note {text} NOT NULL,
                made_in BIGINT
            )",
        ),
        Step::Both("CREATE UNIQUE INDEX place_name ON place (COALESCE(parent_id, 0), name_folded)"),
        Step::Both(
            "CREATE TABLE person (
                id {id},
                version BIGINT NOT NULL DEFAULT 1,
                employee_no {text} NOT NULL,
                employee_no_folded {text} NOT NULL,
                name {text} NOT NULL,
                name_folded {text} NOT NULL,
                kana {text} NOT NULL,
                email {text} NOT NULL,
                email_folded {text} NOT NULL,
                department_id BIGINT REFERENCES department (id),
                phone {text} NOT NULL,
                gone BIGINT NOT NULL DEFAULT 0,
                left_on {text} NOT NULL DEFAULT '',
                note {text} NOT NULL,
                search_text {text} NOT NULL,
                made_in BIGINT
            )",
        ),
        Step::Both(
            "CREATE UNIQUE INDEX person_employee_no ON person (employee_no_folded) WHERE employee_no_folded <> ''",
        ),
        Step::Both("CREATE INDEX person_name ON person (name_folded)"),
        Step::Both("CREATE INDEX person_kana ON person (kana, name, id)"),
        Step::Both("CREATE INDEX person_department ON person (department_id)"),
        Step::Both(
            "CREATE TABLE person_name_history (
                id {id},
                person_id BIGINT NOT NULL REFERENCES person (id),
                name {text} NOT NULL,
                name_folded {text} NOT NULL,
                until_on {text} NOT NULL
            )",
        ),
        Step::Both("CREATE INDEX person_name_history_person ON person_name_history (person_id)"),
        Step::Both("CREATE INDEX person_name_history_name ON person_name_history (name_folded)"),
    ],
};
