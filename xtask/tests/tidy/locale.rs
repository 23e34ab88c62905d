//! Rules about sentences: both languages have them all, code uses them all, and none is missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::none;
use crate::source::{Literal, Source};
use crate::tree::{File, files, sources};

/// Keys that are put together in ways the rule cannot see, each with the place that does it.
const PUT_TOGETHER: [(&str, &str); 0] = [];

/// Functions that take a key, and which of their arguments it is.
const TAKES_A_KEY: [(&str, usize); 6] =
    [("Text::new", 0), ("conflict", 0), ("t", 1), ("tr", 1), ("has", 1), ("say_key", 1)];

/// A sentence, and the file it stands in.
type Sentences = BTreeMap<String, (String, String)>;

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let mut found = Vec::new();
    let (ja, en) = (sentences("ja", &mut found), sentences("en", &mut found));
    for (one, other, missing) in [(&ja, &en, "en"), (&en, &ja, "ja")] {
        for (key, (_, path)) in one.iter().filter(|(key, _)| !other.contains_key(*key)) {
            found.push(format!("{path}: {key} has no sentence in {missing}"));
        }
    }
    for (key, (sentence, path)) in &ja {
        let Some((english, _)) = en.get(key) else { continue };
        let (here, there) = (placeholders(sentence), placeholders(english));
        if here != there {
            found.push(format!("{path}: {key} fills {here:?} in ja and {there:?} in en"));
        }
    }
    none("Every sentence exists in ja and en, once, with the same placeholders", &found);
}

#[test]
fn every_key_that_code_names_exists() {
    let known = sentences("ja", &mut Vec::new());
    let spaces: BTreeSet<&str> =
        known.keys().filter_map(|key| key.rsplit_once('.')).map(|(it, _)| it).collect();
    let mut found = Vec::new();
    for (file, source) in sources().iter().filter(|(file, _)| is_product(file)) {
        for literal in source.literals.iter().filter(|literal| is_key(&literal.text)) {
            let text = &literal.text;
            // A literal of three words whose first two begin existing keys is meant as a key, wherever it stands.
            let meant = text.matches('.').count() > 1
                && text.rsplit_once('.').is_some_and(|(it, _)| spaces.contains(it));
            if (meant || is_given_as_key(source, literal)) && !known.contains_key(text) {
                found.push(format!("{}:{}: {text} has no sentence", file.path, source.line(literal.start)));
            }
        }
    }
    none("Every key that code names has a sentence", &found);
}

#[test]
fn every_sentence_is_used() {
    let mut whole: BTreeSet<String> = BTreeSet::new();
    let mut patterns: BTreeSet<(String, String)> = BTreeSet::new();
    let sources = sources();
    let rust =
        sources.iter().flat_map(|(_, source)| source.literals.iter().map(|literal| literal.text.as_str()));
    let files = files();
    let typescript = files
        .iter()
        .filter(|file| matches!(file.extension(), "ts" | "mjs"))
        .flat_map(|file| file.text.split(['"', '\'', '`']));
    for text in rust.chain(typescript) {
        if is_key(text) {
            whole.insert(text.to_owned());
        } else {
            patterns.extend(key_pattern(text));
        }
    }
    let endings: BTreeSet<String> = sources
        .iter()
        .flat_map(|(_, source)| &source.literals)
        .filter_map(|literal| key_ending(&literal.text))
        .collect();
    patterns.extend(PUT_TOGETHER.iter().map(|(start, _)| ((*start).to_owned(), String::new())));
    let is_put_together = |key: &str| {
        patterns
            .iter()
            .any(|(before, after)| key.starts_with(before.as_str()) && key.ends_with(after.as_str()))
    };
    // `{key}.hint` says what stands beside a key that is used itself.
    let is_beside = |key: &str| {
        let mut starts = endings.iter().filter_map(|ending| key.strip_suffix(ending.as_str()));
        starts.any(|start| whole.contains(start) || is_put_together(start))
    };
    let known = sentences("ja", &mut Vec::new());
    let unused: Vec<String> = known
        .iter()
        .filter(|(key, _)| !whole.contains(*key) && !is_put_together(key) && !is_beside(key))
        .map(|(key, (_, path))| format!("{path}: nobody says {key}"))
        .collect();
    none("Every sentence is used", &unused);
}

/// The sentences of a language by key; what is wrong with its files goes into `found`.
fn sentences(language: &str, found: &mut Vec<String>) -> Sentences {
    let folder = format!("locales/{language}/");
    let mut all = Sentences::new();
    for file in files().iter().filter(|file| file.path.starts_with(&folder)) {
        match file.text.parse::<toml::Table>() {
            Ok(table) => collect("", &table, file, &mut all, found),
            Err(error) => found.push(format!("{}: {}", file.path, error.message())),
        }
    }
    all
}

