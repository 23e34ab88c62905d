//! For tests: a fixed clock, a fresh database per test on SQLite and on PostgreSQL, a mail server, an authenticator, a login provider, and
//! the forms of a page.
//!
//! ```ignore
//! testkit::on_both_databases! {
//!     migrations = &[platform::journal::MIGRATIONS];
//!     async fn an_entry_is_written(house: TestHouse) { … }
//! }
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "this crate is only used by tests"
)]

mod authenticator;
pub mod html;
mod issuer;
mod mail;

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{TimeZone, Utc};
use kernel::{AccountId, Actor, FixedClock, Lang, Moment, Role};
use platform::db::{Db, Migration, Where};
use platform::{Cx, House};
use sea_orm::ConnectionTrait;

pub use authenticator::Authenticator;
pub use issuer::Issuer;
pub use mail::MailServer;

/// The environment variable that names the PostgreSQL server of the tests.
pub const POSTGRES: &str = "OMAMORI_TEST_POSTGRES";

/// The morning every story begins on: 2026-11-22 09:00 in Tokyo.
pub fn story_start() -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap()
}

/// A house of its own for one test: fresh database, fresh folder, standing clock.
pub struct TestHouse {
    house: House,
    /// The clock; move it with [`FixedClock::advance`].
    pub clock: Arc<FixedClock>,
    folder: tempfile::TempDir,
    postgres: Option<(String, String)>,
}

impl TestHouse {
    /// A house on its own SQLite file.
    pub async fn on_sqlite(migrations: &[&[Migration]]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Where::File(folder.path().join("omamori.db"));
        Self::open(folder, &place, None, migrations).await
    }

    /// A house on a database of its own on the test server; panics if none is named, so that it cannot pass unseen.
    #[expect(clippy::disallowed_methods, reason = "the test server's address can only come from outside")]
    pub async fn on_postgres(migrations: &[&[Migration]]) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var(POSTGRES).unwrap_or_else(|_| {
            panic!("{POSTGRES} must name a PostgreSQL server, for example postgres://postgres@127.0.0.1:5432/postgres")
        });
        let name = format!("omamori_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let admin = sea_orm::Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
        let (base, _) = server.rsplit_once('/').expect("the address ends with a database name");
        let place = Where::Url(format!("{base}/{name}"));
        Self::open(tempfile::tempdir().unwrap(), &place, Some((server, name)), migrations).await
    }

    async fn open(
        folder: tempfile::TempDir,
        place: &Where,
        postgres: Option<(String, String)>,
        migrations: &[&[Migration]],
    ) -> Self {
        let clock = Arc::new(FixedClock::at(story_start()));
        let db = Db::open(place).await.unwrap();
        for part in migrations {
            platform::db::migrate(&db, part, story_start()).await.unwrap();
        }
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let house =
            House::new(db, Arc::clone(&clock) as Arc<dyn kernel::Clock>, data, chrono_tz::Asia::Tokyo);
        Self { house, clock, folder, postgres }
    }

    /// The folder of this test, emptied at its end.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The address of this test's PostgreSQL database, to open a second node on it.
    pub fn postgres_url(&self) -> Option<String> {
        let (server, name) = self.postgres.as_ref()?;
        let (base, _) = server.rsplit_once('/')?;
        Some(format!("{base}/{name}"))
    }

    /// The house as somebody with `role` sees it (account number 1; the account need not exist).
    pub fn as_role(&self, role: Role) -> Cx {
        self.house.acting(Actor::Account { id: AccountId(1), role }, Lang::Ja)
    }

    /// The house as its admin sees it.
    pub fn admin(&self) -> Cx {
        self.as_role(Role::Admin)
    }

    /// Ends the test: drops the PostgreSQL database. [`on_both_databases`] calls it.
    pub async fn finish(self) {
        if let Some((server, name)) = &self.postgres {
            let db = self.house.db().clone();
            drop(db.close().await);
            let admin = sea_orm::Database::connect(server).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
        }
    }
}

impl Deref for TestHouse {
    type Target = House;
    fn deref(&self) -> &House {
        &self.house
    }
}

/// The program that reads spreadsheets as the child of the tests: `sheet-reader` of the crate `sheet`, which cargo builds
/// with the workspace.
pub fn reading_program() -> std::path::PathBuf {
    let own = std::env::current_exe().unwrap();
    own.parent().and_then(std::path::Path::parent).unwrap().join("sheet-reader")
}

/// Makes one test on SQLite and one on PostgreSQL of each story. The story takes `&TestHouse`.
#[macro_export]
macro_rules! on_both_databases {
    (migrations = $migrations:expr; $($(#[$meta:meta])* async fn $name:ident($house:ident: TestHouse) $body:block)+) => {
        $(
            // So marked, the lints know that a story is a test and may unwrap.
            #[cfg(test)]
            mod $name {
                use super::*;

                async fn story($house: &$crate::TestHouse) $body

                $(#[$meta])*
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_sqlite() {
                    let house = $crate::TestHouse::on_sqlite($migrations).await;
                    story(&house).await;
                    house.finish().await;
                }

                $(#[$meta])*
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_postgres() {
                    let house = $crate::TestHouse::on_postgres($migrations).await;
                    story(&house).await;
                    house.finish().await;
                }
            }
        )+
    };
}
