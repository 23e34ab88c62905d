//! The verbs about places.

use kernel::{Fault, PlaceId, Result, Right, Subject, Text};
use platform::Cx;
use platform::journal::{self, Entry};

use super::model::{NewPlace, Place};
use super::store;
use crate::assets::store as assets;
use crate::sql::taken;

/// All of them, by name, with how many assets each has.
pub async fn list(cx: &Cx) -> Result<Vec<(Place, i64)>> {
    cx.may(Right::ReadLedger)?;
    let counts = store::counts(cx.db()).await?;
    let many = |id| counts.iter().find(|(known, _)| *known == id).map_or(0, |(_, many)| *many);
    Ok(store::all(cx.db())
        .await?
        .into_iter()
        .map(|one| {
            let count = many(one.id);
            (one, count)
        })
        .collect())
}

/// All of them, by name, without counts: for pages that only want the words.
pub async fn names(cx: &Cx) -> Result<Vec<Place>> {
    cx.may(Right::ReadLedger)?;
    store::all(cx.db()).await
}

/// One of them.
pub async fn see(cx: &Cx, id: PlaceId) -> Result<Place> {
    cx.may(Right::ReadLedger)?;
    store::find(cx.db(), id).await?.ok_or(Fault::NotFound)
}

/// Adds one.
pub async fn add(cx: &Cx, new: &NewPlace) -> Result<Place> {
    cx.may(Right::ChangeLedger)?;
    let new = checked(new)?;
    let tx = cx.begin().await?;
    let id = store::add(&tx, &new).await.map_err(name_taken)?;
    journal::write(&tx, cx, &Entry::new("place.added", Subject::Place(id))).await?;
    let made = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(made)
}

/// Changes one; a new name is written on the assets that carried the old one.
pub async fn change(cx: &Cx, id: PlaceId, version: i64, to: &NewPlace) -> Result<Place> {
    cx.may(Right::ChangeLedger)?;
    let to = checked(to)?;
    let tx = cx.begin().await?;
    let before = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    if inside(&store::all(&tx).await?, id, to.parent) {
        return Err(Fault::field("parent", Text::new("places.fault.inside_itself")));
    }
    if !store::change(&tx, id, version, &to).await.map_err(name_taken)? {
        return Err(Fault::conflict("places.fault.changed_meanwhile"));
    }
    if before.name != to.name {
        assets::rename(&tx, assets::Renamed::Place, id.0, &before.name, &to.name).await?;
    }
    journal::write(&tx, cx, &Entry::new("place.changed", Subject::Place(id))).await?;
    let after = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(after)
}

/// Removes one that nothing refers to any more.
pub async fn remove(cx: &Cx, id: PlaceId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    if !store::remove(&tx, id).await? {
        return Err(Fault::conflict("places.fault.in_use"));
    }
    journal::write(&tx, cx, &Entry::new("place.removed", Subject::Place(id))).await?;
    tx.commit().await
}

/// Whether `parent` is `id` itself or lies inside it.
fn inside(all: &[Place], id: PlaceId, parent: Option<PlaceId>) -> bool {
    let mut at = parent;
    for _ in 0..=all.len() {
        match at {
            Some(here) if here == id => return true,
            Some(here) => at = all.iter().find(|one| one.id == here).and_then(|one| one.parent),
            None => return false,
        }
    }
    true
}

fn checked(new: &NewPlace) -> Result<NewPlace> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Fault::field("name", Text::new("places.fault.name_missing")));
    }
    if name.chars().count() > 200 || new.note.chars().count() > 10_000 {
        return Err(Fault::field("name", Text::new("places.fault.too_long")));
    }
    Ok(NewPlace { name, parent: new.parent, note: new.note.trim().to_owned() })
}

fn name_taken(fault: Fault) -> Fault {
    match taken(fault, "places.fault.name_taken") {
        Fault::Conflict(text) => Fault::field("name", text),
        other => other,
    }
}
