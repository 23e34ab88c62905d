//! Which backups to keep: the newest of each of 7 days, 5 weeks and 12 months.

use chrono::{Datelike, NaiveDateTime};

const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// The name of a backup made at `at`, by the company's clock.
pub(super) fn name_of(at: NaiveDateTime) -> String {
    at.format("omamori-backup-%Y%m%d-%H%M%S.age").to_string()
}

/// The names that no rule keeps. Names that are not ours are never among them, nor is the newest.
pub fn superseded(names: &[String]) -> Vec<String> {
    let mut ours: Vec<(NaiveDateTime, &String)> =
        names.iter().filter_map(|name| Some((made_at(name)?, name))).collect();
    ours.sort_unstable_by(|left, right| right.cmp(left));
    let mut kept = vec![false; ours.len()];
    keep_newest_of_each(&ours, &mut kept, DAYS, |at| (at.year(), at.ordinal()));
    keep_newest_of_each(&ours, &mut kept, WEEKS, |at| (at.iso_week().year(), at.iso_week().week()));
    keep_newest_of_each(&ours, &mut kept, MONTHS, |at| (at.year(), at.month()));
    ours.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|((_, name), _)| name.clone()).collect()
}

/// The names beyond the newest `most`: for a place that keeps so many. Names that are not ours are never among them.
pub(super) fn beyond(names: &[String], most: usize) -> Vec<String> {
    let mut ours: Vec<(NaiveDateTime, &String)> =
        names.iter().filter_map(|name| Some((made_at(name)?, name))).collect();
    ours.sort_unstable_by(|left, right| right.cmp(left));
    ours.into_iter().skip(most).map(|(_, name)| name.clone()).collect()
}

fn keep_newest_of_each(
    ours: &[(NaiveDateTime, &String)],
    kept: &mut [bool],
    most: usize,
    of: impl Fn(NaiveDateTime) -> (i32, u32),
) {
    let mut last = None;
    let mut count = 0;
    for ((at, _), kept) in ours.iter().zip(kept) {
        let span = of(*at);
        if last != Some(span) && count < most {
            *kept = true;
            count += 1;
        }
        last = Some(span);
    }
}

fn made_at(name: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(name, "omamori-backup-%Y%m%d-%H%M%S.age").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};

    #[test]
    fn a_year_of_nights_leaves_days_weeks_and_months() {
        let first = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap().and_hms_opt(2, 30, 0).unwrap();
        let names: Vec<String> = (0..400).map(|day| name_of(first + TimeDelta::days(day))).collect();
        let gone = superseded(&names);
        let kept: Vec<&String> = names.iter().filter(|name| !gone.contains(name)).collect();
        assert!((20..=24).contains(&kept.len()), "{kept:?}");
        assert!(!gone.contains(names.last().unwrap()), "the newest stays");
        for name in names.iter().rev().take(7) {
            assert!(!gone.contains(name), "{name} is of the last seven days");
        }
    }

    #[test]
    fn a_second_place_keeps_the_newest_few_and_strangers() {
        let names = [
            "omamori-backup-20261122-023000.age",
            "omamori-backup-20261124-023000.age",
            "photo.jpg",
            "omamori-backup-20261123-023000.age",
        ];
        assert_eq!(beyond(&names.map(str::to_owned), 2), [names[0]]);
        assert_eq!(beyond(&names.map(str::to_owned), 3), Vec::<String>::new());
    }

    #[test]
    fn the_newest_of_a_day_stays_and_strangers_are_left_alone() {
        let names = ["omamori-backup-20261122-020000.age", "omamori-backup-20261122-090000.age", "notes.txt"];
        assert_eq!(superseded(&names.map(str::to_owned)), [names[0]]);
        assert_eq!(superseded(&[]), Vec::<String>::new());
    }
}
