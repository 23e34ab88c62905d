//! The address of a list read as filter, order, page and columns; and the words for what is in force.

use chrono::TimeDelta;
use kernel::{Day, DepartmentId, ImportId, KindId, PersonId, PlaceId};
use ledger::assets::{Due, Filter, Missing, Page, Sort, SortBy, Status};
use ledger::deadlines::DeadlineKind;

use crate::ui::Address;

/// Rows on a page.
pub const ROWS: u32 = 50;

/// The choices of the deadline filter: the word in the address and how many days it reaches.
pub const SPANS: [(&str, i64); 4] = [("overdue", -1), ("30", 30), ("90", 90), ("365", 365)];

/// What a list page was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The address it was asked by.
    pub here: Address,
    /// Which assets.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Which part.
    pub page: u32,
    /// Which columns, if the address says so.
    pub columns: Option<Vec<String>>,
}

impl Asked {
    /// Reads the query of an address; what cannot be read is no condition.
    pub fn read(path: &str, query: Vec<(String, String)>, today: Day) -> Self {
        let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let here = Address::of(path, query);
        let columns: Vec<String> = all(&here, "column").map(str::to_owned).collect();
        Self {
            filter: filter(&here, today),
            sort: here.get("sort").and_then(sort).unwrap_or_default(),
            page: here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000),
            columns: (!columns.is_empty()).then_some(columns),
            here,
        }
    }

    /// The part of the list that is asked for.
    pub fn part(&self) -> Page {
        Page { size: ROWS, ..Page::number(self.page) }
    }
}

fn all<'a>(here: &'a Address, name: &'a str) -> impl Iterator<Item = &'a str> {
    here.query().iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn sort(text: &str) -> Option<Sort> {
    let sort = crate::ui::Sort::parse(text)?;
    Some(Sort { by: SortBy::parse(&sort.key)?, down: sort.descending })
}

fn filter(here: &Address, today: Day) -> Filter {
    let number = |name: &str| here.get(name).and_then(|value| value.parse::<i64>().ok());
    Filter {
        text: here.get("q").unwrap_or_default().chars().take(200).collect(),
        kinds: all(here, "kind").filter_map(|id| id.parse().ok().map(KindId)).collect(),
        statuses: all(here, "status").filter_map(Status::parse).collect(),
        department: number("department").map(DepartmentId),
        place: number("place").map(PlaceId),
        person: number("person").map(PersonId),
        unassigned: here.get("unassigned").is_some(),
        maker: here.get("maker").map(str::to_owned),
        due: here.get("due").and_then(|span| due(span, here.get("ends"), today)),
        missing: here.get("missing").and_then(Missing::parse),
        import: number("import").map(ImportId),
        deleted: here.get("deleted").is_some(),
    }
}

fn due(span: &str, ends: Option<&str>, today: Day) -> Option<Due> {
    let (_, days) = SPANS.into_iter().find(|(word, _)| *word == span)?;
    let from = (days >= 0).then_some(today);
    Some(Due { kind: ends.and_then(DeadlineKind::parse), from, until: today + TimeDelta::days(days) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Asked {
        let query = query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Asked::read("/assets", query, "2026-11-22".parse().unwrap())
    }

    #[test]
    fn an_address_says_which_assets() {
        let asked =
            read(&[("kind", "1"), ("kind", "2"), ("status", "in_use"), ("due", "30"), ("sort", "-acquired")]);
        assert_eq!(asked.filter.kinds, [KindId(1), KindId(2)]);
        assert_eq!(asked.filter.statuses, [Status::InUse]);
        assert_eq!(asked.filter.due.unwrap().until.to_string(), "2026-12-22");
        assert!(asked.sort.down && asked.sort.by == SortBy::Acquired);
    }

    #[test]
    fn nonsense_is_no_condition() {
        let asked =
            read(&[("kind", "x"), ("status", "?"), ("due", "soon"), ("page", "-3"), ("sort", "password")]);
        assert_eq!(asked.filter, Filter::default());
        assert_eq!((asked.page, asked.sort), (1, Sort::default()));
    }
}
