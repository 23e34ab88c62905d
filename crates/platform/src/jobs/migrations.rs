//! The tables of jobs and schedules.

use crate::db::{Migration, Step};

/// The tables of jobs and schedules.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0021-jobs",
    steps: &[
        Step::Both(
            "CREATE TABLE job (
                id {id},
                kind {text} NOT NULL,
                body {text} NOT NULL,
                unique_key {text},
                state {text} NOT NULL,
                run_at BIGINT NOT NULL,
                attempts BIGINT NOT NULL,
                most_attempts BIGINT NOT NULL,
                steps_done BIGINT NOT NULL,
                steps_total BIGINT NOT NULL,
                cancel_requested BIGINT NOT NULL,
                result {text},
                last_error {text},
                lease {text},
                lease_until BIGINT,
                created_at BIGINT NOT NULL,
                created_by BIGINT,
                started_at BIGINT,
                finished_at BIGINT
            )",
        ),
        // What is due is looked for every second, among rows that are nearly all finished.
        Step::Both("CREATE INDEX job_due ON job (run_at, id) WHERE state = 'waiting'"),
        Step::Both("CREATE INDEX job_leased ON job (lease_until) WHERE state = 'running'"),
        Step::Both("CREATE INDEX job_finished ON job (finished_at)"),
        // One job of a key may wait while another runs: what came in after that one looked is not lost.
        Step::Both("CREATE UNIQUE INDEX job_waiting_key ON job (unique_key) WHERE state = 'waiting'"),
        Step::Both("CREATE UNIQUE INDEX job_running_key ON job (unique_key) WHERE state = 'running'"),
        Step::Both(
            "CREATE TABLE schedule (
                name {text} PRIMARY KEY,
                cron {text} NOT NULL,
                zone {text} NOT NULL,
                kind {text} NOT NULL,
                body {text} NOT NULL,
                next_at BIGINT NOT NULL,
                last_at BIGINT
            )",
        ),
    ],
}];
