//! What a draft is.

use kernel::{AccountId, ImportId, JobId, Moment};
use serde::{Deserialize, Serialize};

use crate::imports::{Choices, Report, RowAct, Source, Totals};

/// What the file is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Assets.
    Assets,
    /// People.
    People,
    /// Readings of a stocktaking.
    Readings,
}

impl Purpose {
    /// The word as stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::People => "people",
            Self::Readings => "readings",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Assets, Self::People, Self::Readings].into_iter().find(|purpose| purpose.word() == word)
    }
}

/// A file that waits, is being taken in, or was taken in.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The random word in its address.
    pub word: String,
    /// What it is to become.
    pub purpose: Purpose,
    /// Which file.
    pub source: Source,
    /// What was chosen so far.
    pub choices: Choices,
    /// Since when.
    pub created_at: Moment,
    /// Who brought it.
    pub created_by: Option<AccountId>,
    /// The job that takes it in, once it was begun.
    pub job: Option<JobId>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Whether the file itself is still here.
    pub has_content: bool,
}

/// What came of an import, as far as it needs words: kept after the file is gone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The import; none if nothing was taken in.
    pub import: Option<ImportId>,
    /// How many rows of each act.
    pub totals: Totals,
    /// What there is to say, row by row.
    pub lines: Vec<OutcomeLine>,
}

/// One remark about one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeLine {
    /// The sheet's name.
    pub sheet: String,
    /// The row as in the file; none for the sheet as a whole.
    pub row: Option<u32>,
    /// What happened with the row.
    pub action: Option<RowAct>,
    /// Which cell.
    pub cell: Option<String>,
    /// The sentence.
    pub message: String,
    /// How much it matters.
    pub severity: intake::Severity,
}

impl Outcome {
    /// What is worth keeping of a report.
    pub fn of(report: &Report) -> Self {
        let mut lines = Vec::new();
        for sheet in &report.sheets {
            let mut add = |row: Option<u32>, action, problem: &crate::imports::ReportProblem| {
                lines.push(OutcomeLine {
                    sheet: sheet.name.clone(),
                    row,
                    action,
                    cell: problem.cell.clone(),
                    message: problem.message.clone(),
                    severity: problem.severity,
                });
            };
            sheet.problems.iter().for_each(|problem| add(None, None, problem));
            for row in &sheet.rows {
                row.problems.iter().for_each(|problem| add(Some(row.row), Some(row.action), problem));
            }
        }
        Self { import: report.import_id, totals: report.totals, lines }
    }
}
