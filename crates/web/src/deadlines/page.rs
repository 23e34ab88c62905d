//! The page of deadlines: `/deadlines`.

use axum::extract::Query;
use http::HeaderMap;
use http::header::HOST;
use kernel::Result;
use ledger::deadlines::{DeadlineKind, notices, ops};
use platform::locale::t;
use secrecy::ExposeSecret;

use super::view::{self, DeadlinesPage};
use super::{From, Late};
use crate::assets::words::Names;
use crate::door::{Answer, Visit};
use crate::ui::Address;
use crate::ui::frame::Room;

/// The spans one can choose, in days.
pub const SPANS: [u32; 4] = [30, 90, 180, 365];
const USUAL: u32 = 90;

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
    let all = ops::upcoming(cx, cx.today(), days).await?;
    let deadlines: Vec<_> = all.into_iter().filter(|one| kind.is_none_or(|kind| kind == one.kind)).collect();
    let settings = platform::settings::current(visit.house()).await?;
    let page = DeadlinesPage {
        lang: visit.lang,
        dates: visit.dates(),
        today: cx.today(),
        days,
        kind,
        notices: notices::about(cx, &deadlines).await?,
        deadlines,
        troubles: super::troubles(&visit, &Late::all(&visit).await?, From::Deadlines),
        names: Names::load(cx).await?,
        feed: feed_address(&visit, &headers).await?,
        mails: settings.mail.is_configured(),
        is_sample: settings.server.demo,
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
