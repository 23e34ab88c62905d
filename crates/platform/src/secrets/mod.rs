//! Machine secrets (mail password, second-factor seeds): sealed under the server's key file, never shown again.
//!
//! Invariants: the key lives in `keys/server.key` in the data folder, outside the database and outside its backups, and
//! only its owner may read it; what is sealed for one purpose cannot be opened for another; nothing here prints itself.

mod key;
mod migrations;
mod ops;
mod random;

pub use key::{KeyTrouble, ServerKey, check_file};
pub use migrations::MIGRATIONS;
pub(crate) use ops::KeyCell;
pub use ops::{adopt_new_key, fingerprint, open, prepare, prepare_restored, seal};
pub use random::{Digest, code, digest, fill, random, token};
