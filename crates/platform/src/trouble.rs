//! Troubles of the machine that a person can mend, told apart from all others.

use std::error::Error;
use std::io;

use kernel::{Fault, Text};
use sea_orm::sqlx;

/// What a person can do something about: a full disk, a read-only folder, a database that is away. `None` for anything
/// else, which is a fault of ours and is only logged.
pub fn explain(fault: &Fault) -> Option<Text> {
    let Fault::Broken(source) = fault else { return None };
    explain_error(source.as_ref())
}

/// The same for any error, looking at what caused it too.
pub fn explain_error(error: &(dyn Error + 'static)) -> Option<Text> {
    let mut next = Some(error);
    // Chains are short; the bound is against one that bites its tail.
    for _ in 0..12 {
        let Some(error) = next else { break };
        if let Some(key) = key_of(error) {
            return Some(Text::new(key));
        }
        next = error.source();
    }
    None
}

fn key_of(error: &(dyn Error + 'static)) -> Option<&'static str> {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return of_io(error).or_else(|| key_of(error.get_ref()?));
    }
    if let Some(error) = error.downcast_ref::<sea_orm::DbErr>() {
        return of_database(error);
    }
    if let Some(error) = error.downcast_ref::<sqlx::Error>() {
        return of_sqlx(error);
    }
    match error.downcast_ref::<crate::db::OpenError>()? {
        crate::db::OpenError::Folder { source, .. } => of_io(source),
        crate::db::OpenError::Database(error) => of_database(error),
        crate::db::OpenError::Address => None,
    }
}

fn of_io(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("trouble.disk_full"),
        io::ErrorKind::ReadOnlyFilesystem => Some("trouble.read_only"),
        io::ErrorKind::PermissionDenied => Some("trouble.permission"),
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable => Some("trouble.refused"),
        _ => None,
    }
}

fn of_database(error: &sea_orm::DbErr) -> Option<&'static str> {
    use sea_orm::{DbErr, RuntimeErr};
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => of_sqlx(error),
        DbErr::ConnectionAcquire(_) => Some("trouble.busy"),
        _ => None,
    }
}

fn of_sqlx(error: &sqlx::Error) -> Option<&'static str> {
    match error {
        sqlx::Error::Io(error) => of_io(error),
        sqlx::Error::PoolTimedOut => Some("trouble.busy"),
        sqlx::Error::Database(error) => {
            let code = error.code()?;
            match code.parse::<u32>() {
                // SQLite: the low byte is the plain code, the rest says more precisely what.
                Ok(code) if code < 10_000 => of_sqlite(code & 0xff),
                _ => of_postgres(&code),
            }
        }
        _ => None,
    }
}

fn of_sqlite(code: u32) -> Option<&'static str> {
    match code {
        3 | 23 => Some("trouble.permission"),
        5 | 6 => Some("trouble.busy"),
        8 => Some("trouble.read_only"),
        10 => Some("trouble.disk"),
        11 | 26 => Some("trouble.damaged"),
        13 => Some("trouble.disk_full"),
        14 => Some("trouble.cannot_open"),
        _ => None,
    }
}

fn of_postgres(code: &str) -> Option<&'static str> {
    match code {
        "53100" => Some("trouble.disk_full"),
        "53300" | "55P03" => Some("trouble.busy"),
        "25006" => Some("trouble.read_only"),
        "28P01" | "28000" | "42501" => Some("trouble.permission"),
        "57P01" | "57P02" | "57P03" => Some("trouble.refused"),
        "58030" => Some("trouble.disk"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart_from_a_fault_of_ours() {
        let full = Fault::broken(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(explain(&full), Some(Text::new("trouble.disk_full")));
        let wrapped = Fault::broken(io::Error::other(io::Error::from(io::ErrorKind::ReadOnlyFilesystem)));
        assert_eq!(explain(&wrapped), Some(Text::new("trouble.read_only")));
        assert_eq!(explain(&Fault::broken("something else")), None);
        assert_eq!(explain(&Fault::NotFound), None);
    }
}
