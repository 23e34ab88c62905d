//! Is everything well? A list of checks in plain words, each with what to do if it is not.
//!
//! A check never fails itself: what it cannot find out is a finding. It changes nothing. Looking at everything reads the
//! whole journal, so it is done by a job, and what it found is kept for whoever asks.
//!
//! Reading order: [`Check`], [`examine`], [`run`] and [`last`], then `database`, `machine`, `care`, `copies`.

mod care;
mod copies;
mod database;
mod kept;
mod machine;
mod migrations;

use std::borrow::Cow;

use kernel::{Fault, Result, Right, Text};
use serde::{Deserialize, Serialize};

pub use kept::{EXAMINE, Examination, job, last, run};
pub use machine::free_bytes;
pub use migrations::MIGRATIONS;

use crate::db::Migration;
use crate::house::Cx;
use crate::trouble;

/// How it stands with one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// All is well.
    Good,
    /// Nothing is lost yet; to be mended soon.
    Soon,
    /// To be mended now.
    Bad,
}

impl Health {
    /// The word a person reads.
    pub fn text(self) -> Text {
        Text::new(match self {
            Health::Good => "doctor.health.good",
            Health::Soon => "doctor.health.soon",
            Health::Bad => "doctor.health.bad",
        })
    }
}

/// What was found about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The thing, for scripts: `database`, `disk`, `backup` …
    pub id: Cow<'static, str>,
    /// How it stands.
    pub health: Health,
    /// What was found.
    pub text: Text,
    /// What to do; nothing if all is well.
    pub advice: Option<Text>,
}

impl Check {
    /// What the thing is called.
    pub fn name(&self) -> Text {
        Text { key: format!("doctor.name.{}", self.id).into(), args: Vec::new() }
    }

    fn good(id: &'static str, text: Text) -> Self {
        Self { id: id.into(), health: Health::Good, text, advice: None }
    }

    fn soon(id: &'static str, text: Text, advice: Text) -> Self {
        Self { id: id.into(), health: Health::Soon, text, advice: Some(advice) }
    }

    fn bad(id: &'static str, text: Text, advice: Text) -> Self {
        Self { id: id.into(), health: Health::Bad, text, advice: Some(advice) }
    }

    /// The finding when looking itself failed.
    fn of_fault(id: &'static str, fault: &Fault) -> Self {
        let text = trouble::explain(fault).unwrap_or_else(|| {
            tracing::warn!(%fault, id, "a check could not be made");
            Text::new("doctor.unknown")
        });
        Self::bad(id, text, Text::new("doctor.unknown.advice"))
    }
}

/// Looks at everything. `migrations` are those of this version.
///
/// # Errors
/// [`Fault::Forbidden`] for who may not see the system's state.
pub async fn examine(cx: &Cx, migrations: &[Migration]) -> Result<Vec<Check>> {
    cx.may(Right::SeeSystemState)?;
    let house = &cx.house;
    let mut checks = vec![database::reachable(house).await];
    if checks.iter().all(|check| check.health != Health::Bad) {
        checks.push(database::whole(house).await);
        checks.push(database::current(house, migrations).await);
    }
    if checks.iter().all(|check| check.health != Health::Bad) {
        // These need their tables.
        checks.push(database::journal(house).await);
        checks.push(machine::clock(house).await);
        checks.push(care::backup(house).await);
        checks.push(copies::second_place(house).await);
        checks.push(care::mail(house).await);
        checks.push(care::jobs(house).await);
        checks.push(care::schedules(house).await);
        checks.push(care::logins(house).await);
        checks.push(care::address(house).await);
    }
    checks.push(machine::certificate(house));
    checks.push(machine::disk(house));
    checks.push(machine::folder(house));
    checks.push(machine::server_key(house));
    checks.push(machine::backup_key(house));
    Ok(checks)
}

/// The worst of all findings.
pub fn worst(checks: &[Check]) -> Health {
    checks.iter().map(|check| check.health).max().unwrap_or(Health::Good)
}
