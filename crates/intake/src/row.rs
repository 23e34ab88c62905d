//! One row of a ledger after reading.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{Date, Field, Problem, Value};

/// Whether a row can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Compare it with what is stored, then take it.
    Take,
    /// Not a record (totals, notes, repeated header …); a problem says which.
    Skip,
    /// Cannot be taken as it stands; a problem says why.
    Error,
}

/// What a row is recognised by: the fields and their folded values. Equal keys mean the same thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RowKey {
    /// Field and folded value, in the order of the rule.
    pub parts: Vec<(Field, String)>,
}

/// Something about dates that waits until the rest of the row is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// The field it is about.
    pub(crate) field: Field,
    /// What it says.
    pub(crate) what: Wait,
    /// Where it stands.
    pub(crate) at: String,
    /// The name under which the text is kept.
    pub(crate) name: String,
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// So many months from the beginning, or before the end.
    Months(u32),
    /// A span's other side, for a row that says it nowhere else.
    Date(Date),
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IntakeRow {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// What was read.
    pub values: BTreeMap<Field, Value>,
    /// What no field holds, under the column's heading or a name such as `user_previous`.
    pub extra: BTreeMap<String, String>,
    /// Fields whose cell says outright that there is nothing (なし, ―), unlike a cell that is merely empty.
    pub nothing: BTreeSet<Field>,
    /// What is to be said.
    pub problems: Vec<Problem>,
    /// Whether it can be taken.
    pub verdict: Verdict,
    /// What it is recognised by; `None` if it has nothing of the kind.
    pub key: Option<RowKey>,
    /// The row it only goes on with: its number is merged into that of the row above.
    #[serde(skip)]
    pub(crate) continues: Option<u32>,
    /// What can be told only when the whole row is read; empty then.
    #[serde(skip)]
    pub(crate) waiting: Vec<Waiting>,
    /// Where that stands in the file: column from 0, row from 1.
    #[serde(skip)]
    pub(crate) key_place: Option<(u32, u32)>,
}

impl IntakeRow {
    /// A row that nothing has been read of.
    pub fn empty(row: u32) -> Self {
        Self {
            row,
            values: BTreeMap::new(),
            extra: BTreeMap::new(),
            nothing: BTreeSet::new(),
            problems: Vec::new(),
            verdict: Verdict::Take,
            key: None,
            continues: None,
            waiting: Vec::new(),
            key_place: None,
        }
    }

    /// The value of a field as text.
    pub fn text(&self, field: Field) -> Option<String> {
        self.values.get(&field).map(Value::to_text)
    }
}
