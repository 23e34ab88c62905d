//! The verbs about deadlines.

use std::collections::BTreeMap;

use chrono::{Days, TimeDelta};
use kernel::{AssetId, Day, Fault, Result, Right, Subject};
use platform::Cx;

use super::agenda::{Agenda, AgendaDay, Span};
use super::model::{Deadline, DeadlineKind};
use super::{chain, store};
use crate::memory::Memory;

/// What has been over for longer is history, not a deadline.
const OVERDUE_DAYS: u64 = 366;

/// Counting the days of 100,000 assets takes some milliseconds, so they are remembered.
static DAYS: Memory<(DeadlineKind, Span), Vec<AgendaDay>> = Memory::new();

/// How many deadlines fall on which day, from a year overdue to `days` days from `today` on. What has left the company
/// has no deadlines.
pub async fn agenda(cx: &Cx, today: Day, days: u32, only: Option<DeadlineKind>) -> Result<Agenda> {
    cx.may(Right::ReadLedger)?;
    let span = span(today, days);
    let mut all = Vec::new();
    for kind in DeadlineKind::ALL.into_iter().filter(|kind| only.is_none_or(|only| only == *kind)) {
        all.extend(DAYS.recall(cx, &(kind, span), || store::days(cx.db(), kind, span)).await?);
    }
    Ok(Agenda::new(all))
}

/// At most `most` deadlines of a span, soonest first, after the first `skip`.
pub async fn stretch(
    cx: &Cx,
    agenda: &Agenda,
    today: Day,
    span: Span,
    (skip, most): (i64, i64),
) -> Result<Vec<Deadline>> {
    cx.may(Right::ReadLedger)?;
    // Whole days are asked for together; only the first and the last can be cut.
    let parts = agenda.parts(span, skip, most);
    let mut all = Vec::new();
    for kind in DeadlineKind::ALL {
        let (whole, cut): (Vec<_>, Vec<_>) = parts
            .iter()
            .copied()
            .filter(|part| part.day.kind == kind)
            .partition(|part| part.skip == 0 && part.most == part.day.count);
        all.extend(store::on_days(cx.db(), kind, today, &whole).await?);
        for part in cut {
            all.extend(store::on_day(cx.db(), kind, today, &part).await?);
        }
    }
    all.sort_by(|a, b| (a.due_on, a.kind, &a.number, a.asset).cmp(&(b.due_on, b.kind, &b.number, b.asset)));
    Ok(all)
}

/// Everything that runs out within `days` days from `today` on, and everything overdue by at most a year, soonest first.
pub async fn upcoming(cx: &Cx, today: Day, days: u32) -> Result<Vec<Deadline>> {
    let agenda = agenda(cx, today, days, None).await?;
    stretch(cx, &agenda, today, span(today, days), (0, i64::MAX)).await
}

/// From the first day that still counts as overdue to the last day a list looks ahead to.
pub fn span(today: Day, days: u32) -> Span {
    let until = today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
    let since = today.checked_sub_days(Days::new(OVERDUE_DAYS)).unwrap_or(today);
    (since, until)
}

/// What deserves a mail today: what is as far off as one of the company's days or of its own, what runs out today or did
/// yesterday, and has not been decided about. With nothing of the kind there is nothing new to say, and no mail.
pub async fn news(cx: &Cx, today: Day) -> Result<Vec<Deadline>> {
    cx.may(Right::ReadLedger)?;
    let usual = platform::settings::current(&cx.house).await?.notice_days.clone();
    let mut all = BTreeMap::new();
    for kind in DeadlineKind::ALL {
        for deadline in store::with_own_days(cx.db(), kind, today).await? {
            all.insert((deadline.due_on, kind, deadline.asset), deadline);
        }
    }
    let furthest = usual.iter().max().and_then(|days| u32::try_from(*days).ok()).unwrap_or(0);
    let agenda = agenda(cx, today, furthest, None).await?;
    for left in chain::usual_days(&usual) {
        let Some(day) = today.checked_add_signed(TimeDelta::days(left)) else { continue };
        for deadline in stretch(cx, &agenda, today, (day, day), (0, i64::MAX)).await? {
            all.insert((deadline.due_on, deadline.kind, deadline.asset), deadline);
        }
    }
    Ok(all.into_values().filter(|one| chain::is_news(one, &usual)).collect())
}

/// One deadline as it stands; `None` if there is none of the kind.
pub async fn see(cx: &Cx, asset: AssetId, kind: DeadlineKind) -> Result<Option<Deadline>> {
    cx.may(Right::ReadLedger)?;
    store::one(cx.db(), asset, kind, cx.today()).await
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
