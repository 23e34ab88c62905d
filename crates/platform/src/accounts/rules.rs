//! Which passwords are accepted: long ones that are not easy to guess. No demands for digits or signs, no expiry.

use std::collections::BTreeSet;

use kernel::Text;
use secrecy::{ExposeSecret as _, SecretString};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::common::{RUNS, WORDS};

/// The least number of characters.
pub const SHORTEST_PASSWORD: usize = 12;
/// The greatest number of characters.
pub const LONGEST_PASSWORD: usize = 256;
/// How many characters of a password must not be guessable from well-known words or from who one is.
const OWN_CHARACTERS: usize = 6;

/// What speaks against `password`; `about` are the owner's mail address, name, company.
pub fn about_password(password: &SecretString, about: &[&str]) -> Option<Text> {
    let normal: Zeroizing<String> = Zeroizing::new(password.expose_secret().nfkc().collect());
    let length = normal.chars().count();
    if length < SHORTEST_PASSWORD {
        return Some(Text::new("accounts.fault.password_short").with("least", SHORTEST_PASSWORD));
    }
    if length > LONGEST_PASSWORD {
        return Some(Text::new("accounts.fault.password_long").with("most", LONGEST_PASSWORD));
    }
    if normal.chars().any(char::is_control) {
        return Some(Text::new("accounts.fault.password_control"));
    }
    let bare = bare(&normal);
    let own_signs = own_signs(&normal);
    let known: Vec<String> = about.iter().flat_map(|text| words_of(text)).collect();
    let yours = known.iter().map(String::as_str);
    if left_after(&bare, yours.clone()).is_some_and(|left| left + own_signs < OWN_CHARACTERS) {
        return Some(Text::new("accounts.fault.password_about_you"));
    }
    let left = left_after(&bare, yours.chain(common())).unwrap_or(bare.chars().count());
    if left + own_signs < OWN_CHARACTERS || is_repetition(&normal) {
        return Some(Text::new("accounts.fault.password_common"));
    }
    None
}

/// Signs are nobody's words: a password of many different ones is not guessed from a list. A few only join words.
fn own_signs(text: &str) -> usize {
    let signs: BTreeSet<char> = text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).collect();
    if signs.len() < 4 { 0 } else { signs.len() }
}

fn common<'a>() -> impl Iterator<Item = &'a str> {
    WORDS.iter().chain(RUNS).copied()
}

/// Lower case without blanks and signs, and with the usual disguises (p@ssw0rd) taken off from letters.
fn bare(text: &str) -> Zeroizing<String> {
    let mut bare = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '@' => bare.push('a'),
            '$' => bare.push('s'),
            '!' if !bare.is_empty() => bare.push('!'),
            c if c.is_alphanumeric() => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// How many letters stay when all `known` words, plain or disguised, are taken out; `None` if there are none of them in
/// it. Digits do not count beside a known word, because they are mostly a year.
fn left_after<'a>(bare: &str, known: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let mut left = Zeroizing::new(bare.to_owned());
    let mut found = false;
    for word in known {
        while let Some(at) = left.find(word).or_else(|| undisguised(&left).find(word)) {
            found = true;
            let (before, after) =
                (left.get(..at).unwrap_or_default(), left.get(at + word.len()..).unwrap_or_default());
            left = Zeroizing::new(format!("{before} {after}"));
        }
    }
    found.then(|| left.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit()).count())
}

/// Digits that stand for letters, as letters. Byte for byte, so that places stay the same.
fn undisguised(text: &str) -> Zeroizing<String> {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    Zeroizing::new(text.chars().map(letter).collect())
}

/// Whether it is one short piece over and over: `abcabcabcabc`.
fn is_repetition(text: &str) -> bool {
    let characters = Zeroizing::new(text.chars().collect::<Vec<char>>());
    let longest = (characters.len() / 2).min(4);
    characters.len() < 4
        || (1..=longest).any(|period| {
            characters.iter().zip(characters.iter().skip(period)).all(|(left, right)| left == right)
        })
}

/// The pieces of a mail address, a name or a company's name that are long enough to mean somebody.
fn words_of(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 3 } else { 2 })
        .map(str::to_owned)
        .collect();
    let whole: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if whole.chars().count() >= 4 {
        words.push(whole);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Option<String> {
        let about = ["hanako.sato@hinode-seiki.example", "佐藤 花子", "日の出精機株式会社"];
        about_password(&SecretString::from(password), &about)
            .map(|text| text.key.trim_start_matches("accounts.fault.password_").to_owned())
    }

    #[test]
    fn long_and_own_passwords_are_accepted() {
        let good = [
            "correct horse battery",
            "あかるい朝の光がさす窓",
            "夕焼けの鉄橋を渡る貨物列車",
            "zK4rmvPqLw8t",
            "7KQM-2XGD-PT0V-9HAE",
            "tanuki umbrella 44 kettle",
            "mukashi mukashi aru tokoro",
            "831946207518",
            "%&#*(?;^~+[]",
        ];
        for password in good {
            let expected = (password.chars().count() < SHORTEST_PASSWORD).then(|| "short".to_owned());
            assert_eq!(verdict(password), expected, "{password}");
        }
    }

    #[test]
    fn guessable_passwords_are_refused_with_a_reason() {
        let bad = [
            ("short one", "short"),
            ("パスワード", "short"),
            ("password1234", "common"),
            ("P@ssw0rd2026!!", "common"),
            ("passwordpassword", "common"),
            ("123456789012", "common"),
            ("qwertyuiop1234", "common"),
            ("aaaaaaaaaaaaaaa", "common"),
            ("abcabcabcabcabc", "common"),
            ("Administrator2026", "common"),
            ("１２３４５６７８９０１２", "common"),
            ("hanako.sato2026", "about_you"),
            ("Hinode-Seiki-2026", "about_you"),
            ("日の出精機株式会社2026年", "about_you"),
            ("omamori-admin-2026", "common"),
            ("            ", "common"),
            ("############", "common"),
            ("-_-_-_-_-_-_-_-_", "common"),
            ("twelve\nchars!", "control"),
        ];
        for (password, why) in bad {
            assert_eq!(verdict(password).as_deref(), Some(why), "{password}");
        }
        assert_eq!(verdict(&"長".repeat(257)).as_deref(), Some("long"));
    }
}
