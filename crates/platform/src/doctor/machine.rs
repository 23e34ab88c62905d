//! The machine: room on the disk, who may read the folder, the keys, the clock.

use std::path::Path;

use chrono::TimeDelta;
use kernel::Text;

use super::Check;
use crate::db::Sql;
use crate::house::House;
use crate::secrets::{self, KeyTrouble};
use crate::{backup, journal, time, tls, trouble};

const MIB: u64 = 1024 * 1024;
/// Below this a backup may not fit any more.
const ROOM_SOON: u64 = 2048 * MIB;
/// Below this the next morning may be the last.
const ROOM_BAD: u64 = 256 * MIB;
/// How long it is said that the clock was set back.
const REMEMBERED: chrono::TimeDelta = chrono::TimeDelta::days(7);

/// How many bytes are free where the data lies.
///
/// # Errors
/// What the system says if it cannot tell.
pub fn free_bytes(data: &Path) -> std::io::Result<u64> {
    let room = rustix::fs::statvfs(data)?;
    Ok(room.f_bavail.saturating_mul(room.f_frsize))
}

/// When the certificate that browsers see ends; a server without one of its own has a proxy in front, or needs none.
pub(super) fn certificate(house: &House) -> Check {
    let Some(end) = tls::shown_ends_at(house.data()) else {
        return Check::good("certificate", Text::new("doctor.certificate.none"));
    };
    let left = end - house.now();
    let day = end.with_timezone(&house.zone()).format("%Y-%m-%d");
    let said = |key| Text::new(key).with("day", day.to_string()).with("days", left.num_days().max(0));
    let advice = || Text::new("doctor.certificate.advice");
    if left <= TimeDelta::zero() {
        Check::bad("certificate", said("doctor.certificate.over"), advice())
    } else if left < TimeDelta::days(20) {
        Check::soon("certificate", said("doctor.certificate.soon"), advice())
    } else {
        Check::good("certificate", said("doctor.certificate.good"))
    }
}

pub(super) fn disk(house: &House) -> Check {
    let free = match free_bytes(house.data()) {
        Ok(free) => free,
        Err(error) => return of_error("disk", &error),
    };
    let text = Text::new("doctor.disk").with("free", amount(free));
    let advice = Text::new("doctor.disk.advice");
    match free {
        free if free < ROOM_BAD => Check::bad("disk", text, advice),
        free if free < ROOM_SOON => Check::soon("disk", text, advice),
        _ => Check::good("disk", text),
    }
}

pub(super) fn folder(house: &House) -> Check {
    let data = house.data();
    if let Err(error) = tempfile::tempfile_in(data) {
        return of_error("folder", &error);
    }
    match mode(data) {
        Some(mode) if mode & 0o077 != 0 => {
            let path = data.display().to_string();
            Check::soon(
                "folder",
                Text::new("doctor.folder.open").with("path", &path).with("mode", format!("{mode:04o}")),
                Text::new("doctor.folder.advice").with("path", &path),
            )
        }
        _ => Check::good("folder", Text::new("doctor.folder.good")),
    }
}

pub(super) fn server_key(house: &House) -> Check {
    let bad = |text| Check::bad("server_key", text, Text::new("doctor.server_key.advice"));
    match secrets::check_file(house.data()) {
        Ok(true) => Check::good("server_key", Text::new("doctor.server_key.good")),
        // It is made at the first start.
        Ok(false) => Check::soon(
            "server_key",
            Text::new("doctor.server_key.none"),
            Text::new("doctor.server_key.none.advice"),
        ),
        Err(KeyTrouble::TooOpen { path, mode }) => Check::bad(
            "server_key",
            Text::new("doctor.server_key.open").with("mode", format!("{mode:04o}")),
            Text::new("doctor.server_key.open.advice").with("path", path.display()),
        ),
        Err(KeyTrouble::File { source, .. }) => of_error("server_key", &source),
        Err(_) => bad(Text::new("doctor.server_key.bad")),
    }
}

/// The secret key of the backups does not belong on the machine that the backups are for.
pub(super) fn backup_key(house: &House) -> Check {
    let path = backup::identity_path(house.data());
    if path.exists() {
        return Check::soon(
            "backup_key",
            Text::new("doctor.backup_key.here"),
            Text::new("doctor.backup_key.advice").with("path", path.display()),
        );
    }
    Check::good("backup_key", Text::new("doctor.backup_key.good"))
}

/// A clock that went back puts new entries before old ones; one that is off spoils second factors and due times.
pub(super) async fn clock(house: &House) -> Check {
    let advice = Text::new("doctor.clock.advice");
    let last = match journal::latest(house.db(), None, 1).await {
        Ok(lines) => lines.into_iter().next(),
        Err(fault) => return Check::of_fault("clock", &fault),
    };
    if let Some(line) = last.filter(|line| line.at > house.now() + chrono::TimeDelta::minutes(1)) {
        let then = line.at.with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
        return Check::bad("clock", Text::new("doctor.clock.back").with("then", then), advice);
    }
    match journal::last_of(house.db(), journal::CLOCK_SET_BACK).await {
        Ok(Some(mark)) if mark.at > house.now() - REMEMBERED => {
            let then = mark.at.with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
            let minutes = mark.body.get("minutes").and_then(serde_json::Value::as_i64).unwrap_or_default();
            let text = match (minutes + 12 * 60) / (24 * 60) {
                0 | 1 => Text::new("doctor.clock.set_back").with("minutes", minutes),
                days => Text::new("doctor.clock.set_back_days").with("days", days),
            };
            let text = text.with("then", then);
            return Check::soon("clock", text, Text::new("doctor.clock.set_back.advice"));
        }
        Ok(_) => {}
        Err(fault) => return Check::of_fault("clock", &fault),
    }
    if house.db().is_postgres() {
        let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
        match house.db().number(sql, vec![]).await {
            Ok(theirs) => {
                let seconds = (time::to_stored(house.now()) - theirs).abs() / 1000;
                if seconds > 10 {
                    let text = Text::new("doctor.clock.apart").with("seconds", seconds);
                    return Check::soon("clock", text, advice);
                }
            }
            Err(fault) => return Check::of_fault("clock", &fault),
        }
    }
    let now = house.now().with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
    Check::good("clock", Text::new("doctor.clock.good").with("now", now))
}

/// Bytes as a person says them.
pub(super) fn amount(bytes: u64) -> String {
    let mib = bytes / MIB;
    match mib {
        0 => format!("{} KB", bytes / 1024),
        1..1024 => format!("{mib} MB"),
        _ => format!("{}.{} GB", mib / 1024, mib % 1024 * 10 / 1024),
    }
}

fn of_error(id: &'static str, error: &std::io::Error) -> Check {
    let text = trouble::explain_error(error).unwrap_or_else(|| {
        tracing::warn!(%error, id, "a check could not be made");
        Text::new("doctor.unknown")
    });
    Check::bad(id, text, Text::new("doctor.unknown.advice"))
}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn mode(_path: &Path) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_people_say_them() {
        assert_eq!(amount(900 * 1024), "900 KB");
        assert_eq!(amount(300 * MIB), "300 MB");
        assert_eq!(amount(2560 * MIB), "2.5 GB");
    }
}
