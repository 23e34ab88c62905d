//! Files that belong to things of the rooms: photos, delivery notes, contracts.
//!
//! The content lies outside the database under its SHA-256, `files/ab/cdef…`, so equal contents are stored once and a
//! damaged one is noticed. What came from outside is never trusted: the media type is read from the content, names are
//! cleaned, addresses are random, and only pictures and PDF may be shown inside a page.
//!
//! Invariants: a row exists only after its content is durably on disk; content is deleted only when no row has pointed to
//! it for a day. Order of use: [`Staging`] takes the stream, [`attach`] puts it into the verb's transaction.
//!
//! These functions check no rights: they are called by the verb of the room that owns the thing.

mod media;
mod migrations;
mod model;
mod stage;
mod store;
mod sweep;

pub use media::{Media, disposition};
pub use migrations::MIGRATIONS;
pub use model::{Attached, File, FileName};
pub use stage::{Staged, Staging};
pub(crate) use store::contents;
pub use store::{attach, attach_also, content, detach, find, of, reattach, see, subjects};
pub use sweep::{Swept, sweep};

use std::path::{Path, PathBuf};

/// The folder of the contents.
pub fn folder(data: &Path) -> PathBuf {
    data.join("files")
}

/// Where the content with `hash` lies.
pub fn path_of(data: &Path, hash: &str) -> PathBuf {
    let (first, rest) = hash.split_at_checked(2).unwrap_or(("", hash));
    folder(data).join(first).join(rest)
}
