//! Secrets are named and refused: which headings hold them, and how they are masked inside free text.

use crate::Field;
use crate::heading::Heading;
use crate::words;

/// What stands in the place of a masked secret.
const MASK: &str = "●●●●";

/// Parts of headings that always mean a secret, folded and without punctuation.
const SECRET_PARTS: &[&str] = &[
    "ぱすわーど",
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "ぱすこーど",
    "ぱすふれーず",
    "暗証",
    "秘密の",
    "合言葉",
    "ぷろだくときー",
    "らいせんすきー",
    "productkey",
    "licensekey",
    "licencekey",
    "しりあるきー",
    "serialkey",
    "認証きー",
    "製品きー",
    "あくてぃべーしょんきー",
    "activationkey",
    "回復きー",
    "recoverykey",
    "りかばりー",
    "りかばりこーど",
    "しーくれっと",
    "secret",
    "秘密鍵",
    "privatekey",
    "apiきー",
    "apikey",
    "暗号化きー",
    "暗号きー",
    "共有きー",
    "せきゅりてぃきー",
    "wpaきー",
    "ssidきー",
    "無線きー",
    "pinこーど",
    "pin番号",
    "口座番号",
    "くれじっとかーど",
    "まいなんばー",
    "こみゅにてぃ名",
    "認証情報",
    "ろぐいん情報",
    "credential",
    "きーこーど",
];

/// Ends of headings about a secret that hold none themselves: the day it was changed, whether there is one.
const HARMLESS_ENDS: &[&str] = &[
    "日",
    "日時",
    "期限",
    "有無",
    "桁数",
    "要否",
    "変更者",
    "管理者",
    "ぽりしー",
    "date",
    "expiry",
    "expires",
    "有効期間",
];

/// Words in free text after which a secret follows. The flag: may follow without any sign in between.
const TRIGGERS: &[(&str, bool)] = &[
    ("パスワード", true),
    ("ﾊﾟｽﾜｰﾄﾞ", true),
    ("ぱすわーど", true),
    ("password", true),
    ("passwd", true),
    ("passcode", true),
    ("passphrase", true),
    ("パスコード", true),
    ("パスフレーズ", true),
    ("暗証番号", true),
    ("暗証", true),
    ("pinコード", true),
    ("pin番号", true),
    ("pwd", true),
    ("pw", true),
    ("pin", true),
    ("pass", true),
    ("秘密の質問", false),
    ("秘密の答え", false),
    ("合言葉", false),
    ("psk", false),
    ("暗号化キー", false),
    ("暗号キー", false),
    ("セキュリティキー", false),
    ("回復キー", false),
    ("共有キー", false),
    ("プロダクトキー", false),
    ("ライセンスキー", false),
    ("シリアルキー", false),
    ("product key", false),
    ("license key", false),
    ("licence key", false),
    ("apiキー", false),
    ("api key", false),
    ("apikey", false),
    ("シークレット", false),
    ("secret", false),
    ("token", false),
    ("トークン", false),
    ("解除コード", false),
    ("認証コード", false),
    ("キー", false),
    ("key", false),
    ("ﾊﾟｽ", false),
    ("パス", false),
    ("鍵", false),
    ("ｷｰ", false),
];

/// Words behind a trigger that tell where the secret is kept, and are none themselves.
const REFERRING: &[&str] = &[
    "別紙",
    "参照",
    "保管",
    "管理",
    "なし",
    "無",
    "変更",
    "不明",
    "設定",
    "未",
    "同上",
    "本人",
    "総務",
    "情シス",
    "要",
    "済",
    "金庫",
    "封筒",
    "manager",
    "policy",
    "reset",
    "protected",
    "change",
    "expire",
    "required",
    "none",
    "unknown",
    "set",
    "と同じ",
    "失念",
    "忘",
    "ロック",
    "through",
    "ポート",
    "port",
];

