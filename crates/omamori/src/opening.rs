//! Opening the house: database, migrations, folders, clock.

use std::sync::Arc;

use platform::House;
use platform::db::{Db, Migration, OpenError, Where};
use platform::time::SystemClock;
use tempfile::TempDir;

use crate::cli::voice::{Complaint, Voice};
use crate::config::Place;

/// Every migration of every room, in the order in which they run.
pub fn migrations() -> Vec<Migration> {
    [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat()
}

/// Opens the house, making it if it is not there, and brings its database up to date.
pub async fn open(place: &Place, voice: Voice) -> Result<House, Complaint> {
    let db = database(place, voice).await?;
    let clock = Arc::new(SystemClock);
    let now = kernel::Clock::now(clock.as_ref());
    platform::db::migrate(&db, &migrations(), now).await.map_err(|fault| voice.fault(&fault))?;
    ledger::upkeep(&db).await.map_err(|fault| voice.fault(&fault))?;
    let settings = platform::settings::load(&db).await.map_err(|fault| voice.fault(&fault))?;
    let house = House::new(db, clock, &place.data, settings.company.zone);
    platform::settings::current(&house).await.map_err(|fault| voice.fault(&fault))?;
    Ok(house)
}

/// Opens a place as it is, without tables: for a restore, which brings its own.
pub async fn open_bare(place: &Place, voice: Voice) -> Result<House, Complaint> {
    let db = database(place, voice).await?;
    Ok(House::new(db, Arc::new(SystemClock), &place.data, chrono_tz::Asia::Tokyo))
}

async fn database(place: &Place, voice: Voice) -> Result<Db, Complaint> {
    let unusable = |error: &std::io::Error| {
        let (data, detail) = (place.data.display().to_string(), error.to_string());
        voice.complaint("cli.data.unusable", &[("data", &data), ("detail", &detail)])
    };
    make_private(&place.data).map_err(|error| unusable(&error))?;
    Db::open(&place.database()).await.map_err(|error| match error {
        OpenError::Address => voice.complaint("cli.database.address", &[]),
        OpenError::Folder { source, .. } => unusable(&source),
        OpenError::Database(error) => {
            let fault = kernel::Fault::broken(error);
            match platform::trouble::explain(&fault) {
                Some(_) => voice.fault(&fault),
                // The driver's words may hold the address with its password; only the kind of trouble is said.
                None => voice.complaint("cli.database.closed", &[]),
            }
        }
    })
}

/// Makes the data folder, for its owner only: it will hold the server's key.
fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a house that must be there already.
pub async fn existing(place: &Place, voice: Voice) -> Result<House, Complaint> {
    if let Where::File(file) = place.database()
        && !file.exists()
    {
        return Err(voice.complaint("cli.data.missing", &[("data", &place.data.display().to_string())]));
    }
    open(place, voice).await
}

/// Opens the house, or an empty one in a folder that goes when it is dropped.
pub async fn existing_or_scratch(place: &Place, voice: Voice) -> Result<(House, Option<TempDir>), Complaint> {
    match place.database() {
        Where::File(file) if !file.exists() => {
            let folder = tempfile::tempdir().map_err(|error| Complaint(error.to_string()))?;
            let scratch = Place { data: folder.path().to_owned(), database: None };
            Ok((open(&scratch, voice).await?, Some(folder)))
        }
        _ => Ok((open(place, voice).await?, None)),
    }
}

/// Closes the house so that the write-ahead log is folded into the database.
pub async fn close(house: House) {
    let db = house.db().clone();
    drop(house);
    if let Err(fault) = db.close().await {
        tracing::warn!(%fault, "the database did not close cleanly");
    }
}

/// Reads spreadsheets in children of this very program, under the limits of the settings.
pub async fn reader(house: &House) -> kernel::Result<sheet::Reader> {
    let program = std::env::current_exe().map_err(kernel::Fault::broken)?;
    ledger::imports::reader(house, &sheet::Reader::new(program, ["read-sheet"])).await
}
