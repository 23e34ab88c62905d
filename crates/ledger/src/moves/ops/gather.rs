//! What stands in a list now: everything the person holds is asked anew, on a page as within the verb that closes it.

use std::collections::HashMap;

use kernel::{AssetId, Fault, Result};
use platform::db::Sql;

use crate::assets::Asset;
use crate::assets::store as assets;
use crate::handovers::store as handovers;
use crate::moves::model::{Move, Need, OwnLine, Sheet};
use crate::moves::rules::{self, Holdings};
use crate::moves::store;
use crate::seats::{Holder, Seat, store as seats};

/// The list with all its lines.
pub(super) async fn sheet(db: &impl Sql, list: Move) -> Result<Sheet> {
    let own = store::own(db, list.id).await?;
    let held = held(db, &list, &own).await?;
    let reasons = store::reasons(db, list.id).await?;
    let person = crate::people::find(db, list.person).await?.ok_or(Fault::NotFound)?;
    Ok(Sheet { lines: rules::lines(&list, &held, &own, &reasons), person, list })
}

async fn held(db: &impl Sql, list: &Move, own: &[OwnLine]) -> Result<Holdings> {
    let holder = Holder::Person(list.person);
    let wanted: Vec<AssetId> = own
        .iter()
        .filter_map(|line| match line.need {
            Need::Seat(record) => Some(record),
            Need::Nothing | Need::Kind(_) => None,
        })
        .collect();
    let mut holdings = Holdings {
        assets: assets::held::held_by(db, list.person).await?,
        seats: with_records(db, seats::open_of(db, holder).await?).await?,
        wanted: by_id(db, &wanted).await?,
        ..Holdings::default()
    };
    if list.kind.gathers() {
        holdings.planned = handovers::list::planned_of(db, list.person).await?;
        let back = store::returned_since(db, list.person, list.created_at).await?;
        let ids: Vec<AssetId> = back.iter().map(|(id, _)| *id).collect();
        let found = by_id(db, &ids).await?;
        let with_asset = |(id, on): &(AssetId, Option<kernel::Day>)| Some((found.get(id)?.clone(), *on));
        holdings.returned = back.iter().filter_map(with_asset).collect();
        let since = list.created_at.date_naive();
        holdings.released = with_records(db, seats::closed_of(db, holder, since).await?).await?;
    }
    Ok(holdings)
}

async fn by_id(db: &impl Sql, ids: &[AssetId]) -> Result<HashMap<AssetId, Asset>> {
    Ok(assets::some(db, ids).await?.into_iter().map(|asset| (asset.id, asset)).collect())
}

async fn with_records(db: &impl Sql, seats: Vec<Seat>) -> Result<Vec<(Seat, Asset)>> {
    let mut ids: Vec<AssetId> = seats.iter().map(|seat| seat.record).collect();
    ids.sort_unstable();
    ids.dedup();
    let records = by_id(db, &ids).await?;
    let with_record = |seat: Seat| records.get(&seat.record).cloned().map(|record| (seat, record));
    Ok(seats.into_iter().filter_map(with_record).collect())
}
