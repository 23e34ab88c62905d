//! Where a line may break, by the rules of Japanese typesetting (kinsoku) and between Latin words.
//!
//! No line begins with 、。」ッー or ends with 「(. Words, numbers and addresses stay whole as long as they fit; what is
//! longer than a line is broken anywhere, so that nothing ever leaves the page.

use crate::typeface::{self, Weight};

/// Never at the beginning of a line (行頭禁則).
const NOT_FIRST: &str = "、。,.,.・::;;!!??゛゜ヽヾゝゞ々ー―…‥)]}」』】〉》〕〙〗≫)]}」。、・゙゚’”\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿァィゥェォッャュョー℃%%‰";
/// Never at the end of a line (行末禁則).
const NOT_LAST: &str = "([{「『【〈《〔〘〖≪([{「‘“¥¥$$££#№〒";
/// Two of these belong together (分離禁止).
const INSEPARABLE: &str = "…‥―—";

/// Breaks a text into lines that are at most `width` millimetres wide. The text's own line breaks are kept.
pub fn lines(text: &str, size: f32, weight: Weight, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        fill(paragraph, size, weight, width, &mut lines);
    }
    lines
}

/// How wide the widest piece is that stays whole if it can: a number, a date, a word.
pub fn widest(text: &str, size: f32, weight: Weight) -> f32 {
    let all = text.split('\n').flat_map(pieces);
    all.map(|piece| typeface::width(piece.trim_end(), size, weight)).fold(0.0, f32::max)
}

fn fill(paragraph: &str, size: f32, weight: Weight, width: f32, lines: &mut Vec<String>) {
    let measure = |text: &str| typeface::width(text, size, weight);
    let (mut line, mut used) = (String::new(), 0.0);
    for piece in pieces(paragraph) {
        // A space at the end of a line takes no room.
        let needed = measure(piece.trim_end());
        if used + needed > width {
            if !line.trim_end().is_empty() {
                lines.push(line.trim_end().to_owned());
            }
            (line, used) = (String::new(), 0.0);
        }
        if needed <= width {
            line.push_str(piece);
            used += measure(piece);
            continue;
        }
        for letter in piece.chars() {
            let room = typeface::letter_width(letter, size, weight);
            if used + room > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += room;
        }
    }
    lines.push(line.trim_end().to_owned());
}

/// The pieces between which a line may break; together they are the whole text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after.is_whitespace() || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    if before.is_whitespace() {
        return true;
    }
    if INSEPARABLE.contains(before) && INSEPARABLE.contains(after) {
        return false;
    }
    if is_word(before) && is_word(after) {
        // Addresses may break after a slash, dates (2026/11/22) may not.
        return matches!(before, '/' | '?' | '&' | '=' | '_') && after.is_alphabetic();
    }
    true
}

/// Letters of scripts that are written in words.
fn is_word(letter: char) -> bool {
    letter < '\u{2E80}' && !letter.is_whitespace() && !INSEPARABLE.contains(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean;

    fn broken(text: &str, letters: f32) -> Vec<String> {
        lines(text, 10.0, Weight::Regular, letters * 10.0 * crate::page::POINT + 0.001)
    }

    #[test]
    fn no_line_begins_with_a_full_stop_or_a_small_letter() {
        assert_eq!(broken("あいうえおか。", 6.0), ["あいうえお", "か。"]);
        assert_eq!(broken("あいうえキャ", 5.0), ["あいうえ", "キャ"]);
        assert_eq!(broken("プリンター", 4.5)[0].chars().last(), Some('ン'), "ー stays with タ");
    }

    #[test]
    fn no_line_ends_with_an_opening_bracket() {
        assert_eq!(broken("株式会社「緑製作所」", 5.0), ["株式会社", "「緑製作所」"]);
    }

    #[test]
    fn words_numbers_and_dates_stay_whole() {
        assert_eq!(broken("次の期限は2026/11/22迄", 7.0)[1], "2026/11/22");
        assert_eq!(broken("Latitude 5440 を貸す", 8.0)[0], "Latitude 5440");
    }

    #[test]
    fn what_is_longer_than_a_line_is_broken_anywhere() {
        let lines = broken(&"x".repeat(200), 5.0);
        assert!(lines.len() > 5 && lines.concat() == "x".repeat(200));
    }

    #[test]
    fn own_line_breaks_and_empty_lines_are_kept() {
        assert_eq!(broken("第1条\n\n第2条", 20.0), ["第1条", "", "第2条"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            text in "[a-zA-Z0-9/ .。、「」ー…ァッ漢字かな🦊\u{3099}\n\\-]{0,120}",
            width in 8.0f32..80.0,
        ) {
            let text = clean(&text);
            let lines = lines(&text, 9.0, Weight::Bold, width);
            let solid = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for line in &lines {
                prop_assert!(typeface::width(line, 9.0, Weight::Bold) <= width + 0.01, "{line} in {width}");
            }
        }

        #[test]
        fn a_line_begins_as_it_may_if_there_is_room(text in "[あいうえおっ、。「」ー]{1,60}") {
            for line in lines(&text, 10.0, Weight::Regular, 200.0).iter().skip(1) {
                let first = line.chars().next();
                prop_assert!(first.is_none_or(|first| !NOT_FIRST.contains(first)), "{line}");
            }
        }
    }
}
