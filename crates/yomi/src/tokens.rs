//! Bigram tokens for an index, and the query that finds any substring through them.
//!
//! A token spells its characters as hexadecimal numbers between `x`s: 印刷 is `x5370x5237x`. Such a token is one ASCII
//! word, so neither SQLite's `unicode61` nor PostgreSQL's parser splits, drops or changes it, and the closing `x` keeps
//! a one-character prefix (`x5370x`) from reaching into a longer number.
//!
//! A run is everything between white space, signs included, so that `c++` and `nb-0001` are found as they are.

use std::collections::BTreeSet;

use crate::fold::{fold, is_kana};

/// What to ask an index for. A document is a hit when it has **all** `tokens`, for each of `prefixes` some token that
/// begins with it, and its folded text contains all `needles` (bigrams alone may stand apart in the text).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Tokens that must all be present.
    pub tokens: Vec<String>,
    /// Beginnings of tokens, from one-character words of the query.
    pub prefixes: Vec<String>,
    /// The folded words of the query, each to be contained in the folded text.
    pub needles: Vec<String>,
}

impl Query {
    /// Whether nothing was asked (white space only).
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// The final check on a text that `fold` has made.
    pub fn matches_folded(&self, folded: &str) -> bool {
        self.needles.iter().all(|needle| folded.contains(needle.as_str()))
    }

    /// Whether a set of index tokens answers the query; for tests and for small lists without an index.
    pub fn matches_tokens(&self, tokens: &[String]) -> bool {
        self.tokens.iter().all(|wanted| tokens.contains(wanted))
            && self
                .prefixes
                .iter()
                .all(|prefix| tokens.iter().any(|token| token.starts_with(prefix.as_str())))
    }
}

/// The tokens to store for a text, without repeats, in an order of their own.
pub fn index_tokens(text: &str) -> Vec<String> {
    index_tokens_of_folded(&fold(text))
}

/// The same for a text that `fold` has made already.
pub fn index_tokens_of_folded(folded: &str) -> Vec<String> {
    let mut pieces: Vec<(char, Option<char>)> = Vec::with_capacity(folded.len());
    for run in folded.split(' ') {
        let mut letters = run.chars().peekable();
        while let Some(letter) = letters.next() {
            pieces.push((letter, letters.peek().copied()));
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    let spelled = |(letter, next): (char, Option<char>)| match next {
        Some(next) => spell(&[letter, next]),
        None => spell(&[letter]),
    };
    pieces.into_iter().map(spelled).collect()
}

/// Cuts what a person typed into what the index must have and what the text must contain.
pub fn query(text: &str) -> Query {
    let folded = fold(text);
    let mut query = Query::default();
    let mut tokens = BTreeSet::new();
    let mut prefixes = BTreeSet::new();
    for run in folded.split(' ').filter(|run| !run.is_empty()).map(sure_part) {
        let letters: Vec<char> = run.chars().collect();
        if letters.len() == 1 {
            prefixes.insert(spell(&letters));
        }
        tokens.extend(letters.windows(2).map(spell));
        if !query.needles.iter().any(|needle| needle == run) {
            query.needles.push(run.to_owned());
        }
    }
    query.tokens = tokens.into_iter().collect();
    query.prefixes = prefixes.into_iter().collect();
    query
}

/// The part of a query's word that means the same wherever it was cut out of a text. Whether a dash is the long mark
/// shows only by its neighbours, so one at the edge, whose neighbour was not typed, is left to the other letters.
fn sure_part(run: &str) -> &str {
    let part = run.trim_start_matches(['ー', '-']);
    let shorter = part.trim_end_matches('-');
    let part = if shorter.ends_with(|last| is_kana(last) || last == 'ー') { shorter } else { part };
    if part.is_empty() { run } else { part }
}

fn spell(letters: &[char]) -> String {
    let mut token = String::with_capacity(1 + letters.len() * 5);
    token.push('x');
    for letter in letters {
        // A long import spells some millions of them, and the formatting machinery would take most of the time.
        let code = u32::from(*letter);
        let digits = (u32::BITS - code.leading_zeros()).div_ceil(4).max(1);
        token.extend((0..digits).rev().filter_map(|digit| char::from_digit(code >> (4 * digit) & 15, 16)));
        token.push('x');
    }
    token
}
