//! Secrets are named and refused: which headings hold them, and how they are masked inside free text.

mod headings;
mod logins;
mod words;

use std::borrow::Cow;

use words::{DIRECT, MARKED, REFERRING};

pub(crate) use headings::{is_secret_word, secret_column, secret_field, speaks_of_secrets};

/// What stands in the place of a masked secret.
const MASK: &str = "●●●●";

/// The text with everything that looks like a secret replaced by `●●●●`.
pub fn masked(text: &str) -> String {
    covered(text).into_owned()
}

/// [`masked`], without a copy where there is nothing to hide.
pub(crate) fn covered(text: &str) -> Cow<'_, str> {
    if !may_hold_secret(text) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let plain: Vec<char> = letters.iter().map(|letter| plain_letter(*letter)).collect();
    let mut hidden = vec![false; letters.len()];
    hide_keys(&plain, &mut hidden);
    hide_after_triggers(&plain, &mut hidden);
    logins::hide(&plain, &mut hidden);
    if !hidden.contains(&true) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (letter, hide) in letters.iter().zip(&hidden) {
        if !hide {
            out.push(*letter);
        } else if !inside {
            out.push_str(MASK);
        }
        inside = *hide;
    }
    Cow::Owned(out)
}

/// A quick look that lets most cells pass without any work: is there the beginning of any word that tells, or of a key?
fn may_hold_secret(text: &str) -> bool {
    if text.len() < 4 {
        return false;
    }
    let mut dashes = 0;
    for (at, letter) in text.char_indices() {
        let words: &[&str] = match letter {
            '-' | '－' | '−' | '‐' => {
                dashes += 1;
                if dashes >= 3 {
                    return true;
                }
                continue;
            }
            // Rare enough to be looked at in full.
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '鍵' => return true,
            'p' | 'P' => &["pass", "pw", "pin", "psk"],
            's' | 'S' => &["secret"],
            't' | 'T' => &["token"],
            'k' | 'K' => &["key"],
            'a' | 'A' => &["admin"],
            'r' | 'R' => &["root/", "root /"],
            'o' | 'O' => &["otpauth"],
            'l' | 'L' => &["login", "logon"],
            'b' | 'B' => &["begin"],
            'パ' => &["パス"],
            'ﾊ' => &["ﾊﾟｽ"],
            'ぱ' => &["ぱす"],
            'キ' => &["キー"],
            'ｷ' => &["ｷｰ"],
            'ト' => &["トークン"],
            'シ' => &["シークレット"],
            'ロ' => &["ログイン", "ログオン"],
            '暗' => &["暗証"],
            '合' => &["合言葉"],
            '秘' => &["秘密"],
            '解' => &["解除コード"],
            '認' => &["認証コード"],
            _ => continue,
        };
        let rest = text.get(at..).unwrap_or_default();
        if words.iter().any(|word| starts_ignoring_case(rest, word)) {
            return true;
        }
    }
    false
}

fn starts_ignoring_case(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn plain_letter(letter: char) -> char {
    let half = match letter {
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter)
        }
        '\u{3000}' => ' ',
        '‐' | '‑' | '–' | '−' => '-',
        other => other,
    };
    half.to_ascii_lowercase()
}

/// Product keys (five groups of five), recovery keys (eight groups of six digits), one-time-password addresses.
fn hide_keys(plain: &[char], hidden: &mut [bool]) {
    let mut start = 0;
    while start < plain.len() {
        let inside = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
        let length = plain.iter().skip(start).take_while(|letter| inside(letter)).count();
        let token: String = plain.iter().skip(start).take(length).collect();
        let groups: Vec<&str> = token.split('-').collect();
        let equal = |size: usize| groups.iter().all(|group| group.len() == size);
        let key = (groups.len() >= 4 && equal(5))
            || (groups.len() >= 5 && equal(4))
            || (groups.len() >= 6 && equal(6));
        if key {
            hidden.iter_mut().skip(start).take(length).for_each(|hide| *hide = true);
        }
        start += length.max(1);
    }
    let whole: String = plain.iter().collect();
    if whole.contains("otpauth://") || (whole.contains("begin") && whole.contains("private key")) {
        hidden.fill(true);
    }
}

