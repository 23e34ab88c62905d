//! Text made ready for paper: what cannot be printed is taken out, everything else stays.

use unicode_normalization::UnicodeNormalization;

/// Composes letters with their marks (が from か and ゛), turns tabs into spaces and takes out what has no shape: control
/// characters, directions, joiners, variation selectors. Line breaks stay.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    unified.nfc().filter_map(printable).collect()
}

/// The same in one line: line breaks become spaces.
pub fn line(text: &str) -> String {
    clean(text).replace('\n', " ").trim().to_owned()
}

fn printable(letter: char) -> Option<char> {
    match letter {
        '\n' => Some('\n'),
        '\t' | '\r' | '\u{A0}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{E0000}'..='\u{E01EF}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_shape_goes_and_the_rest_stays() {
        assert_eq!(clean("か\u{3099}き\u{0}\u{202E}く\tけ"), "がきく け");
        assert_eq!(clean("一行目\r\n二行目"), "一行目\n二行目");
        assert_eq!(line(" 一行目\n二行目 "), "一行目 二行目");
        assert_eq!(clean("葛\u{E0100}城"), "葛城");
    }
}
