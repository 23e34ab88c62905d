//! The verbs about drafts.

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use kernel::{Fault, ImportId, JobId, Result, Right, Text};
use platform::db::Tx;
use platform::jobs::{self, Job};
use platform::{Cx, House, secrets, time};

use super::model::{Draft, Outcome, Purpose};
use super::{job, store};
use crate::imports::{Choices, Report, Source};

const SEALED_FOR: &str = "import-draft";
/// How long a forgotten draft waits.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Keeps a file until somebody has looked at its preview.
///
/// # Errors
/// [`Fault::Invalid`] on `file` if it is empty.
pub async fn keep(cx: &Cx, purpose: Purpose, name: &str, bytes: &[u8]) -> Result<Draft> {
    cx.may(Right::ImportLedger)?;
    let ready = Ready::of(cx, name, bytes)?;
    let tx = cx.begin().await?;
    let word = ready.put(&tx, cx, purpose, &Choices::default()).await?;
    tx.commit().await?;
    see(cx, &word).await
}

/// Keeps a file and begins to take it in as assets at once, as programs do that need no preview.
///
/// # Errors
/// [`Fault::Invalid`] on `file` if it is empty.
pub async fn send(cx: &Cx, name: &str, bytes: &[u8], choices: &Choices) -> Result<Draft> {
    cx.may(Right::ImportLedger)?;
    let ready = Ready::of(cx, name, bytes)?;
    let tx = cx.begin().await?;
    let word = ready.put(&tx, cx, Purpose::Assets, choices).await?;
    let job = jobs::enqueue(&tx, cx, job::order(cx, &word)).await?;
    store::set_job(&tx, &word, Some(job)).await?;
    tx.commit().await?;
    cx.house.live().ring();
    see(cx, &word).await
}

/// A file made ready before its transaction begins: sealing a large one takes a moment.
struct Ready {
    word: String,
    source: Source,
    sealed: Vec<u8>,
}

impl Ready {
    fn of(cx: &Cx, name: &str, bytes: &[u8]) -> Result<Self> {
        if bytes.is_empty() {
            return Err(Fault::field("file", Text::new("imports.fault.empty_file")));
        }
        Ok(Self {
            word: HEXLOWER.encode(secrets::random::<16>()?.as_slice()),
            source: Source::of(platform::files::FileName::clean(name).as_str(), bytes),
            sealed: secrets::seal(&cx.house, SEALED_FOR, bytes)?,
        })
    }

    /// Stores it and gives its word.
    async fn put(self, tx: &Tx, cx: &Cx, purpose: Purpose, choices: &Choices) -> Result<String> {
        let new = store::NewDraft {
            word: &self.word,
            purpose,
            source: &self.source,
            choices: spelled(choices)?,
            at: time::to_stored(cx.now()),
            by: cx.actor.account().map(|account| account.0),
        };
        store::insert(tx, new, self.sealed).await?;
        Ok(self.word)
    }
}

/// One draft.
///
/// # Errors
/// [`Fault::NotFound`] if there is none (any more).
pub async fn see(cx: &Cx, word: &str) -> Result<Draft> {
    cx.may(Right::ImportLedger)?;
    store::by_word(cx.db(), word).await?.ok_or(Fault::NotFound)
}

/// The file itself.
///
/// # Errors
/// [`Fault::NotFound`] once it was taken in or thrown away.
pub async fn content(cx: &Cx, word: &str) -> Result<Vec<u8>> {
    cx.may(Right::ImportLedger)?;
    let sealed = store::sealed(cx.db(), word).await?.ok_or(Fault::NotFound)?;
    Ok(secrets::open(&cx.house, SEALED_FOR, &sealed)?.to_vec())
}

/// Remembers what was chosen, so that going back and forth loses nothing.
///
/// # Errors
/// [`Fault::Conflict`] once it is being taken in.
pub async fn choose(cx: &Cx, word: &str, choices: &Choices) -> Result<()> {
    cx.may(Right::ImportLedger)?;
    let tx = cx.begin().await?;
    if store::set_choices(&tx, word, &spelled(choices)?).await? == 0 {
        return Err(Fault::conflict("imports.fault.draft_begun"));
    }
    tx.commit().await
}

/// Begins to take the draft in, as a job; a second time gives the same job.
pub async fn begin(cx: &Cx, word: &str) -> Result<JobId> {
    cx.may(Right::ImportLedger)?;
    let tx = cx.begin().await?;
    if let Some(job) = store::job_for_update(&tx, word).await?.ok_or(Fault::NotFound)? {
        return Ok(job);
    }
    let id = jobs::enqueue(&tx, cx, job::order(cx, word)).await?;
    store::set_job(&tx, word, Some(id)).await?;
    tx.commit().await?;
    cx.house.live().ring();
    Ok(id)
}

/// A draft with its job, if it was begun: whoever may import may watch any import, not only their own.
pub async fn follow(cx: &Cx, word: &str) -> Result<(Draft, Option<Job>)> {
    let draft = see(cx, word).await?;
    let job = match draft.job {
        Some(id) => match jobs::see(&cx.house.system(), id).await {
            Ok(job) => Some(job),
            // Jobs are forgotten after a month; what came of them is not.
            Err(Fault::NotFound) => None,
            Err(fault) => return Err(fault),
        },
        None => None,
    };
    Ok((draft, job))
}

/// Asks the job to stop: what waits is over at once, what runs stops at its next step, and nothing of the file is kept
/// in the ledger.
///
/// # Errors
/// [`Fault::Conflict`] if it was not begun or is over.
pub async fn cancel(cx: &Cx, word: &str) -> Result<()> {
    let draft = see(cx, word).await?;
    let job = draft.job.ok_or_else(|| Fault::conflict("jobs.fault.over"))?;
    jobs::cancel(&cx.house.system(), job).await.map(drop)
}

/// Lets go of a job that was cancelled or failed, so that the draft can be looked at and begun again.
pub async fn release(cx: &Cx, word: &str) -> Result<()> {
    cx.may(Right::ImportLedger)?;
    let tx = cx.begin().await?;
    store::set_job(&tx, word, None).await?;
    tx.commit().await
}

/// Keeps what came of it, and wipes the file.
pub async fn finish(cx: &Cx, word: &str, report: &Report) -> Result<Outcome> {
    cx.may(Right::ImportLedger)?;
    let outcome = Outcome::of(report);
    let tx = cx.begin().await?;
    let spelled = serde_json::to_string(&outcome).map_err(Fault::broken)?;
    store::finish(&tx, word, outcome.import, &spelled).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// What came of an import that began as a draft.
pub async fn of_import(cx: &Cx, import: ImportId) -> Result<Option<Outcome>> {
    cx.may(Right::ReadLedger)?;
    Ok(store::by_import(cx.db(), import).await?.and_then(|draft| draft.outcome))
}

/// Throws a draft away.
pub async fn discard(cx: &Cx, word: &str) -> Result<()> {
    cx.may(Right::ImportLedger)?;
    let tx = cx.begin().await?;
    store::delete(&tx, word).await?;
    tx.commit().await
}

/// Deletes drafts that nobody came back to for a week. A job of its own runs it daily.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let count = store::sweep(&tx, time::to_stored(house.now() - KEPT)).await?;
    tx.commit().await?;
    Ok(count)
}

fn spelled(choices: &Choices) -> Result<String> {
    serde_json::to_string(choices).map_err(Fault::broken)
}