fn hide_after_triggers(plain: &[char], hidden: &mut [bool]) {
    let mut at = 0;
    while at < plain.len() {
        let triggers = DIRECT.iter().map(|word| (word, true)).chain(MARKED.iter().map(|word| (word, false)));
        let found = triggers.into_iter().find(|(word, _)| matches_at(plain, at, word));
        let Some((word, direct)) = found else {
            at += 1;
            continue;
        };
        let length = word.chars().count();
        let riddle = word.starts_with('秘') || word.starts_with('合');
        let bounded =
            at == 0 || !word.is_ascii() || !plain.get(at - 1).is_some_and(char::is_ascii_alphanumeric);
        // バイパス, コンパス: the end of another word.
        let inside = *word == "パス"
            && at > 0
            && plain.get(at - 1).is_some_and(|letter| matches!(letter, 'ァ'..='ヶ' | 'ー'));
        let begin = at;
        at += length;
        if inside {
            continue;
        }
        if let Some((from, to)) = secret_span(plain, at, bounded, direct)
            && !(from == at && begin == 0 && to == plain.len() && word.is_ascii())
        {
            // Of a question and its answer all that follows in the line is the secret.
            let line = plain.iter().skip(from).take_while(|letter| **letter != '\n').count();
            let length = if riddle { line } else { to - from };
            hidden.iter_mut().skip(from).take(length).for_each(|hide| *hide = true);
            at = from + length;
        }
    }
}

fn matches_at(plain: &[char], at: usize, word: &str) -> bool {
    let mut letters = plain.iter().skip(at);
    word.chars().all(|letter| letters.next() == Some(&letter))
}

/// Where the secret behind a trigger begins and ends, if there is one.
fn secret_span(plain: &[char], mut at: usize, bounded: bool, direct: bool) -> Option<(usize, usize)> {
    let letter = |index: usize| plain.get(index).copied().unwrap_or('\0');
    if letter(at) == '(' {
        let close = (at..(at + 14).min(plain.len())).find(|&index| letter(index) == ')')?;
        at = close + 1;
    }
    for word in ["コード", "番号", "no.", "no", "s"] {
        if matches_at(plain, at, word) {
            at += word.chars().count();
        }
    }
    let start = at;
    let mut explicit = false;
    let mut particle = false;
    while at < plain.len() {
        match letter(at) {
            ':' | '=' | '→' | '「' | '『' | '"' | '\'' | '“' | '【' | '[' => explicit = true,
            'は' | 'が' if !explicit => particle = true,
            ' ' | '\n' | '\t' | '\r' => {}
            _ => break,
        }
        at += 1;
    }
    if matches_at(plain, at, "is ") {
        (explicit, at) = (true, at + 3);
    }
    let spaced = at > start;
    if !explicit && !bounded {
        return None;
    }
    let mut end = token_end(plain, at);
    let token = plain.get(at..end)?;
    // 暗号化キー office2020: behind the weaker words only what no word of a sentence looks like.
    let told = explicit || direct || particle || (spaced && looks_made_up(token));
    if !told {
        return None;
    }
    if end == at || !is_secret_token(token, explicit, particle, spaced) {
        return None;
    }
    // ID and password written together: `admin / abc123`.
    let blank = |index: &usize| letter(*index) == ' ';
    let slash = (end..plain.len()).find(|index| !blank(index)).filter(|&index| letter(index) == '/');
    if let Some(slash) = slash {
        let next = (slash + 1..plain.len()).find(|index| !blank(index)).unwrap_or(plain.len());
        end = token_end(plain, next).max(end);
    }
    Some((at, end))
}

/// Letters and digits mixed, or many digits, and no date: what a person does not write in a sentence.
fn looks_made_up(token: &[char]) -> bool {
    let digits = token.iter().filter(|letter| letter.is_ascii_digit()).count();
    let letters = token.iter().filter(|letter| letter.is_ascii_alphabetic()).count();
    let plain = token.iter().all(char::is_ascii_graphic);
    let date = token.iter().all(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '.' | '-'));
    plain
        && token.len() >= 6
        && digits >= 1
        && (letters >= 1 || digits >= 6)
        && !(date && letters == 0 && digits < token.len())
}

