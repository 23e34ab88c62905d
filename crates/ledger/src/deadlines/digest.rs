//! The text of the daily mail.

use kernel::{Day, Lang};
use platform::locale::{Dates, t, tr};

use super::model::{Deadline, DeadlineKind};

/// A mail's subject and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// A licence or system of which the seats run short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// What it is called.
    pub name: String,
    /// How many are left; below zero if more are used than were bought.
    pub left: i64,
    /// How many were bought.
    pub bought: i64,
}

/// What to write about `deadlines` and seats that run `short`; `None` if there is nothing. `base` is the installation's
/// own address, if known.
pub fn digest(
    dates: Dates,
    today: Day,
    deadlines: &[Deadline],
    short: &[Short],
    base: Option<&str>,
) -> Option<Digest> {
    let lang = dates.lang;
    if deadlines.is_empty() && short.is_empty() {
        return None;
    }
    let (over, coming): (Vec<&Deadline>, Vec<&Deadline>) =
        deadlines.iter().partition(|one| one.days_left < 0);
    let count = (deadlines.len() + short.len()).to_string();
    let mut text = tr(lang, "deadlines.mail.intro", &[("day", &dates.long(today)), ("count", &count)]);
    for (heading, part) in [("deadlines.mail.over", over), ("deadlines.mail.coming", coming)] {
        if part.is_empty() {
            continue;
        }
        text.push_str("\n\n");
        text.push_str(&t(lang, heading));
        for one in part {
            text.push('\n');
            text.push_str(&line(dates, one));
        }
    }
    if !short.is_empty() {
        text.push_str("\n\n");
        text.push_str(&t(lang, "deadlines.mail.seats"));
        for one in short {
            let key = if one.left < 0 { "deadlines.mail.seats_over" } else { "deadlines.mail.seats_left" };
            let (left, bought) = (one.left.unsigned_abs().to_string(), one.bought.to_string());
            text.push('\n');
            text.push_str(&tr(lang, key, &[("name", &one.name), ("left", &left), ("bought", &bought)]));
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
fn line(dates: Dates, one: &Deadline) -> String {
    let lang = dates.lang;
    let what = [one.number.as_str(), one.name.as_str(), one.model.as_str()];
    let mut what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    what.dedup();
    let user = if one.user_text.is_empty() {
        String::new()
    } else {
        tr(lang, "deadlines.mail.user", &[("name", &one.user_text)])
    };
    let line = tr(
        lang,
        "deadlines.mail.line",
        &[
            ("day", &dates.partial_long(one.on)),
            ("left", &left(lang, one.days_left)),
            ("kind", &platform::locale::say(lang, &one.kind.text())),
            ("what", &what.join(" ")),
            ("user", &user),
        ],
    );
    match one.cancel_by.filter(|_| one.kind != DeadlineKind::Notice) {
        Some(by) => line + &tr(lang, "deadlines.mail.cancel_by", &[("day", &dates.partial_long(by))]),
        None => line,
    }
}

fn left(lang: Lang, days: i64) -> String {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => t(lang, "deadlines.left.today").into_owned(),
        1.. => tr(lang, "deadlines.left.days", &[("count", &count)]),
        _ => tr(lang, "deadlines.left.over", &[("count", &count)]),
    }
}
