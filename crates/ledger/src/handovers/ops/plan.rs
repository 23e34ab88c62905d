//! Planning a hand-over, planning it otherwise, calling it off.

use kernel::{Fault, FieldFault, HandoverId, PersonId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use crate::assets::parse::tidy;
use crate::assets::relink::Linked;
use crate::assets::store as assets;
use crate::handovers::model::{Direction, Handover, NewHandover, NewItem};
use crate::handovers::rules::{self, Act, can_be_handed, field_of};
use crate::handovers::store;
use crate::merging::store::stands_for;

/// How long a reason may be.
pub(super) const LONGEST_REASON: usize = 500;

/// Plans a hand-over, for today or any other day.
///
/// # Errors
/// `Fault::Invalid` names everything that is wrong, things as `item.<id>`.
pub async fn plan(cx: &Cx, new: &NewHandover) -> Result<Handover> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let new = standing(&tx, new).await?;
    let id = store::add(&tx, &new, cx.now()).await?;
    write(&tx, cx, "handover.planned", id, new.items.len()).await?;
    let made = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(made)
}

/// Plans it otherwise, as long as it is not done.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster, or it is not planned any more.
pub async fn change(cx: &Cx, id: HandoverId, version: i64, new: &NewHandover) -> Result<Handover> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    taken(&tx, id, version, Act::Change).await?;
    let new = standing(&tx, new).await?;
    if !store::change(&tx, id, version, &new).await? {
        return Err(Fault::conflict("handovers.fault.changed_meanwhile"));
    }
    write(&tx, cx, "handover.changed", id, new.items.len()).await?;
    let changed = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(changed)
}

/// Calls it off.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster, or it is not planned any more.
pub async fn cancel(cx: &Cx, id: HandoverId, version: i64, because: &str) -> Result<Handover> {
    cx.may(Right::ChangeLedger)?;
    let because = reason("because", because)?;
    let tx = cx.begin().await?;
    let before = taken(&tx, id, version, Act::Cancel).await?;
    store::cancel(&tx, id, &because).await?;
    write(&tx, cx, "handover.cancelled", id, before.items.len()).await?;
    let cancelled = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(cancelled)
}

/// The hand-over, locked, if it is of that version and the act makes sense.
pub(super) async fn taken(tx: &Tx, id: HandoverId, version: i64, act: Act) -> Result<Handover> {
    let handover = store::take(tx, id).await?.ok_or(Fault::NotFound)?;
    if handover.version != version {
        return Err(Fault::conflict("handovers.fault.changed_meanwhile"));
    }
    match handover.state.after(handover.direction, act) {
        Some(_) => Ok(handover),
        None => Err(Fault::conflict("handovers.fault.state")),
    }
}

/// A reason that somebody typed.
pub(super) fn reason(field: &'static str, typed: &str) -> Result<String> {
    let text = tidy(typed, false);
    if text.chars().count() > LONGEST_REASON {
        return Err(Fault::field(field, Text::new("assets.fault.too_long").with("limit", LONGEST_REASON)));
    }
    Ok(text)
}

pub(super) async fn write(tx: &Tx, cx: &Cx, event: &'static str, id: HandoverId, count: usize) -> Result<()> {
    let entry = Entry::new(event, Subject::Handover(id)).with("count", count);
    journal::write(tx, cx, &entry).await.map(|_| ())
}

/// As it is kept: tidy, and with the person and the things as they stand today.
async fn standing(tx: &Tx, new: &NewHandover) -> Result<NewHandover> {
    let tidied = |item: &NewItem| NewItem {
        accessories: tidy(&item.accessories, false),
        condition: tidy(&item.condition, false),
        ..item.clone()
    };
    let mut new = NewHandover {
        note: tidy(&new.note, true),
        due_on: new.due_on.filter(|_| new.direction == Direction::Out),
        items: new.items.iter().map(tidied).collect(),
        ..new.clone()
    };
    rules::check(&new)?;
    let unknown = || Fault::field("person", Text::new("handovers.fault.person"));
    new.person = PersonId(stands_for(tx, Linked::Person, new.person.0).await?.ok_or_else(unknown)?);
    let ids: Vec<_> = new.items.iter().map(|item| item.asset).collect();
    let found = assets::some(tx, &ids).await?;
    let faults: Vec<FieldFault> = ids
        .into_iter()
        .filter(|id| {
            let asset = found.iter().find(|asset| asset.id == *id);
            !asset.is_some_and(|asset| asset.deleted_at.is_none() && can_be_handed(asset))
        })
        .map(|id| FieldFault { field: field_of(id), text: Text::new("handovers.fault.thing") })
        .collect();
    if faults.is_empty() { Ok(new) } else { Err(Fault::Invalid(faults)) }
}
