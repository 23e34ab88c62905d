//! Change sets: what one verb changed, field by field, so that it can be read later and undone as a whole.

use kernel::{AssetId, ImportId, Moment, Text};
use serde::{Deserialize, Serialize};

/// One verb's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeSetId(pub i64);

impl std::fmt::Display for ChangeSetId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ChangeSetId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The field name under which a history says that the asset came into being.
pub const CREATED: &str = "created";
/// The field name under which a history says that the asset was deleted (`yes`) or brought back (empty).
pub const DELETED: &str = "deleted";

/// One field's change in the history of an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// The change set it belongs to.
    pub set: ChangeSetId,
    /// The asset.
    pub asset: AssetId,
    /// Which field, by its name; [`CREATED`] and [`DELETED`] for the asset as a whole.
    pub field: String,
    /// What it was.
    pub old: String,
    /// What it became.
    pub new: String,
    /// When.
    pub at: Moment,
    /// Who, as [`kernel::Actor::label`] spells it.
    pub by: String,
    /// The verb: `change`, `bulk`, `import`, `undo` …
    pub act: String,
    /// The import it came with.
    pub import: Option<ImportId>,
}

impl HistoryLine {
    /// What to call the verb.
    pub fn act_text(&self) -> Text {
        Text { key: format!("assets.act.{}", self.act).into(), args: Vec::new() }
    }
}

/// What an undo could not bring back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The asset.
    pub asset: AssetId,
    /// What a person calls it: number, else name.
    pub label: String,
    /// Which field; [`CREATED`] if the asset itself was kept.
    pub field: String,
    /// `changed_since` or `number_taken`.
    pub reason: String,
}

impl Kept {
    /// Why it stays, as a sentence.
    pub fn reason_text(&self) -> Text {
        Text { key: format!("assets.kept.{}", self.reason).into(), args: Vec::new() }
    }
}

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// Assets whose fields were brought back.
    pub restored: u64,
    /// Assets that were removed because the change set had made them.
    pub removed: u64,
    /// What stays because it was changed since.
    pub kept: Vec<Kept>,
    /// The undo's own change set.
    pub set: Option<ChangeSetId>,
}
