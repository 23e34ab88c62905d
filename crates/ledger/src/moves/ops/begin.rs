//! Beginning a list, changing its day, calling it off.

use kernel::{DepartmentId, Fault, MoveId, PersonId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use crate::assets::parse::tidy;
use crate::assets::relink::Linked;
use crate::merging::store::stands_for;
use crate::moves::model::{Kind, Move, NewMove, State};
use crate::moves::{store, templates};

/// How long a remark may be.
const LONGEST_NOTE: usize = 2_000;

/// Begins a list with the lines of its templates.
///
/// # Errors
/// `Fault::Conflict` if such a list is open for the person already; `Fault::Invalid` if the person or department is not
/// there.
pub async fn start(cx: &Cx, new: &NewMove) -> Result<Move> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let new = standing(&tx, new).await?;
    if store::open_of(&tx, new.person, new.kind).await?.is_some() {
        return Err(Fault::conflict("moves.fault.open_already"));
    }
    let person = crate::people::find(&tx, new.person).await?.ok_or(Fault::NotFound)?;
    // Who moves gets what the new department needs; who leaves, what the old one asks back.
    let department = new.department.or(person.department);
    let lines = templates::for_new(&tx, cx.lang, new.kind, department).await?;
    let id = store::add(&tx, &new, &lines, cx.now()).await?;
    write(&tx, cx, "move.started", id, new.kind).await?;
    let made = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(made)
}

/// Changes day, department and remarks of an open list. Its own lines keep their distance to the day.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster, or it is not open.
pub async fn change(cx: &Cx, id: MoveId, version: i64, to: &NewMove) -> Result<Move> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let before = open(&tx, id, Some(version)).await?;
    let to = NewMove { person: before.person, kind: before.kind, ..to.clone() };
    let to = standing(&tx, &to).await?;
    store::change(&tx, &before, &to).await?;
    write(&tx, cx, "move.changed", id, before.kind).await?;
    let changed = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(changed)
}

/// Calls a list off: nobody comes, moves or goes. What was done meanwhile stays done.
///
/// # Errors
/// `Fault::Conflict` if it is not open.
pub async fn cancel(cx: &Cx, id: MoveId) -> Result<Move> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let before = open(&tx, id, None).await?;
    store::set_state(&tx, id, State::Cancelled, Some(cx.now())).await?;
    write(&tx, cx, "move.cancelled", id, before.kind).await?;
    let cancelled = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(cancelled)
}

/// The list, locked, if it is open (and of that version).
pub(super) async fn open(tx: &Tx, id: MoveId, version: Option<i64>) -> Result<Move> {
    let list = store::take(tx, id).await?.ok_or(Fault::NotFound)?;
    if version.is_some_and(|version| version != list.version) {
        return Err(Fault::conflict("moves.fault.changed_meanwhile"));
    }
    if list.state != State::Open {
        return Err(Fault::conflict("moves.fault.not_open"));
    }
    Ok(list)
}

pub(super) async fn write(tx: &Tx, cx: &Cx, event: &'static str, id: MoveId, kind: Kind) -> Result<()> {
    let entry = Entry::new(event, Subject::Move(id)).with("kind", kind.word());
    journal::write(tx, cx, &entry).await.map(|_| ())
}

/// As it is kept: tidy, and with person and department as they stand today.
async fn standing(tx: &Tx, new: &NewMove) -> Result<NewMove> {
    let note = tidy(&new.note, true);
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::field("note", Text::new("assets.fault.too_long").with("limit", LONGEST_NOTE)));
    }
    let unknown = || Fault::field("person", Text::new("moves.fault.person"));
    let person = stands_for(tx, Linked::Person, new.person.0).await?.ok_or_else(unknown)?;
    let department = match new.department.filter(|_| new.kind != Kind::Leave) {
        Some(id) => {
            let unknown = || Fault::field("department", Text::new("assets.fault.department_unknown"));
            Some(DepartmentId(stands_for(tx, Linked::Department, id.0).await?.ok_or_else(unknown)?))
        }
        None => None,
    };
    Ok(NewMove { person: PersonId(person), department, note, ..new.clone() })
}