fn collect(before: &str, table: &toml::Table, file: &File, all: &mut Sentences, found: &mut Vec<String>) {
    for (name, value) in table {
        let key = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match value {
            toml::Value::String(sentence) => {
                if let Some((_, other)) = all.insert(key.clone(), (sentence.clone(), file.path.clone())) {
                    found.push(format!("{}: {key} stands in {other} too", file.path));
                }
            }
            toml::Value::Table(inner) => collect(&key, inner, file, all, found),
            _ => found.push(format!("{}: {key} is not a sentence", file.path)),
        }
    }
}

/// `{name}` and `{count|item|items}`: the names.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .filter_map(|(inside, _)| inside.split('|').next())
        .collect()
}

/// `feature.part.word`: lower-case words with dots between.
fn is_key(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_word)
}

/// What stands before and after the part that is filled in: `ui.state.` and `.hint` of `ui.state.{word}.hint`.
fn key_pattern(text: &str) -> Option<(String, String)> {
    let (before, after) = match (text.find('{'), text.rfind('}')) {
        (Some(open), Some(close)) if open < close => (&text[..open], &text[close + 1..]),
        _ if text.ends_with(['.', '_']) => (text, ""),
        _ => return None,
    };
    let plain = |part: &str| part.chars().all(|sign| sign == '.' || is_word_sign(sign));
    let begins = before.contains('.') && before.starts_with(|sign: char| sign.is_ascii_lowercase());
    (begins && plain(before) && plain(after)).then(|| (before.to_owned(), after.to_owned()))
}

/// What `{key}.hint` and `{key}_why` put behind a whole key.
fn key_ending(text: &str) -> Option<String> {
    let ending = text.strip_prefix("{key}")?;
    (ending.starts_with(['.', '_']) && ending.len() > 1 && ending[1..].split('.').all(is_word))
        .then(|| ending.to_owned())
}

fn is_word(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_lowercase())
        && !word.ends_with('_')
        && word.chars().all(is_word_sign)
}

/// The colon stands in the names of scopes: `ledger:read`.
fn is_word_sign(sign: char) -> bool {
    sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_' || sign == ':'
}

/// Whether the literal is the argument of a function that takes a key.
fn is_given_as_key(source: &Source, literal: &Literal) -> bool {
    let before = source.code.get(..literal.start).unwrap_or_default();
    let (mut depth, mut commas) = (0_usize, 0_usize);
    for (at, character) in before.char_indices().rev().take(400) {
        match character {
            ')' | ']' | '}' => depth += 1,
            '[' | '{' | ';' if depth == 0 => return false,
            '(' if depth == 0 => {
                let called = before[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
                let called = if called.len() == at { called } else { "" };
                return TAKES_A_KEY.iter().any(|(name, place)| *place == commas && names(called, name));
            }
            '(' | '[' | '{' => depth -= 1,
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
    }
    false
}

/// Whether `code` ends with the function name `name`.
fn names(code: &str, name: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    code.strip_suffix(name).is_some_and(|rest| !rest.ends_with(inside))
}

fn is_product(file: &File) -> bool {
    file.path.starts_with("crates/") && !file.is_in("tests") && !file.path.starts_with("crates/testkit/")
}

#[test]
fn keys_are_recognised() {
    assert!(is_key("ui.pager.next"));
    assert!(!is_key("Omamori.db") && !is_key("a..b") && !is_key("word"));
    let pattern = |before: &str, after: &str| Some((before.to_owned(), after.to_owned()));
    assert_eq!(key_pattern("assets.kind.{word}.hint"), pattern("assets.kind.", ".hint"));
    assert_eq!(key_pattern("assets.kind_"), pattern("assets.kind_", ""));
    assert_eq!(key_pattern("assets.kind.pc"), None);
    assert_eq!(key_pattern("{count} of {total}"), None);
    assert_eq!(key_ending("{key}.hint").as_deref(), Some(".hint"));
    assert_eq!(
        (key_ending("{key}"), key_ending("{key} {word}"), key_ending("{name}.hint")),
        (None, None, None)
    );
    let source =
        Source::read("p { (tr(lang, \"a.b\", &[(\"c.d\", &x(1, 2))])) } Text::new(\"e.f\"); put(\"g.h\", 1)");
    let given: Vec<bool> = source.literals.iter().map(|literal| is_given_as_key(&source, literal)).collect();
    assert_eq!(given, [true, false, true, false]);
}
