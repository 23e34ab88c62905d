//! Questions about single cells and their columns.

use std::collections::BTreeMap;

use sheet::Cell;

use super::Item;
use crate::text::tidy_code;
use crate::{Column, heading, secret};

/// Whether the cell to the left is the word パスワード or the like: then this one is the secret, whatever its column.
pub(super) fn follows_secret(texts: &[(u32, String)], column: u32) -> bool {
    let Some(place) = texts.iter().position(|(index, _)| *index == column) else { return false };
    let Some((_, left)) = place.checked_sub(1).and_then(|left| texts.get(left)) else { return false };
    let telling = ["パス", "pw", "PW", "Pw", "pass", "Pass", "PASS", "暗証", "PIN", "キー"];
    left.len() <= 60
        && telling.iter().any(|word| left.contains(word))
        && secret::secret_field(&heading::read(left), false).is_some()
}

/// A formula's failure, also as text in a CSV.
pub(super) fn is_failure(item: &Item<'_>) -> bool {
    matches!(item.cell, Cell::Error(_))
        || (item.text.starts_with('#')
            && matches!(
                item.text.as_str(),
                "#N/A"
                    | "#REF!"
                    | "#VALUE!"
                    | "#DIV/0!"
                    | "#NAME?"
                    | "#NULL!"
                    | "#NUM!"
                    | "#SPILL!"
                    | "#CALC!"
                    | "#GETTING_DATA"
            ))
        || (item.text.len() >= 3 && item.text.bytes().all(|byte| byte == b'#'))
}

/// The names under which columns are kept: the heading, with the column's letter where two headings are the same.
pub(super) fn extra_names(columns: &[Column]) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for column in columns {
        *count.entry(column.source.as_str()).or_default() += 1;
    }
    let name = |column: &Column| {
        let source = tidy_code(&column.source).replace('\n', "");
        let twice = count.get(column.source.as_str()).copied().unwrap_or(0) > 1;
        if twice { format!("{source} ({})", column.letter) } else { source }
    };
    columns.iter().map(name).collect()
}
