//! What a scanner typed, or a person: an address on a label, or a number.

use kernel::AssetId;

use crate::assets::rules::folded_key;

/// The longest text that is looked at; longer ones are no number.
pub const LONGEST: usize = 300;

/// What it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// The address of a thing, as our labels have it.
    Asset(AssetId),
    /// A number or a serial number, folded.
    Number(String),
}

/// Reads it. Any address that ends in `/a/{id}` or `/assets/{id}` is a label of ours, whatever the server is called by now.
/// `None` if nothing was read, or far too much.
pub fn read(typed: &str) -> Option<Scanned> {
    let text = plain(typed);
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    if let Some(id) = of_address(&text) {
        return Some(Scanned::Asset(id));
    }
    let key = folded_key(&text);
    (!key.is_empty()).then_some(Scanned::Number(key))
}

/// Without the control characters that readers send around what they read, and without spaces at the ends. Code 39 may
/// come with its start and stop signs.
pub fn plain(typed: &str) -> String {
    let text: String = typed.chars().filter(|letter| !is_noise(*letter)).collect();
    let text = text.trim();
    let starred = text.strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
    starred.filter(|inside| !inside.is_empty()).unwrap_or(text).trim().to_owned()
}

/// Control characters, and the signs that change the direction of writing or take no room.
fn is_noise(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

fn of_address(text: &str) -> Option<AssetId> {
    let path = text.split(['?', '#']).next()?.trim_end_matches('/');
    let mut parts = path.rsplit('/');
    let (id, word) = (parts.next()?, parts.next()?);
    // There is something before the word, if only the empty text before the first slash.
    parts.next()?;
    if !matches!(word, "a" | "assets") || id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    id.parse().ok().map(AssetId)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_label_is_read_whatever_the_server_is_called() {
        for text in [
            "https://omamori.example/a/7",
            "http://192.168.0.5:8010/a/7/",
            "https://omamori.example/base/assets/7?from=label#top",
            "/a/7",
            " https://omamori.example/a/7\r\n",
        ] {
            assert_eq!(read(text), Some(Scanned::Asset(AssetId(7))), "{text}");
        }
    }

    #[test]
    fn anything_else_is_a_number() {
        let number = |text: &str| Some(Scanned::Number(text.to_owned()));
        assert_eq!(read("ＰＣ－０００１"), read("pc-0001"));
        assert_eq!(read("*PC-0001*"), number("pc-0001"));
        assert_eq!(read("PC 0001\t"), number("pc0001"));
        assert_eq!(read("a/7"), number("a/7"));
        assert_eq!(read("https://omamori.example/a/7x"), number("https://omamori.example/a/7x"));
        assert_eq!(read("https://omamori.example/b/7"), number("https://omamori.example/b/7"));
        assert_eq!(read("/a/99999999999999999999"), number("/a/99999999999999999999"));
        assert_eq!(read("**"), number("**"));
    }

    #[test]
    fn nothing_is_nothing() {
        for text in ["", "  ", "\r\n", "\u{feff}", "\u{200b}\t"] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(read(&"1".repeat(LONGEST + 1)), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_never_panics_and_noise_changes_nothing(text in "\\PC{0,40}") {
            let read_plain = read(&text);
            prop_assert_eq!(read(&format!("\u{feff}{text}\r\n")), read_plain.clone());
            prop_assert_eq!(read(&format!("\t{text}\u{200b}")), read_plain);
        }

        #[test]
        fn every_address_of_a_thing_is_understood(
            id in 0_i64..i64::MAX,
            host in "[a-z0-9.:-]{1,20}",
            path in "(/[a-z0-9]{1,5}){0,3}",
            word in "(a|assets)",
            tail in "(/|/?\\?[a-z=&]{0,9}|#x|)",
        ) {
            let text = format!("https://{host}{path}/{word}/{id}{tail}");
            prop_assert_eq!(read(&text), Some(Scanned::Asset(AssetId(id))), "{}", text);
        }

        #[test]
        fn width_and_case_of_a_number_do_not_matter(text in "[A-Z]{1,4}-[0-9]{1,6}") {
            let wide: String = text.chars().map(|letter| match letter {
                '!'..='~' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter),
                other => other,
            }).collect();
            prop_assert_eq!(read(&wide), read(&text));
            prop_assert_eq!(read(&text.to_lowercase()), read(&text));
        }
    }
}
