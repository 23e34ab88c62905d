//! Both ways of merging. Joining is part of a verb of the room of what is joined: that verb asks for the right, checks,
//! writes the journal and commits.

use kernel::{Fault, PersonId, Result, Right};
use platform::Cx;
use platform::db::{Sql, Tx};

use super::model::{Merged, Moved, Moves, POINTERS, Pointer};
use super::store;
use crate::assets::relink::{End, Linked, MERGE, relink};
use crate::assets::store as assets;
use crate::changes::{ChangeSetId, Undone};

/// Takes a merger back, as far as nobody changed the same fields of the assets since.
///
/// # Errors
/// `Fault::NotFound` if the change set is no merger; `Fault::Conflict` if it cannot be taken back any more.
pub async fn undo(cx: &Cx, set: ChangeSetId) -> Result<Undone> {
    cx.may(Right::ChangeLedger)?;
    if !store::is_merger(cx.db(), set).await? {
        return Err(Fault::NotFound);
    }
    crate::assets::ops::undo(cx, set).await
}

/// The pointers at a kind of thing.
fn pointers(what: Linked) -> impl Iterator<Item = &'static Pointer> {
    POINTERS.iter().filter(move |pointer| pointer.to == what.table())
}

/// How much points at something.
pub(crate) async fn moves(db: &impl Sql, what: Linked, id: i64) -> Result<Moves> {
    let mut moves = vec![("assets", count(assets::linked(db, what, id).await?.len()))];
    for pointer in pointers(what).filter(|pointer| !pointer.word.is_empty()) {
        moves.push((pointer.word, store::count(db, pointer, id).await?));
    }
    if what == Linked::Person {
        moves.push(("accounts", platform::accounts::owned_by(db, PersonId(id)).await?));
    }
    moves.retain(|(_, many)| *many > 0);
    Ok(moves)
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// Leads everything from `gone` to `keep`. What the verb itself gives to the one that stays, it puts into `moved` and
/// then calls [`write_down`].
///
/// # Errors
/// `Fault::Conflict` if one of them is no longer there.
pub(crate) async fn join(
    (tx, cx): (&Tx, &Cx),
    what: Linked,
    keep: End<'_>,
    gone: End<'_>,
) -> Result<(Merged, Moved)> {
    if keep.id == gone.id {
        return Err(Fault::conflict("merging.fault.itself"));
    }
    if !store::hold(tx, what, keep.id, gone.id).await? {
        return Err(Fault::conflict("merging.fault.meanwhile"));
    }
    let (set, assets) = relink((tx, cx), what, MERGE, gone, keep).await?;
    let mut moved = Moved { above: store::above(tx, what, gone.id).await?, ..Moved::default() };
    store::go(tx, what, gone.id, keep.id).await?;
    for pointer in pointers(what) {
        let rows = store::lead(tx, pointer, gone.id, keep.id).await?;
        if !rows.is_empty() {
            moved.rows.push((spelled(pointer), rows));
        }
    }
    if what == Linked::Person {
        moved.accounts = platform::accounts::lead(tx, PersonId(gone.id), PersonId(keep.id), None).await?;
    }
    Ok((Merged { set, assets }, moved))
}

/// Keeps what was moved, for the way back.
pub(crate) async fn write_down(
    tx: &Tx,
    merged: Merged,
    what: Linked,
    (keep, gone): (i64, i64),
    moved: &Moved,
) -> Result<()> {
    store::add(tx, merged.set, what, (keep, gone), moved).await
}

fn spelled(pointer: &Pointer) -> String {
    format!("{}.{}", pointer.table, pointer.column)
}

/// The way back of everything but the assets, whose own history leads them back afterwards.
///
/// # Errors
/// `Fault::Conflict` if the one that went was removed since, or its name or number is another's now.
pub(crate) async fn separate(tx: &Tx, set: ChangeSetId) -> Result<()> {
    let merger = store::find(tx, set).await?.ok_or(Fault::NotFound)?;
    let what = Linked::parse(&merger.kind).ok_or(Fault::NotFound)?;
    let removed = || Fault::conflict("merging.fault.removed");
    let now = store::stands_for(tx, what, merger.kept).await?.ok_or_else(removed)?;
    let moved = &merger.moved;
    match what {
        Linked::Person => crate::people::give_back(tx, now, moved).await?,
        Linked::Department => crate::trees::ops::give_back::<kernel::DepartmentId>(tx, now, moved).await?,
        Linked::Place => crate::trees::ops::give_back::<kernel::PlaceId>(tx, now, moved).await?,
    }
    let above = match (moved.above, what) {
        (None, _) => None,
        (Some(id), Linked::Person) => store::stands_for(tx, Linked::Department, id).await?,
        (Some(id), what) => store::stands_for(tx, what, id).await?.filter(|id| *id != merger.gone),
    };
    let back = store::come_back(tx, what, merger.gone, above).await;
    if !back.map_err(|fault| crate::sql::taken(fault, "merging.fault.taken"))? {
        return Err(removed());
    }
    for pointer in pointers(what) {
        let spelled = spelled(pointer);
        let rows = moved.rows.iter().find(|(name, _)| *name == spelled).map(|(_, rows)| rows.as_slice());
        store::lead_back(tx, pointer, (now, merger.gone), rows.unwrap_or_default()).await?;
    }
    if what == Linked::Person {
        let accounts = Some(moved.accounts.as_slice());
        platform::accounts::lead(tx, PersonId(now), PersonId(merger.gone), accounts).await?;
        crate::people::index_again(tx, PersonId(merger.gone)).await?;
        crate::people::index_again(tx, PersonId(now)).await?;
    }
    Ok(())
}
