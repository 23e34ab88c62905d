//! What the server does by itself: which jobs there are, who does them, and when they come up.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use kernel::{Actor, Fault, Lang, Result, Role, Text};
use ledger::drafts;
use platform::jobs::schedules::{self, Schedule};
use platform::jobs::{self, Handlers, Run};
use platform::notify::{self, Mail, Smtp};
use platform::{Cx, House, accounts, backup, doctor, journal, limits, sessions};
use serde_json::{Value, json};

use crate::{demo, opening};

/// Clears away what ended by itself.
const HOUSEKEEPING: &str = "house.sweep";
/// The daily mail about deadlines.
const DEADLINES: &str = "deadlines.mail";
/// How long after the start the doctor looks at everything.
const AFTER_START: TimeDelta = TimeDelta::minutes(1);

/// Who does which job.
pub fn handlers(reader: sheet::Reader) -> Handlers {
    Handlers::default()
        .on(drafts::ops::JOB, move |run| {
            let reader = reader.clone();
            async move { import(run, &reader).await }
        })
        .on(notify::KIND, |run: Run| async move { notify::send_due(&run.house, &Smtp).await })
        .on(backup::NIGHTLY, |run: Run| async move {
            let report = backup::nightly(&run.cx(), &opening::migrations()).await?;
            serde_json::to_value(report).map_err(Fault::broken)
        })
        .on(journal::VERIFY, |run: Run| async move { verify(&run.house).await })
        .on(HOUSEKEEPING, |run: Run| async move { sweep(&run.house).await })
        .on(DEADLINES, |run: Run| async move { remind(&run.house).await })
        .on(doctor::EXAMINE, |run: Run| async move {
            let examination = doctor::run(&run.cx(), &opening::migrations()).await?;
            Ok(json!({ "health": doctor::worst(&examination.checks) }))
        })
        .on(demo::JOB, |run: Run| async move {
            let parts = i64::try_from(demo::PARTS).unwrap_or_default();
            let begin = |part| run.step(i64::try_from(part).unwrap_or_default(), parts);
            demo::live(&run.house, run.job.body_as()?, &begin).await?;
            Ok(Value::Null)
        })
}

/// Puts the regular work on the calendar, in the company's time.
pub async fn schedule(house: &House) -> Result<()> {
    let plan = [
        Schedule::new(backup::NIGHTLY, "30 2 * * *"),
        Schedule::new(HOUSEKEEPING, "10 4 * * *"),
        Schedule::new(doctor::EXAMINE, "10 5 * * *"),
        Schedule::new(DEADLINES, "30 8 * * *"),
    ];
    schedules::ensure(house, &plan).await?;
    examine_soon(house).await
}

/// A look at everything after the start, once the first visitors have been served.
async fn examine_soon(house: &House) -> Result<()> {
    let cx = house.system();
    let tx = cx.begin().await?;
    let job = doctor::job().not_before(house.now() + AFTER_START);
    jobs::enqueue(&tx, &cx, job).await?;
    tx.commit().await
}

/// Takes a draft in, on behalf of whoever began it: with the rights they have now, not those they had then. When it
/// stops or fails, the draft keeps its job, so that the page can say what happened and offer the way back.
async fn import(run: Run, reader: &sheet::Reader) -> Result<Value> {
    let word: String = run.job.body_as()?;
    let cx = on_behalf(&run).await?;
    take_in(&run, &cx, reader, &word).await
}

async fn take_in(run: &Run, cx: &Cx, reader: &sheet::Reader, word: &str) -> Result<Value> {
    let draft = drafts::ops::see(cx, word).await?;
    if let Some(outcome) = draft.outcome {
        // Taken in already: this is the second run of a job whose worker died at its very end.
        return serde_json::to_value(outcome.totals).map_err(Fault::broken);
    }
    let bytes = drafts::ops::content(cx, word).await?;
    let read = reader.read(&draft.source.name, &bytes).await;
    let workbook = read.map_err(|error| unreadable(&error))?;
    let cancel = AtomicBool::new(false);
    let progress = |done: u64, total: u64| {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        if run.step(number(done), number(total)).is_err() {
            cancel.store(true, Ordering::Relaxed);
        }
    };
    let report =
        ledger::imports::ops::run(cx, &workbook, &draft.source, &draft.choices, progress, &cancel).await?;
    let outcome = drafts::ops::finish(cx, word, &report).await?;
    serde_json::to_value(outcome.totals).map_err(Fault::broken)
}

/// Why the file cannot be read, with its figures, in words for the person who looks at the job.
fn unreadable(error: &sheet::ReadError) -> Fault {
    let args = error.args().into_iter().map(|(name, value)| (name.into(), value)).collect();
    Fault::Conflict(Text { key: error.key().into(), args })
}

async fn on_behalf(run: &Run) -> Result<Cx> {
    let Some(id) = run.job.created_by else { return Ok(run.cx()) };
    let account = accounts::see(&run.cx(), id).await?;
    if !account.active {
        return Err(Fault::Forbidden);
    }
    Ok(run.house.acting(account.actor(), account.lang))
}

/// Recomputes the whole journal; what is wrong with it is what the job failed of.
async fn verify(house: &House) -> Result<Value> {
    match journal::verify(house.db(), &[]).await? {
        Ok(head) => Ok(json!({ "entries": head.seq, "anchor": head.anchor.to_string() })),
        Err(broken) => Err(Fault::Conflict(broken.text())),
    }
}

async fn sweep(house: &House) -> Result<Value> {
    let sessions = sessions::sweep(house).await?;
    let logins = accounts::sweep(house).await?;
    let limits = limits::sweep(house).await?;
    let jobs = jobs::sweep(house).await?;
    let mails = notify::sweep(house).await?;
    let drafts = drafts::ops::sweep(house).await?;
    platform::files::sweep(house).await?;
    Ok(json!({
        "sessions": sessions, "logins": logins, "limits": limits, "jobs": jobs, "mails": mails, "drafts": drafts,
    }))
}

/// One mail to each admin on days when something comes nearer; the key keeps two nodes from writing it twice.
async fn remind(house: &House) -> Result<Value> {
    let system = house.system();
    let settings = platform::settings::current(house).await?;
    let today = house.today();
    let news = ledger::deadlines::ops::news(&system, today).await?;
    let base = settings.server.base_url.as_ref().map(ToString::to_string);
    let mut written = 0;
    for listed in accounts::list(&system).await? {
        let account = listed.account;
        if account.role != Role::Admin || !account.active {
            continue;
        }
        let Some(digest) =
            ledger::deadlines::digest(settings.display.dates(account.lang), today, &news, base.as_deref())
        else {
            continue;
        };
        let mail = Mail::new(account.email.as_str(), digest.subject, digest.text)
            .once(format!("deadlines:{today}:{}", account.id));
        let cx = house.acting(Actor::System, Lang::Ja);
        let tx = cx.begin().await?;
        written += i64::from(notify::mail(&tx, &cx, &mail).await?.is_some());
        tx.commit().await?;
    }
    house.live().ring();
    Ok(json!({ "deadlines": news.len(), "mails": written }))
}
