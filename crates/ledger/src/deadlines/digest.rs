//! The text of the daily mail.

use chrono::Datelike;
use kernel::{Day, Lang};
use platform::locale::{t, tr};

use super::model::Deadline;

/// Days before the end on which a deadline is said again; 0 is the day itself, -1 the day after.
const SAID_ON: [i64; 5] = [90, 30, 7, 0, -1];

/// A mail's subject and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// Whether today is a day on which to say it.
pub(super) fn is_news(deadline: &Deadline) -> bool {
    SAID_ON.contains(&deadline.days_left)
}

/// What to write about `deadlines`; `None` if there is nothing. `base` is the installation's own address, if known.
pub fn digest(lang: Lang, today: Day, deadlines: &[Deadline], base: Option<&str>) -> Option<Digest> {
    if deadlines.is_empty() {
        return None;
    }
    let (over, coming): (Vec<&Deadline>, Vec<&Deadline>) =
        deadlines.iter().partition(|one| one.days_left < 0);
    let count = deadlines.len().to_string();
    let mut text = tr(lang, "deadlines.mail.intro", &[("day", &spoken(lang, today)), ("count", &count)]);
    for (heading, part) in [("deadlines.mail.over", over), ("deadlines.mail.coming", coming)] {
        if part.is_empty() {
            continue;
        }
        text.push_str("\n\n");
        text.push_str(&t(lang, heading));
        for one in part {
            text.push('\n');
            text.push_str(&line(lang, one));
        }
    }
    text.push_str("\n\n");
    text.push_str(&match base {
        Some(base) => {
            tr(lang, "deadlines.mail.link", &[("url", &format!("{}/deadlines", base.trim_end_matches('/')))])
        }
        None => t(lang, "deadlines.mail.look").into_owned(),
    });
    text.push('\n');
    Some(Digest { subject: tr(lang, "deadlines.mail.subject", &[("count", &count)]), text })
}

/// `・2026年11月30日(月) あと8日 保証期限 NB-0001 LIFEBOOK U9311(山田 太郎)`
fn line(lang: Lang, one: &Deadline) -> String {
    let what = [one.number.as_str(), one.name.as_str(), one.model.as_str()];
    let mut what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    what.dedup();
    let user = if one.user_text.is_empty() {
        String::new()
    } else {
        tr(lang, "deadlines.mail.user", &[("name", &one.user_text)])
    };
    tr(
        lang,
        "deadlines.mail.line",
        &[
            ("day", &spoken_partly(lang, one)),
            ("left", &left(lang, one.days_left)),
            ("kind", &platform::locale::say(lang, &one.kind.text())),
            ("what", &what.join(" ")),
            ("user", &user),
        ],
    )
}

fn left(lang: Lang, days: i64) -> String {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => t(lang, "deadlines.left.today").into_owned(),
        1.. => tr(lang, "deadlines.left.days", &[("count", &count)]),
        _ => tr(lang, "deadlines.left.over", &[("count", &count)]),
    }
}

fn spoken_partly(lang: Lang, one: &Deadline) -> String {
    match one.on.parts() {
        (_, _, Some(_)) => spoken(lang, one.due_on),
        (year, Some(month), None) => {
            tr(lang, "deadlines.day.month", &[("year", &year.to_string()), ("month", &month.to_string())])
        }
        (year, None, None) => tr(lang, "deadlines.day.year", &[("year", &year.to_string())]),
    }
}

fn spoken(lang: Lang, day: Day) -> String {
    let weekday =
        t(lang, &format!("deadlines.weekday.{}", day.weekday().num_days_from_monday())).into_owned();
    let (year, month, date) = (day.year().to_string(), day.month().to_string(), day.day().to_string());
    let month =
        if lang == Lang::En { t(lang, &format!("deadlines.month.{month}")).into_owned() } else { month };
    tr(
        lang,
        "deadlines.day.whole",
        &[("year", &year), ("month", &month), ("date", &date), ("weekday", &weekday)],
    )
}
