//! What the platform does by itself: who does its jobs, and when they come up.

use std::sync::Arc;

use kernel::Result;
use serde_json::{Value, json};

use crate::db::Migration;
use crate::house::House;
use crate::jobs::schedules::Schedule;
use crate::jobs::{self, Handlers};
use crate::notify::{self, Mailer};
use crate::{accounts, backup, files, limits, sessions};

/// The nightly sweeping of what is over.
pub const SWEEP: &str = "platform.sweep";

/// The handlers of the platform's own jobs. `migrations` are all of this version's, for proving backups.
pub fn handlers(mailer: Arc<dyn Mailer>, migrations: Arc<[Migration]>) -> Handlers {
    Handlers::default()
        .on(notify::KIND, move |run| {
            let mailer = Arc::clone(&mailer);
            async move { notify::send_due(&run.house, mailer.as_ref()).await }
        })
        .on(backup::NIGHTLY, move |run| {
            let migrations = Arc::clone(&migrations);
            async move {
                let report = backup::nightly(&run.cx(), &migrations).await?;
                Ok(json!({ "anchor": report.anchor, "rows": report.rows, "bytes": report.bytes }))
            }
        })
        .on(SWEEP, |run| async move { sweep(&run.house).await })
}

/// When they come up: the backup at 2:30 and the sweeping at 4:10, by the company's clock.
pub fn schedules() -> Vec<Schedule> {
    vec![Schedule::new(backup::NIGHTLY, "30 2 * * *"), Schedule::new(SWEEP, "10 4 * * *")]
}

async fn sweep(house: &House) -> Result<Value> {
    let files = files::sweep(house).await?;
    Ok(json!({
        "files": files.files,
        "contents": files.contents + files.leftovers,
        "jobs": jobs::sweep(house).await?,
        "mails": notify::sweep(house).await?,
        "sessions": sessions::sweep(house).await?,
        "logins": accounts::sweep(house).await?,
        "brakes": limits::sweep(house).await?,
    }))
}
