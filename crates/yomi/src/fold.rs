//! The folded form of a text: NFKC, lower case, hiragana, one dash, single spaces.

use unicode_normalization::UnicodeNormalization;

/// The prolonged sound mark, which is a letter after kana and a mistyped dash elsewhere.
const LONG_MARK: char = 'ー';

/// Folds a text so that spellings a reader takes for one are equal.
///
/// Width (`ＰＣ`, `ﾌﾟﾘﾝﾀ`), case, katakana and hiragana, dash variants, invisible characters and runs of white space no
/// longer matter. Folding twice changes nothing more, so folded text can be stored and compared as it is.
///
/// ```
/// assert_eq!(yomi::fold("ﾌﾟﾘﾝﾀ　ＮＢ−０００１"), "ぷりんた nb-0001");
/// assert_eq!(yomi::fold("サ‐バ―室"), yomi::fold("さーばー室"));
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = fold_once(text);
    // Lower case and kana can bring two characters together that NFKC then joins. One more round has always been
    // enough; the bound is there so that an unknown script cannot keep us here.
    for _ in 0..3 {
        let again = fold_once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

/// Whether two texts are the same word to a reader.
pub fn is_same(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}

/// Turns full-width ASCII (digits, letters, signs, the ideographic space) into half width and leaves all else as
/// written, kana included. For values that a person will read again, where `fold` would be too much.
pub fn to_half_width_digits(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{FF01}'..='\u{FF5E}' => shift_down(character, 0xFEE0),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

/// The same for plain ASCII, which is most of what asset numbers and models are, and needs no tables.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() && !character.is_control() {
            folded.push(character.to_ascii_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn fold_once(text: &str) -> String {
    let letters =
        text.chars().map(plain_letter).collect::<Option<Vec<char>>>().unwrap_or_else(|| letters(text));
    let mut folded = String::with_capacity(text.len());
    let mut last: Option<char> = None;
    for (index, &letter) in letters.iter().enumerate() {
        let next = if is_dash(letter) || letter == LONG_MARK {
            dash(letter, last, letters.get(index + 1).copied())
        } else if letter.is_whitespace() || letter.is_control() {
            ' '
        } else {
            letter
        };
        if next == ' ' && matches!(last, None | Some(' ')) {
            continue;
        }
        folded.push(next);
        last = Some(next);
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// What becomes of characters that NFKC leaves as they are or gives a plain counterpart, whatever stands beside them:
/// nearly all that a Japanese ledger is written with. `None` for all others, which need the tables.
fn plain_letter(character: char) -> Option<char> {
    match character {
        '\u{FF0D}' => None,
        '\u{FF01}'..='\u{FF5E}' => Some(shift_down(character, 0xFEE0).to_ascii_lowercase()),
        '\u{3000}' => Some(' '),
        _ if character.is_ascii() => Some(character.to_ascii_lowercase()),
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '、'..='」' | '・' | LONG_MARK | '\u{4E00}'..='\u{9FFF}' => {
            Some(one_spelling(character))
        }
        _ => None,
    }
}

/// The same for any text, by the tables.
fn letters(text: &str) -> Vec<char> {
    text.chars()
        .filter(|character| !is_invisible(*character))
        // NFKC would make it a plain hyphen, but as a key press it is a neighbour of the long mark.
        .map(|character| if character == '－' { '\u{2212}' } else { character })
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(one_spelling)
        .nfkc()
        .collect()
}

/// One character's spelling: hiragana for katakana, and the few name characters that differ only in the typeface.
fn one_spelling(character: char) -> char {
    match character {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => shift_down(character, 0x60),
        '〜' => '~',
        '髙' => '高',
        '﨑' => '崎',
        '𠮷' => '吉',
        other => other,
    }
}

/// Decides between a dash and the prolonged sound mark by what stands beside it.
fn dash(written: char, before: Option<char>, after: Option<char>) -> char {
    let after_kana = before.is_some_and(is_kana);
    if written == LONG_MARK {
        return if after_kana || before == Some(LONG_MARK) { LONG_MARK } else { '-' };
    }
    let stretches = match after {
        Some(next) if is_kana(next) => true,
        // 「サーバ―室」 is a mistyped long mark; a plain hyphen before a kanji is more likely a hyphen.
        Some(next) => written != '-' && !next.is_ascii_alphanumeric() && next != LONG_MARK,
        None => written != '-',
    };
    if after_kana && stretches { LONG_MARK } else { '-' }
}

pub(crate) fn is_kana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{3099}' | '\u{309A}')
}

fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{FE58}' | '\u{FE63}'
    )
}

/// Characters that leave no mark on the screen but make two equal-looking texts differ.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn shift_down(character: char, distance: u32) -> char {
    char::from_u32(u32::from(character) - distance).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that takes the short way, alone and beside others, becomes what the tables make of it.
    #[test]
    fn the_short_way_leads_where_the_tables_lead() {
        let plain: Vec<char> = ('\0'..='\u{FFFF}').filter(|letter| plain_letter(*letter).is_some()).collect();
        assert!(plain.len() > 21_000, "{}", plain.len());
        for some in plain.chunks(7).chain(plain.chunks(50)) {
            let text: String = some.iter().collect();
            let short: Vec<char> = text.chars().filter_map(plain_letter).collect();
            assert_eq!(short, letters(&text), "{text}");
        }
        for pair in plain.iter().zip(plain.iter().rev()).take(2_000) {
            let text: String = [*pair.0, *pair.1].iter().collect();
            assert_eq!(text.chars().filter_map(plain_letter).collect::<Vec<_>>(), letters(&text), "{text}");
        }
    }
}
