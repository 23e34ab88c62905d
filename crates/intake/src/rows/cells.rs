//! Questions about single cells and their columns.

use std::collections::BTreeMap;

use sheet::Cell;

use super::{Item, Texts};
use crate::text::tidy_code;
use crate::{Column, Role, heading, secret};

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
        let whole_row = labels.next().unwrap_or(false);
        Self { whole_row, any: whole_row || labels.any(|label| label) }
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

/// Whether a cell is the word パスワード or the like. What stands in a column of secrets is one itself, and no label.
fn is_secret_label(column: u32, text: &str, columns: &[Column]) -> bool {
    let telling = ["パス", "pw", "PW", "Pw", "pass", "Pass", "PASS", "暗証", "PIN", "キー", "秘密"];
    text.len() <= 60
        && text.contains(['パ', 'p', 'P', '暗', 'キ', '秘'])
        && telling.iter().any(|word| text.contains(word))
        && columns.iter().find(|known| known.index == column).is_none_or(|known| known.role != Role::Secret)
        && secret::secret_field(&heading::read(text), false).is_some()
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
