//! Closing a list: what it was about happens then. And opening it again.

use kernel::{Fault, MoveId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::begin::{open, write};
use super::gather;
use crate::assets::Values;
use crate::assets::parse::{Known, apply};
use crate::assets::store as assets;
use crate::assets::write::Writer;
use crate::moves::model::{Kind, Move, Sheet, State};
use crate::moves::{rules, store};
use crate::people;

/// Closes a list. Who leaves is marked as left on the day; who moves, and everything they keep, is in the new department
/// from now on.
///
/// # Errors
/// `Fault::Conflict` while a line has neither been done nor has a reason, or if somebody was faster.
pub async fn close(cx: &Cx, id: MoveId, version: i64) -> Result<Move> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let list = open(&tx, id, Some(version)).await?;
    // Asked within the transaction: what came to the person a moment ago counts.
    let sheet = gather::sheet(&tx, list).await?;
    if !rules::may_close(&sheet.lines) {
        let text = Text::new("moves.fault.left_behind").with("count", sheet.open());
        return Err(Fault::Conflict(text));
    }
    match sheet.list.kind {
        Kind::Leave => people::leave_in(&tx, cx, sheet.person.id, Some(sheet.list.on)).await?,
        Kind::Change | Kind::Join => settle(&tx, cx, &sheet).await?,
    }
    store::set_state(&tx, id, State::Closed, Some(cx.now())).await?;
    write(&tx, cx, "move.closed", id, sheet.list.kind).await?;
    let closed = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(closed)
}

/// The person and what they keep belong to the new department.
async fn settle(tx: &Tx, cx: &Cx, sheet: &Sheet) -> Result<()> {
    let Some(department) = sheet.list.department.filter(|_| sheet.person.department != sheet.list.department)
    else {
        return Ok(());
    };
    let person = people::settle_in(tx, cx, sheet.person.id, department).await?;
    let held = assets::held::held_by(tx, person.id).await?;
    if held.is_empty() {
        return Ok(());
    }
    let values = Values::from([("dept".to_owned(), person.department_name)]);
    let known = Known::load(tx, &values).await?;
    let mut writer = Writer::begin(tx, cx, "bulk").await?;
    let mut changed = 0;
    for before in &held {
        changed += usize::from(writer.change(before, apply(&before.data, &values, &known)?).await?.is_some());
    }
    let set = writer.finish().await?;
    let entry = Entry::new("assets.changed", Subject::System).with("count", changed);
    journal::write(tx, cx, &entry.with("fields", ["dept"]).with("set", set)).await?;
    Ok(())
}

/// Opens a closed list again; who left is back.
///
/// # Errors
/// `Fault::Conflict` if it is open, or another of the kind is.
pub async fn reopen(cx: &Cx, id: MoveId) -> Result<Move> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let list = store::take(&tx, id).await?.ok_or(Fault::NotFound)?;
    if list.state == State::Open || store::open_of(&tx, list.person, list.kind).await?.is_some() {
        return Err(Fault::conflict("moves.fault.open_already"));
    }
    if list.kind == Kind::Leave && list.state == State::Closed {
        people::come_back_in(&tx, cx, list.person).await?;
    }
    store::set_state(&tx, id, State::Open, None).await?;
    write(&tx, cx, "move.reopened", id, list.kind).await?;
    let opened = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(opened)
}
