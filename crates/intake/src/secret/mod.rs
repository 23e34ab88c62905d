//! Secrets are named and refused: which headings hold them, and how they are masked inside free text.

mod headings;
mod logins;
mod shapes;
mod triggers;
mod words;

use std::borrow::Cow;

pub(crate) use headings::{holds_secrets, is_secret_word, secret_column, secret_field, speaks_of_secrets};

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
    shapes::hide(&plain, &mut hidden);
    triggers::hide(&plain, &mut hidden);
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

/// Marks some letters as hidden.
fn cover(hidden: &mut [bool], start: usize, length: usize) {
    hidden.iter_mut().skip(start).take(length).for_each(|hide| *hide = true);
}

/// A quick look that lets most cells pass without any work: is there the beginning of any word that tells, or of a key?
fn may_hold_secret(text: &str) -> bool {
    if text.len() < 4 {
        return false;
    }
    let (mut dashes, mut run, mut blanks) = (0, 0, 0);
    for (at, letter) in text.char_indices() {
        // Keys and cards show by the length of their runs.
        run = if letter.is_ascii_graphic() { run + 1 } else { 0 };
        blanks += usize::from(letter == ' ');
        if run >= 16 || blanks >= 3 {
            return true;
        }
        let words: &[&str] = match letter {
            '-' | '－' | '−' | '‐' => {
                dashes += 1;
                if dashes >= 3 {
                    return true;
                }
                continue;
            }
            // Rare enough to be looked at in full.
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '鍵' | '@' => return true,
            'p' | 'P' => &["pass", "pw", "p/w", "pin", "psk", "pswd", "puk"],
            's' | 'S' => &["secret", "ssid", "snmp"],
            't' | 'T' => &["token", "teamviewer"],
            'k' | 'K' => &["key"],
            'a' | 'A' => &["admin", "anydesk"],
            'r' | 'R' => &["root/", "root /", "root:"],
            'l' | 'L' => &["login", "logon"],
            'b' | 'B' => &["begin"],
            'c' | 'C' => &["cvv", "cvc"],
            'g' | 'G' => &["guest", "ghp_"],
            'm' | 'M' => &["manager"],
            'o' | 'O' => &["operator", "otpauth"],
            'u' | 'U' => &["user"],
            'v' | 'V' => &["viewer"],
            'w' | 'W' => &["wifi", "wi-fi"],
            'パ' => &["パス"],
            'ﾊ' => &["ﾊﾟｽ"],
            'ぱ' => &["ぱす"],
            'キ' => &["キー"],
            'ｷ' => &["ｷｰ"],
            'ト' => &["トークン"],
            'シ' => &["シークレット"],
            'ロ' => &["ログイン", "ログオン", "ロック解除"],
            'マ' => &["マイナンバー"],
            'コ' => &["コミュニティ"],
            '無' => &["無線"],
            '暗' => &["暗証"],
            '合' => &["合言葉"],
            '秘' => &["秘密"],
            '解' => &["解除"],
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_secrets_in_free_text() {
        let mut wrong = Vec::new();
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
            ("P/W koala-56", "P/W ●●●●"),
            ("pswd=ps-31", "pswd=●●●●"),
            ("PassWord;semi-99", "PassWord;●●●●"),
            ("パスワ-ド:mis-44", "パスワ-ド:●●●●"),
            ("pass word: pw-33", "pass word: ●●●●"),
            ("パスワード控え:Lan#2024", "パスワード控え:●●●●"),
            ("pw for guest: guest123", "pw for guest: ●●●●"),
            ("PUK 12345678 / PIN1 9999", "PUK ●●●● / PIN1 ●●●●"),
            ("パスコード 6桁 280114", "パスコード 6桁 ●●●●"),
            ("ロック解除 4桁→2580", "ロック解除 4桁→●●●●"),
            ("ロック解除番号:0420", "ロック解除番号:●●●●"),
            ("端末暗証(4571)", "端末暗証(●●●●)"),
            ("パスは7桁の 7654321", "パスは7桁の ●●●●"),
            ("パス変更→neko-2025", "パス変更→●●●●"),
            ("PW変更 new-pw-1", "PW変更 ●●●●"),
            ("パスワード変更済み 新しいのは nagoya758", "パスワード変更済み 新しいのは ●●●●"),
            ("パス:なし → koala57 に変更", "パス:なし → ●●●● に変更"),
            ("パスワード(大文字)KURO-5", "パスワード(大文字)●●●●"),
            ("Pass ■koala58■", "Pass ■●●●●■"),
            ("admin:Qnap#5566", "admin:●●●●"),
            ("管理者モード:admin/ricohadm", "管理者モード:admin/●●●●"),
            ("viewer/view-3456", "viewer/●●●●"),
            ("ms@ex.jp(ms-Pass77)", "ms@ex.jp(●●●●)"),
            ("taro@ex.co.jp Passw0rd!", "taro@ex.co.jp ●●●●"),
            ("TeamViewer 123 456 789 / tv-5522", "TeamViewer 123 456 789 / ●●●●"),
            ("Wi-Fi Buffalo-G-1234 / bufkey55", "Wi-Fi Buffalo-G-1234 / ●●●●"),
            ("111111222222333333444444555555666666777777888888", "●●●●"),
            ("Office2019 N4KXT 7RRWV 2GHQ8 JXDTM 3C9VD", "Office2019 ●●●●"),
            ("ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5", "●●●●"),
            ("AKIAIOSFODNN7EXAMPLE", "●●●●"),
            ("マイナンバー 123456789012", "マイナンバー ●●●●"),
            ("4111111111111111", "●●●●"),
            ("4111-1111-1111-1111 期限12/28 CVV:321", "●●●● 期限12/28 CVV:●●●●"),
            ("秘密の質問の答え:ポチ", "秘密の質問の答え:●●●●"),
            ("暗号キーabcd1234", "暗号キー●●●●"),
            ("暗号キーabcd1234（裏面シール）", "暗号キー●●●●（裏面シール）"),
            ("SNMPコミュニティ名:kaisha-ro", "SNMPコミュニティ名:●●●●"),
            ("SNMPコミュニティ名 kaisha-ro", "SNMPコミュニティ名 ●●●●"),
            ("ロック解除番号 0420", "ロック解除番号 ●●●●"),
            ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "●●●●"),
            ("AAAAA-BBBBB-CCCCC-DDDDD-12345 で認証", "●●●● で認証"),
            ("111111-222222-333333-444444-555555-666666-777777-888888", "●●●●"),
        ] {
            if masked(text) != expected {
                wrong.push(format!("{text} → {}, not {expected}", masked(text)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
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
            "検査:PASS 2024/5/1",
            "pass: OK",
            "パス：C:\\Users\\oda",
            "PCパス: \\\\fs01\\share\\pc",
            "Core i5-1135G7 2.40GHz 8コア SSD 512GB",
            "Wi-Fi 802.11ac / 802.11ax 対応",
            "taro@example.co.jp 総務部",
            "admin/総務、user/営業",
            "4902530123456 と 1234567890123456",
            "https://www.example.co.jp/products/printer/ls1234/support",
            "AA:BB:CC:DD:EE:FF / 192.168.1.20",
            "S/N R2X0048112345678 は 3F 南側の棚",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
