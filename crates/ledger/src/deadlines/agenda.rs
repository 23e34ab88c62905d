//! How many deadlines fall on which day. It is read from the indexes alone, so that a page can say how many there are
//! of everything and still fetch only the few it shows.

use kernel::{Day, PartialDay};

use super::model::DeadlineKind;

/// A first and a last day, both included.
pub type Span = (Day, Day);

/// The deadlines of one kind on one day as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AgendaDay {
    /// The last day it can mean: what counts.
    pub due_on: Day,
    /// Which kind.
    pub kind: DeadlineKind,
    /// The day as written.
    pub on: PartialDay,
    /// How many.
    pub count: i64,
}

/// How many deadlines fall on which day, the soonest first.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    days: Vec<AgendaDay>,
}

/// A part of a day's deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub day: &'a AgendaDay,
    pub skip: i64,
    pub most: i64,
}

impl Agenda {
    pub(super) fn new(mut days: Vec<AgendaDay>) -> Self {
        days.sort_by_key(|day| (day.due_on, day.kind, day.on));
        Self { days }
    }

    /// How many fall into a span.
    pub fn count(&self, span: Span) -> i64 {
        self.within(span).map(|day| day.count).sum()
    }

    /// How many there are.
    pub fn total(&self) -> i64 {
        self.days.iter().map(|day| day.count).sum()
    }

    /// Where `most` deadlines of a span are, after the first `skip`.
    pub(super) fn parts(&self, span: Span, mut skip: i64, mut most: i64) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        for day in self.within(span) {
            let passed = skip.min(day.count);
            skip -= passed;
            let taken = (day.count - passed).min(most);
            most -= taken;
            if taken > 0 {
                parts.push(Part { day, skip: passed, most: taken });
            }
        }
        parts
    }

    fn within(&self, (first, last): Span) -> impl Iterator<Item = &AgendaDay> {
        self.days.iter().filter(move |day| (first..=last).contains(&day.due_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agenda() -> Agenda {
        let day = |text: &str, kind, count| {
            let on: PartialDay = text.parse().unwrap();
            AgendaDay { due_on: on.last(), kind, on, count }
        };
        Agenda::new(vec![
            day("2026-11", DeadlineKind::Warranty, 3),
            day("2026-11-20", DeadlineKind::Warranty, 2),
            day("2026-11-20", DeadlineKind::Lease, 1),
            day("2026-12-01", DeadlineKind::Warranty, 4),
        ])
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_counts_at_its_last_day() {
        let agenda = agenda();
        assert_eq!(agenda.total(), 10);
        assert_eq!(agenda.count((day("2026-11-01"), day("2026-11-29"))), 3);
        assert_eq!(agenda.count((day("2026-11-30"), day("2026-12-31"))), 7);
    }

    #[test]
    fn a_stretch_goes_on_where_the_last_one_ended() {
        let agenda = agenda();
        let span = (day("2026-11-01"), day("2026-12-31"));
        let of = |skip, most| -> Vec<(String, i64, i64)> {
            let parts = agenda.parts(span, skip, most);
            parts.iter().map(|part| (part.day.on.to_string(), part.skip, part.most)).collect()
        };
        assert_eq!(of(0, 2), [("2026-11-20".into(), 0, 2)]);
        assert_eq!(of(2, 3), [("2026-11-20".into(), 0, 1), ("2026-11".into(), 0, 2)]);
        assert_eq!(of(5, 100), [("2026-11".into(), 2, 1), ("2026-12-01".into(), 0, 4)]);
        assert!(of(10, 5).is_empty());
    }
}
