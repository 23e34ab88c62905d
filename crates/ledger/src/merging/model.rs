//! What a merger moves.

use serde::{Deserialize, Serialize};

use crate::assets::model::FieldChange;
use crate::changes::ChangeSetId;

/// A column that points at people, departments or places, beside those of assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// The table it stands in.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The table it points at.
    pub to: &'static str,
    /// What a preview calls the rows: `merging.moves.<word>`; empty for those it does not speak of.
    pub word: &'static str,
}

const fn pointer(table: &'static str, column: &'static str, to: &'static str, word: &'static str) -> Pointer {
    Pointer { table, column, to, word }
}

/// Every such column of the ledger.
pub const POINTERS: &[Pointer] = &[
    pointer("asset_assignment", "person_id", "person", "assignments"),
    pointer("seat", "person_id", "person", "seats"),
    pointer("handover", "person_id", "person", "handovers"),
    pointer("move_list", "person_id", "person", "moves"),
    pointer("move_list", "department_id", "department", "moves"),
    pointer("move_template", "department_id", "department", ""),
    pointer("person_name_history", "person_id", "person", "names"),
    pointer("person", "merged_into", "person", ""),
    pointer("person", "department_id", "department", "people"),
    pointer("department", "parent_id", "department", "inside"),
    pointer("department", "merged_into", "department", ""),
    pointer("place", "parent_id", "place", "inside"),
    pointer("place", "merged_into", "place", ""),
];

/// How much moves, by word: `assets`, `accounts`, and the words of [`POINTERS`].
pub type Moves = Vec<(&'static str, i64)>;

/// What merging would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// How much moves to the one that stays; what there is none of is not named.
    pub moves: Moves,
    /// What the one that stays takes over from the other, because it has nothing there.
    pub takes: Vec<FieldChange>,
    /// What is written on the one that goes and will no longer be shown, field and value.
    pub drops: Vec<(String, String)>,
}

/// What merging did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// For 「元に戻す」.
    pub set: ChangeSetId,
    /// How many assets are linked to the one that stays now and were not before.
    pub assets: u64,
}

/// What was moved, kept for taking it back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moved {
    /// Rows by `table.column`.
    pub rows: Vec<(String, Vec<i64>)>,
    /// Accounts of the person.
    pub accounts: Vec<i64>,
    /// What the one that stays took over.
    pub taken: Vec<FieldChange>,
    /// Names that the one that stays was given among its past ones.
    pub names: Vec<i64>,
    /// What the one that went belonged to: a person's department, a place around a place.
    pub above: Option<i64>,
}

/// A stored merger.
pub(crate) struct Merger {
    /// The word of what was merged.
    pub kind: String,
    /// The one that stayed.
    pub kept: i64,
    /// The one that went.
    pub gone: i64,
    /// What was moved.
    pub moved: Moved,
}

/// Two remarks as one; what stands in both stands there once.
pub(crate) fn both(kept: &str, gone: &str) -> String {
    if kept.contains(gone) {
        kept.to_owned()
    } else if gone.contains(kept) {
        gone.to_owned()
    } else {
        format!("{kept}\n{gone}")
    }
}
