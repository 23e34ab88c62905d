//! The list, its count and its facets.

use kernel::{AssetId, PlaceId, Result, Right};
use platform::Cx;

use crate::assets::filter::{Facets, Filter, Listing, Missing, Page, Sort};
use crate::assets::relink::Linked;
use crate::assets::store::condition::{self, Condition};
use crate::assets::store::list as store;
use crate::memory::Memory;
use crate::merging::store::stands_for;
use crate::places::Place;
use crate::trees;

/// A page of the list, with the true count.
pub async fn list(cx: &Cx, filter: &Filter, sort: Sort, page: Page) -> Result<Listing> {
    cx.may(Right::ReadLedger)?;
    let condition = condition(cx, filter).await?;
    let total = COUNTS.recall(cx, filter, || store::count(cx.db(), &condition)).await?;
    let rows = store::rows(cx.db(), &condition, total, sort, page).await?;
    Ok(Listing { rows, total })
}

/// The ids of everything under a filter, for 「すべて選ぶ」.
pub async fn ids(cx: &Cx, filter: &Filter) -> Result<Vec<AssetId>> {
    cx.may(Right::ReadLedger)?;
    store::ids(cx.db(), &condition(cx, filter).await?).await
}

/// How many of each kind, status, department and place there are under a filter.
pub async fn facets(cx: &Cx, filter: &Filter) -> Result<Facets> {
    cx.may(Right::ReadLedger)?;
    let condition = condition(cx, filter).await?;
    FACETS.recall(cx, filter, || store::facets(cx.db(), &condition)).await
}

/// What is not written down, and of how many things; the gap that hurts most first.
pub async fn gaps(cx: &Cx) -> Result<Vec<(Missing, i64)>> {
    cx.may(Right::ReadLedger)?;
    GAPS.recall(cx, &(), || store::gaps(cx.db())).await
}

async fn condition(cx: &Cx, filter: &Filter) -> Result<Condition> {
    let filter = standing(cx, filter).await?;
    let places = match filter.place {
        Some(place) => with_inside(&trees::store::all(cx.db()).await?, place),
        None => Vec::new(),
    };
    Ok(condition::condition(cx.db().is_postgres(), &filter, &places))
}

/// A saved view or a bookmark may name somebody who was merged into another since: that other is meant.
async fn standing(cx: &Cx, filter: &Filter) -> Result<Filter> {
    let mut filter = filter.clone();
    if let Some(id) = &mut filter.person {
        id.0 = stands_for(cx.db(), Linked::Person, id.0).await?.unwrap_or(id.0);
    }
    if let Some(id) = &mut filter.department {
        id.0 = stands_for(cx.db(), Linked::Department, id.0).await?.unwrap_or(id.0);
    }
    if let Some(id) = &mut filter.place {
        id.0 = stands_for(cx.db(), Linked::Place, id.0).await?.unwrap_or(id.0);
    }
    Ok(filter)
}

/// A place and everything inside it.
fn with_inside(all: &[Place], place: PlaceId) -> Vec<PlaceId> {
    let mut found = vec![place];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let inside = all.iter().filter(|one| one.parent == Some(parent) && !found.contains(&one.id));
        let inside: Vec<PlaceId> = inside.map(|one| one.id).collect();
        found.extend(inside);
        at += 1;
    }
    found
}

/// Counting 100,000 rows takes some ten milliseconds, so counts are remembered.
static COUNTS: Memory<Filter, i64> = Memory::new();
static FACETS: Memory<Filter, Facets> = Memory::new();
static GAPS: Memory<(), Vec<(Missing, i64)>> = Memory::new();
