//! What a backup is.

use std::path::PathBuf;

use age::x25519;
use kernel::{Moment, Text};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::journal::{Anchor, Break};

/// The form of the archive; a later, incompatible one gets the next number.
pub(super) const FORMAT: u32 = 1;

/// What a backup is locked with.
#[derive(Clone)]
pub enum Lock {
    /// For whoever holds the secret key to one of these.
    Recipients(Vec<x25519::Recipient>),
    /// For whoever knows this.
    Passphrase(SecretString),
}

/// What a backup is opened with.
#[derive(Clone)]
pub enum Key {
    /// Secret keys, of which one must fit.
    Identities(Vec<x25519::Identity>),
    /// The passphrase.
    Passphrase(SecretString),
}

/// A finished backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The file.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// Attached files.
    pub files: u64,
    /// Attached files whose content is missing or damaged on disk: in the backup they are too.
    pub damaged_files: Vec<String>,
    /// The end of the journal at that moment, to be kept elsewhere.
    pub anchor: String,
    /// Whether it was restored for trial and checked.
    pub verified: bool,
    /// Its copy in the second place; none if the settings name no such place.
    pub second: Option<SecondCopy>,
}

/// What became of copying a backup to the second place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SecondCopy {
    /// The folder.
    pub folder: PathBuf,
    /// Why it could not be copied; none if it was.
    pub problem: Option<Text>,
}

/// How it stands with the second place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    /// When a backup was last copied there.
    pub last_at: Option<Moment>,
    /// Why the last backup could not be.
    pub problem: Option<Text>,
}

/// A finished backup and the key to prove it with, which is nowhere else.
pub struct Made {
    /// What was made.
    pub report: Report,
    /// Opens it, as long as this value lives.
    pub proof: Key,
}

/// What to restore, and how.
#[derive(Clone)]
pub struct Order {
    /// The file.
    pub archive: PathBuf,
    /// What opens it.
    pub key: Key,
    /// Anchors of the journal kept elsewhere: a backup older than one of them raises an alarm.
    pub anchors: Vec<Anchor>,
    /// Restore although the alarm was raised: the admin has read it.
    pub despite_alarm: bool,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made.
    pub made_at: Moment,
    /// The version that made it.
    pub version: String,
    /// Rows of all tables.
    pub rows: u64,
    /// Attached files.
    pub files: u64,
    /// Attached files that were missing or damaged when the backup was made.
    pub damaged_files: Vec<String>,
    /// The end of the journal.
    pub anchor: String,
    /// Why the journal is not what it should be, if it is not.
    pub alarm: Option<Text>,
}

/// A backup as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// When it began.
    pub started_at: Moment,
    /// When the file was finished.
    pub finished_at: Option<Moment>,
    /// When it was proved by restoring it.
    pub verified_at: Option<Moment>,
    /// The file.
    pub path: Option<PathBuf>,
    /// Its size.
    pub bytes: u64,
    /// The end of the journal in it.
    pub anchor: Option<String>,
    /// What went wrong.
    pub problem: Option<Text>,
    /// When it was copied to the second place.
    pub copied_at: Option<Moment>,
    /// Why it could not be.
    pub copy_problem: Option<Text>,
}

/// First in the archive: what it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub format: u32,
    pub version: String,
    pub made_at: i64,
    /// The migrations that had run, in order.
    pub migrations: Vec<String>,
    pub tables: Vec<Table>,
}

/// A table and how to read its rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The highest running number ever given, so that none is given twice.
    pub last_id: Option<i64>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Place within the primary key, from 1; 0 outside it.
    #[serde(default)]
    pub key: i64,
}

/// How a value is spelled in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Whole,
    Real,
    Text,
    /// As base64.
    Bytes,
}

/// Last in the archive: what must have been in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub members: Vec<Member>,
    pub rows: Vec<(String, u64)>,
    pub files: u64,
    pub damaged_files: Vec<String>,
    pub anchor: String,
}

/// One file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Member {
    pub name: String,
    pub size: u64,
    pub sha256: String,
}

/// The name of the first member.
pub(super) const HEAD: &str = "omamori.json";
/// The name of the last member.
pub(super) const MANIFEST: &str = "manifest.json";

/// What to tell about a journal that does not hold.
pub(super) fn alarm_text(broken: &Break) -> Text {
    match broken {
        Break::Missing(seq) => Text::new("backup.alarm.missing").with("seq", seq),
        Break::Changed(seq) => Text::new("backup.alarm.changed").with("seq", seq),
        Break::Cut(end, head) => Text::new("backup.alarm.cut").with("end", end).with("head", head),
        Break::Older(seq) => Text::new("backup.alarm.older").with("seq", seq),
        Break::OtherHistory(seq) => Text::new("backup.alarm.other").with("seq", seq),
    }
}
