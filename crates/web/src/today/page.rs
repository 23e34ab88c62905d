//! Gathers what the first page shows.

use axum::extract::State;
use chrono::TimeDelta;
use kernel::{Result, Right};
use ledger::assets::{Asset, Filter, Page, Sort, SortBy, ops};
use ledger::deadlines::ops as deadlines;
use ledger::handovers::Show;
use ledger::imports::Import;
use maud::{Markup, html};
use platform::Cx;
use platform::locale::t;

use super::view::{self, Due, OwnPage, TodayPage};
use crate::assets::words::Names;
use crate::deadlines::{From, Late, troubles};
use crate::door::{Answer, Visit, Web};
use crate::handovers;
use crate::imports::shelf;
use crate::moves;
use crate::ui::dates;
use crate::ui::frame::Room;

/// How far the first page looks ahead.
const DAYS: u32 = 14;
/// How many recent changes it shows.
const RECENT: u32 = 6;
/// An import can be undone from here for so long.
const FRESH: TimeDelta = TimeDelta::days(7);

/// The page: of the whole ledger for who may read it, else of one's own things.
pub async fn page(visit: Visit, State(web): State<Web>) -> Answer {
    let title = t(visit.lang, "today.title");
    if !visit.cx.actor.has(Right::ReadLedger) {
        let body = view::own(&own(&visit).await?);
        return Ok(visit.show(&title, Some(Room::Today), &body));
    }
    let page = gather(&visit, &web).await?;
    Ok(visit.show(&title, Some(Room::Today), &view::page(&page)))
}

async fn gather(visit: &Visit, web: &Web) -> Result<TodayPage> {
    let cx = &visit.cx;
    let newest = Sort { by: SortBy::Updated, down: true };
    let recent = ops::list(cx, &Filter::default(), newest, Page::first(RECENT)).await?;
    let (over, soon) = due(cx).await?;
    let (_, people) = ledger::people::ops::list(cx, "", false, Page::first(1)).await?;
    let import = last_import(cx).await?;
    let work = work(visit).await?;
    Ok(TodayPage {
        work,
        lang: visit.lang,
        dates: visit.dates(),
        today: cx.today(),
        is_new: recent.total == 0,
        people,
        gaps: ops::gaps(cx).await?.into_iter().filter(|(_, count)| *count > 0).collect(),
        over,
        soon,
        short: short(cx).await?,
        troubles: troubles(visit, &Late::all(visit).await?, From::Today),
        import_at: import
            .as_ref()
            .map(|import| dates::ago(visit.dates(), visit.local(cx.now()), visit.local(import.at))),
        import,
        recent: recent.rows.into_iter().map(|asset| with_moment(visit, asset)).collect(),
        names: Names::load(cx).await?,
        limit: shelf::reader(web).await?.limits().container_bytes / (1024 * 1024),
        may_import: cx.actor.has(Right::ImportLedger),
        total: recent.total,
    })
}

/// The licences and systems that run shortest of seats.
async fn short(cx: &Cx) -> Result<Vec<(Asset, ledger::seats::Usage)>> {
    let mut short = ledger::seats::ops::running_short(cx).await?;
    short.truncate(usize::try_from(view::LISTED).unwrap_or(usize::MAX));
    Ok(short)
}

/// What is to be done with people: hand-overs of the day, loans that should be back, those who come and go.
async fn work(visit: &Visit) -> Result<Markup> {
    let (overdue, today) =
        (handovers::due(visit, Show::Overdue).await?, handovers::due(visit, Show::Today).await?);
    let people = moves::soon(visit).await?;
    Ok(html! {
        (handovers::panel(visit, Show::Overdue, &overdue))
        (handovers::panel(visit, Show::Today, &today))
        (moves::panel(visit, &people))
    })
}

fn with_moment(visit: &Visit, asset: Asset) -> (Asset, String) {
    let when = dates::ago(visit.dates(), visit.local(visit.cx.now()), visit.local(asset.updated_at));
    (asset, when)
}

/// What is over, and what runs out within two weeks: how many, and the first of them.
async fn due(cx: &Cx) -> Result<(Due, Due)> {
    let today = cx.today();
    let agenda = deadlines::agenda(cx, today, DAYS, None).await?;
    let (since, until) = deadlines::span(today, DAYS);
    let over = (since, today.pred_opt().unwrap_or(today));
    let mut found = Vec::new();
    for span in [over, (today, until)] {
        let first = deadlines::stretch(cx, &agenda, today, span, (0, view::LISTED)).await?;
        found.push(Due { count: agenda.count(span), first });
    }
    let soon = found.pop().unwrap_or_default();
    Ok((found.pop().unwrap_or_default(), soon))
}

async fn last_import(cx: &Cx) -> Result<Option<Import>> {
    let last = ledger::imports::ops::list(cx, 1).await?.into_iter().next();
    Ok(last.filter(|import| cx.now() - import.at < FRESH))
}

/// What the visitor holds. One's own things need no right to read the ledger, so the house looks them up.
async fn own(visit: &Visit) -> Result<OwnPage> {
    let person = visit.account.as_ref().and_then(|account| account.person);
    let system = visit.house().system();
    let held = match person {
        Some(person) => ops::held_by(&system, person).await?,
        None => Vec::new(),
    };
    Ok(OwnPage {
        lang: visit.lang,
        dates: visit.dates(),
        today: visit.cx.today(),
        name: visit.account.as_ref().map_or_else(String::new, |account| account.name.clone()),
        names: Names::load(&system).await?,
        held,
    })
}
