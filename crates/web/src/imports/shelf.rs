//! What is being looked at: the workbooks and plans of the last drafts, so that turning a page of the preview does not
//! read the file again. Drafts have random words, so one process may keep those of several houses side by side.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use kernel::{Fault, Moment, Result};
use ledger::drafts::{self, Draft};
use ledger::imports::{self, Choices, ImportPlan};
use platform::Cx;
use sheet::{Reader, Workbook};

use crate::door::Web;

/// How many drafts are kept; a large one weighs some dozen megabytes.
const MOST: usize = 3;
/// How long a plan is believed: the ledger may change meanwhile, and taking in compares again anyway.
const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How long a draft that nobody looks at stays in memory.
const KEPT: TimeDelta = TimeDelta::minutes(15);

struct Kept {
    word: String,
    used_at: Moment,
    workbook: Arc<Workbook>,
    plan: Option<(Choices, Moment, Arc<ImportPlan>)>,
}

static SHELF: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// A draft with everything that is read from its file.
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// Its file as sheets.
    pub workbook: Arc<Workbook>,
    /// What taking it in would do.
    pub plan: Arc<ImportPlan>,
}

/// Opens a draft that waits; `choices` instead of its own if given.
pub async fn open(web: &Web, cx: &Cx, draft: Draft, choices: Option<&Choices>) -> Result<Opened> {
    let workbook = workbook(web, cx, &draft).await?;
    let choices = choices.unwrap_or(&draft.choices);
    let known = with(&draft.word, |kept| match &kept.plan {
        Some((made_for, at, plan)) if made_for == choices && cx.now() - *at < FRESH => Some(Arc::clone(plan)),
        _ => None,
    });
    let plan = if let Some(plan) = known.flatten() {
        plan
    } else {
        let plan = Arc::new(imports::ops::plan(cx, &workbook, &draft.source, choices).await?);
        let entry = (choices.clone(), cx.now(), Arc::clone(&plan));
        with(&draft.word, |kept| kept.plan = Some(entry));
        plan
    };
    Ok(Opened { draft, workbook, plan })
}

/// The file of a draft as sheets.
pub async fn workbook(web: &Web, cx: &Cx, draft: &Draft) -> Result<Arc<Workbook>> {
    if let Some(workbook) = with(&draft.word, |kept| {
        kept.used_at = cx.now();
        Arc::clone(&kept.workbook)
    }) {
        return Ok(workbook);
    }
    let bytes = drafts::ops::content(cx, &draft.word).await?;
    let read = reader(web).await?.read(&draft.source.name, &bytes).await;
    let workbook = Arc::new(read.map_err(|error| Fault::Conflict(imports::unreadable(&error)))?);
    put(cx, &draft.word, Arc::clone(&workbook));
    Ok(workbook)
}

/// Keeps a workbook that was just read.
pub fn put(cx: &Cx, word: &str, workbook: Arc<Workbook>) {
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    let now = cx.now();
    shelf.retain(|kept| kept.word != word && now - kept.used_at < KEPT);
    while shelf.len() >= MOST {
        shelf.remove(0);
    }
    shelf.push(Kept { word: word.to_owned(), used_at: now, workbook, plan: None });
}

/// Lets go of a draft.
pub fn forget(word: &str) {
    SHELF.lock().unwrap_or_else(PoisonError::into_inner).retain(|kept| kept.word != word);
}

/// Lets go of a draft's plan only, because the ledger has changed.
pub fn forget_plan(word: &str) {
    with(word, |kept| kept.plan = None);
}

fn with<T>(word: &str, read: impl FnOnce(&mut Kept) -> T) -> Option<T> {
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    shelf.iter_mut().find(|kept| kept.word == word).map(read)
}

/// The reader with the limits that the settings name.
pub async fn reader(web: &Web) -> Result<Reader> {
    imports::reader(web.house(), web.reader()).await
}
