//! Text as people write it into cells: width, blanks, dashes, ditto marks, and the many ways to say "nothing".

use std::borrow::Cow;

use sheet::Cell;

/// Half-width katakana from U+FF61 on, in order, as they are written in full width.
const FULL_KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Trims, and brings letters, digits, signs and kana to their usual width; runs of blanks become one blank.
/// Words stay as they are: `本社３Ｆ` becomes `本社3F`, `ﾉｰﾄ` becomes `ノート`.
pub(crate) fn tidy(text: &str) -> String {
    tidy_cow(text).into_owned()
}

/// [`tidy`], without a copy where there is nothing to do.
pub(crate) fn tidy_cow(text: &str) -> Cow<'_, str> {
    if is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(tidied(text)) }
}

fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = match letter {
            '\u{FF01}'..='\u{FF5D}' => ascii_of(letter),
            '\u{FFE5}' | '\u{A5}' => '¥',
            '\u{FF61}'..='\u{FF9F}' => {
                let (kana, joined) = full_kana(letter, letters.peek().copied());
                if joined {
                    letters.next();
                }
                kana
            }
            '\r' => {
                if letters.peek() == Some(&'\n') {
                    continue;
                }
                '\n'
            }
            '\n' => '\n',
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\0' => continue,
            other if other.is_whitespace() || other.is_control() => ' ',
            other => other,
        };
        push_spaced(&mut out, next);
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// [`tidy`] for codes: dashes of any kind between letters and digits become `-`.
pub(crate) fn tidy_code(text: &str) -> String {
    let text = tidy(text);
    if text.is_ascii() {
        return text;
    }
    let letters: Vec<char> = text.chars().collect();
    let plain =
        |index: Option<usize>| index.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let swap = |(index, &letter): (usize, &char)| {
        let between = plain(index.checked_sub(1)) && plain(index.checked_add(1));
        if is_dash(letter) && between { '-' } else { letter }
    };
    letters.iter().enumerate().map(swap).collect()
}

/// Dashes that people type for one another, the prolonged sound mark among them.
pub(crate) const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '－' | 'ｰ' | '─' | '━')
}

/// Wavy lines that mean "from … to".
pub(crate) const fn is_wave(letter: char) -> bool {
    matches!(letter, '~' | '〜' | '～' | '∼' | '∾')
}

/// Folded and without blanks, for comparing words and values.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = yomi::fold(text);
    folded.retain(|letter| !letter.is_whitespace());
    folded
}

/// [`folded`] for text that is tidied already: no widths are left to bring together, so it costs far less.
pub(crate) fn light(text: &str) -> String {
    let mut light = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            'ァ'..='ヶ' => {
                light.push(u32::from(letter).checked_sub(0x60).and_then(char::from_u32).unwrap_or(letter));
            }
            'A'..='Z' => light.push(letter.to_ascii_lowercase()),
            other if other.is_ascii() || !other.is_uppercase() => light.push(other),
            other => light.extend(other.to_lowercase()),
        }
    }
    light
}

/// A cell as text, the way the person sees it as far as the file tells. Not yet tidied.
pub(crate) fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
        Cell::Number { value, format } => Cow::Owned(shown_number(*value, format.as_deref())),
        Cell::Bool(true) => Cow::Borrowed("TRUE"),
        Cell::Bool(false) => Cow::Borrowed("FALSE"),
        Cell::Date { iso, .. } => {
            Cow::Borrowed(iso.strip_suffix("T00:00:00").unwrap_or(iso).trim_end_matches(".000"))
        }
        Cell::Duration(seconds) => Cow::Owned(shown_number(*seconds / 86_400.0, None)),
    }
}

/// A number as a spreadsheet shows it: whole numbers without a point, leading zeros where the format has them.
fn shown_number(value: f64, format: Option<&str>) -> String {
    let whole = value.fract() == 0.0 && value.abs() < 1e17;
    if !whole {
        return format!("{value}");
    }
    let digits = format!("{value:.0}");
    if let Some(grouped) = format.filter(|_| value >= 0.0).and_then(|format| in_groups(&digits, format)) {
        return grouped;
    }
    let width = format.map_or(0, zero_width);
    if width > digits.len() && value >= 0.0 { format!("{digits:0>width$}") } else { digits }
}

