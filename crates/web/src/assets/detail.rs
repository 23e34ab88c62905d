//! One asset and its tabs: `/assets/{id}`, `/assets/{id}/history`, `/assets/{id}/files`, `/assets/{id}/links`.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use kernel::{AssetId, Result, Right, Subject};
use ledger::assets::{Detail, ops};
use platform::files::{self, Attached};

use super::detail_view::{self, DetailPage, Tab};
use super::words::{self, Names};
use crate::door::{Answer, Visit};
use crate::ui::frame::Room;

/// The facts, and what happened last.
pub async fn overview(visit: Visit, Path(id): Path<i64>) -> Answer {
    tab(visit, AssetId(id), Tab::Overview).await
}

/// Everything that happened.
pub async fn history(visit: Visit, Path(id): Path<i64>) -> Answer {
    tab(visit, AssetId(id), Tab::History).await
}

/// What is attached.
pub async fn files(visit: Visit, Path(id): Path<i64>) -> Answer {
    tab(visit, AssetId(id), Tab::Files).await
}

/// What it belongs together with.
pub async fn links(visit: Visit, Path(id): Path<i64>) -> Answer {
    tab(visit, AssetId(id), Tab::Links).await
}

async fn tab(visit: Visit, id: AssetId, tab: Tab) -> Answer {
    let page = load(&visit, id, tab).await?;
    Ok(show(&visit, &page))
}

/// Gathers what the page shows.
pub async fn load(visit: &Visit, id: AssetId, tab: Tab) -> Result<DetailPage> {
    let cx = &visit.cx;
    let detail = ops::see(cx, id).await?;
    let attached = files::of(cx.db(), Subject::Asset(id)).await?;
    let around = ledger::relations::around(cx, &detail.asset).await?;
    let seats = match detail.kind.built_in() {
        Some(kind) if kind.has_seats() => Some(ledger::seats::ops::usage(cx, &detail.asset).await?),
        _ => None,
    };
    let uses = ledger::seats::ops::held_by(cx, ledger::seats::Holder::Thing(id)).await?;
    Ok(DetailPage {
        lang: visit.lang,
        today: cx.today(),
        names: Names::load(cx).await?,
        accounts: account_names(visit).await?,
        moments: moments(visit, &detail, &attached),
        dates: visit.dates(),
        tab,
        may_change: cx.actor.has(Right::ChangeLedger),
        attached,
        around,
        seats,
        uses,
        detail,
        errors: Vec::new(),
        confirmed: match tab {
            Tab::History => ledger::stocktaking::lists::confirmations(cx, id).await?,
            _ => Vec::new(),
        },
    })
}

/// The page as an answer.
pub fn show(visit: &Visit, page: &DetailPage) -> Response {
    let title = words::full_title(visit.lang, &page.detail.asset);
    visit.show(&title, Some(Room::Ledger), &detail_view::page(page))
}

/// What accounts are called, by the label that histories carry.
pub async fn account_names(visit: &Visit) -> Result<BTreeMap<String, String>> {
    // Whoever may read the ledger may know who wrote in it, though not manage accounts.
    let all = platform::accounts::list(&visit.house().system()).await?;
    Ok(all
        .into_iter()
        .map(|listed| (format!("account:{}", listed.account.id), listed.account.name))
        .collect())
}

/// Every moment on the page in words and for machines.
fn moments(visit: &Visit, detail: &Detail, attached: &[Attached]) -> detail_view::Moments {
    let own = [detail.asset.created_at, detail.asset.updated_at];
    let lines = detail.history.iter().map(|line| line.at);
    let files = attached.iter().map(|attached| attached.added_at);
    let spelled = |at| (at, (visit.when(at), visit.iso(at)));
    own.into_iter().chain(lines).chain(files).map(spelled).collect()
}
