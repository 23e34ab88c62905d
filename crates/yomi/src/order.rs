//! The order of a directory: by the plain kana first, then voiced after plain and small after large.

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;

/// A key that sorts readings as a Japanese directory does: かとう before ガトウ, サアジ before サーバー (the long
/// mark counts as the vowel it prolongs). Kanji keep the order of their code points.
pub fn sort_key(reading: &str) -> (String, String) {
    let folded = fold(reading);
    let mut plain = String::with_capacity(folded.len());
    for letter in folded.nfd().filter(|letter| !matches!(letter, '\u{3099}' | '\u{309A}')) {
        let letter = match letter {
            'ー' => plain.chars().last().map_or('ー', vowel),
            other => large(other),
        };
        plain.push(letter);
    }
    (plain, folded)
}

/// The large kana of a small one.
fn large(letter: char) -> char {
    match letter {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        other => other,
    }
}

/// The vowel a kana ends in.
fn vowel(letter: char) -> char {
    const ROWS: [(&str, char); 5] = [
        ("あかさたなはまやらわ", 'あ'),
        ("いきしちにひみり", 'い'),
        ("うくすつぬふむゆる", 'う'),
        ("えけせてねへめれ", 'え'),
        ("おこそとのほもよろを", 'お'),
    ];
    ROWS.iter().find(|(row, _)| row.contains(letter)).map_or('ー', |(_, vowel)| *vowel)
}
