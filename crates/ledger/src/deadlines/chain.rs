//! On which days before a deadline it is said: the company's days, or an entry's own.

use platform::settings::notice_days;

use super::model::Deadline;

/// The field in which an entry has days of its own: `120,60,14`.
pub const NOTICE_DAYS: &str = "notice_days";

/// On the day itself and the day after it is said in any case.
const ALWAYS: [i64; 2] = [0, -1];

/// The days of an entry, as they are stored; `None` if the text is no list of days.
pub fn spelled(text: &str) -> Option<String> {
    notice_days(text).map(|days| days.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

/// Whether today is a day on which to say it. What somebody has decided about is not said again.
pub(super) fn is_news(deadline: &Deadline, usual: &[i64]) -> bool {
    let own = notice_days(&deadline.own_days);
    let days = own.as_deref().unwrap_or(usual);
    deadline.answer.is_none() && (ALWAYS.contains(&deadline.days_left) || days.contains(&deadline.days_left))
}

/// The days on which something may have to be said by the company's list.
pub(super) fn usual_days(usual: &[i64]) -> impl Iterator<Item = i64> + '_ {
    usual.iter().copied().chain(ALWAYS)
}

#[cfg(test)]
mod tests {
    use kernel::{AssetId, Day, KindId, PartialDay};
    use proptest::prelude::*;

    use super::*;
    use crate::deadlines::model::{Answer, DeadlineKind};

    fn deadline(days_left: i64, own_days: &str) -> Deadline {
        let due_on = Day::from_ymd_opt(2026, 12, 31).unwrap();
        Deadline {
            asset: AssetId(1),
            kind: DeadlineKind::Lease,
            on: PartialDay::exact(due_on),
            due_on,
            days_left,
            asset_kind: KindId(1),
            number: String::new(),
            name: String::new(),
            model: String::new(),
            user_text: String::new(),
            person: None,
            own_days: own_days.to_owned(),
            cancel_by: None,
            renews_itself: false,
            answer: None,
        }
    }

    #[test]
    fn an_entry_may_have_days_of_its_own() {
        let usual = [90, 60, 30, 7];
        let said = |own: &str| -> Vec<i64> {
            (-3..=400).rev().filter(|left| is_news(&deadline(*left, own), &usual)).collect()
        };
        assert_eq!(said(""), [90, 60, 30, 7, 0, -1]);
        assert_eq!(said("365,14"), [365, 14, 0, -1]);
        assert_eq!(said("soon"), said(""), "what cannot be read counts as nothing");
    }

    #[test]
    fn what_is_decided_is_not_said_again() {
        let decided = Deadline { answer: Some(Answer::Ending), ..deadline(30, "") };
        assert!(!is_news(&decided, &[30]));
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        assert_eq!(spelled("７日前、30日、 90").as_deref(), Some("90,30,7"));
        assert_eq!(spelled("30 30 7").as_deref(), Some("30,7"));
        for wrong in ["", "0", "-5", "1000", "7,x", "1,2,3,4,5,6,7,8,9,10,11,12,13"] {
            assert_eq!(spelled(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn each_day_of_the_list_is_said_once_as_the_days_go_by(
            days in prop::collection::btree_set(1_i64..=730, 1..12),
        ) {
            let usual: Vec<i64> = days.iter().rev().copied().collect();
            let said = (-5..=800).filter(|left| is_news(&deadline(*left, ""), &usual)).count();
            prop_assert_eq!(said, days.len() + 2);
            let own = usual.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
            prop_assert_eq!(spelled(&own), Some(own));
        }
    }
}
