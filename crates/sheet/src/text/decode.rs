//! Bytes to characters: UTF-8, UTF-16 with its mark, or the CP932 of Japanese Excel, and never a guess that would
//! turn names into rubbish silently.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::fault::{Found, ReadError};
use crate::model::TextEncoding;

/// Decodes the whole file or says where it cannot.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, TextEncoding), ReadError> {
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (strictly(UTF_16LE, rest)?, TextEncoding::Utf16Le)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (strictly(UTF_16BE, rest)?, TextEncoding::Utf16Be)
    } else if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let text = std::str::from_utf8(rest).map_err(|error| fault_at(rest, error.valid_up_to()))?;
        (text.to_owned(), TextEncoding::Utf8)
    } else {
        decode_unmarked(bytes)?
    };
    // The end-of-file sign of old systems.
    let text = match text.strip_suffix('\u{1A}') {
        Some(body) => body.to_owned(),
        None => text,
    };
    if is_binary(&text) {
        return Err(ReadError::NotASpreadsheet { found: Found::Unknown });
    }
    Ok((text, encoding))
}

fn decode_unmarked(bytes: &[u8]) -> Result<(String, TextEncoding), ReadError> {
    let broken_at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), TextEncoding::Utf8)),
        Err(error) => error.valid_up_to(),
    };
    if bytes.contains(&0) {
        return Err(ReadError::NotASpreadsheet { found: Found::Unknown });
    }
    if is_damaged_utf8(bytes) {
        return Err(fault_at(bytes, broken_at));
    }
    Ok((strictly(SHIFT_JIS, bytes)?, TextEncoding::Cp932))
}

/// UTF-8 with a few broken places is valid CP932 by bad luck, and would come out as rubbish. Real CP932 has next to
/// no well-formed three-byte sequences.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let lossy = String::from_utf8_lossy(bytes);
    let (mut wide, mut broken) = (0_usize, 0_usize);
    for character in lossy.chars() {
        if character == char::REPLACEMENT_CHARACTER {
            broken += 1;
        } else if character.len_utf8() >= 3 {
            wide += 1;
        }
    }
    wide >= 8 && wide > broken * 4
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ReadError> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    // Find the line by decoding again with marks in place of what does not fit.
    let (lossy, _) = encoding.decode_without_bom_handling(bytes);
    let before = lossy.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
    Err(ReadError::Encoding { row: line_of(before.as_bytes()) })
}

fn fault_at(bytes: &[u8], at: usize) -> ReadError {
    ReadError::Encoding { row: line_of(bytes.get(..at).unwrap_or(bytes)) }
}

fn line_of(before: &[u8]) -> u32 {
    let breaks = memchr::memchr_iter(b'\n', before).count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

/// Text has no NUL and hardly any other control characters.
fn is_binary(text: &str) -> bool {
    let controls =
        text.bytes().filter(|byte| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r')).count();
    text.contains('\0') || (controls > 8 && controls * 50 > text.len())
}
