//! Looking at hand-overs.

use std::collections::HashMap;

use kernel::{AssetId, Day, Fault, HandoverId, PersonId, Result, Right};
use platform::Cx;
use platform::db::Sql;

use super::perform;
use crate::assets::store as assets;
use crate::assets::{Asset, Page};
use crate::handovers::document::Document;
use crate::handovers::model::{Filter, Handover, Listed, Show, Signing};
use crate::handovers::rules::{Obstacle, obstacle};
use crate::handovers::store;
use crate::memory::Memory;

/// One hand-over.
pub async fn see(cx: &Cx, id: HandoverId) -> Result<Handover> {
    cx.may(Right::ReadLedger)?;
    store::find(cx.db(), id).await?.ok_or(Fault::NotFound)
}

/// Loans that came back without a paper are asked of their things each time, and there are more of them every year; the
/// first page asks at every visit, so the answer is remembered.
static PRESSING: Memory<Question, (Vec<Listed>, i64)> = Memory::new();

/// What is asked for, on which day, and which part of it.
type Question = (Filter, Day, (i64, i64));

/// A page of hand-overs, and how many there are: what is planned or lent by its day, the rest newest first.
pub async fn list(cx: &Cx, filter: &Filter, page: Page) -> Result<(Vec<Listed>, i64)> {
    cx.may(Right::ReadLedger)?;
    let part = page.part(1_000);
    let today = cx.today();
    let ask = || store::list::list(cx.db(), filter, today, part);
    match filter.show {
        Show::Today | Show::Lent | Show::Overdue if filter.person.is_none() && filter.asset.is_none() => {
            PRESSING.recall(cx, &(*filter, today, part), ask).await
        }
        _ => ask().await,
    }
}

/// Until when a person was lent what they hold, by thing, with the hand-over it stands on.
pub async fn due_of(cx: &Cx, person: PersonId) -> Result<HashMap<AssetId, (HandoverId, Day)>> {
    cx.may(Right::ReadLedger)?;
    let due = store::list::due_of(cx.db(), person).await?;
    Ok(due.into_iter().map(|(asset, handover, day)| (asset, (handover, day))).collect())
}

/// Whose hand-overs these are, for pages that only want to name them.
pub async fn names(cx: &Cx, ids: &[HandoverId]) -> Result<Vec<(HandoverId, String)>> {
    cx.may(Right::ReadLedger)?;
    store::list::persons(cx.db(), ids).await
}

/// What stands in the way of doing it now, by thing.
pub async fn obstacles(cx: &Cx, handover: &Handover) -> Result<Vec<(AssetId, Obstacle)>> {
    cx.may(Right::ReadLedger)?;
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    in_the_way(cx.db(), handover, &assets::some(cx.db(), &ids).await?).await
}

pub(super) async fn in_the_way(
    db: &impl Sql,
    handover: &Handover,
    found: &[Asset],
) -> Result<Vec<(AssetId, Obstacle)>> {
    let name = crate::people::name_of(db, handover.person).await?.unwrap_or_default();
    let of = |item: &crate::handovers::model::Item| {
        let asset = found.iter().find(|asset| asset.id == item.asset);
        obstacle(handover.direction, handover.person, &name, asset).map(|why| (item.asset, why))
    };
    Ok(handover.items.iter().filter_map(of).collect())
}

/// Other planned hand-overs of the same things.
pub async fn others(cx: &Cx, handover: &Handover) -> Result<Vec<HandoverId>> {
    cx.may(Right::ReadLedger)?;
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    store::list::also_planned(cx.db(), &ids, handover.id).await
}

/// What will stand on the paper if it is signed now.
pub async fn preview(cx: &Cx, id: HandoverId, signing: &Signing) -> Result<Document> {
    cx.may(Right::ReadLedger)?;
    let handover = see(cx, id).await?;
    perform::document(cx, &handover, signing).await
}
