//! The acts on one hand-over: recording it without a signature, calling it off, taking it back.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Fault, HandoverId, Text};
use ledger::handovers::{Signing, ops};

use super::one;
use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};

/// Does it without a signature; the reason is kept on the paper.
pub async fn record(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let done = match forms::day(&sent, "on") {
        Ok(on) => {
            let signing = Signing {
                on,
                name: String::new(),
                strokes: String::new(),
                unsigned_because: value(&sent, "unsigned_because").to_owned(),
                by_name: by_name(&visit),
            };
            let version = value(&sent, "version").parse().unwrap_or(0);
            ops::perform(&visit.cx, HandoverId(id), version, &signing).await
        }
        Err(fault) => Err(fault),
    };
    match done {
        Ok(done) => {
            Ok(redirect_with(&format!("/handovers/{id}"), &good(&done.handover, "handovers.recorded")))
        }
        Err(fault) => refused(&visit, id, fault).await,
    }
}

/// Calls it off.
pub async fn cancel(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    match ops::cancel(&visit.cx, HandoverId(id), version, value(&sent, "because")).await {
        Ok(_) => {
            let notice = Notice::good(Text::new("handovers.cancelled_done"));
            Ok(redirect_with(&format!("/handovers/{id}"), &notice))
        }
        Err(fault) => refused(&visit, id, fault).await,
    }
}

/// Takes it back as a whole.
pub async fn undo(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = HandoverId(id);
    let version = match value(&sent, "version").parse() {
        Ok(version) => version,
        // From a message that carries no version: whatever it is now.
        Err(_) => ops::see(&visit.cx, id).await?.version,
    };
    match ops::undo(&visit.cx, id, version).await {
        Ok(_) => {
            Ok(redirect_with(&format!("/handovers/{id}"), &Notice::good(Text::new("handovers.undone_done"))))
        }
        Err(fault) => refused(&visit, id.0, fault).await,
    }
}

/// It is done; the message carries the way back.
pub(super) fn good(handover: &ledger::handovers::Handover, key: &'static str) -> Notice {
    let text = Text::new(key).with("count", handover.items.len());
    Notice::good(text).undo(format!("/handovers/{}/undoing", handover.id), "assets.undo")
}

/// What the one who hands over is called.
pub(super) fn by_name(visit: &Visit) -> String {
    visit.account.as_ref().map_or_else(String::new, |account| account.name.clone())
}

async fn refused(visit: &Visit, id: i64, fault: Fault) -> Answer {
    match fault {
        Fault::Conflict(text) => Ok(redirect_with(&format!("/handovers/{id}"), &Notice::problem(text))),
        other => {
            let errors = forms::errors(visit.lang, other)?;
            one::show(visit, StatusCode::UNPROCESSABLE_ENTITY, HandoverId(id), &errors).await
        }
    }
}
