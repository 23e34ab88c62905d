//! Questions about single cells and their columns.

use std::collections::BTreeMap;

use sheet::Cell;

use super::{Item, Texts};
use crate::text::tidy_code;
use crate::{Column, Field, Role, heading, secret};

/// Which cells of a row are secrets by the word beside them: パスワード in the first cell makes all others of the row
/// secret, in another one the cell to its right, whatever their columns.
#[derive(Clone, Copy)]
pub(super) struct Labelled {
    whole_row: bool,
    any: bool,
}

impl Labelled {
    pub(super) fn of(texts: &Texts<'_>, columns: &[Column]) -> Self {
        let mut labels = texts.iter().map(|(column, text)| is_secret_label(*column, text, columns));
        let first = texts.first().filter(|_| labels.next().unwrap_or(false));
        let whole_row = first.is_some_and(|(_, text)| secret::is_secret_word(&heading::read(text)));
        Self { whole_row, any: first.is_some() || labels.any(|label| label) }
    }

    /// Whether the cell at a place of the row's texts is such a secret.
    pub(super) fn is_secret(self, texts: &Texts<'_>, place: usize, columns: &[Column]) -> bool {
        if !self.any || place == 0 {
            return false;
        }
        let left = texts.get(place - 1);
        self.whole_row || left.is_some_and(|(column, text)| is_secret_label(*column, text, columns))
    }
}

/// Whether a cell is the word パスワード or the like. What stands in a column of secrets is one itself, and no label;
/// `LastPass` in a column of names is a name.
fn is_secret_label(column: u32, text: &str, columns: &[Column]) -> bool {
    if text.len() > 60 || !text.chars().any(|letter| matches!(letter, 'パ' | 'p' | 'P' | '暗' | 'キ' | '秘'))
    {
        return false;
    }
    let telling = ["パス", "pw", "PW", "Pw", "pass", "Pass", "PASS", "暗証", "PIN", "キー", "秘密"];
    if !telling.iter().any(|word| text.contains(word)) {
        return false;
    }
    let own = columns.iter().find(|known| known.index == column);
    if own.is_some_and(|known| known.role == Role::Secret) {
        return false;
    }
    let heading = heading::read(text);
    let known = secret::is_secret_word(&heading);
    let free = own.is_none_or(|known| known.field.is_none_or(|field| field == Field::Note));
    known || (free && secret::secret_field(&heading, false).is_some())
}

/// A formula whose result the file does not hold.
pub(super) fn is_uncalculated(item: &Item<'_>) -> bool {
    matches!(item.cell, Cell::Error(text) if text == sheet::UNCALCULATED)
}

/// A formula's failure, also as text in a CSV.
pub(super) fn is_failure(item: &Item<'_>) -> bool {
    matches!(item.cell, Cell::Error(_))
        || (item.text.starts_with('#')
            && matches!(
                item.text,
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
