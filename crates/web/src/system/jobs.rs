//! The handlers of jobs: list, watch, cancel; and beginning one from another page.

use axum::extract::Path;
use axum::response::Response;
use kernel::{Fault, JobId, Text};
use platform::jobs::{self, NewJob, schedules};

use super::job_views as views;
use crate::door::{Answer, Notice, Visit, fragment, redirect, redirect_with};

/// Jobs on the page; older ones are of no use to anybody.
const NEWEST: u32 = 100;

/// What is being done, was done, and comes up.
pub async fn list(visit: Visit) -> Answer {
    let all = jobs::list(&visit.cx, None, NEWEST).await?;
    let planned = schedules::list(&visit.cx).await?;
    Ok(views::list(&visit, &all, &planned))
}

/// One job.
pub async fn show(visit: Visit, Path(id): Path<i64>) -> Answer {
    let job = jobs::see(&visit.cx, JobId(id)).await?;
    Ok(views::one(&visit, &job))
}

/// The same as a fragment that asks again until it is over.
pub async fn status(visit: Visit, Path(id): Path<i64>) -> Answer {
    let job = jobs::see(&visit.cx, JobId(id)).await?;
    Ok(fragment(views::state(&visit, &job)))
}

/// Asks it to stop.
pub async fn cancel(visit: Visit, Path(id): Path<i64>) -> Answer {
    let here = format!("/system/jobs/{id}");
    match jobs::cancel(&visit.cx, JobId(id)).await {
        Ok(_) => Ok(redirect_with(&here, &Notice::good(Text::new("system.jobs.cancelled")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&here, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Begins a job on behalf of whoever asks, and goes where it can be watched.
pub(crate) async fn later(visit: &Visit, job: NewJob) -> Answer<Response> {
    let tx = visit.cx.begin().await?;
    let id = jobs::enqueue(&tx, &visit.cx, job).await?;
    tx.commit().await?;
    visit.house().live().ring();
    Ok(redirect(&format!("/system/jobs/{id}")))
}
