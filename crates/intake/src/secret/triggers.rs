//! Secrets that a word gives away: PW:abc123, 暗証番号1234, パスは 7654321.

use super::cover;
use super::words::{BETWEEN, DIRECT, MARKED, REFERRING};

/// Hides what stands behind a word that tells of a secret.
pub(super) fn hide(plain: &[char], hidden: &mut [bool]) {
    let mut at = 0;
    while at < plain.len() {
        let triggers = DIRECT.iter().map(|word| (word, true)).chain(MARKED.iter().map(|word| (word, false)));
        let is_here = |word: &str| {
            // PIN1 9999 has a number of its own, pin1234 none.
            let numbered = word.ends_with(|letter: char| letter.is_ascii_digit());
            let next = plain.get(at + word.chars().count());
            matches_at(plain, at, word) && !(numbered && next.is_some_and(char::is_ascii_alphanumeric))
        };
        let found = triggers.into_iter().find(|(word, _)| is_here(word));
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
            cover(hidden, from, length);
            at = from + length;
        }
        if let Some((from, to)) = after_arrow(plain, at) {
            cover(hidden, from, to - from);
            at = to;
        }
    }
}

/// パス:なし → koala57 に変更: what an arrow shortly behind leads to.
fn after_arrow(plain: &[char], at: usize) -> Option<(usize, usize)> {
    let line = plain.iter().skip(at).take(16).take_while(|letter| **letter != '\n');
    let arrow = at + line.clone().position(|letter| matches!(letter, '→' | '⇒'))?;
    let blank = |index: &usize| plain.get(*index).is_some_and(|letter| matches!(letter, ' ' | '「' | '『'));
    let from = (arrow + 1..plain.len()).find(|index| !blank(index))?;
    let token: Vec<char> =
        plain.iter().skip(from).take_while(|letter| letter.is_ascii_graphic()).copied().collect();
    let mixed = token.iter().any(char::is_ascii_digit) || token.iter().any(char::is_ascii_punctuation);
    (token.len() >= 4 && mixed && !is_date(&token)).then(|| (from, from + token.len()))
}

/// 2024/5/1, R6.4.1
fn is_date(token: &[char]) -> bool {
    let rest = match token.first() {
        Some('r' | 'h' | 's') => token.get(1..).unwrap_or_default(),
        _ => token,
    };
    let signs = rest.iter().filter(|letter| matches!(letter, '/' | '.')).count();
    signs >= 1 && rest.iter().all(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '.'))
}

fn matches_at(plain: &[char], at: usize, word: &str) -> bool {
    let mut letters = plain.iter().skip(at);
    word.chars().all(|letter| letters.next() == Some(&letter))
}

