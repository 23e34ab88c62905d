//! Looking into a ZIP container without trusting a word it says: every entry is inflated and counted first.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::fault::ReadError;
use crate::limits::Limits;

/// More entries than any spreadsheet has.
const MOST_ENTRIES: usize = 10_000;
const CHUNK: usize = 64 * 1024;

/// The element that speaks of merged cells.
const MERGED: &[u8] = b"mergeCell";
/// A formula that ends without a value after it.
const UNCALCULATED: [&[u8]; 4] = [b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />"];
/// No word looked for is longer.
const LONGEST_WORD: usize = 16;

/// What counting an archive has shown.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// Entry names as stored, in order.
    pub(crate) names: Vec<String>,
    /// Whether some XML speaks of merged cells, which spares a second pass over sheets when none does.
    pub(crate) has_merges: bool,
    /// Whether some formula may stand there without its result, as programs write that do not calculate.
    pub(crate) has_uncalculated: bool,
}

impl Contents {
    /// Whether an entry has this name, whatever the case and the direction of the slashes.
    pub(crate) fn has(&self, wanted: &str) -> bool {
        self.names.iter().any(|name| same_name(name, wanted))
    }

    /// Whether an entry's name ends so (some writers use other folders).
    pub(crate) fn has_ending(&self, ending: &str) -> bool {
        self.names.iter().any(|name| name.to_ascii_lowercase().ends_with(ending))
    }
}

/// Opens an archive.
pub(crate) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ReadError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(fault)
}

/// Inflates every entry into nothing, counting, and refuses bombs.
pub(crate) fn count(bytes: &[u8], limits: &Limits) -> Result<Contents, ReadError> {
    let mut archive = open(bytes)?;
    let bomb = ReadError::Inflates { limit: limits.inflated_bytes };
    if archive.len() > MOST_ENTRIES {
        return Err(bomb);
    }
    let mut contents = Contents::default();
    let mut total = 0_u64;
    let mut chunk = vec![0_u8; CHUNK];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(fault)?;
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let stored = entry.compressed_size().max(1);
        contents.names.push(name_of(&entry));
        let mut inflated = 0_u64;
        let mut tail: Vec<u8> = Vec::new();
        loop {
            let length = entry.read(&mut chunk).map_err(|error| ReadError::damaged(&error))?;
            if length == 0 {
                break;
            }
            inflated += length as u64;
            total += length as u64;
            let swollen = inflated > limits.ratio_from_bytes && inflated / stored > limits.ratio;
            if total > limits.inflated_bytes || swollen {
                return Err(bomb);
            }
            let piece = chunk.get(..length).unwrap_or_default();
            let seam = seam(&mut tail, piece);
            let seen = |words: &[&[u8]]| {
                words.iter().any(|word| [&seam, piece].iter().any(|text| memmem::find(text, word).is_some()))
            };
            contents.has_merges = contents.has_merges || seen(&[MERGED]);
            contents.has_uncalculated = contents.has_uncalculated || seen(&UNCALCULATED);
        }
    }
    Ok(contents)
}

/// One entry's bytes, by its name; `None` if there is none. Call `count` before, which has bounded it.
pub(crate) fn entry(bytes: &[u8], wanted: &str, limits: &Limits) -> Result<Option<Vec<u8>>, ReadError> {
    let mut archive = open(bytes)?;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(fault)?;
        if !same_name(&name_of(&entry), wanted) {
            continue;
        }
        let mut content = Vec::new();
        entry
            .take(limits.inflated_bytes)
            .read_to_end(&mut content)
            .map_err(|error| ReadError::damaged(&error))?;
        return Ok(Some(content));
    }
    Ok(None)
}

/// A name in no known encoding is still a name; nothing is ever written to a path made of it.
fn name_of<R: Read>(entry: &ZipFile<'_, R>) -> String {
    entry.name().map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), Cow::into_owned)
}

fn same_name(name: &str, wanted: &str) -> bool {
    name.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(wanted)
}

/// What lies across the seam of two pieces: a word may begin in the one and end in the next. `tail` carries the end of
/// the last piece and is left with that of this one.
fn seam(tail: &mut Vec<u8>, piece: &[u8]) -> Vec<u8> {
    let mut seam = std::mem::take(tail);
    seam.extend_from_slice(piece.get(..LONGEST_WORD).unwrap_or(piece));
    // A short piece may lie within a word, so the seam as a whole goes on.
    let end = if piece.len() < LONGEST_WORD { seam.as_slice() } else { piece };
    *tail = end.get(end.len().saturating_sub(LONGEST_WORD)..).unwrap_or_default().to_vec();
    seam
}

fn fault(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_the_pieces_were_cut() {
        let text = b"<row><c r=\"A1\"><f>TODAY()</f></c></row>";
        for size in 1..text.len() {
            let mut tail = Vec::new();
            let found = text.chunks(size).any(|piece| {
                let seam = seam(&mut tail, piece);
                [&seam, piece].iter().any(|text| memmem::find(text, UNCALCULATED[0]).is_some())
            });
            assert!(found, "cut every {size} bytes");
        }
    }
}
