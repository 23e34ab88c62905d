//! The table of backups made.

use crate::db::{Migration, Step};

/// The table of backups made.
pub const MIGRATIONS: &[Migration] = &[RUNS, COPIES];

const RUNS: Migration = Migration {
    name: "0024-backup",
    steps: &[
        Step::Both(
            "CREATE TABLE backup_run (
                id {id},
                started_at BIGINT NOT NULL,
                finished_at BIGINT,
                verified_at BIGINT,
                path {text},
                bytes BIGINT NOT NULL,
                row_count BIGINT NOT NULL,
                file_count BIGINT NOT NULL,
                anchor {text},
                problem {text}
            )",
        ),
        Step::Both("CREATE INDEX backup_run_verified ON backup_run (verified_at)"),
    ],
};

const COPIES: Migration = Migration {
    name: "0026-backup-copies",
    steps: &[
        Step::Both("ALTER TABLE backup_run ADD COLUMN copied_at BIGINT"),
        Step::Both("ALTER TABLE backup_run ADD COLUMN copy_problem {text}"),
    ],
};