/// Digits in the groups of a format such as `000-0000-0000`, as telephone numbers are shown.
fn in_groups(digits: &str, format: &str) -> Option<String> {
    let plain: String = format.chars().filter(|letter| !matches!(letter, '"' | '\\')).collect();
    let zeros = plain.bytes().filter(|byte| *byte == b'0').count();
    let only = plain.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'(' | b')' | b' '));
    if !only || !plain.contains('-') || digits.len() > zeros || plain.len() > 24 {
        return None;
    }
    let padded = format!("{digits:0>zeros$}");
    let mut rest = padded.chars();
    plain.chars().map(|letter| if letter == '0' { rest.next() } else { Some(letter) }).collect()
}

/// How many digits a format of nothing but zeros asks for: `0000` gives 4.
fn zero_width(format: &str) -> usize {
    let zeros = format.trim_matches('"').bytes().all(|byte| byte == b'0');
    if zeros && format.len() > 1 { format.len().min(32) } else { 0 }
}

/// Marks that mean "the same as above".
pub(crate) fn is_ditto(text: &str) -> bool {
    // Asked for every cell, so most are told by their first letter.
    let may_be = |letter: char| {
        !letter.is_ascii_alphanumeric() && !matches!(letter, 'ァ'..='ー') || matches!(letter, 'd' | 'D')
    };
    if text.len() > 32 || !text.chars().next().is_some_and(may_be) {
        return false;
    }
    let core = text.trim_matches(|letter| matches!(letter, '「' | '」' | '(' | ')' | '[' | ']' | ' '));
    matches!(
        core,
        "〃" | "″"
            | "々"
            | "〻"
            | "仝"
            | "同上"
            | "同じ"
            | "上に同じ"
            | "上と同じ"
            | "同前"
            | "\""
            | "''"
            | "”"
            | "“"
            | "〟"
            | "〝"
            | "´´"
            | "’’"
            | ",,"
            | "\"\""
            | "〃〃"
            | "''''"
            | "↑"
            | "ditto"
            | "Ditto"
    ) || (core.is_empty() && text.contains('"'))
}

/// Nothing but dashes and the like: the cell was filled only so as not to be empty.
pub(crate) fn is_dash_only(text: &str) -> bool {
    let filler =
        |letter: char| is_dash(letter) || matches!(letter, '/' | '.' | '・' | '…' | '?' | '*' | '_' | ' ');
    !text.is_empty() && text.chars().all(filler)
}

/// The letters that the words below begin with.
const NOTHING_BEGINS: &str = "なナ無未不該対記表しシnNtTuU要確調取読判空#dDsS([。";

/// Words that say there is nothing, in any column that holds codes, dates, amounts or people.
pub(crate) fn is_nothing(text: &str) -> bool {
    if is_dash_only(text) {
        return true;
    }
    // Asked for nearly every cell, so most are told by their first letter.
    let may_be = text.chars().next().is_some_and(|letter| NOTHING_BEGINS.contains(letter));
    if !may_be || text.len() > 40 || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let core = light(text.trim_matches(|letter| matches!(letter, '(' | ')' | '[' | ']' | '。')));
    matches!(
        core.as_str(),
        "なし"
            | "無し"
            | "無"
            | "未定"
            | "不明"
            | "未"
            | "未登録"
            | "未入力"
            | "未設定"
            | "未記入"
            | "未確認"
            | "該当なし"
            | "該当無し"
            | "該当せず"
            | "対象外"
            | "記載なし"
            | "記載無し"
            | "表示なし"
            | "シールなし"
            | "しーるなし"
            | "n/a"
            | "na"
            | "null"
            | "none"
            | "nil"
            | "tbd"
            | "unknown"
            | "要確認"
            | "確認中"
            | "調査中"
            | "取得不可"
            | "読取不可"
            | "判読不能"
            | "空欄"
            | "空白"
            | "(なし)"
            | "#n/a"
            | "tobefilledbyo.e.m."
            | "defaultstring"
            | "systemserialnumber"
            | "notapplicable"
            | "notspecified"
    )
}

