//! A login and its secret written as a pair: administrator/P@ssw0rd, ログインは yamada / Yama2024, taro@example.jp Passw0rd!.

use super::cover;

/// Names that only a login has.
const NAMES: &[&str] =
    &["administrator", "admin", "root", "guest", "sysadmin", "manager", "operator", "viewer", "user"];

/// Names whose secret may be a plain word.
const MASTERS: &[&str] = &["administrator", "admin", "root", "sysadmin"];

/// Words before a pair.
const WORDS: &[&str] = &["ログイン", "ログオン", "login", "logon"];

/// Where the number or the name of a connection is followed by its secret behind a slash.
const CONNECTIONS: &[&str] = &["teamviewer", "anydesk", "wi-fi", "wifi", "ssid", "無線"];

/// Words behind admin/ that name a role and no secret.
const ROLES: &[&str] =
    &["manager", "editor", "viewer", "member", "owner", "guest", "users", "operator", "support"];

/// Hides what stands behind the slash or colon of such a pair.
pub(super) fn hide(plain: &[char], hidden: &mut [bool]) {
    let whole: String = plain.iter().collect();
    let connection = CONNECTIONS.iter().any(|word| whole.contains(word));
    for sign in 0..plain.len() {
        let Some((start, told, master)) = (match plain.get(sign) {
            Some('/' | ':') => pair(plain, sign, connection),
            Some('@') => mail(plain, sign).map(|start| (start, true, false)),
            _ => None,
        }) else {
            continue;
        };
        let secret: Vec<char> =
            plain.iter().skip(start).take_while(|letter| is_token(**letter)).copied().collect();
        if told && is_secret(&secret, master) {
            cover(hidden, start, secret.len());
        }
    }
}

fn is_secret(token: &[char], master: bool) -> bool {
    let text: String = token.iter().collect();
    let digits = token.iter().any(char::is_ascii_digit);
    let mixed = digits || token.iter().any(char::is_ascii_punctuation);
    let word = master && token.len() >= 6 && !ROLES.contains(&text.as_str());
    (mixed && token.len() >= 4) || word
}

/// Where the secret behind a sign begins, whether it is told to be one, and whether it may be a plain word.
fn pair(plain: &[char], sign: usize, connection: bool) -> Option<(usize, bool, bool)> {
    let slash = plain.get(sign) == Some(&'/');
    let start = (sign + 1..plain.len()).find(|at| plain.get(*at) != Some(&' '))?;
    let (from, name) = name_before(plain, sign)?;
    let named = NAMES.contains(&name.as_str());
    let master = MASTERS.contains(&name.as_str());
    // Wi-Fi Buffalo-G-1234 / bufkey55, but not 802.11ac / 802.11ax
    let connects = connection
        && plain.get(sign.saturating_sub(1)) == Some(&' ')
        && plain.get(start).is_some_and(char::is_ascii_alphabetic)
        && plain.iter().skip(start).take_while(|letter| is_token(**letter)).count() >= 6;
    let told = named || (slash && (follows_word(plain, from) || connects));
    Some((start, told, master))
}

/// Where the token behind a mail address begins, if it looks like a secret.
fn mail(plain: &[char], sign: usize) -> Option<usize> {
    let is_name = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let name = plain.get(..sign)?.iter().rev().take_while(|letter| is_name(letter)).count();
    let host = plain.iter().skip(sign + 1).take_while(|letter| is_name(letter)).count();
    let end = sign + 1 + host;
    if name == 0 || !plain.get(sign + 1..end)?.contains(&'.') {
        return None;
    }
    let between = |letter: &&char| matches!(letter, ' ' | '/' | '(' | ':');
    let start = end + plain.iter().skip(end).take_while(between).count();
    let token: Vec<char> =
        plain.iter().skip(start).take_while(|letter| is_token(**letter)).copied().collect();
    let has = |test: fn(&char) -> bool| token.iter().any(test);
    let made_up = has(char::is_ascii_digit) && has(char::is_ascii_alphabetic) && !token.contains(&'@');
    (start > end && token.len() >= 6 && made_up).then_some(start)
}

fn is_token(letter: char) -> bool {
    letter.is_ascii_graphic() && !matches!(letter, '(' | ')' | ',')
}

/// The name directly before a sign, and where it begins.
fn name_before(plain: &[char], sign: usize) -> Option<(usize, String)> {
    let end = (0..sign).rev().find(|at| plain.get(*at) != Some(&' '))? + 1;
    let is_name = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '@');
    let length = plain.get(..end)?.iter().rev().take_while(|letter| is_name(letter)).count();
    let from = end - length;
    (length >= 2).then(|| (from, plain.iter().skip(from).take(length).collect()))
}

/// Whether ログインは or the like stands shortly before.
fn follows_word(plain: &[char], from: usize) -> bool {
    let before: String = plain.iter().take(from).skip(from.saturating_sub(12)).collect();
    let before = before.trim_end_matches([' ', ':', '：', '=', 'は', 'が', '→', '(', '「']);
    WORDS.iter().any(|word| before.ends_with(word) || before.ends_with(&format!("{word}情報")))
}
