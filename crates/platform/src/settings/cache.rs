//! Reading settings without asking the database each time: a copy per house, thrown away when its version is old.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use kernel::Result;
use sea_orm::FromQueryResult;

use super::model::Settings;
use super::names::Name;
use crate::db::Sql;
use crate::house::House;
use crate::values;

/// The settings as a house last read them.
#[derive(Debug, Default)]
pub(crate) struct Cache(RwLock<Option<Arc<Settings>>>);

#[derive(FromQueryResult)]
struct Row {
    name: String,
    value: Option<String>,
    is_sealed: i64,
}

/// The settings as they are now: one short question to the database, and a second one only if something changed.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn current(house: &House) -> Result<Arc<Settings>> {
    let version = version_in(house.db()).await?;
    of_version(house, version).await
}

/// The settings as last read, without asking the database. On a page this is fresh, because finding the session
/// (`sessions::find`) compares the version on the way; `None` only before anything was read.
pub fn cached(house: &House) -> Option<Arc<Settings>> {
    house.settings_cache().0.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// What every page's frame says about the company, without asking the database; see [`cached`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyWords {
    /// Its name; empty until it is given.
    pub name: String,
    /// Whether it is the sample company.
    pub is_sample: bool,
}

/// What every page's frame says about the company, without asking the database; see [`cached`].
pub fn company(house: &House) -> CompanyWords {
    cached(house).map_or_else(CompanyWords::default, |settings| CompanyWords {
        name: settings.company.name.clone(),
        is_sample: settings.server.demo,
    })
}

/// Reads the settings again if they have changed: for whoever changed them through another `House` over the same
/// database. Everybody else has [`current`].
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn refresh(house: &House) -> Result<()> {
    current(house).await.map(drop)
}

/// The settings of `version`, read again only if the copy is of another one.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub(crate) async fn of_version(house: &House, version: i64) -> Result<Arc<Settings>> {
    if let Some(settings) = cached(house).filter(|settings| settings.version == version) {
        return Ok(settings);
    }
    let settings = Arc::new(load(house.db()).await?);
    *house.settings_cache().0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&settings));
    Ok(settings)
}

/// The settings straight from the database: for the start, when there is no house yet.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn load(db: &impl Sql) -> Result<Settings> {
    // The version first: if somebody changes a setting in between, the copy counts as old and is read again.
    let version = version_in(db).await?;
    let sql = "SELECT name, value, CAST(CASE WHEN sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_sealed
               FROM setting";
    let rows: Vec<Row> = db.all(sql, values![]).await?;
    let mut stored = BTreeMap::new();
    let mut password_is_set = false;
    for row in rows {
        let Some(name) = Name::parse(&row.name) else {
            continue;
        };
        password_is_set |= name == Name::MailPassword && row.is_sealed == 1;
        if let Some(value) = row.value {
            stored.insert(name, value);
        }
    }
    Ok(Settings::from_stored(version, &stored, password_is_set))
}

async fn version_in(db: &impl Sql) -> Result<i64> {
    db.number("SELECT version FROM setting_head WHERE one = 1", values![]).await
}
