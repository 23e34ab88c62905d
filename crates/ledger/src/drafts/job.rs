//! The job that takes a draft in: on behalf of whoever began it, with the rights they have now, not those they had then.
//! When it stops or fails, the draft keeps its job, so that a face can say what happened and offer the way back.

use std::sync::atomic::{AtomicBool, Ordering};

use kernel::{Actor, Fault, Lang, Result, TokenId};
use platform::jobs::{Handlers, NewJob, Run};
use platform::{Cx, accounts, tokens};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sheet::Reader;

use super::ops;
use crate::imports;

/// Its kind.
pub const JOB: &str = "ledger.import";

/// What the job needs to know: its body.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    /// The draft's word.
    word: String,
    /// In which language the remarks are kept.
    lang: Lang,
    /// The token it was begun with.
    token: Option<TokenId>,
}

/// The job for a draft, begun by the actor.
pub(super) fn order(cx: &Cx, word: &str) -> NewJob {
    let token = match &cx.actor {
        Actor::Token { id, .. } => Some(*id),
        Actor::Account { .. } | Actor::System | Actor::Visitor => None,
    };
    let order = Order { word: word.to_owned(), lang: cx.lang, token };
    NewJob::new(JOB).body(order).unique(format!("draft:{word}")).attempts(3)
}

/// The same handlers, with one that takes drafts in. `reader` reads their files in a child process, under the limits of
/// the settings.
pub fn handled(handlers: Handlers, reader: Reader) -> Handlers {
    handlers.on(JOB, move |run| {
        let reader = reader.clone();
        async move { take_in(run, &reader).await }
    })
}

/// Does the job.
///
/// # Errors
/// Those of the import itself; [`Fault::Forbidden`] if whoever began it may not any more; [`Fault::Conflict`] if the file
/// cannot be read or somebody asked it to stop.
pub async fn take_in(run: Run, usual: &Reader) -> Result<Value> {
    let order: Order = run.job.body_as()?;
    let cx = &on_behalf(&run, &order).await?;
    let draft = ops::see(cx, &order.word).await?;
    if let Some(outcome) = draft.outcome {
        // Taken in already: this is the second run of a job whose worker died at its very end.
        return serde_json::to_value(outcome.totals).map_err(Fault::broken);
    }
    let bytes = ops::content(cx, &order.word).await?;
    let read = imports::reader(&run.house, usual).await?.read(&draft.source.name, &bytes).await;
    let workbook = read.map_err(|error| Fault::Conflict(imports::unreadable(&error)))?;
    let cancel = AtomicBool::new(false);
    let progress = |done: u64, total: u64| {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        if run.step(number(done), number(total)).is_err() {
            cancel.store(true, Ordering::Relaxed);
        }
    };
    let report = imports::ops::run(cx, &workbook, &draft.source, &draft.choices, progress, &cancel).await?;
    let outcome = ops::finish(cx, &order.word, &report).await?;
    serde_json::to_value(outcome.totals).map_err(Fault::broken)
}

async fn on_behalf(run: &Run, order: &Order) -> Result<Cx> {
    if let Some(token) = order.token {
        let actor = tokens::holder(&run.house, token).await?.ok_or(Fault::Forbidden)?;
        return Ok(run.house.acting(actor, order.lang));
    }
    let Some(id) = run.job.created_by else { return Ok(run.house.acting(Actor::System, order.lang)) };
    let account = accounts::see(&run.cx(), id).await?;
    if !account.active {
        return Err(Fault::Forbidden);
    }
    Ok(run.house.acting(account.actor(), order.lang))
}
