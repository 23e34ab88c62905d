//! The sample company: a year of a small manufacturer's IT, written through the real verbs with a moved clock.
//!
//! The same seed and day always give the same company. Later rooms add their part to [`year`].

pub mod cast;
mod random;
mod stock;
mod year;

use std::sync::Arc;

use chrono::{Days, NaiveTime, TimeZone};
use kernel::{Day, FixedClock, Moment, Result};
use platform::House;
use platform::accounts::Founding;
use secrecy::SecretString;

/// What the sample is made from.
#[derive(Debug, Clone, Copy)]
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
    let clock = Arc::new(FixedClock::at(morning(house, sample.today - Days::new(365))));
    let past = House::new(house.db().clone(), Arc::clone(&clock) as _, house.data(), house.zone());
    platform::accounts::found(&past, founding, password).await?;
    platform::settings::mark_as_sample(&past.system()).await?;
    year::live_through(&past, &clock, sample).await?;
    // The pages read the settings of the house they were started with.
    platform::settings::current(house).await?;
    Ok(())
}

/// 08:40 in the company's zone: when the admin comes in.
fn morning(house: &House, day: Day) -> Moment {
    let time = NaiveTime::from_hms_opt(8, 40, 0).unwrap_or_default();
    let local = house.zone().from_local_datetime(&day.and_time(time)).earliest();
    local.map(|local| local.with_timezone(&chrono::Utc)).unwrap_or_default()
}
