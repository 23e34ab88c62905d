//! How the deadlines are put together: what is over, this week, then month by month.

use chrono::{Datelike, Days, Months};
use kernel::Day;
use ledger::deadlines::{Deadline, Span, ops};

/// Days that count as "this week".
pub const WEEK: u64 = 7;

/// What a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What is over.
    Over,
    /// The next seven days.
    Week,
    /// The rest of a month.
    Month,
}

/// A stretch of days under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// What it holds.
    pub which: Which,
    /// Its first and last day.
    pub span: Span,
}

/// A group as shown.
pub struct Shown {
    /// Which.
    pub group: Group,
    /// How many deadlines it has.
    pub count: i64,
    /// The first of them, or one part.
    pub deadlines: Vec<Deadline>,
}

impl Group {
    /// The word in addresses: `over`, `week`, `2026-12`.
    pub fn word(self) -> String {
        match self.which {
            Which::Over => "over".to_owned(),
            Which::Week => "week".to_owned(),
            Which::Month => format!("{:04}-{:02}", self.span.0.year(), self.span.0.month()),
        }
    }
}

/// All groups of a list that looks `days` days ahead, in order; together they hold each day once.
pub fn all(today: Day, days: u32) -> Vec<Group> {
    let (since, until) = ops::span(today, days);
    let mut groups = Vec::new();
    let mut add = |which, first: Day, last: Day| {
        if first <= last.min(until) {
            groups.push(Group { which, span: (first, last.min(until)) });
        }
    };
    add(Which::Over, since, today.pred_opt().unwrap_or(today));
    let week = today.checked_add_days(Days::new(WEEK)).unwrap_or(until);
    add(Which::Week, today, week.pred_opt().unwrap_or(week));
    let mut first = week;
    while first <= until {
        let Some(next) = first.with_day(1).and_then(|day| day.checked_add_months(Months::new(1))) else {
            break;
        };
        add(Which::Month, first, next.pred_opt().unwrap_or(next));
        first = next;
    }
    groups
}

/// The one whose word stands in the address.
pub fn named(groups: &[Group], word: Option<&str>) -> Option<Group> {
    groups.iter().copied().find(|group| Some(group.word().as_str()) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_stands_in_one_group() {
        let today: Day = "2026-11-26".parse().unwrap();
        for days in [30, 90, 180, 365] {
            let groups = all(today, days);
            let (since, until) = ops::span(today, days);
            assert_eq!(groups.first().map(|group| group.span.0), Some(since));
            assert_eq!(groups.last().map(|group| group.span.1), Some(until));
            assert!(
                groups.windows(2).all(|pair| pair[0].span.1.succ_opt() == Some(pair[1].span.0)),
                "{groups:?}"
            );
        }
        let words: Vec<String> = all(today, 30).into_iter().map(Group::word).collect();
        assert_eq!(words, ["over", "week", "2026-12"]);
    }
}
