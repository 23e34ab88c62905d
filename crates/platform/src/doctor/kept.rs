//! The last examination, kept so that looking at it costs nothing.

use kernel::{Fault, Moment, Result, Right};
use sea_orm::FromQueryResult;

use super::{Check, examine};
use crate::db::{Migration, Sql as _};
use crate::house::Cx;
use crate::jobs::NewJob;
use crate::{time, values};

/// The kind of the job that examines, and the name of its schedule.
pub const EXAMINE: &str = "doctor.examine";

/// What was found, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// When everything was looked at.
    pub at: Moment,
    /// What was found about each thing.
    pub checks: Vec<Check>,
}

/// The job that examines everything and keeps what it found; one waits at a time.
pub fn job() -> NewJob {
    NewJob::new(EXAMINE).unique(EXAMINE).attempts(1)
}

/// Looks at everything and keeps what was found. That it cannot be kept (on a full disk, say) only goes to the log: what
/// was found says why.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn run(cx: &Cx, migrations: &[Migration]) -> Result<Examination> {
    let checks = examine(cx, migrations).await?;
    let examination = Examination { at: cx.now(), checks };
    if let Err(fault) = keep(cx, &examination).await {
        tracing::warn!(%fault, "what the doctor found cannot be kept");
    }
    Ok(examination)
}

/// What the last examination found; `None` if there was none yet.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn last(cx: &Cx) -> Result<Option<Examination>> {
    #[derive(FromQueryResult)]
    struct Row {
        at: i64,
        findings: String,
    }
    cx.may(Right::SeeSystemState)?;
    let row: Option<Row> = cx.db().one("SELECT at, findings FROM examination WHERE one = 1", vec![]).await?;
    // What another version wrote otherwise is as if nobody had looked.
    Ok(row.and_then(|row| {
        let checks = serde_json::from_str(&row.findings).ok()?;
        Some(Examination { at: time::from_stored(row.at), checks })
    }))
}

async fn keep(cx: &Cx, examination: &Examination) -> Result<()> {
    let findings = serde_json::to_string(&examination.checks).map_err(Fault::broken)?;
    let tx = cx.begin().await?;
    tx.run(
        "INSERT INTO examination (one, at, findings) VALUES (1, $1, $2)
         ON CONFLICT (one) DO UPDATE SET at = excluded.at, findings = excluded.findings",
        values![time::to_stored(examination.at), findings],
    )
    .await?;
    tx.commit().await
}
