//! Every message key the engine uses has a sentence in both languages, with the same placeholders, and the other way round.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn sentences(lang: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{lang}/intake.toml"));
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn used_keys() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for piece in text.split('"').filter(|piece| piece.starts_with("intake.")) {
            if piece.chars().all(|letter| letter.is_ascii_lowercase() || letter == '.' || letter == '_') {
                keys.insert(piece.to_owned());
            }
        }
    }
    keys
}

fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_key_has_a_sentence_in_both_languages() {
    let (japanese, english, used) = (sentences("ja"), sentences("en"), used_keys());
    let known: BTreeSet<String> = japanese.keys().cloned().collect();
    assert_eq!(known, used, "keys in the Japanese file and keys in the code");
    assert_eq!(known, english.keys().cloned().collect(), "keys in both languages");
    for (key, sentence) in &japanese {
        assert_eq!(placeholders(sentence), placeholders(&english[key]), "{key}");
    }
}
