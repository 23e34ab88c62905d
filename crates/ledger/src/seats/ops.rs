//! The verbs about seats.

use std::collections::HashMap;

use kernel::{AssetId, Day, Fault, PersonId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::model::{Holder, Seat, Usage};
use super::rules::Standing;
use super::store;
use crate::assets::parse::tidy;
use crate::assets::relink::Linked;
use crate::assets::store as assets;
use crate::assets::{Asset, Page};
use crate::kinds::BuiltIn;
use crate::memory::Memory;
use crate::merging::store::stands_for;

/// How long the word for a role may be.
const LONGEST_ROLE: usize = 100;

/// Gives a seat of a licence or system to a person or a thing, from today if `on` is none.
///
/// # Errors
/// `Fault::Invalid` if the holder is not there or has a seat already, or the record has no seats.
pub async fn assign(cx: &Cx, record: AssetId, holder: Holder, role: &str, on: Option<Day>) -> Result<Seat> {
    cx.may(Right::ChangeLedger)?;
    let role = tidy(role, false);
    if role.chars().count() > LONGEST_ROLE {
        return Err(Fault::field("role", Text::new("assets.fault.too_long").with("limit", LONGEST_ROLE)));
    }
    let tx = cx.begin().await?;
    // The record is held, so that two who give the same seat at once do it one after the other.
    living(&tx, record).await?;
    let holder = standing(&tx, record, holder).await?;
    if store::open_on(&tx, record, holder).await?.is_some() {
        return Err(Fault::field("holder", Text::new("seats.fault.twice")));
    }
    let id = store::add(&tx, record, holder, &role, on.unwrap_or_else(|| cx.today())).await?;
    write(&tx, cx, "seat.assigned", record, id).await?;
    let seat = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(seat)
}

/// Takes a seat back, today if `on` is none.
///
/// # Errors
/// `Fault::Conflict` if it was given back before; `Fault::Invalid` if the day is before its first.
pub async fn release(cx: &Cx, id: i64, on: Option<Day>) -> Result<Seat> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let seat = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    let on = on.unwrap_or_else(|| cx.today().max(seat.from_on));
    if on < seat.from_on {
        return Err(Fault::field("on", Text::new("seats.fault.before")));
    }
    if !store::close(&tx, id, on).await? {
        return Err(Fault::conflict("seats.fault.given_back"));
    }
    write(&tx, cx, "seat.released", seat.record, id).await?;
    tx.commit().await?;
    Ok(Seat { until_on: Some(on), ..seat })
}

/// Undoes a release.
///
/// # Errors
/// `Fault::Conflict` if the holder has another seat of the record by now, or the seat is open.
pub async fn reopen(cx: &Cx, id: i64) -> Result<Seat> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let seat = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    living(&tx, seat.record).await?;
    if store::open_on(&tx, seat.record, seat.holder).await?.is_some() || !store::reopen(&tx, id).await? {
        return Err(Fault::conflict("seats.fault.twice"));
    }
    write(&tx, cx, "seat.reopened", seat.record, id).await?;
    tx.commit().await?;
    Ok(Seat { until_on: None, ..seat })
}

/// Undoes an assignment: as if the seat had never been given.
pub async fn forget(cx: &Cx, id: i64) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let seat = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    store::forget(&tx, id).await?;
    write(&tx, cx, "seat.forgotten", seat.record, id).await?;
    tx.commit().await
}

async fn write(tx: &Tx, cx: &Cx, event: &'static str, record: AssetId, seat: i64) -> Result<()> {
    journal::write(tx, cx, &Entry::new(event, Subject::Asset(record)).with("seat", seat)).await.map(|_| ())
}

/// The record, alive and of a kind that has seats.
async fn living(tx: &Tx, record: AssetId) -> Result<Asset> {
    let found = assets::take(tx, &[record]).await?.into_iter().next().ok_or(Fault::NotFound)?;
    if found.deleted_at.is_some() {
        return Err(Fault::conflict("assets.fault.deleted"));
    }
    if !BuiltIn::of(found.kind).is_some_and(BuiltIn::has_seats) {
        return Err(Fault::conflict("seats.fault.none"));
    }
    Ok(found)
}

