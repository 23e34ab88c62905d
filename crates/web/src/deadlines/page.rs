//! The page of deadlines: `/deadlines`.

use axum::extract::Query;
use http::HeaderMap;
use http::header::HOST;
use kernel::Result;
use ledger::deadlines::{DeadlineKind, notices, ops};
use platform::locale::t;
use secrecy::ExposeSecret;

use super::groups::{self, Shown};
use super::view::{self, DeadlinesPage};
use super::{From, Late};
use crate::assets::words::Names;
use crate::door::{Answer, Visit};
use crate::ui::Address;
use crate::ui::frame::Room;

/// The spans one can choose, in days.
pub const SPANS: [u32; 4] = [30, 90, 180, 365];
const USUAL: u32 = 90;
/// How many of each group stand on the page of all groups.
const FIRST: i64 = 30;
/// How many of one group stand on a page of its own.
const PART: i64 = 100;

/// What runs out in the next days, and what is over already.
pub async fn page(visit: Visit, headers: HeaderMap, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let cx = &visit.cx;
    let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let here = Address::of("/deadlines", query);
    let days = here
        .get("days")
        .and_then(|days| days.parse().ok())
        .filter(|days| SPANS.contains(days))
        .unwrap_or(USUAL);
    let kind = here.get("kind").and_then(DeadlineKind::parse);
    let agenda = ops::agenda(cx, cx.today(), days, kind).await?;
    let all = groups::all(cx.today(), days);
    let only = groups::named(&all, here.get("group"));
    let number = here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let mut groups = Vec::new();
    for group in only.map_or(all, |group| vec![group]) {
        let count = agenda.count(group.span);
        let (skip, most) = if only.is_some() { ((number - 1) * PART, PART) } else { (0, FIRST) };
        if count > 0 {
            let deadlines = ops::stretch(cx, &agenda, cx.today(), group.span, (skip, most)).await?;
            groups.push(Shown { group, count, deadlines });
        }
    }
    let shown: Vec<_> = groups.iter().flat_map(|shown| &shown.deadlines).cloned().collect();
    let settings = platform::settings::current(visit.house()).await?;
    let page = DeadlinesPage {
        lang: visit.lang,
        dates: visit.dates(),
        today: cx.today(),
        days,
        kind,
        notices: notices::about(cx, &shown).await?,
        total: agenda.total(),
        groups,
        part: only.map(|_| (number, PART)),
        troubles: super::troubles(&visit, &Late::all(&visit).await?, From::Deadlines),
        names: Names::load(cx).await?,
        feed: feed_address(&visit, &headers).await?,
        mails: settings.mail.is_configured(),
        is_sample: settings.server.demo,
        may_answer: cx.actor.has(kernel::Right::ChangeLedger),
        here,
    };
    Ok(visit.show(&t(visit.lang, "deadlines.title"), Some(Room::Deadlines), &view::page(&page)))
}

/// The whole address, as it is pasted into a calendar program.
async fn feed_address(visit: &Visit, headers: &HeaderMap) -> Result<String> {
    let word = platform::settings::calendar_token(&visit.cx).await?;
    let settings = platform::settings::current(visit.house()).await?;
    let asked = || {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("{}://{host}", if visit.is_secure { "https" } else { "http" })
    };
    let base = settings
        .server
        .base_url
        .as_ref()
        .map_or_else(asked, |url| url.as_str().trim_end_matches('/').to_owned());
    Ok(format!("{base}/calendar/{}.ics", word.expose_secret()))
}
