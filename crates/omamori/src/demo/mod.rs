//! The sample company: a year of a small manufacturer's IT, written through the real verbs with a moved clock.
//!
//! The same seed and day always give the same company. Later rooms add their part to [`year`].

pub mod cast;
mod counting;
mod papers;
mod random;
mod records;
mod stock;
mod year;

use std::sync::Arc;

use chrono::{Days, NaiveTime, TimeZone};
use kernel::{Day, FixedClock, Moment, Result};
use platform::House;
use platform::accounts::Founding;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// The job that lives through the year, after the wizard has founded the sample company.
pub const JOB: &str = "demo.fill";
/// The parts of that work; the wizard says which is under way (`setup.sample.part.<number>`).
pub const PARTS: usize = 4;

/// What the sample is made from.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Sample {
    /// Another seed deals the devices out differently.
    pub seed: u64,
    /// The day it is in the sample; its history is the year before.
    pub today: Day,
}

/// Fills an empty house with the sample company; `founding` is its admin.
///
/// # Errors
/// [`kernel::Fault::Conflict`] if the house already has an account.
pub async fn fill(house: &House, sample: Sample, founding: &Founding, password: &SecretString) -> Result<()> {
    found(house, sample, founding, password).await?;
    live(house, sample, &|_| Ok(())).await
}

/// The first half: the company is founded, a year ago.
///
/// # Errors
/// [`kernel::Fault::Invalid`] names every wrong field; [`kernel::Fault::Conflict`] if the house already has an account.
pub async fn found(
    house: &House,
    sample: Sample,
    founding: &Founding,
    password: &SecretString,
) -> Result<()> {
    let (past, _) = year_ago(house, sample);
    platform::accounts::found(&past, founding, password).await?;
    platform::settings::mark_as_sample(&past.system()).await?;
    // The pages read the settings of the house they were started with.
    platform::settings::refresh(house).await
}

/// The second half: the year from then to today. `begin` is told each part by its number and may stop the rest.
///
/// # Errors
/// What `begin` answers; [`kernel::Fault::Broken`] with the database's words.
pub async fn live(house: &House, sample: Sample, begin: &(dyn Fn(usize) -> Result<()> + Sync)) -> Result<()> {
    let (past, clock) = year_ago(house, sample);
    year::live_through(&past, &clock, sample, begin).await
}

/// The house as it was a year before the sample's today, with a clock that can be moved.
fn year_ago(house: &House, sample: Sample) -> (House, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at(morning(sample.today - Days::new(365))));
    let past = House::new(house.db().clone(), Arc::clone(&clock) as _, house.data(), cast::ZONE);
    (past, clock)
}

/// 08:40 at the company: when the admin comes in.
fn morning(day: Day) -> Moment {
    let time = NaiveTime::from_hms_opt(8, 40, 0).unwrap_or_default();
    let local = cast::ZONE.from_local_datetime(&day.and_time(time)).earliest();
    local.map(|local| local.with_timezone(&chrono::Utc)).unwrap_or_default()
}
