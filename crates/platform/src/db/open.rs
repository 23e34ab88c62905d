//! Opening a database by path or URL, and the transaction.

use std::path::{Path, PathBuf};
use std::time::Duration;

use kernel::{Fault, Result};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    SqliteTransactionMode, SqlxSqliteConnector, TransactionOptions, TransactionTrait,
};

/// Where the data lives.
#[derive(Debug, Clone)]
pub enum Where {
    /// The embedded SQLite file.
    File(PathBuf),
    /// A PostgreSQL server, `postgres://user:password@host/name`.
    Url(String),
}

/// Why a database cannot be opened; the face says it in the reader's language.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is not one of a PostgreSQL server.
    #[error("the database address must begin with postgres:// or postgresql://")]
    Address,
    /// The folder or file cannot be used.
    #[error("{path}: {source}")]
    Folder {
        /// The path tried.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database does not answer or refuses.
    #[error("{0}")]
    Database(#[from] sea_orm::DbErr),
}

/// An opened database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pub(super) read: DatabaseConnection,
    write: DatabaseConnection,
    postgres: bool,
    file: Option<PathBuf>,
}

impl Db {
    /// Opens (and for SQLite creates) the database.
    ///
    /// # Errors
    /// [`OpenError`] says what stands in the way.
    pub async fn open(place: &Where) -> std::result::Result<Self, OpenError> {
        match place {
            Where::File(path) => Self::open_sqlite(path).await,
            Where::Url(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::open_postgres(url).await
            }
            Where::Url(_) => Err(OpenError::Address),
        }
    }

    async fn open_sqlite(path: &Path) -> std::result::Result<Self, OpenError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| OpenError::Folder { path: folder.to_owned(), source })?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-8000")
            .pragma("temp_store", "memory")
            .statement_cache_capacity(200);
        let pool = |size, options| {
            let pool = SqlitePoolOptions::new()
                .max_connections(size)
                .acquire_timeout(Duration::from_secs(30))
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false);
            async move {
                pool.connect_with(options)
                    .await
                    .map_err(|error| sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))
            }
        };
        let write = pool(1, options.clone()).await?;
        let read = pool(3, options).await?;
        Ok(Self {
            read: SqlxSqliteConnector::from_sqlx_sqlite_pool(read),
            write: SqlxSqliteConnector::from_sqlx_sqlite_pool(write),
            postgres: false,
            file: Some(path.to_owned()),
        })
    }

    async fn open_postgres(url: &str) -> std::result::Result<Self, OpenError> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(10).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        let read = Database::connect(options).await?;
        Ok(Self { write: read.clone(), read, postgres: true, file: None })
    }

    /// Whether this is PostgreSQL (else SQLite).
    pub fn is_postgres(&self) -> bool {
        self.postgres
    }

    /// The SQLite file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Begins a writing transaction. Dropping it without [`Tx::commit`] rolls back.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the database does not answer.
    pub async fn begin(&self) -> Result<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = self.write.begin_with_options(options).await.map_err(Fault::broken)?;
        Ok(Tx { inner, postgres: self.postgres })
    }

    /// Begins a transaction for reading in which the database stands still, however long it lasts: for backups. Others
    /// go on writing meanwhile.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the database does not answer.
    pub async fn snapshot(&self) -> Result<Tx> {
        let options = if self.postgres {
            TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            }
        } else {
            TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            }
        };
        let inner = self.read.begin_with_options(options).await.map_err(Fault::broken)?;
        Ok(Tx { inner, postgres: self.postgres })
    }

    /// Closes all connections, folding SQLite's write-ahead log into its file.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the database refuses.
    pub async fn close(self) -> Result<()> {
        self.read.close().await.map_err(Fault::broken)?;
        if !self.postgres {
            self.write.close().await.map_err(Fault::broken)?;
        }
        Ok(())
    }
}

/// The one transaction of a verb.
#[derive(Debug)]
pub struct Tx {
    pub(super) inner: DatabaseTransaction,
    postgres: bool,
}

impl Tx {
    /// Makes everything durable, then returns.
    ///
    /// # Errors
    /// [`Fault::Broken`] if nothing of it was kept.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map_err(Fault::broken)
    }

    /// Whether this is PostgreSQL (else SQLite).
    pub fn is_postgres(&self) -> bool {
        self.postgres
    }

    /// What a SELECT needs at its end to keep others from changing the rows it read. SQLite has one writer, so
    /// nothing is needed there.
    pub fn for_update(&self) -> &'static str {
        if self.postgres { " FOR UPDATE" } else { "" }
    }

    /// Like [`Tx::for_update`], but passing over rows that another node has taken.
    pub fn for_update_skip_locked(&self) -> &'static str {
        if self.postgres { " FOR UPDATE SKIP LOCKED" } else { "" }
    }
}
