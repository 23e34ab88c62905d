//! Ticking lines off: by the real act, by hand for the list's own lines, or by a reason why not.

use kernel::{AssetId, Day, Fault, MoveId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::begin::open;
use super::gather;
use crate::assets::parse::tidy;
use crate::assets::{Status, ops as assets};
use crate::changes::ChangeSetId;
use crate::kinds::BuiltIn;
use crate::moves::model::{Line, LineKey, Matter, Need, Outcome, Sheet, Standing};
use crate::moves::{store, templates};
use crate::seats::{Holder, ops as seats};

/// How long a reason may be.
const LONGEST_REASON: usize = 500;
/// How many lines of its own a list may have.
const MOST_LINES: usize = 200;

/// Ticks a line of the list's own off, or says why any line is not done, or takes that back. What is held is ticked off
/// by [`act`] alone.
///
/// # Errors
/// `Fault::Conflict` if the list is not open; `Fault::Invalid` if a reason is missing.
pub async fn tick(cx: &Cx, id: MoveId, key: LineKey, outcome: &Outcome) -> Result<Sheet> {
    cx.may(Right::ChangeLedger)?;
    let reason = match outcome {
        Outcome::Excused(reason) => {
            let reason = tidy(reason, false);
            if reason.is_empty() {
                return Err(Fault::field("reason", Text::new("moves.fault.reason")));
            }
            if reason.chars().count() > LONGEST_REASON {
                let text = Text::new("assets.fault.too_long").with("limit", LONGEST_REASON);
                return Err(Fault::field("reason", text));
            }
            reason
        }
        Outcome::Done | Outcome::Open => String::new(),
    };
    let tx = cx.begin().await?;
    let list = open(&tx, id, None).await?;
    let by = cx.actor.account().map(|id| id.0);
    match (key, outcome) {
        (LineKey::Own(line), _) => {
            let done_on = (*outcome == Outcome::Done).then(|| cx.today());
            if !store::tick_own(&tx, id, line, (done_on, &reason), by).await? {
                return Err(Fault::NotFound);
            }
        }
        (_, Outcome::Done) => return Err(Fault::conflict("moves.fault.by_act")),
        (_, Outcome::Excused(_) | Outcome::Open) => {
            store::set_reason(&tx, id, key, &reason, (by, cx.now())).await?;
        }
    }
    store::raise(&tx, id).await?;
    write(&tx, cx, "move.ticked", id, key).await?;
    let list = store::find(&tx, list.id).await?.ok_or(Fault::NotFound)?;
    let sheet = gather::sheet(&tx, list).await?;
    tx.commit().await?;
    Ok(sheet)
}

/// Adds a line of the list's own.
///
/// # Errors
/// `Fault::Invalid` if it says nothing or too much; `Fault::Conflict` if the list is not open.
pub async fn add_line(cx: &Cx, id: MoveId, what: &str, due_on: Day) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let what = tidy(what, false);
    if what.is_empty() {
        return Err(Fault::field("what", Text::new("moves.fault.what")));
    }
    if what.chars().count() > templates::LONGEST {
        return Err(Fault::field(
            "what",
            Text::new("assets.fault.too_long").with("limit", templates::LONGEST),
        ));
    }
    let tx = cx.begin().await?;
    open(&tx, id, None).await?;
    if store::own(&tx, id).await?.len() >= MOST_LINES {
        return Err(Fault::field("what", Text::new("moves.fault.too_many_lines").with("limit", MOST_LINES)));
    }
    let line = store::add_own(&tx, id, &what, due_on).await?;
    store::raise(&tx, id).await?;
    write(&tx, cx, "move.line_added", id, LineKey::Own(line)).await?;
    tx.commit().await
}

/// Takes a line of the list's own away, one that was not needed.
pub async fn remove_line(cx: &Cx, id: MoveId, line: i64) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    open(&tx, id, None).await?;
    if !store::remove_own(&tx, id, line).await? {
        return Err(Fault::NotFound);
    }
    store::raise(&tx, id).await?;
    write(&tx, cx, "move.line_removed", id, LineKey::Own(line)).await?;
    tx.commit().await
}

async fn write(tx: &Tx, cx: &Cx, event: &'static str, id: MoveId, key: LineKey) -> Result<()> {
    let entry = Entry::new(event, Subject::Move(id)).with("line", key.to_string());
    journal::write(tx, cx, &entry).await.map(|_| ())
}

/// What an act did, and how it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    /// Something changed hands or is gone: the change set.
    Changed(Option<ChangeSetId>),
    /// A seat of a record was given back.
    Released(AssetId, i64),
    /// A seat of a record was given.
    Given(AssetId, i64),
    /// A planned hand-over was called off.
    Cancelled,
}

/// Does what ticks a line off: takes a thing back into stock, marks an account as gone, releases a seat, calls a planned
/// hand-over off, gives the seat that a newcomer needs. Each is the verb itself with its own transaction and way back.
///
/// # Errors
/// `Fault::Conflict` if the list is not open, or nothing of the kind stands in the line.
pub async fn act(cx: &Cx, id: MoveId, key: LineKey) -> Result<Acted> {
    cx.may(Right::ChangeLedger)?;
    let list = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    if list.state != crate::moves::State::Open {
        return Err(Fault::conflict("moves.fault.not_open"));
    }
    let sheet = gather::sheet(cx.db(), list).await?;
    let line = sheet.lines.iter().find(|line| line.key == key).ok_or(Fault::NotFound)?;
    let done = |line: &Line| matches!(line.standing, Standing::Done(_));
    match &line.matter {
        _ if done(line) => Err(Fault::conflict("moves.fault.done_already")),
        Matter::Asset(asset) => {
            let done = if BuiltIn::of(asset.kind) == Some(BuiltIn::Account) {
                assets::dispose(cx, asset.id, None, "").await?
            } else {
                assets::take_back(cx, asset.id, Status::InStock, None).await?
            };
            Ok(Acted::Changed(done.set))
        }
        Matter::Seat(seat, _) => {
            let seat = seats::release(cx, seat.id, None).await?;
            Ok(Acted::Released(seat.record, seat.id))
        }
        Matter::Handover(handover) => {
            crate::handovers::ops::cancel(cx, handover.id, handover.version, "").await?;
            Ok(Acted::Cancelled)
        }
        Matter::Own { need: Need::Seat(record), .. } => {
            let seat = seats::assign(cx, *record, Holder::Person(sheet.person.id), "", None).await?;
            Ok(Acted::Given(seat.record, seat.id))
        }
        Matter::Own { .. } => Err(Fault::conflict("moves.fault.by_hand")),
    }
}
