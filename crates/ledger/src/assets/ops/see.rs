//! Looking at one thing, or at what a person holds.

use std::collections::HashMap;

use kernel::{AssetId, Fault, PersonId, Result, Right};
use platform::Cx;

use crate::assets::filter::{Filter, Page, Sort};
use crate::assets::model::{Asset, Assignment, Detail};
use crate::assets::rules::folded_key;
use crate::assets::store::{self, around, condition, history, list};
use crate::kinds;

/// How many lines of history a page shows.
const LINES: u32 = 500;

/// One asset with everything around it (a deleted one too).
pub async fn see(cx: &Cx, id: AssetId) -> Result<Detail> {
    cx.may(Right::ReadLedger)?;
    let asset = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    let kinds = kinds::stored(cx.db()).await?;
    let kind = kinds.into_iter().find(|kind| kind.id == asset.kind).ok_or(Fault::NotFound)?;
    Ok(Detail {
        kind,
        history: history::of_asset(cx.db(), id, LINES).await?,
        assignments: history::assignments_of(cx.db(), Some(id), None).await?,
        links: around::links(cx.db(), id).await?,
        asset,
    })
}

/// These assets, deleted ones too, in no order; for pages that only want to name them.
pub async fn some(cx: &Cx, ids: &[AssetId]) -> Result<Vec<Asset>> {
    cx.may(Right::ReadLedger)?;
    store::some(cx.db(), ids).await
}

/// The living asset with exactly this number, whatever its width or case.
pub async fn numbered(cx: &Cx, number: &str) -> Result<Option<AssetId>> {
    cx.may(Right::ReadLedger)?;
    let key = folded_key(number);
    if key.is_empty() {
        return Ok(None);
    }
    Ok(store::numbers_taken(cx.db(), &[key]).await?.into_iter().next().map(|(_, id)| id))
}

/// What a person holds.
pub async fn held_by(cx: &Cx, person: PersonId) -> Result<Vec<Asset>> {
    cx.may(Right::ReadLedger)?;
    let filter = Filter { person: Some(person), ..Filter::default() };
    let condition = condition::condition(cx.db().is_postgres(), &filter, &[]);
    list::rows(cx.db(), &condition, 0, Sort::default(), Page::first(1_000)).await
}

/// What a person was ever handed, newest first, with the things as they are now.
pub async fn handed_to(cx: &Cx, person: PersonId) -> Result<Vec<(Assignment, Asset)>> {
    cx.may(Right::ReadLedger)?;
    let assignments = history::assignments_of(cx.db(), None, Some(person)).await?;
    let mut ids: Vec<AssetId> = assignments.iter().map(|one| one.asset).collect();
    ids.sort_unstable();
    ids.dedup();
    let assets: HashMap<AssetId, Asset> =
        store::some(cx.db(), &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let with_asset = |one: Assignment| assets.get(&one.asset).cloned().map(|asset| (one, asset));
    Ok(assignments.into_iter().filter_map(with_asset).collect())
}
