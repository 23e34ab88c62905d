//! Text in the CP932 that Japanese Excel expects of a CSV file, and what of it cannot be said there.

use encoding_rs::{EncoderResult, SHIFT_JIS};

/// What stands in place of a character that CP932 does not have: the printer's mark for a missing letter.
const MISSING: char = '〓';

/// A cell that lost characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    /// The cell's address in the file.
    pub cell: String,
    /// The characters that are not in CP932, each once.
    pub characters: Vec<char>,
}

/// Encodes a text; returns the bytes and the characters that had to be replaced.
pub(super) fn encode(text: &str) -> (Vec<u8>, Vec<char>) {
    let mapped: String = text.chars().map(near_equal).collect();
    let mut bytes = Vec::with_capacity(mapped.len());
    let mut missing = Vec::new();
    let mut encoder = SHIFT_JIS.new_encoder();
    let mut rest = mapped.as_str();
    let mut chunk = [0_u8; 1024];
    loop {
        let (result, read, written) = encoder.encode_from_utf8_without_replacement(rest, &mut chunk, true);
        bytes.extend_from_slice(chunk.get(..written).unwrap_or_default());
        rest = rest.get(read..).unwrap_or_default();
        match result {
            EncoderResult::InputEmpty => return (bytes, missing),
            EncoderResult::OutputFull => (),
            EncoderResult::Unmappable(character) => {
                if !missing.contains(&character) {
                    missing.push(character);
                }
                let mut letter = [0; 4];
                let (mark, _, _) = SHIFT_JIS.encode(MISSING.encode_utf8(&mut letter));
                bytes.extend_from_slice(&mark);
            }
        }
    }
}

/// Characters of other systems that CP932 has under a neighbouring code point and that look the same.
fn near_equal(character: char) -> char {
    match character {
        '\u{301C}' => '\u{FF5E}',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        '\u{2212}' => '\u{FF0D}',
        // Without this a yen sign would become a backslash, or the other way round.
        '\u{00A5}' => '\u{FFE5}',
        '\u{203E}' => '\u{FFE3}',
        '\u{00A2}' => '\u{FFE0}',
        '\u{00A3}' => '\u{FFE1}',
        '\u{00AC}' => '\u{FFE2}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_what_looks_the_same_and_names_what_is_missing() {
        let (bytes, missing) = encode("9:00〜18:00 — ‖ −5 ¥1,200");
        assert!(missing.is_empty());
        let (back, _) = SHIFT_JIS.decode_without_bom_handling(&bytes);
        assert_eq!(back, "9:00～18:00 ― ∥ －5 ￥1,200");
        let (bytes, missing) = encode("𠮷野家🍣と🍣");
        assert_eq!(missing, ['𠮷', '🍣']);
        let (back, _) = SHIFT_JIS.decode_without_bom_handling(&bytes);
        assert_eq!(back, "〓野家〓と〓");
    }
}
