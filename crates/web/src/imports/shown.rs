//! Which rows of the preview are shown: by sheet, by what happens to them, page by page.

use ledger::imports::model::{ImportPlan, PlannedRow};
use ledger::imports::{RowAct, Totals};

use super::columns_view::matters;

/// Rows on a page.
pub const ROWS: usize = 50;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Every row.
    All,
    /// Rows with something to look at.
    Look,
    /// Rows to which this happens.
    Act(RowAct),
}

impl Show {
    /// The tabs, in their order.
    pub const TABS: [Self; 7] = [
        Self::All,
        Self::Act(RowAct::New),
        Self::Act(RowAct::Change),
        Self::Act(RowAct::Same),
        Self::Act(RowAct::Error),
        Self::Act(RowAct::Skip),
        Self::Look,
    ];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Look => "look",
            Self::Act(RowAct::New) => "new",
            Self::Act(RowAct::Change) => "change",
            Self::Act(RowAct::Same) => "same",
            Self::Act(RowAct::Error) => "error",
            Self::Act(RowAct::Skip) => "skip",
        }
    }

    fn holds(self, row: &PlannedRow) -> bool {
        match self {
            Self::All => true,
            Self::Look => has_remark(row),
            Self::Act(act) => row.act == act,
        }
    }
}

/// Whether there is something to look at in a row.
pub fn has_remark(row: &PlannedRow) -> bool {
    row.read.problems.iter().any(|problem| matters(problem.severity))
        || row.remarks.iter().any(|remark| matters(remark.severity))
}

/// What was asked for, with the rows that answer.
#[derive(Debug)]
pub struct Shown {
    /// Which rows.
    pub show: Show,
    /// Which table of the plan.
    pub table: usize,
    /// Which page, from 1.
    pub page: usize,
    /// How many rows of the table answer.
    pub matching: usize,
    /// Their places in the table, of this page.
    pub rows: Vec<usize>,
    /// How many rows have something to look at, over all tables.
    pub look: u64,
}

impl Shown {
    /// Reads the query.
    pub fn read(query: &[(String, String)], plan: &ImportPlan) -> Self {
        let value =
            |name: &str| query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        let asked = Show::TABS.into_iter().find(|show| show.word() == value("show"));
        let show = asked.unwrap_or(Show::All);
        let holds = |table: &usize| {
            plan.sheets.get(*table).is_some_and(|planned| planned.rows.iter().any(|row| show.holds(row)))
        };
        let first = (0..plan.sheets.len()).find(holds).unwrap_or(0);
        let table = value("table").parse().ok().filter(|table| *table < plan.sheets.len()).unwrap_or(first);
        let page = value("page").parse::<usize>().unwrap_or(1).clamp(1, 1_000_000);
        let all: Vec<usize> = plan.sheets.get(table).map_or_else(Vec::new, |planned| {
            let rows = planned.rows.iter().enumerate();
            rows.filter(|(_, row)| show.holds(row)).map(|(place, _)| place).collect()
        });
        let look =
            plan.sheets.iter().flat_map(|planned| &planned.rows).filter(|row| has_remark(row)).count() as u64;
        Self {
            show,
            table,
            page,
            matching: all.len(),
            rows: all.into_iter().skip((page - 1) * ROWS).take(ROWS).collect(),
            look,
        }
    }
}

/// How many rows a tab holds.
pub fn count_of(show: Show, totals: Totals, look: u64) -> u64 {
    match show {
        Show::All => totals.new + totals.change + totals.same + totals.error + totals.skip,
        Show::Look => look,
        Show::Act(RowAct::New) => totals.new,
        Show::Act(RowAct::Change) => totals.change,
        Show::Act(RowAct::Same) => totals.same,
        Show::Act(RowAct::Error) => totals.error,
        Show::Act(RowAct::Skip) => totals.skip,
    }
}
