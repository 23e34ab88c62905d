//! What this process knows about its own jobs without asking the database: a bell, and the progress of what runs here.
//!
//! On SQLite a long transaction holds the one writing connection, so an import cannot write how far it is while it
//! works; what is running here is therefore also kept here.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kernel::JobId;
use tokio::sync::Notify;

/// The bell and the running jobs of one process. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Live(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    bell: Notify,
    running: Mutex<HashMap<JobId, Arc<Progress>>>,
}

/// How far one running job is, and whether it should stop.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub done: AtomicI64,
    pub total: AtomicI64,
    pub stop: AtomicBool,
    pub lost: AtomicBool,
}

/// A job that runs in this process.
#[derive(Debug)]
pub(super) struct Running {
    live: Live,
    id: JobId,
    pub progress: Arc<Progress>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.live.lock().remove(&self.id);
    }
}

impl Live {
    /// Wakes the worker of this process: to be called after committing a transaction that enqueued something. Without
    /// it the job begins at the next look, a moment later.
    pub fn ring(&self) {
        self.0.bell.notify_one();
    }

    pub(super) async fn heard(&self) {
        self.0.bell.notified().await;
    }

    /// Notes that a job runs here until the guard is dropped, however the work ends.
    pub(super) fn begin(&self, id: JobId) -> Running {
        let progress = Arc::new(Progress::default());
        self.lock().insert(id, Arc::clone(&progress));
        Running { live: self.clone(), id, progress }
    }

    pub(super) fn progress(&self, id: JobId) -> Option<(i64, i64)> {
        let running = self.lock();
        let progress = running.get(&id)?;
        Some((progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed)))
    }

    /// Asks a job to stop, if it runs here.
    pub(super) fn stop(&self, id: JobId) {
        if let Some(progress) = self.lock().get(&id) {
            progress.stop.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn running(&self) -> Vec<i64> {
        self.lock().keys().map(|id| id.0).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<JobId, Arc<Progress>>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
