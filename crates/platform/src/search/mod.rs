//! Full-text search that finds two-character Japanese words, with the same meaning on both databases.
//!
//! A document is a thing of any room with a title and a text. Both are folded (width, case, kana) by `yomi`; bigrams in
//! the index narrow the candidates and a substring check on the folded text decides. So 印刷 is found in 再印刷機, `ﾌﾟﾘﾝﾀ`
//! finds プリンタ, and a hit is never a coincidence of neighbouring pairs.
//!
//! Invariant: `search_doc` holds everything; the token index can be made again from it ([`rebuild`]).

mod find;
mod migrations;
mod put;

pub use find::{Condition, Hit, condition, find};
pub use migrations::MIGRATIONS;
pub use put::{Doc, Ready, add_all, many, no_longer_many, put, put_all, rebuild, remove, remove_all, sweep};

/// How many characters of a text are indexed; what comes after is not found. Keeps one document within what both
/// databases take.
pub const LONGEST_TEXT: usize = 50_000;

/// How many characters of a query are looked at.
pub const LONGEST_QUERY: usize = 100;
