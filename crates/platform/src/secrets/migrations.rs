//! The proof by which a node knows that its key file belongs to this database.

use crate::db::{Migration, Step};

/// The table of the key's proof.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "0010-server-key",
    steps: &[Step::Both("CREATE TABLE server_key (one BIGINT PRIMARY KEY, proof {bytes} NOT NULL)")],
}];