/// Where the secret behind a trigger begins and ends, if there is one.
fn secret_span(plain: &[char], mut at: usize, bounded: bool, direct: bool) -> Option<(usize, usize)> {
    let mut aside = false;
    let letter = |index: usize| plain.get(index).copied().unwrap_or('\0');
    if letter(at) == '(' {
        let close = (at..(at + 14).min(plain.len())).find(|&index| letter(index) == ')')?;
        let inner = plain.get(at + 1..close).unwrap_or_default();
        let number = inner.len() >= 4 && inner.iter().all(char::is_ascii_digit);
        if bounded && direct && (number || looks_made_up(inner)) {
            return Some((at + 1, close));
        }
        aside = true;
        at = close + 1;
    }
    for word in ["コード", "番号", "no.", "no", "s"] {
        if matches_at(plain, at, word) {
            at += word.chars().count();
        }
    }
    at = behind_asides(plain, at);
    let start = at;
    let mut explicit = false;
    let mut particle = false;
    while at < plain.len() {
        match letter(at) {
            ':' | ';' | '=' | '→' | '■' | '「' | '『' | '"' | '\'' | '“' | '【' | '[' => {
                explicit = true;
            }
            'は' | 'が' if !explicit => particle = true,
            ' ' | '\n' | '\t' | '\r' => {}
            _ => break,
        }
        at += 1;
    }
    at = behind_length(plain, at);
    if matches_at(plain, at, "is ") {
        (explicit, at) = (true, at + 3);
    }
    let spaced = at > start || aside;
    if !explicit && !bounded {
        return None;
    }
    let mut end = token_end(plain, at);
    let token = plain.get(at..end)?;
    // 暗号化キー office2020: behind the weaker words only what no word of a sentence looks like.
    // 暗号キーabcd1234(裏面シール)
    let joined = !direct && !spaced && !plain.get(start - 1).is_some_and(char::is_ascii);
    let run = token.iter().take_while(|letter| letter.is_ascii_graphic() && **letter != '(').count();
    if joined && run < token.len() {
        end = at + run;
    }
    let token = plain.get(at..end)?;
    let made_up = looks_made_up(token);
    let told = explicit || direct || particle || ((spaced || joined) && made_up);
    if !told {
        return None;
    }
    if end == at || !(is_secret_token(token, explicit, particle, spaced) || (joined && made_up)) {
        return None;
    }
    // ID and password written together: `admin / abc123`.
    let blank = |index: &usize| letter(*index) == ' ';
    let slash = (end..plain.len()).find(|index| !blank(index)).filter(|&index| letter(index) == '/');
    if let Some(slash) = slash {
        let next = (slash + 1..plain.len()).find(|index| !blank(index)).unwrap_or(plain.len());
        // PUK 12345678 / PIN1 9999: the next one speaks for itself.
        let speaks = |word: &&str| {
            let behind = letter(next + word.chars().count());
            matches_at(plain, next, word) && !behind.is_ascii_alphanumeric()
        };
        if DIRECT.iter().chain(MARKED).any(speaks) {
            return Some((at, end));
        }
        end = token_end(plain, next).max(end);
    }
    Some((at, end))
}

/// Past the words between a trigger and its sign, as far as they are told from a secret: 控え, 変更済み, for guest.
fn behind_asides(plain: &[char], mut at: usize) -> usize {
    while let Some(word) = BETWEEN.iter().find(|word| matches_at(plain, at, word)) {
        at += word.chars().count();
        // 変更済み 新しいのは
        let next = at + 1;
        let goes_on = BETWEEN.iter().any(|word| matches_at(plain, next, word));
        if plain.get(at).is_some_and(|letter| matches!(letter, ' ' | '、')) && goes_on {
            at = next;
        }
    }
    if matches_at(plain, at, " for ") {
        let near = plain.iter().skip(at).take(24);
        if let Some(sign) = near.clone().position(|letter| matches!(letter, ':' | '=')) {
            at += sign;
        }
    }
    at
}

/// Past 6桁 or 7桁の.
fn behind_length(plain: &[char], at: usize) -> usize {
    let digits = plain.iter().skip(at).take_while(|letter| letter.is_ascii_digit()).count();
    if !(1..=2).contains(&digits) || plain.get(at + digits) != Some(&'桁') {
        return at;
    }
    let passed = |letter: &&char| matches!(letter, 'の' | ' ' | ':' | '→');
    at + digits + 1 + plain.iter().skip(at + digits + 1).take_while(passed).count()
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
        letter.is_whitespace() || matches!(letter, '■' | '、' | '。' | '」' | '』' | '”' | '】' | '）')
    };
    from + plain.iter().skip(from).take_while(|letter| !stop(letter)).count()
}

fn is_secret_token(token: &[char], explicit: bool, particle: bool, spaced: bool) -> bool {
    let text: String = token.iter().collect();
    // パス: C:\Users is a path, PASS 2024/5/1 a test that was passed.
    if text == "ok" || text.contains(":\\") || text.starts_with("\\\\") || (!explicit && is_date(token)) {
        return false;
    }
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
