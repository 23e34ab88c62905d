//! The verbs about departments and places.

use kernel::{Fault, Result, Right, Text};
use platform::Cx;
use platform::db::{Sql, Tx};
use platform::journal::{self, Entry};

use super::model::{NewNode, Node, NodeId, inside};
use super::store;
use crate::assets::Values;
use crate::assets::relink::{End, RENAME, relink};
use crate::clash::Clash;
use crate::edits;
use crate::merging::model::Moved;
use crate::merging::{self, Merged, Plan};
use crate::sql::taken;

/// All of them, by name, with how many assets each has.
pub async fn list<Id: NodeId>(cx: &Cx) -> Result<Vec<(Node<Id>, i64)>> {
    cx.may(Right::ReadLedger)?;
    let counts = store::counts::<Id>(cx.db()).await?;
    let all = store::all::<Id>(cx.db()).await?;
    Ok(all
        .into_iter()
        .map(|one| {
            let many = counts.get(&one.id).copied().unwrap_or(0);
            (one, many)
        })
        .collect())
}

/// All of them, by name, without counts: for pages that only want the words.
pub async fn names<Id: NodeId>(cx: &Cx) -> Result<Vec<Node<Id>>> {
    cx.may(Right::ReadLedger)?;
    store::all(cx.db()).await
}

/// One of them; of one that was merged, the one that stayed.
pub async fn see<Id: NodeId>(cx: &Cx, id: Id) -> Result<Node<Id>> {
    cx.may(Right::ReadLedger)?;
    let id = standing(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    store::find(cx.db(), id).await?.ok_or(Fault::NotFound)
}

/// Adds one.
pub async fn add<Id: NodeId>(cx: &Cx, new: &NewNode<Id>) -> Result<Node<Id>> {
    cx.may(Right::ChangeLedger)?;
    let mut new = new.checked()?;
    let tx = cx.begin().await?;
    new.parent = standing_parent(&tx, new.parent).await?;
    let id = store::add(&tx, &new).await.map_err(name_taken)?;
    let [added, ..] = Id::TREE.events();
    journal::write(&tx, cx, &Entry::new(added, Id::TREE.subject(id.number()))).await?;
    let made = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(made)
}

/// Changes one; a new name is written on the assets that carried the old one, however wide or spaced.
pub async fn change<Id: NodeId>(cx: &Cx, id: Id, version: i64, to: &NewNode<Id>) -> Result<Node<Id>> {
    cx.may(Right::ChangeLedger)?;
    let mut to = to.checked()?;
    let tx = cx.begin().await?;
    let before = living(&tx, id).await?;
    to.parent = standing_parent(&tx, to.parent).await?;
    if inside(&store::all(&tx).await?, id, to.parent) {
        return Err(Fault::field("parent", Text::new("places.fault.inside_itself")));
    }
    write(&tx, &before, version, &to).await?;
    if before.name != to.name {
        let number = id.number();
        let (old, new) = (End { id: number, name: &before.name }, End { id: number, name: &to.name });
        relink((&tx, cx), Id::TREE.linked(), RENAME, old, new).await?;
    }
    let [_, changed, ..] = Id::TREE.events();
    journal::write(&tx, cx, &Entry::new(changed, Id::TREE.subject(id.number()))).await?;
    let after = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(after)
}

/// Where an edit based on `version` meets what others did since.
pub async fn clashes<Id: NodeId>(cx: &Cx, id: Id, version: i64, mine: &Values) -> Result<Vec<Clash>> {
    let now = see(cx, id).await?.as_new().values();
    edits::met(cx.db(), Id::TREE.subject(id.number()), version, &now, mine).await
}

/// Removes one that nothing refers to any more.
pub async fn remove<Id: NodeId>(cx: &Cx, id: Id) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    living(&tx, id).await?;
    if !store::remove(&tx, id).await? {
        return Err(Fault::conflict("places.fault.in_use"));
    }
    let [_, _, removed, _] = Id::TREE.events();
    journal::write(&tx, cx, &Entry::new(removed, Id::TREE.subject(id.number()))).await?;
    tx.commit().await
}

/// What [`merge`] would do.
pub async fn plan_merge<Id: NodeId>(cx: &Cx, keep: Id, gone: Id) -> Result<Plan> {
    cx.may(Right::ChangeLedger)?;
    let (keep, gone) = (living(cx.db(), keep).await?, living(cx.db(), gone).await?);
    check_apart(&store::all(cx.db()).await?, keep.id, gone.id)?;
    let to = joined(&keep, &gone);
    Ok(Plan {
        moves: merging::ops::moves(cx.db(), Id::TREE.linked(), gone.id.number()).await?,
        takes: edits::differences(&keep.as_new().values(), &to.values()),
        drops: Vec::new(),
    })
}