/// The secret field a heading means, if it means one. `harmless` tells that all values are dates or yes and no.
pub(crate) fn secret_field(heading: &Heading, harmless: bool) -> Option<Field> {
    for (form, _) in &heading.forms {
        if let Some((field, _)) = words::meanings(form).first() {
            let secret = field.filter(|field| field.is_secret());
            if secret.is_some() {
                return secret;
            }
            return None;
        }
    }
    let whole = heading.first();
    let part = SECRET_PARTS.iter().any(|part| whole.contains(part));
    let short = ["pw", "pass", "pwd", "ぱす"].iter().any(|end| whole.ends_with(end))
        || ["pw", "pin"].iter().any(|start| {
            whole
                .strip_prefix(start)
                .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        });
    if !part && !short {
        return None;
    }
    if harmless && HARMLESS_ENDS.iter().any(|end| whole.ends_with(end)) {
        return None;
    }
    let key = [
        "ぷろだくと",
        "らいせんす",
        "しりある",
        "製品",
        "product",
        "licen",
        "serial",
        "activation",
        "あくてぃ",
    ];
    let licence =
        (whole.contains("きー") || whole.contains("key")) && key.iter().any(|word| whole.contains(word));
    Some(if licence { Field::LicenceKey } else { Field::Secret })
}

/// The text with everything that looks like a secret replaced by `●●●●`.
pub fn masked(text: &str) -> String {
    if !may_hold_secret(text) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let plain: Vec<char> = letters.iter().map(|letter| plain_letter(*letter)).collect();
    let mut hidden = vec![false; letters.len()];
    hide_keys(&plain, &mut hidden);
    hide_after_triggers(&plain, &mut hidden);
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
    out
}

/// A quick look that lets most cells pass without any work.
fn may_hold_secret(text: &str) -> bool {
    if text.len() < 4 {
        return false;
    }
    let dashes = text.bytes().filter(|byte| *byte == b'-').count();
    if dashes >= 3
        || !text.is_ascii()
            && text.contains([
                'パ', 'ﾊ', 'ぱ', '暗', '合', '秘', 'キ', 'ｷ', 'シ', 'ト', '解', '認', '鍵', 'ｐ', 'Ｐ', 'ｋ',
                'Ｋ', '－', 'ｓ', 'ｔ', 'Ｓ', 'Ｔ', 'ａ', 'Ａ',
            ])
    {
        return true;
    }
    text.bytes().any(|byte| matches!(byte, b'p' | b'P' | b'k' | b'K' | b's' | b'S' | b't' | b'T'))
        && TRIGGERS.iter().any(|(word, _)| word.is_ascii() && contains_ignoring_case(text, word))
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
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
        hidden.iter_mut().for_each(|hide| *hide = true);
    }
}

fn hide_after_triggers(plain: &[char], hidden: &mut [bool]) {
    let mut at = 0;
    while at < plain.len() {
        let found = TRIGGERS.iter().find(|(word, _)| matches_at(plain, at, word));
        let Some((word, direct)) = found else {
            at += 1;
            continue;
        };
        let length = word.chars().count();
        let bounded =
            at == 0 || !word.is_ascii() || !plain.get(at - 1).is_some_and(char::is_ascii_alphanumeric);
        let begin = at;
        at += length;
        if let Some((from, to)) = secret_span(plain, at, bounded, *direct)
            && !(from == at && begin == 0 && to == plain.len() && word.is_ascii())
        {
            hidden.iter_mut().skip(from).take(to - from).for_each(|hide| *hide = true);
            at = to;
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
    let spaced = at > start;
    if !explicit && !bounded || !(explicit || direct || particle) {
        return None;
    }
    let mut end = token_end(plain, at);
    if end == at || !is_secret_token(plain.get(at..end)?, explicit, particle, spaced) {
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
    let special = digits > 0 || token.iter().any(|letter| letter.is_ascii_punctuation());
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
    use crate::heading;

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
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn names_secret_headings() {
        let field = |text: &str, harmless| secret_field(&heading::read(text), harmless);
        for text in [
            "パスワード",
            "ﾊﾟｽﾜｰﾄﾞ",
            "初期PW",
            "BIOSパスワード",
            "PIN",
            "暗証番号",
            "SSIDキー",
            "管理者ID/PW",
            "Password",
            "回復キー",
            "admin pass",
        ] {
            assert_eq!(field(text, false), Some(Field::Secret), "{text}");
        }
        for text in [
            "プロダクトキー",
            "Office プロダクトキー",
            "License Key",
            "Windowsのプロダクトキー",
            "ライセンスキー※",
        ] {
            assert_eq!(field(text, false), Some(Field::LicenceKey), "{text}");
        }
        for text in [
            "パスワード変更日",
            "備考",
            "キーボード",
            "シリアル番号",
            "MACアドレス",
            "ワンタイムパスワード利用",
            "接続ポート",
        ] {
            assert_eq!(field(text, true), None, "{text}");
        }
    }
}
