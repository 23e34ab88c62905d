//! Rules about files: length, first line, names, leftovers.

use crate::none;
use crate::tree::{files, sources};

/// More than this does not fit into a head; split by aspect.
const MOST_LINES: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "misc", "stuff"];

/// Top folders where only one developer's machine keeps a checkout.
const PRIVATE_FOLDERS: [&str; 6] = ["home", "Users", "root", "work", "workspace", "builds"];

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<String> = files()
        .iter()
        .filter(|file| matches!(file.extension(), "rs" | "ts" | "css" | "mjs"))
        .map(|file| (file.text.lines().count(), &file.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{path} has {lines} lines: split it by aspect"))
        .collect();
    none("A file has 400 lines at most", &long);
}

#[test]
fn every_rust_file_begins_by_saying_what_it_is() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|(file, _)| !file.text.starts_with("//! "))
        .map(|(file, _)| format!("{}:1: begin with a line `//! …` that says what the file is", file.path))
        .collect();
    none("Every Rust file begins with `//!`", &silent);
}

#[test]
fn every_file_name_says_something() {
    let empty: Vec<String> = files()
        .iter()
        .filter(|file| matches!(file.extension(), "rs" | "ts" | "css" | "mjs"))
        .filter(|file| EMPTY_NAMES.contains(&file.stem()) || EMPTY_NAMES.iter().any(|name| file.is_in(name)))
        .map(|file| format!("{}: name it after what is inside", file.path))
        .collect();
    none("No file is called utils, helpers, misc and the like", &empty);
}

#[test]
fn nothing_is_left_to_do_later() {
    // Put together here, so that this file does not find itself.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    let mut left = Vec::new();
    for file in files().iter().filter(|file| file.path != "LICENSE" && file.extension() != "json") {
        for (number, line) in file.text.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            if words.any(|word| marks.iter().any(|mark| mark == word)) {
                left.push(format!("{}:{}: do it, or open an issue for it", file.path, number + 1));
            }
        }
    }
    none("No marker says that something is to be done later", &left);
}

#[test]
fn no_path_of_a_developers_machine_is_written_down() {
    let private: Vec<String> = PRIVATE_FOLDERS.iter().map(|name| format!("/{name}/")).collect();
    let mut found = Vec::new();
    for file in &files() {
        for (number, line) in file.text.lines().enumerate() {
            let named = private.iter().any(|folder| {
                line.match_indices(folder.as_str()).any(|(at, _)| {
                    // Only where a path begins: `tests/home/x` or `example.com/home/` are something else.
                    let before = line.get(..at).and_then(|text| text.chars().next_back());
                    before.is_none_or(|c| matches!(c, ' ' | '"' | '\'' | '`' | '=' | '(' | ':'))
                })
            });
            if named {
                found.push(format!("{}:{}: a path that exists on one machine only", file.path, number + 1));
            }
        }
    }
    none("No path of a developer's machine is written down", &found);
}
