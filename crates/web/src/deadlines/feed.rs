//! The iCalendar feed: `/calendar/{secret}.ics`.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use kernel::Fault;
use ledger::deadlines::{calendar, ops};

use crate::door::{Answer, Visit};

/// How far the feed looks ahead: a year and a little.
const DAYS: u32 = 400;

/// The deadlines, for whoever knows the address; it is compared in constant time.
pub async fn feed(visit: Visit, headers: HeaderMap, Path(file): Path<String>) -> Answer {
    let word = file.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    if !platform::settings::is_calendar_token(visit.house(), word).await? {
        return Err(Fault::NotFound.into());
    }
    let system = visit.house().system();
    let deadlines = ops::upcoming(&system, system.today(), DAYS).await?;
    let settings = platform::settings::current(visit.house()).await?;
    let base = settings.server.base_url.as_ref().map(url::Url::as_str);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("omamori.invalid");
    let named = settings.server.base_url.as_ref().and_then(|url| url.host_str()).unwrap_or(host).to_owned();
    let text = calendar(visit.lang, &named, base, visit.house().now(), &deadlines);
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "inline; filename=\"omamori.ics\""),
    ];
    Ok((headers, text).into_response())
}
