//! The list: `/assets`.

use axum::extract::Query;
use axum::response::Response;
use kernel::{Result, Right};
use ledger::assets::views::SavedView;
use ledger::assets::{ops, views};
use platform::Cx;
use platform::locale::t;

use super::list_view::{self, ListPage};
use super::query::Asked;
use super::words::Names;
use super::{columns, saved};
use crate::door::{Answer, Visit};
use crate::ui::frame::Room;

/// Shows the list.
pub async fn list(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let cx = &visit.cx;
    let asked = Asked::read("/assets", query, cx.today());
    let listing = ops::list(cx, &asked.filter, asked.sort, asked.part()).await?;
    let names = Names::load(cx).await?;
    let views = views::list(cx).await?;
    let page = ListPage {
        lang: visit.lang,
        dates: visit.dates(),
        today: cx.today(),
        columns: shown_columns(&asked, &views, &names),
        updated: listing.rows.iter().map(|asset| visit.when(asset.updated_at)).collect(),
        person: person_name(cx, &asked).await?,
        is_new: listing.total == 0 && is_empty(cx).await?,
        asked,
        listing,
        names,
        views: views.into_iter().filter(|view| !saved::is_reserved(view)).collect(),
        may_change: cx.actor.has(Right::ChangeLedger),
        may_import: cx.actor.has(Right::ImportLedger),
    };
    Ok(show(&visit, &page))
}

fn show(visit: &Visit, page: &ListPage) -> Response {
    visit.show(&t(visit.lang, "assets.list.title"), Some(Room::Ledger), &list_view::page(page))
}

/// The columns of the address, else of the reader's own choice, else the usual ones.
fn shown_columns(asked: &Asked, views: &[SavedView], names: &Names) -> Vec<String> {
    let own = || saved::chosen_columns(views);
    let usual = || columns::USUAL.iter().map(|name| (*name).to_owned()).collect();
    let chosen: Vec<String> = asked.columns.clone().or_else(own).unwrap_or_else(usual);
    columns::in_order(&chosen, &names.kinds)
}

async fn person_name(cx: &Cx, asked: &Asked) -> Result<Option<String>> {
    let Some(id) = asked.filter.person else { return Ok(None) };
    Ok(ledger::people::ops::see(cx, id).await.ok().map(|person| person.name))
}

/// Whether the ledger holds nothing at all, so that the page can say what to do first.
async fn is_empty(cx: &Cx) -> Result<bool> {
    let all = ledger::assets::Filter::default();
    let first = ledger::assets::Page::first(1);
    Ok(ops::list(cx, &all, ledger::assets::Sort::default(), first).await?.total == 0)
}