/// The holder as they stand today: somebody who was merged is who they became.
async fn standing(tx: &Tx, record: AssetId, holder: Holder) -> Result<Holder> {
    let unknown = || Fault::field("holder", Text::new("seats.fault.holder"));
    match holder {
        Holder::Person(id) => {
            let id = stands_for(tx, Linked::Person, id.0).await?.ok_or_else(unknown)?;
            Ok(Holder::Person(PersonId(id)))
        }
        Holder::Thing(id) => {
            let thing = assets::find(tx, id).await?.filter(|thing| thing.deleted_at.is_none());
            let thing = thing.filter(|thing| {
                thing.id != record && !BuiltIn::of(thing.kind).is_some_and(BuiltIn::is_record)
            });
            thing.map(|thing| Holder::Thing(thing.id)).ok_or_else(unknown)
        }
    }
}

/// A page of the seats of a record, open ones first, and how many there are.
pub async fn of_record(cx: &Cx, record: AssetId, page: Page) -> Result<(Vec<Seat>, i64)> {
    cx.may(Right::ReadLedger)?;
    store::of_record(cx.db(), record, page.part(1_000)).await
}

/// The open seats of a person or a thing, with the records they are of.
pub async fn held_by(cx: &Cx, holder: Holder) -> Result<Vec<(Seat, Asset)>> {
    cx.may(Right::ReadLedger)?;
    let seats = store::open_of(cx.db(), holder).await?;
    let mut ids: Vec<AssetId> = seats.iter().map(|seat| seat.record).collect();
    ids.sort_unstable();
    ids.dedup();
    let records: HashMap<AssetId, Asset> =
        assets::some(cx.db(), &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    Ok(seats.into_iter().filter_map(|seat| records.get(&seat.record).cloned().map(|it| (seat, it))).collect())
}

/// How the seats of a record stand.
pub async fn usage(cx: &Cx, record: &Asset) -> Result<Usage> {
    cx.may(Right::ReadLedger)?;
    let counted = store::usage(cx.db(), &[record.id]).await?.into_iter().next();
    Ok(with_written(counted.map(|(_, usage)| usage).unwrap_or_default(), record))
}

/// What the entry itself says of how many were bought and are used.
fn with_written(usage: Usage, record: &Asset) -> Usage {
    let number = |field: &str| record.fields.get(field).and_then(|text| text.parse().ok());
    Usage { bought: number("licence_count"), reported: number("licence_used"), ..usage }
}

/// Counting the seats of every licence takes some milliseconds, so it is remembered.
static SHORT: Memory<(), Vec<(AssetId, Usage)>> = Memory::new();

/// The licences and systems of which few seats are left or more are used than bought, the worst first.
pub async fn running_short(cx: &Cx) -> Result<Vec<(Asset, Usage)>> {
    cx.may(Right::ReadLedger)?;
    let short = SHORT.recall(cx, &(), || short(cx)).await?;
    let ids: Vec<AssetId> = short.iter().map(|(id, _)| *id).collect();
    let assets: HashMap<AssetId, Asset> =
        assets::some(cx.db(), &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    Ok(short.into_iter().filter_map(|(id, usage)| assets.get(&id).cloned().map(|it| (it, usage))).collect())
}

async fn short(cx: &Cx) -> Result<Vec<(AssetId, Usage)>> {
    let ids = store::counted_records(cx.db()).await?;
    let records: HashMap<AssetId, Asset> =
        assets::some(cx.db(), &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut all: Vec<(i64, AssetId, Usage)> = Vec::new();
    for (id, counted) in store::usage(cx.db(), &ids).await? {
        let Some(record) = records.get(&id) else { continue };
        let usage = with_written(counted, record);
        if let (Standing::Low(_) | Standing::Over(_), Some(left)) = (usage.standing(), usage.left()) {
            all.push((left, id, usage));
        }
    }
    all.sort_unstable_by_key(|(left, id, _)| (*left, *id));
    Ok(all.into_iter().map(|(_, id, usage)| (id, usage)).collect())
}
