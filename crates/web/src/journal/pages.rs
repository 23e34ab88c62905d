//! The handlers of the journal.

use axum::extract::Query;
use chrono::TimeDelta;
use kernel::{Day, Moment};
use platform::jobs::NewJob;
use platform::journal::{self, Filter, Group};
use serde::Deserialize;

use super::names::Names;
use super::views::{self, Page};
use crate::door::{Answer, Visit};

/// Entries on one page.
const SIZE: u64 = 50;

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A group's word.
    pub kind: String,
    /// An actor as the journal names it.
    pub actor: String,
    /// A day as typed in.
    pub day: String,
    /// The page, from 1.
    pub page: String,
}

impl Asked {
    /// The day, if one can be read.
    pub fn day(&self) -> Option<Day> {
        let text = self.day.trim().replace('/', "-");
        Day::parse_from_str(&text, "%Y-%m-%d").ok()
    }

    fn filter(&self, visit: &Visit) -> Filter {
        let begin = |day: Day| -> Option<Moment> {
            let midnight = day.and_hms_opt(0, 0, 0)?.and_local_timezone(visit.house().zone()).earliest()?;
            Some(midnight.to_utc())
        };
        let day = self.day();
        Filter {
            group: Group::parse(&self.kind),
            actor: Some(self.actor.clone()).filter(|actor| !actor.is_empty()),
            from: day.and_then(begin),
            until: day.and_then(|day| begin(day + TimeDelta::days(1))),
        }
    }
}

/// What happened, the newest first.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = asked.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let (lines, total) =
        journal::find(&visit.cx, &asked.filter(&visit), (page - 1) * SIZE, u32::try_from(SIZE).unwrap_or(50))
            .await?;
    let head = journal::head(visit.cx.db()).await?;
    let names = Names::load(&visit, &lines).await?;
    let day = asked.day().map(|day| visit.dates().short(day));
    let page = Page {
        asked: &asked,
        day: day.as_deref(),
        lines: &lines,
        total,
        number: page,
        size: SIZE,
        head: &head,
        names: &names,
    };
    Ok(views::list(&visit, &page))
}

/// Recomputes the whole chain, as a job one can watch.
pub async fn verify(visit: Visit) -> Answer {
    crate::system::later(&visit, NewJob::new(journal::VERIFY).unique(journal::VERIFY).attempts(1)).await
}
