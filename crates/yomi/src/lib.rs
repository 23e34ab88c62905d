//! Folding Japanese text so that two spellings of one word meet, and cutting it into search tokens.
//!
//! `fold` answers "is this the same word to a reader?": width, case, kana kind and the many dashes no longer matter.
//! `index_tokens` and `query` make an exact substring search out of any index that can only find whole tokens.

mod fold;
mod order;
mod tokens;

pub use fold::{fold, is_same, to_half_width_digits};
pub use order::sort_key;
pub use tokens::{Query, index_tokens, index_tokens_of_folded, query};

#[cfg(test)]
mod tests;