fn token_end(plain: &[char], from: usize) -> usize {
    let stop = |letter: &char| {
        letter.is_whitespace() || matches!(letter, '、' | '。' | '」' | '』' | '”' | '】' | '）')
    };
    from + plain.iter().skip(from).take_while(|letter| !stop(letter)).count()
}

fn is_secret_token(token: &[char], explicit: bool, particle: bool, spaced: bool) -> bool {
    let text: String = token.iter().collect();
    let mut longest = 0;
    let mut run = 0;
    for letter in token {
        run = if letter.is_ascii_graphic() { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let refers = REFERRING.iter().any(|word| text.contains(word));
    let digits = token.iter().filter(|letter| letter.is_ascii_digit()).count();
    let special = digits > 0 || token.iter().any(char::is_ascii_punctuation);
    if explicit {
        return longest >= 4 && !(refers && digits == 0)
            || (longest >= 1 && !refers)
            || (longest == 0 && !refers && token.len() >= 2);
    }
    if particle {
        return longest >= 4 && !(refers && digits == 0);
    }
    if spaced {
        return longest >= 4 && !refers && token.first().is_some_and(char::is_ascii_graphic);
    }
    // Directly behind the word: only what begins with a digit or is plainly no word, such as pin1234.
    longest >= 4 && special && digits >= 3 && token.first().is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_secrets_in_free_text() {
        for (text, expected) in [
            ("PW:abc123", "PW:●●●●"),
            ("ＰＷ：ａｂｃ１２３", "ＰＷ：●●●●"),
            ("パスワードは Sakura#2024 です", "パスワードは ●●●● です"),
            ("初期パスワード(共通)：Welcome1、要変更", "初期パスワード(共通)：●●●●、要変更"),
            ("ID:admin PW:P@ss", "ID:admin PW:●●●●"),
            ("ID/PW: admin / pass123", "ID/PW: ●●●●"),
            ("管理者PASS=root1234", "管理者PASS=●●●●"),
            ("adminpass: hogehoge", "adminpass: ●●●●"),
            ("暗証番号1234", "暗証番号●●●●"),
            ("PINコード 5678", "PINコード ●●●●"),
            ("パスワード「ひみつのことば」", "パスワード「●●●●」"),
            ("Wi-Fiキー：kjh2k3h4", "Wi-Fiキー：●●●●"),
            ("初期パス 7654321 のまま", "初期パス ●●●● のまま"),
            ("暗号化キー office2020", "暗号化キー ●●●●"),
            ("APIキー sk_live_abcdef123456", "APIキー ●●●●"),
            ("password is hogehoge1", "password is ●●●●"),
            ("合言葉：ペット ポチ", "合言葉：●●●●"),
            ("管理者権限 administrator/P@ssw0rd", "管理者権限 administrator/●●●●"),
            ("ログインはyamada/Yama2024", "ログインはyamada/●●●●"),
            ("AAAAA-BBBBB-CCCCC-DDDDD-12345 で認証", "●●●● で認証"),
            ("111111-222222-333333-444444-555555-666666-777777-888888", "●●●●"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_harmless_text_alone() {
        for text in [
            "パスワードは別紙参照",
            "パスワード：金庫に保管",
            "パスワードは総務で管理",
            "展示会用",
            "PC-001",
            "PC-VKT44",
            "R1X00124",
            "キーボード付属",
            "キーボード: 日本語配列",
            "パスポート申請用",
            "1F-A-2-3",
            "2001:db8:0:1::10",
            "550e8400-e29b-41d4-a716-446655440000",
            "NB-0001～0020",
            "LIFEBOOK U9311/F",
            "KeyLaser 3",
            "Microsoft 365 Business Standard",
            "passは総務",
            "090-1234-5678",
            "PIN設定済",
            "初期パス 2024/4/1 変更",
            "コンパス 1234567",
            "VPN接続キーは総務保管",
            "トークン配布済 (No.12)",
            "admin/総務",
            "ログイン不可 2024/4/1",
            "キー 101配列",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
