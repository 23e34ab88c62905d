//! After the clock was set back: nothing may wait for a time that never really was.
//!
//! Whatever was planned while the clock was ahead lies in a future that comes again only much later: the nightly backup, a
//! job to be tried again, the lease of a worker that died. A worker looks after this when it begins and whenever it sees
//! the clock go back.

use chrono::TimeDelta;
use kernel::Result;

use super::schedules;
use crate::house::House;
use crate::{time, values};

/// No wait between two attempts is that long.
const FAR: TimeDelta = TimeDelta::hours(4);

/// Brings what lies in a future that never was back to now; says how many jobs and schedules that were.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn settle(house: &House, lease: TimeDelta) -> Result<u64> {
    let now = house.now();
    let [at, far, believed, leased] = [now, now + FAR, now + time::SKEW, now + lease].map(time::to_stored);
    let tx = house.db().begin().await?;
    let waiting = "UPDATE job SET run_at = $1
                   WHERE state = 'waiting' AND run_at > $1 AND (created_at > $2 OR (attempts > 0 AND run_at > $3))";
    let mut settled = tx.run(waiting, values![at, believed, far]).await?;
    // A worker that lives renews its lease long before this one ends.
    let running = "UPDATE job SET lease_until = $1 WHERE state = 'running' AND lease_until > $2";
    settled += tx.run(running, values![leased, far]).await?;
    settled += schedules::settle(&tx, house).await?;
    tx.commit().await?;
    Ok(settled)
}
