//! A login and its secret written as a pair: administrator/P@ssw0rd, ログインは yamada / Yama2024.

/// Names that only a login has.
const NAMES: &[&str] = &["administrator", "admin", "root", "guest", "sysadmin", "manager"];

/// Words before a pair.
const WORDS: &[&str] = &["ログイン", "ログオン", "login", "logon"];

/// Hides what stands behind the slash of such a pair.
pub(super) fn hide(plain: &[char], hidden: &mut [bool]) {
    for slash in (0..plain.len()).filter(|at| plain.get(*at) == Some(&'/')) {
        let Some((from, name)) = name_before(plain, slash) else { continue };
        let start = (slash + 1..plain.len()).find(|at| plain.get(*at) != Some(&' ')).unwrap_or(plain.len());
        let secret: Vec<char> =
            plain.iter().skip(start).take_while(|letter| is_token(**letter)).copied().collect();
        let mixed = secret.iter().any(char::is_ascii_digit) || secret.iter().any(char::is_ascii_punctuation);
        let told = NAMES.contains(&name.as_str()) || follows_word(plain, from);
        if told && mixed && secret.len() >= 4 {
            hidden.iter_mut().skip(start).take(secret.len()).for_each(|hide| *hide = true);
        }
    }
}

fn is_token(letter: char) -> bool {
    letter.is_ascii_graphic()
}

/// The name directly before a slash, and where it begins.
fn name_before(plain: &[char], slash: usize) -> Option<(usize, String)> {
    let end = (0..slash).rev().find(|at| plain.get(*at) != Some(&' '))? + 1;
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
