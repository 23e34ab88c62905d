//! What is asked of an import, and what it will do.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use intake::{Hints, IntakeRow, SheetPlan};
use kernel::{AssetId, ImportId, KindId, Moment, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::report::{RowAct, Totals};
use crate::assets::FieldChange;
use crate::changes::ChangeSetId;

/// Which file it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, hex.
    pub hash: String,
}

impl Source {
    /// The file with this name and these bytes.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), hash: HEXLOWER.encode(&Sha256::digest(bytes)) }
    }
}

/// What the person chose in the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick, independent of the others")]
pub struct Choices {
    /// Header rows, columns and subjects that the person knows better.
    pub hints: Hints,
    /// Rows to leave out: (sheet from 0, row as in the file).
    pub skip: BTreeSet<(usize, u32)>,
    /// Columns without a field that are not wanted at all: (sheet, table, column), all from 0.
    pub omit: BTreeSet<(usize, usize, u32)>,
    /// Kind of all rows of a sheet (from 0).
    pub kinds: BTreeMap<usize, KindId>,
    /// An empty cell clears what is stored.
    pub clear_empty: bool,
    /// Add people nobody knows yet.
    pub add_people: bool,
    /// Add departments and places nobody knows yet.
    pub add_places: bool,
    /// Use and remember the mapping for files of the same shape.
    pub remember: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            hints: Hints::default(),
            skip: BTreeSet::new(),
            omit: BTreeSet::new(),
            kinds: BTreeMap::new(),
            clear_empty: false,
            add_people: false,
            add_places: true,
            remember: true,
        }
    }
}

/// What an import will do, row by row.
#[derive(Debug, Clone)]
pub struct ImportPlan {
    /// Its tables, in the order of the file.
    pub sheets: Vec<PlannedSheet>,
    /// How many rows of each act.
    pub totals: Totals,
    /// People named in the file that nobody knows (added only if chosen).
    pub new_people: Vec<String>,
    /// Departments that will be added (if chosen).
    pub new_departments: Vec<String>,
    /// Places that will be added (if chosen).
    pub new_places: Vec<String>,
    /// The import of the very same file, if it was taken in before and not undone.
    pub seen_before: Option<ImportId>,
}

impl ImportPlan {
    /// How many links between entries the rows that are taken make.
    pub fn links(&self) -> u64 {
        let rows = self.sheets.iter().flat_map(|sheet| &sheet.rows);
        let taken = rows.filter(|row| matches!(row.act, RowAct::New | RowAct::Change | RowAct::Same));
        taken.map(|row| row.links.len() as u64).sum()
    }
}

/// One table of the file.
#[derive(Debug, Clone)]
pub struct PlannedSheet {
    /// Header, columns and subject as `intake` sees them.
    pub plan: SheetPlan,
    /// Its rows.
    pub rows: Vec<PlannedRow>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct PlannedRow {
    /// What was read.
    pub read: IntakeRow,
    /// What will happen.
    pub act: RowAct,
    /// The asset it is about, if it is stored already.
    pub asset: Option<AssetId>,
    /// What will change, for [`RowAct::Change`].
    pub changes: Vec<FieldChange>,
    /// What the ledger has to say beyond the reading (cell, text, severity).
    pub remarks: Vec<Remark>,
    /// What it will be, for new and changed ones.
    pub after: Option<Box<crate::assets::AssetData>>,
    pub(crate) fingerprint: String,
    /// What it is joined with in the file and in the ledger: numbers of things, contract numbers, names of systems.
    pub links: Vec<String>,
}

/// A remark about a row from comparing it with the ledger.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Which cell.
    pub cell: Option<String>,
    /// How much it matters.
    pub severity: intake::Severity,
    /// What to say.
    pub text: Text,
}

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Which file.
    pub source: Source,
    /// When.
    pub at: Moment,
    /// Who, as [`kernel::Actor::label`] spells it.
    pub by: String,
    /// How many rows of each act.
    pub totals: Totals,
    /// When it was undone, if it was.
    pub undone_at: Option<Moment>,
    /// Its change set.
    pub set: ChangeSetId,
}
