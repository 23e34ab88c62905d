//! Backups: one encrypted file that holds everything, made while people work, and proved by restoring it.
//!
//! The file is `age( zstd( tar ) )`, so it opens with the ordinary `age`, `zstd` and `tar` commands even without this
//! program. In it: `omamori.json` (what and when), `tables/<name>/000001.jsonl` (rows as JSON arrays), `files/ab/cdef…`,
//! and last `manifest.json` (a SHA-256 of every member, row counts, the journal's anchor). The form is the same for both
//! databases, so moving from SQLite to PostgreSQL is a backup and a restore.
//!
//! Not in it: the search index (made again), and the server's key file, because it would open the stored machine
//! secrets (mail password, second factors) to whoever gets the backup. `doctor` reminds to keep that file elsewhere;
//! without it those few secrets are entered anew after a restore.
//!
//! Every backup is also encrypted to a key that lives only in this process while it runs. With it the finished file is
//! read back, restored into a scratch database and checked, even when the admin's own key is in a safe far away.
//!
//! A backup that was proved is also copied to a second folder, if the settings name one: on another disk, because the
//! data folder and its backups are lost together.
//!
//! Reading order: `model`, `ops` (run, nightly, status), `dump` → `writer`, `reader` → `load` → `restore`, `second`,
//! `keep`, `keys`.

mod catalog;
mod dump;
mod keep;
mod keys;
mod load;
mod migrations;
mod model;
mod ops;
mod reader;
mod restore;
mod second;
mod writer;

pub use keep::superseded;
pub use keys::{OwnKey, ensure_key, identity_path, read_identity, recipients_of};
pub use migrations::MIGRATIONS;
pub use model::{Copies, Key, Lock, Made, Order, Report, Restored, SecondCopy, Status};
pub use ops::{NIGHTLY, folder, list, make, nightly, run, status, usual, usual_lock};
pub use restore::{restore, verify};
pub use second::{copies, is_same_disk, reach};
