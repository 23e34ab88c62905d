//! The verbs about deadlines.

use kernel::{Day, Result, Right};
use platform::Cx;

use super::model::Deadline;
use crate::sql::later;

/// Everything that runs out within `days` days from `today` on, and everything overdue by at most a year, soonest first.
/// What has left the company has no deadlines.
pub async fn upcoming(cx: &Cx, today: Day, days: u32) -> Result<Vec<Deadline>> {
    cx.may(Right::ReadLedger)?;
    later()
}
