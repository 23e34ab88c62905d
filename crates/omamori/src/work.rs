//! What the server does by itself: which jobs there are, who does them, and when they come up.

use chrono::TimeDelta;
use kernel::{Fault, Result};
use ledger::drafts;
use platform::jobs::schedules::{self, Schedule};
use platform::jobs::{self, Handlers, Run};
use platform::notify::{self, Smtp};
use platform::{House, accounts, backup, doctor, journal, limits, links, passkeys, sessions, sso};
use serde_json::{Value, json};

use crate::{demo, opening};

/// Clears away what ended by itself.
const HOUSEKEEPING: &str = "house.sweep";
/// The daily mail about deadlines.
const DEADLINES: &str = "deadlines.mail";
/// How long after the start the doctor looks at everything.
const AFTER_START: TimeDelta = TimeDelta::minutes(1);
/// How long what the doctor found counts as fresh, so that a server restarted again and again is not examined each time.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// Who does which job.
pub fn handlers(reader: sheet::Reader) -> Handlers {
    drafts::handled(Handlers::default(), reader)
        .on(notify::KIND, |run: Run| async move { notify::send_due(&run.house, &Smtp).await })
        .on(links::KIND, |run: Run| async move { links::deliver(&run.house, &Smtp, &run.job.body).await })
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

/// A look at everything after the start, once the first visitors have been served; none if one was just taken.
async fn examine_soon(house: &House) -> Result<()> {
    let cx = house.system();
    let age = doctor::last(&cx).await?.map(|examination| house.now() - examination.at);
    if age.is_some_and(|age| (TimeDelta::zero()..FRESH).contains(&age)) {
        return Ok(());
    }
    let tx = cx.begin().await?;
    let job = doctor::job().not_before(house.now() + AFTER_START);
    jobs::enqueue(&tx, &cx, job).await?;
    tx.commit().await
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
    let logins = accounts::sweep(house).await?
        + passkeys::sweep(house).await?
        + links::sweep(house).await?
        + sso::sweep(house).await?;
    let limits = limits::sweep(house).await?;
    let jobs = jobs::sweep(house).await?;
    let mails = notify::sweep(house).await?;
    let drafts = drafts::ops::sweep(house).await?;
    platform::files::sweep(house).await?;
    platform::search::sweep(house).await?;
    Ok(json!({
        "sessions": sessions, "logins": logins, "limits": limits, "jobs": jobs, "mails": mails, "drafts": drafts,
    }))
}

/// One mail to each admin on days when something comes nearer. Without a mail server nobody waits for one.
async fn remind(house: &House) -> Result<Value> {
    if !platform::settings::current(house).await?.mail.is_configured() {
        return Ok(json!({ "deadlines": 0, "mails": 0 }));
    }
    let told = ledger::deadlines::notices::tell(&house.system()).await?;
    Ok(json!({ "deadlines": told.deadlines, "mails": told.mails }))
}
