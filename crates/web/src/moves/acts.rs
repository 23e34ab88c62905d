//! The acts on a list and its lines.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Fault, MoveId, Result, Text};
use ledger::moves::ops::Acted;
use ledger::moves::{Kind, LineKey, Outcome, ops};

use super::one;
use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};

/// Closes it: what it was about happens.
pub async fn close(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    match ops::close(&visit.cx, MoveId(id), version).await {
        Ok(list) => {
            let key = match list.kind {
                Kind::Join => "moves.closed.join",
                Kind::Change => "moves.closed.change",
                Kind::Leave => "moves.closed.leave",
            };
            let notice = Notice::good(Text::new(key));
            Ok(back(id, &notice.undo(format!("/moves/{id}/reopening"), "assets.undo")))
        }
        Err(fault) => refused(&visit, id, fault).await,
    }
}

/// Opens it again.
pub async fn reopen(visit: Visit, Path(id): Path<i64>) -> Answer {
    done(&visit, id, ops::reopen(&visit.cx, MoveId(id)).await, "moves.reopened").await
}

/// Calls it off.
pub async fn cancel(visit: Visit, Path(id): Path<i64>) -> Answer {
    match ops::cancel(&visit.cx, MoveId(id)).await {
        Ok(_) => {
            let notice = Notice::good(Text::new("moves.cancelled"));
            Ok(back(id, &notice.undo(format!("/moves/{id}/reopening"), "assets.undo")))
        }
        Err(fault) => refused(&visit, id, fault).await,
    }
}

/// Adds a line of the list's own.
pub async fn add_line(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let list = ops::see(&visit.cx, MoveId(id)).await?.list;
    let added = match forms::day(&sent, "due_on") {
        Ok(on) => ops::add_line(&visit.cx, list.id, value(&sent, "what"), on.unwrap_or(list.on)).await,
        Err(fault) => Err(fault),
    };
    done(&visit, id, added, "moves.line_added").await
}

/// Takes a line of the list's own away.
pub async fn remove_line(visit: Visit, Path((id, line)): Path<(i64, String)>) -> Answer {
    let Some(LineKey::Own(line)) = LineKey::parse(&line) else { return Err(Fault::NotFound.into()) };
    done(&visit, id, ops::remove_line(&visit.cx, MoveId(id), line).await, "moves.line_removed").await
}

/// Does what ticks a line off; the message carries the way back.
pub async fn act(visit: Visit, Path((id, line)): Path<(i64, String)>) -> Answer {
    let key = LineKey::parse(&line).ok_or(Fault::NotFound)?;
    match ops::act(&visit.cx, MoveId(id), key).await {
        Ok(acted) => {
            let notice = |key| Notice::good(Text::new(key));
            let notice = match acted {
                Acted::Changed(Some(set)) => notice("moves.acted.changed")
                    .undo(format!("/assets/changes/{set}/undoing"), "assets.undo"),
                Acted::Changed(None) => notice("moves.acted.changed"),
                Acted::Released(record, seat) => notice("moves.acted.released")
                    .undo(format!("/assets/{record}/seats/{seat}/reopening"), "assets.undo"),
                Acted::Given(record, seat) => notice("moves.acted.given")
                    .undo(format!("/assets/{record}/seats/{seat}/removal"), "assets.undo"),
                Acted::Cancelled => notice("handovers.cancelled_done"),
            };
            Ok(back(id, &notice))
        }
        Err(fault) => refused(&visit, id, fault).await,
    }
}

/// Ticks a line off, says why not, or takes that back.
pub async fn tick(visit: Visit, Path((id, line)): Path<(i64, String)>, Form(sent): Form<Sent>) -> Answer {
    let key = LineKey::parse(&line).ok_or(Fault::NotFound)?;
    let (outcome, said) = match value(&sent, "outcome") {
        "done" => (Outcome::Done, "moves.ticked.done"),
        "open" => (Outcome::Open, "moves.ticked.open"),
        _ => (Outcome::Excused(value(&sent, "reason").to_owned()), "moves.ticked.excused"),
    };
    done(&visit, id, ops::tick(&visit.cx, MoveId(id), key, &outcome).await, said).await
}

async fn done<T>(visit: &Visit, id: i64, result: Result<T>, key: &'static str) -> Answer {
    match result {
        Ok(_) => Ok(back(id, &Notice::good(Text::new(key)))),
        Err(fault) => refused(visit, id, fault).await,
    }
}

fn back(id: i64, notice: &Notice) -> Response {
    redirect_with(&format!("/moves/{id}"), notice)
}

async fn refused(visit: &Visit, id: i64, fault: Fault) -> Answer {
    match fault {
        Fault::Conflict(text) => Ok(back(id, &Notice::problem(text))),
        other => {
            let errors = forms::errors(visit.lang, other)?;
            one::show(visit, StatusCode::UNPROCESSABLE_ENTITY, MoveId(id), &errors).await
        }
    }
}
