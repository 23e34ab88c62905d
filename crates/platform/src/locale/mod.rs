//! Sentences in two languages, from `locales/<language>/<feature>.toml`.
//!
//! A sentence may hold `{name}` (filled as it is) and `{count|item|items}` (the first word if the argument is 1, else
//! the second). `{name@}` holds a day or a moment, spelled as machines do (`2026-11-22`, `2026-11-22 15:04`): [`say`]
//! leaves it so, [`Dates::say`] shows it in the reader's calendar. A missing key shows itself instead of hiding; a test
//! (tidy) finds it first.

mod dates;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use kernel::{Lang, Text};

pub use dates::{Calendar, Dates};

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

type Sentences = HashMap<String, String>;

/// The sentence for `key`, without placeholders to fill.
pub fn t(lang: Lang, key: &str) -> Cow<'static, str> {
    match sentences(lang).get(key) {
        Some(sentence) => Cow::Borrowed(sentence.as_str()),
        None => Cow::Owned(key.to_owned()),
    }
}

/// The sentence for `key` with its placeholders filled.
pub fn tr(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    fill(&t(lang, key), |name| {
        args.iter().find(|(given, _)| *given == name).map(|(_, value)| Cow::Borrowed(*value))
    })
}

/// A [`Text`] in a language.
pub fn say(lang: Lang, text: &Text) -> String {
    fill(&t(lang, &text.key), |name| arg(text, name.trim_end_matches('@')).map(Cow::Borrowed))
}

fn arg<'a>(text: &'a Text, name: &str) -> Option<&'a str> {
    text.args.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

/// Whether `lang` has a sentence for `key`.
pub fn has(lang: Lang, key: &str) -> bool {
    sentences(lang).contains_key(key)
}

/// Every key of a language, sorted: for the test that compares the languages.
pub fn keys(lang: Lang) -> Vec<&'static str> {
    let mut keys: Vec<_> = sentences(lang).keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sentences(lang: Lang) -> &'static Sentences {
    static JA: OnceLock<Sentences> = OnceLock::new();
    static EN: OnceLock<Sentences> = OnceLock::new();
    let cell = match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    };
    cell.get_or_init(|| load(lang))
}

fn load(lang: Lang) -> Sentences {
    let mut all = Sentences::new();
    let files = LOCALES.get_dir(lang.code()).into_iter().flat_map(Dir::files);
    for file in files {
        let table = file.contents_utf8().and_then(|text| text.parse::<toml::Table>().ok());
        if let Some(table) = table {
            collect("", &table, &mut all);
        } else {
            tracing::error!(file = %file.path().display(), "a locale file cannot be read");
        }
    }
    all
}

fn collect(prefix: &str, table: &toml::Table, into: &mut Sentences) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(sentence) => {
                into.insert(key, sentence.clone());
            }
            toml::Value::Table(inner) => collect(&key, inner, into),
            _ => {}
        }
    }
}

fn fill<'a>(sentence: &str, value_of: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((inside, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let mut parts = inside.split('|');
        let value = value_of(parts.next().unwrap_or_default());
        match (value, parts.next(), parts.next()) {
            (Some(value), Some(one), Some(many)) => filled.push_str(if value == "1" { one } else { many }),
            (Some(value), ..) => filled.push_str(&value),
            (None, ..) => {
                filled.push('{');
                filled.push_str(inside);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_plurals_are_filled() {
        let value_of = |name: &str| match name {
            "count" => Some(Cow::Borrowed("1")),
            "name" => Some(Cow::Borrowed("NB-0001")),
            _ => None,
        };
        assert_eq!(fill("{count} {count|item|items} of {name}", value_of), "1 item of NB-0001");
        assert_eq!(fill("{unknown} stays, { too", value_of), "{unknown} stays, { too");
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        assert_eq!(keys(Lang::Ja), keys(Lang::En));
    }
}