/// At most `limit` characters, with `…` if anything was cut.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether there is nothing to tidy: plain letters, kana and kanji with single blanks between them.
fn is_tidy(text: &str) -> bool {
    let mut last_blank = true;
    for letter in text.chars() {
        let plain = match letter {
            '!'..='~' | '\u{3001}'..='\u{9FFF}' => true,
            ' ' => !last_blank,
            _ => false,
        };
        if !plain {
            return false;
        }
        last_blank = letter == ' ';
    }
    !last_blank || text.is_empty()
}

fn push_spaced(out: &mut String, next: char) {
    match next {
        ' ' => {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
        '\n' => {
            while out.ends_with(' ') {
                out.pop();
            }
            if !out.is_empty() {
                out.push('\n');
            }
        }
        other => out.push(other),
    }
}

fn ascii_of(letter: char) -> char {
    u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter)
}

/// The full-width form of a half-width kana, and whether the sound mark behind it was joined in.
fn full_kana(letter: char, next: Option<char>) -> (char, bool) {
    let offset = u32::from(letter).saturating_sub(0xFF61) as usize;
    let plain = FULL_KANA.chars().nth(offset).unwrap_or(letter);
    let joined = match (next, plain) {
        (Some('ﾞ'), 'ウ') => Some('ヴ'),
        (Some('ﾞ'), 'カ'..='ト' | 'ハ'..='ホ') => shifted(plain, 1),
        (Some('ﾟ'), 'ハ'..='ホ') => shifted(plain, 2),
        _ => None,
    };
    joined.map_or((plain, false), |kana| (kana, true))
}

fn shifted(letter: char, by: u32) -> Option<char> {
    u32::from(letter).checked_add(by).and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brings_widths_together_and_keeps_meaning() {
        assert_eq!(tidy("本社３Ｆ"), "本社3F");
        assert_eq!(tidy("ﾉｰﾄ"), "ノート");
        assert_eq!(tidy("ｼﾘｱﾙ 不明。要確認"), "シリアル 不明。要確認");
        assert_eq!(tidy("ﾊﾟｿｺﾝ ﾌﾟﾘﾝﾀ ｳﾞｧｰ"), "パソコン プリンタ ヴァー");
        assert_eq!(tidy("山田　太郎 "), "山田 太郎");
        assert_eq!(tidy("（共用）"), "(共用)");
        assert_eq!(tidy("R6.7～"), "R6.7～");
        assert_eq!(tidy(" a  b\r\n c "), "a b\nc");
        assert_eq!(tidy("ｱｲｳ。ﾞ"), "アイウ。゛");
    }

    #[test]
    fn knows_dashes_in_codes() {
        assert_eq!(tidy_code("PCー００１"), "PC-001");
        assert_eq!(tidy_code("ＰＣ－４"), "PC-4");
        assert_eq!(tidy_code("０９０−１２３４‐５６７８"), "090-1234-5678");
        assert_eq!(tidy_code("サーバー1"), "サーバー1");
    }

    #[test]
    fn knows_ditto_and_nothing() {
        for mark in ["〃", "″", "同上", "「〃」", "\"", "(同上)", "々"] {
            assert!(is_ditto(mark), "{mark}");
        }
        assert!(!is_ditto("佐々木"));
        for word in ["-", "―", "なし", "ナシ", "N/A", "未定", "―――", "不明"] {
            assert!(is_nothing(word), "{word}");
        }
        assert!(!is_nothing("なしの木"));
    }

    #[test]
    fn shows_numbers_as_the_sheet_does() {
        assert_eq!(shown(&Cell::number(44652.0)), "44652");
        assert_eq!(shown(&Cell::number(2.5)), "2.5");
        assert_eq!(shown(&Cell::Number { value: 7.0, format: Some("0000".into()) }), "0007");
        let phone = Cell::Number { value: 9_012_345_678.0, format: Some("000-0000-0000".into()) };
        assert_eq!(shown(&phone), "090-1234-5678");
    }
}
