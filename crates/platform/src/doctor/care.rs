//! What wants care: backups, mail, jobs, schedules, tables that grow, the way in.

use chrono::TimeDelta;
use kernel::{Result, Text};

use super::Check;
use super::machine::amount;
use crate::db::Sql;
use crate::house::House;
use crate::{backup as backups, settings, time, values};

/// How late something may be before it is late.
const LATE: TimeDelta = TimeDelta::minutes(10);
/// How far back failures count.
const LATELY: TimeDelta = TimeDelta::days(7);
/// How many rows are more than ordinary life makes.
const MANY: i64 = 100_000;

pub(super) async fn backup(house: &House) -> Check {
    let advice = || Text::new("doctor.backup.advice");
    let (good, last) = match backups::status(house.db()).await {
        Ok(status) => status,
        Err(fault) => return Check::of_fault("backup", &fault),
    };
    let failure = last.and_then(|last| last.problem);
    let Some((good, at)) = good.and_then(|good| good.verified_at.map(|at| (good, at))) else {
        let text = failure.unwrap_or_else(|| Text::new("doctor.backup.none"));
        return Check::bad("backup", text, advice());
    };
    let age = house.now() - at;
    let said = |key| {
        let day = at.with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
        Text::new(key).with("day", day).with("days", age.num_days()).with("size", amount(good.bytes))
    };
    if age > TimeDelta::days(7) {
        return Check::bad("backup", said("doctor.backup.old"), advice());
    }
    if let Some(failure) = failure {
        return Check::soon("backup", failure, advice());
    }
    if age > TimeDelta::hours(36) {
        return Check::soon("backup", said("doctor.backup.old"), advice());
    }
    Check::good("backup", said("doctor.backup.good"))
}

pub(super) async fn mail(house: &House) -> Check {
    let found: Result<Check> = async {
        let settings = settings::current(house).await?;
        if !settings.mail.is_configured() {
            let advice = Text::new("doctor.mail.none.advice");
            return Ok(Check::soon("mail", Text::new("doctor.mail.none"), advice));
        }
        let since = time::to_stored(house.now() - LATELY);
        let lost = "SELECT COUNT(*) FROM outbox WHERE state = 'given_up' AND created_at > $1";
        let lost = house.db().number(lost, values![since]).await?;
        let stuck = "SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'sending') AND created_at < $1";
        let stuck =
            house.db().number(stuck, values![time::to_stored(house.now() - TimeDelta::hours(1))]).await?;
        if lost + stuck > 0 {
            let text = Text::new("doctor.mail.refused").with("lost", lost).with("stuck", stuck);
            return Ok(Check::soon("mail", text, Text::new("doctor.mail.advice")));
        }
        let last = "SELECT MAX(sent_at) FROM outbox WHERE state = 'sent'";
        Ok(match house.db().number(last, vec![]).await? {
            0 => Check::good("mail", Text::new("doctor.mail.unused")),
            at => {
                let day = time::from_stored(at).with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
                Check::good("mail", Text::new("doctor.mail.good").with("day", day))
            }
        })
    }
    .await;
    found.unwrap_or_else(|fault| Check::of_fault("mail", &fault))
}

pub(super) async fn jobs(house: &House) -> Check {
    let found: Result<Check> = async {
        let late = time::to_stored(house.now() - LATE);
        let stuck = "SELECT CAST(COUNT(*) AS BIGINT) FROM job
                     WHERE (state = 'waiting' AND run_at < $1) OR (state = 'running' AND lease_until < $1)";
        let stuck = house.db().number(stuck, values![late]).await?;
        if stuck > 0 {
            let text = Text::new("doctor.jobs.stuck").with("count", stuck);
            return Ok(Check::bad("jobs", text, Text::new("doctor.jobs.stuck.advice")));
        }
        let failed = "SELECT COUNT(*) FROM job WHERE state = 'failed' AND finished_at > $1";
        let failed = house.db().number(failed, values![time::to_stored(house.now() - LATELY)]).await?;
        if failed > 0 {
            let text = Text::new("doctor.jobs.failed").with("count", failed);
            return Ok(Check::soon("jobs", text, Text::new("doctor.jobs.failed.advice")));
        }
        Ok(Check::good("jobs", Text::new("doctor.jobs.good")))
    }
    .await;
    found.unwrap_or_else(|fault| Check::of_fault("jobs", &fault))
}

pub(super) async fn schedules(house: &House) -> Check {
    let sql = "SELECT COUNT(*) FROM schedule WHERE next_at < $1";
    match house.db().number(sql, values![time::to_stored(house.now() - LATE)]).await {
        Ok(0) => Check::good("schedules", Text::new("doctor.schedules.good")),
        Ok(count) => Check::bad(
            "schedules",
            Text::new("doctor.schedules.late").with("count", count),
            Text::new("doctor.jobs.stuck.advice"),
        ),
        Err(fault) => Check::of_fault("schedules", &fault),
    }
}

/// Tables that are swept every night: if they grow all the same, somebody is trying passwords or the sweeping stands.
pub(super) async fn logins(house: &House) -> Check {
    let sql = "SELECT CAST((SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM rate_limit) AS BIGINT)";
    match house.db().number(sql, vec![]).await {
        Ok(count) if count > MANY => Check::soon(
            "logins",
            Text::new("doctor.logins.many").with("count", count),
            Text::new("doctor.logins.advice"),
        ),
        Ok(count) => Check::good("logins", Text::new("doctor.logins.good").with("count", count)),
        Err(fault) => Check::of_fault("logins", &fault),
    }
}

pub(super) async fn address(house: &House) -> Check {
    let settings = match settings::current(house).await {
        Ok(settings) => settings,
        Err(fault) => return Check::of_fault("address", &fault),
    };
    match &settings.server.base_url {
        Some(url) if url.scheme() == "https" => {
            Check::good("address", Text::new("doctor.address.good").with("url", url))
        }
        Some(url) => Check::soon(
            "address",
            Text::new("doctor.address.clear").with("url", url),
            Text::new("doctor.address.clear.advice"),
        ),
        None => {
            Check::soon("address", Text::new("doctor.address.none"), Text::new("doctor.address.none.advice"))
        }
    }
}
