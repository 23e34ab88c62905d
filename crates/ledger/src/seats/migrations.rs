//! The table of seats.

use platform::db::{Migration, Step};

/// Seats; `until_on` is empty while one is held.
pub(crate) const SEATS: Migration = Migration {
    name: "0045-seats",
    steps: &[
        Step::Both(
            "CREATE TABLE seat (
                id {id},
                record_id BIGINT NOT NULL REFERENCES asset (id),
                person_id BIGINT REFERENCES person (id),
                thing_id BIGINT REFERENCES asset (id),
                role {text} NOT NULL,
                from_on {text} NOT NULL,
                until_on {text} NOT NULL,
                CHECK ((person_id IS NULL) <> (thing_id IS NULL))
            )",
        ),
        Step::Both("CREATE INDEX seat_record ON seat (record_id, until_on, id)"),
        Step::Both("CREATE INDEX seat_person ON seat (person_id, until_on, id)"),
        Step::Both("CREATE INDEX seat_thing ON seat (thing_id, until_on, id)"),
    ],
};
