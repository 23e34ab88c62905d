//! What is handed to every verb: the house (database, clock, folders) and who is asking.

use std::path::PathBuf;
use std::sync::Arc;

use kernel::{Actor, Clock, Day, Lang, Moment, Result, Right};

use crate::db::{Db, Tx};
use crate::{jobs, secrets, settings, time};

/// One installation: its database, its clock and its data folder. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    data: PathBuf,
    zone: chrono_tz::Tz,
    live: jobs::Live,
    key: secrets::KeyCell,
    settings: settings::Cache,
}

impl House {
    /// A house over an opened database. `data` is the folder for files, keys and backups.
    pub fn new(db: Db, clock: Arc<dyn Clock>, data: impl Into<PathBuf>, zone: chrono_tz::Tz) -> Self {
        Self(Arc::new(Inner {
            db,
            clock,
            data: data.into(),
            zone,
            live: jobs::Live::default(),
            key: secrets::KeyCell::default(),
            settings: settings::Cache::default(),
        }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// The clock itself, for what lives longer than one call.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0.clock)
    }

    /// The day it is at the company.
    pub fn today(&self) -> Day {
        time::day_in(self.zone(), self.now())
    }

    /// The company's time zone: that of the settings once they were read, until then the one the house was opened with.
    pub fn zone(&self) -> chrono_tz::Tz {
        settings::cached(self).map_or(self.0.zone, |settings| settings.company.zone)
    }

    /// What this process knows about its own running jobs, and the bell that wakes its worker.
    pub fn live(&self) -> &jobs::Live {
        &self.0.live
    }

    /// The data folder.
    pub fn data(&self) -> &std::path::Path {
        &self.0.data
    }

    /// Where the server's key is kept once read.
    pub(crate) fn key_cell(&self) -> &secrets::KeyCell {
        &self.0.key
    }

    /// The settings as last read.
    pub(crate) fn settings_cache(&self) -> &settings::Cache {
        &self.0.settings
    }

    /// This house as seen by `actor`, speaking `lang`.
    pub fn acting(&self, actor: Actor, lang: Lang) -> Cx {
        Cx { house: self.clone(), actor, lang }
    }

    /// This house as seen by its own jobs and command line.
    pub fn system(&self) -> Cx {
        self.acting(Actor::System, Lang::Ja)
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("data", &self.0.data).finish_non_exhaustive()
    }
}

/// The first argument of every verb: where, and on whose behalf.
#[derive(Debug, Clone)]
pub struct Cx {
    /// Where.
    pub house: House,
    /// On whose behalf.
    pub actor: Actor,
    /// The language that person reads, for texts that are stored or sent.
    pub lang: Lang,
}

impl Cx {
    /// The first line of every verb.
    ///
    /// # Errors
    /// [`kernel::Fault::Forbidden`] unless the actor has `right`.
    pub fn may(&self, right: Right) -> Result<()> {
        self.actor.may(right)
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.house.now()
    }

    /// The day it is at the company.
    pub fn today(&self) -> Day {
        self.house.today()
    }

    /// The database, for reading.
    pub fn db(&self) -> &Db {
        self.house.db()
    }

    /// Begins the one transaction of a verb.
    ///
    /// # Errors
    /// [`kernel::Fault::Broken`] if the database does not answer.
    pub async fn begin(&self) -> Result<Tx> {
        self.house.db().begin().await
    }
}
