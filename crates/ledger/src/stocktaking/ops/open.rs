//! Opening: the list of what is expected is frozen.

use kernel::{Fault, FieldFault, PlaceId, Result, Right, Subject, Text};
use platform::Cx;
use platform::journal::{self, Entry};

use crate::places::Place;
use crate::stocktaking::model::{NewStocktaking, Scope, Stocktaking};
use crate::stocktaking::store;
use crate::trees;

const LONGEST_NAME: usize = 100;

/// How many things would be expected.
pub async fn preview(cx: &Cx, scope: &Scope) -> Result<i64> {
    cx.may(Right::ReadLedger)?;
    let places = trees::store::all(cx.db()).await?;
    store::items::count(cx.db(), scope, &inside(&places, &scope.places)).await
}

/// Freezes the list and opens the counting.
///
/// # Errors
/// A name that is missing or too long; a scope with nothing in it.
pub async fn open(cx: &Cx, new: &NewStocktaking) -> Result<Stocktaking> {
    cx.may(Right::ChangeLedger)?;
    let name = crate::assets::parse::tidy(&new.name, false);
    let mut faults = Vec::new();
    if name.is_empty() {
        faults.push(fault("name", "stocktaking.fault.name_missing"));
    }
    if name.chars().count() > LONGEST_NAME {
        faults.push(fault("name", "stocktaking.fault.name_long"));
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let new = NewStocktaking { name, ..new.clone() };
    let tx = cx.begin().await?;
    let places: Vec<Place> = trees::store::all(&tx).await?;
    let counted = inside(&places, &new.scope.places);
    let id = store::add(&tx, &new, &cx.actor.label(), cx.now()).await?;
    let expected = store::items::freeze(&tx, id, &new.scope, &counted).await?;
    if expected == 0 {
        return Err(Fault::Invalid(vec![fault("scope", "stocktaking.fault.nothing")]));
    }
    let empty = places.into_iter().filter(|place| new.scope.places.is_empty() || counted.contains(&place.id));
    let empty: Vec<_> = empty.map(|place| (place.id, place.name)).collect();
    store::items::add_rooms(&tx, id, &empty).await?;
    let entry = Entry::new("stocktaking.opened", Subject::Stocktaking(id)).with("expected", expected);
    journal::write(&tx, cx, &entry).await?;
    let opened = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(opened)
}

/// These places and all that lie inside them; none if none are named.
fn inside(all: &[Place], named: &[PlaceId]) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = named.to_vec();
    let mut at = 0;
    while let Some(around) = found.get(at).copied() {
        let more: Vec<PlaceId> = all
            .iter()
            .filter(|place| place.parent == Some(around) && !found.contains(&place.id))
            .map(|place| place.id)
            .collect();
        found.extend(more);
        at += 1;
    }
    found
}

fn fault(field: &str, key: &'static str) -> FieldFault {
    FieldFault { field: field.to_owned(), text: Text::new(key) }
}
