//! The hash chain itself: pure.

use std::fmt;
use std::str::FromStr;

use kernel::Text;
use sha2::{Digest, Sha256};

/// The fields of an entry, as stored and as hashed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored<'a> {
    pub seq: i64,
    pub at: i64,
    pub actor: &'a str,
    pub event: &'a str,
    pub subject_kind: &'a str,
    pub subject_id: i64,
    pub body: &'a str,
}

/// The hash of an entry that follows one with hash `previous`.
pub(super) fn link(previous: &[u8], entry: Stored<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"omamori-journal-v1\0");
    hash.update(previous);
    let mut field = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    field(&entry.seq.to_be_bytes());
    field(&entry.at.to_be_bytes());
    field(entry.actor.as_bytes());
    field(entry.event.as_bytes());
    field(entry.subject_kind.as_bytes());
    field(&entry.subject_id.to_be_bytes());
    field(entry.body.as_bytes());
    hash.finalize().into()
}

/// A short spelling of a place in the chain to be kept outside (on paper, in mails): `12-AB12-CD34-EF56`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The entry's number.
    pub seq: i64,
    /// The first six bytes of its hash, in upper-case hex.
    pub digest: String,
}

impl Anchor {
    /// The anchor of entry `seq` with `hash`.
    pub fn of(seq: i64, hash: &[u8]) -> Self {
        Self { seq, digest: data_encoding::HEXUPPER.encode(hash.get(..6).unwrap_or(hash)) }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.seq)?;
        self.digest.as_bytes().chunks(4).try_for_each(|four| write!(f, "-{}", String::from_utf8_lossy(four)))
    }
}

impl FromStr for Anchor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (seq, digest) = text.trim().split_once('-').ok_or(())?;
        let digest: String = digest.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        let is_hex = digest.len() == 12 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        if is_hex { Ok(Self { seq: seq.parse().map_err(|_| ())?, digest }) } else { Err(()) }
    }
}

/// Where and how the chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// Entry `0` should be here but is not.
    Missing(i64),
    /// The entry was changed after it was written, or one before it was.
    Changed(i64),
    /// The entries end at the first number, but the head says the second.
    Cut(i64, i64),
    /// The entry that an anchor names is gone: this is an older state than the one anchored.
    Older(i64),
    /// The entry that an anchor names is another one.
    OtherHistory(i64),
}

impl Break {
    /// What is wrong, in words.
    pub fn text(&self) -> Text {
        match self {
            Break::Missing(seq) => Text::new("journal.break.missing").with("seq", seq),
            Break::Changed(seq) => Text::new("journal.break.changed").with("seq", seq),
            Break::Cut(end, head) => Text::new("journal.break.cut").with("end", end).with("head", head),
            Break::Older(seq) => Text::new("journal.break.older").with("seq", seq),
            Break::OtherHistory(seq) => Text::new("journal.break.other").with("seq", seq),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_reads_back() {
        let anchor = Anchor::of(12, &[0xab, 0x12, 0xcd, 0x34, 0xef, 0x56, 0x78]);
        assert_eq!(anchor.to_string(), "12-AB12-CD34-EF56");
        assert_eq!("12-ab12-cd34-ef56".parse(), Ok(anchor));
        assert!("12".parse::<Anchor>().is_err());
    }

    #[test]
    fn fields_cannot_flow_into_each_other() {
        let entry = Stored {
            seq: 1,
            at: 2,
            actor: "ab",
            event: "c",
            subject_kind: "asset",
            subject_id: 3,
            body: "{}",
        };
        let shifted = Stored { actor: "a", event: "bc", ..entry };
        assert_ne!(link(&[0; 32], entry), link(&[0; 32], shifted));
    }
}
