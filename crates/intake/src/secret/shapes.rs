//! Secrets that show by their shape alone: product and recovery keys, credit cards, access keys of services.

use super::cover;

/// Beginnings of keys that services give out.
const BEGINNINGS: &[&str] =
    &["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "sk_live_", "sk_test_", "xoxb-", "xoxp-"];

/// Hides everything of such a shape.
pub(super) fn hide(plain: &[char], hidden: &mut [bool]) {
    let mut start = 0;
    while start < plain.len() {
        let inside = |letter: &char| letter.is_ascii_graphic() && !is_bracket(*letter);
        let length = plain.iter().skip(start).take_while(|letter| inside(letter)).count();
        let token: String = plain.iter().skip(start).take(length).collect();
        if is_key(&token) {
            cover(hidden, start, length);
        }
        start += length.max(1);
    }
    hide_spaced_keys(plain, hidden);
    hide_cards(plain, hidden);
    let whole: String = plain.iter().collect();
    if whole.contains("otpauth://") || (whole.contains("begin") && whole.contains("private key")) {
        hidden.fill(true);
    }
}

fn is_bracket(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | ',' | ';')
}

/// Product keys (five groups of five), recovery keys (eight groups of six digits, also without their dashes), access keys.
fn is_key(token: &str) -> bool {
    let bare = token.trim_end_matches(['.', ':', '!', '?', '/']);
    let groups: Vec<&str> = bare.split('-').collect();
    let equal = |size: usize| {
        groups
            .iter()
            .all(|group| group.len() == size && group.chars().all(|letter| letter.is_ascii_alphanumeric()))
    };
    if (groups.len() >= 4 && equal(5)) || (groups.len() >= 5 && equal(4)) || (groups.len() >= 6 && equal(6)) {
        return true;
    }
    if bare.len() == 48 && bare.chars().all(|letter| letter.is_ascii_digit()) {
        return true;
    }
    if BEGINNINGS.iter().any(|start| bare.len() >= start.len() + 8 && bare.starts_with(start)) {
        return true;
    }
    let letters = bare.chars().filter(char::is_ascii_alphabetic).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let even =
        bare.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=' | '_'));
    let amazon = bare.len() == 20 && (bare.starts_with("akia") || bare.starts_with("asia")) && even;
    // A path or an address has dots, colons or words between its slashes; a key is one run.
    let mixed = digits >= 4 || (bare.len() >= 40 && digits >= 1);
    amazon || (bare.len() >= 32 && even && letters >= 4 && mixed && bare.matches('/').count() <= 3)
}

/// Five groups of five with blanks between them: N4KXT 7RRWV 2GHQ8 JXDTM 3C9VD.
fn hide_spaced_keys(plain: &[char], hidden: &mut [bool]) {
    const LENGTH: usize = 29;
    for start in 0..plain.len().saturating_sub(LENGTH - 1) {
        let window = plain.get(start..start + LENGTH).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|at| plain.get(at));
        let after = plain.get(start + LENGTH);
        let alone =
            [before, after].iter().all(|letter| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric()));
        let shaped = window
            .iter()
            .enumerate()
            .all(|(at, letter)| if at % 6 == 5 { *letter == ' ' } else { letter.is_ascii_alphanumeric() });
        if !alone || !shaped {
            continue;
        }
        let mixed =
            window.split(|letter| *letter == ' ').filter(|group| group.iter().any(char::is_ascii_digit));
        let words = window.iter().filter(|letter| letter.is_ascii_alphabetic()).count();
        if mixed.count() >= 3 && words >= 5 {
            cover(hidden, start, LENGTH);
        }
    }
}

/// Sixteen digits in fours or in one run whose check digit (Luhn, ISO/IEC 7812-1) is right.
fn hide_cards(plain: &[char], hidden: &mut [bool]) {
    let mut at = 0;
    while at < plain.len() {
        let begins = plain.get(at).is_some_and(char::is_ascii_digit)
            && !at.checked_sub(1).and_then(|at| plain.get(at)).is_some_and(char::is_ascii_alphanumeric);
        let Some(end) = begins.then(|| card_end(plain, at)).flatten() else {
            at += 1;
            continue;
        };
        cover(hidden, at, end - at);
        at = end;
    }
}

fn card_end(plain: &[char], start: usize) -> Option<usize> {
    let mut digits = Vec::with_capacity(16);
    let mut at = start;
    while digits.len() < 16 {
        let letter = plain.get(at)?;
        if let Some(digit) = letter.to_digit(10) {
            digits.push(digit);
        } else if !(matches!(letter, '-' | ' ')
            && digits.len() % 4 == 0
            && plain.get(at - 1).is_some_and(char::is_ascii_digit))
        {
            return None;
        }
        at += 1;
    }
    if plain.get(at).is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    (sum.is_multiple_of(10) && digits.first().is_some_and(|first| (2..=6).contains(first))).then_some(at)
}
