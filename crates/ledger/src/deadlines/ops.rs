//! The verbs about deadlines.

use chrono::Days;
use kernel::{Day, Fault, Result, Right, Subject};
use platform::Cx;

use super::model::{Deadline, DeadlineKind};
use super::{digest, store};

/// What has been over for longer is history, not a deadline.
const OVERDUE_DAYS: u64 = 366;

/// Everything that runs out within `days` days from `today` on, and everything overdue by at most a year, soonest first.
/// What has left the company has no deadlines.
pub async fn upcoming(cx: &Cx, today: Day, days: u32) -> Result<Vec<Deadline>> {
    cx.may(Right::ReadLedger)?;
    let until = today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
    let since = today.checked_sub_days(Days::new(OVERDUE_DAYS)).unwrap_or(today);
    let mut all = Vec::new();
    for kind in DeadlineKind::ALL {
        all.extend(store::until(cx.db(), kind, today, (since, until)).await?);
    }
    all.sort_by(|a, b| (a.due_on, a.kind, &a.number, a.asset).cmp(&(b.due_on, b.kind, &b.number, b.asset)));
    Ok(all)
}

/// What deserves a mail today: what begins to be near (90, 30, 7 days before), what runs out today or yesterday.
/// With nothing of the kind there is nothing new to say, and no mail.
pub async fn news(cx: &Cx, today: Day) -> Result<Vec<Deadline>> {
    let near = upcoming(cx, today, 90).await?;
    Ok(near.into_iter().filter(digest::is_news).collect())
}

/// The page about an asset, as a path, for mails and calendars.
pub fn path(deadline: &Deadline) -> String {
    let subject = Subject::Asset(deadline.asset);
    format!("/assets/{}", subject.number())
}

/// Reads the number of days a list looks ahead.
///
/// # Errors
/// [`Fault::Invalid`] beyond ten years.
pub fn days(typed: &str) -> Result<u32> {
    let days = typed.trim().parse::<u32>().ok().filter(|days| *days <= 3_660);
    days.ok_or_else(|| Fault::field("days", kernel::Text::new("deadlines.fault.days")))
}