/// Two that are one: what lies in `gone` and what is linked to it goes to `keep`, whose name it gets where that of
/// `gone` was written. `gone` still finds `keep` in files. The change set takes it back.
pub async fn merge<Id: NodeId>(cx: &Cx, keep: Id, gone: Id) -> Result<Merged> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let (keep, gone) = (living(&tx, keep).await?, living(&tx, gone).await?);
    check_apart(&store::all(&tx).await?, keep.id, gone.id)?;
    let linked = Id::TREE.linked();
    let ends = (keep.id.number(), gone.id.number());
    let (merged, mut moved) = merging::ops::join(
        (&tx, cx),
        linked,
        End { id: ends.0, name: &keep.name },
        End { id: ends.1, name: &gone.name },
    )
    .await
    .map_err(|fault| taken(fault, "merging.fault.inside_twice"))?;
    let to = joined(&keep, &gone);
    moved.taken = edits::differences(&keep.as_new().values(), &to.values());
    write(&tx, &keep, keep.version, &to).await?;
    merging::ops::write_down(&tx, merged, linked, ends, &moved).await?;
    let [.., event] = Id::TREE.events();
    let entry = Entry::new(event, Id::TREE.subject(ends.0)).with("gone", ends.1);
    journal::write(&tx, cx, &entry.with("assets", merged.assets).with("set", merged.set)).await?;
    tx.commit().await?;
    Ok(merged)
}

/// Takes back from the one that stayed what a merger gave it, as far as it is still so.
pub(crate) async fn give_back<Id: NodeId>(tx: &Tx, kept: i64, moved: &Moved) -> Result<()> {
    let kept: Node<Id> = store::find(tx, kept.into()).await?.ok_or(Fault::NotFound)?;
    let mut to = kept.as_new();
    for taken in moved.taken.iter().filter(|taken| taken.field == "note" && taken.new == kept.note) {
        to.note.clone_from(&taken.old);
    }
    write(tx, &kept, kept.version, &to).await
}

/// The one that stays keeps what it has; remarks of both are worth keeping.
fn joined<Id: NodeId>(keep: &Node<Id>, gone: &Node<Id>) -> NewNode<Id> {
    NewNode { note: crate::merging::model::both(&keep.note, &gone.note), ..keep.as_new() }
}

/// What lies around the one that stays cannot go.
fn check_apart<Id: NodeId>(all: &[Node<Id>], keep: Id, gone: Id) -> Result<()> {
    let parent = all.iter().find(|one| one.id == keep).and_then(|one| one.parent);
    if keep == gone {
        return Err(Fault::conflict("merging.fault.itself"));
    }
    if inside(all, gone, parent) { Err(Fault::conflict("merging.fault.inside")) } else { Ok(()) }
}

async fn write<Id: NodeId>(tx: &Tx, before: &Node<Id>, version: i64, to: &NewNode<Id>) -> Result<()> {
    if !store::change(tx, before.id, version, to).await.map_err(name_taken)? {
        return Err(Fault::conflict("places.fault.changed_meanwhile"));
    }
    let subject = Id::TREE.subject(before.id.number());
    edits::note(tx, subject, version + 1, &before.as_new().values(), &to.values()).await
}

/// One that stands for itself.
async fn living<Id: NodeId>(db: &impl Sql, id: Id) -> Result<Node<Id>> {
    let found = store::find(db, id).await?;
    match (found, standing(db, id).await?) {
        (Some(node), _) => Ok(node),
        (None, Some(_)) => Err(Fault::conflict("merging.fault.meanwhile")),
        (None, None) => Err(Fault::NotFound),
    }
}

/// What stands for an id now.
async fn standing<Id: NodeId>(db: &impl Sql, id: Id) -> Result<Option<Id>> {
    Ok(merging::store::stands_for(db, Id::TREE.linked(), id.number()).await?.map(Id::from))
}

/// A form that was opened before a merger may name one that is gone.
async fn standing_parent<Id: NodeId>(db: &impl Sql, parent: Option<Id>) -> Result<Option<Id>> {
    match parent {
        Some(parent) => Ok(standing(db, parent).await?.or(Some(parent))),
        None => Ok(None),
    }
}

fn name_taken(fault: Fault) -> Fault {
    match taken(fault, "places.fault.name_taken") {
        Fault::Conflict(text) => Fault::field("name", text),
        other => other,
    }
}
