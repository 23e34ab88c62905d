//! Who does the jobs: takes what is due, keeps the lease while the handler works, and writes how it ended.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::TimeDelta;
use kernel::{Fault, Moment, Result, Text};
use serde_json::Value;
use tokio::task::{JoinError, JoinSet};

use super::claim::{self, Ending};
use super::live::Progress;
use super::model::Job;
use super::schedules;
use crate::house::{Cx, House};
use crate::{settings, trouble};

type Work = Pin<Box<dyn Future<Output = Result<Value>> + Send>>;
type Handler = Arc<dyn Fn(Run) -> Work + Send + Sync>;

/// Who does which kind of job.
#[derive(Clone, Default)]
pub struct Handlers(HashMap<&'static str, Handler>);

impl Handlers {
    /// The same, where `handler` does the jobs of `kind`. Its answer is kept with the job. It is tried again only after
    /// [`Fault::Broken`]; any other fault would be the same the next time.
    #[must_use]
    pub fn on<F, W>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Run) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Value>> + Send + 'static,
    {
        self.0.insert(kind, Arc::new(move |run| Box::pin(handler(run))));
        self
    }

    /// The kinds that somebody does, sorted.
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<_> = self.0.keys().copied().collect();
        kinds.sort_unstable();
        kinds
    }
}

/// What a handler is given.
#[derive(Debug, Clone)]
pub struct Run {
    /// The job, with its body.
    pub job: Job,
    /// Where.
    pub house: House,
    progress: Arc<Progress>,
}

impl Run {
    /// The system as actor: a handler that works for a person takes the actor from its body and asks `may` again.
    pub fn cx(&self) -> Cx {
        self.house.system()
    }

    /// Says how far the work is, and whether to go on.
    ///
    /// # Errors
    /// [`Fault::Conflict`] if somebody asked it to stop or the lease was lost: the handler passes it on with `?`, which
    /// rolls its transaction back.
    pub fn step(&self, done: i64, total: i64) -> Result<()> {
        self.progress.done.store(done, Ordering::Relaxed);
        self.progress.total.store(total, Ordering::Relaxed);
        if self.progress.lost.load(Ordering::Relaxed) {
            return Err(Fault::conflict("jobs.fault.lost"));
        }
        if self.is_cancelled() { Err(Fault::conflict("jobs.fault.cancelled")) } else { Ok(()) }
    }

    /// Whether somebody asked it to stop.
    pub fn is_cancelled(&self) -> bool {
        self.progress.stop.load(Ordering::Relaxed)
    }
}

/// How fast and how patiently a worker works.
#[derive(Clone)]
pub struct Pace {
    /// How long a lease holds without being renewed: the pause after a worker died.
    pub lease: TimeDelta,
    /// How often it looks when nobody rings.
    pub look_every: Duration,
    /// How many jobs at once.
    pub at_once: usize,
    /// The wait after the first failure; it doubles with each.
    pub first_wait: TimeDelta,
    /// The longest wait between attempts.
    pub longest_wait: TimeDelta,
    /// How long running jobs may go on after the worker was told to stop.
    pub grace: Duration,
    /// A number from 0 to 1 by which waits are stretched (up to half as much again), so that what failed together is
    /// not tried again together.
    pub jitter: fn() -> f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            lease: TimeDelta::seconds(60),
            look_every: Duration::from_secs(2),
            at_once: 2,
            first_wait: TimeDelta::seconds(10),
            longest_wait: TimeDelta::hours(1),
            grace: Duration::from_secs(10),
            jitter: chance,
        }
    }
}

impl Pace {
    /// The wait before the attempt that follows number `attempts`.
    pub fn wait_ms(&self, attempts: i64) -> i64 {
        let doubled = u32::try_from(attempts.clamp(1, 30) - 1).unwrap_or(0);
        let wait = self.first_wait.num_milliseconds().saturating_mul(1_i64 << doubled);
        let wait = wait.min(self.longest_wait.num_milliseconds());
        // Thousandths keep the arithmetic in whole numbers.
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 500")]
        let stretch = ((self.jitter)().clamp(0.0, 1.0) * 500.0) as i64;
        wait + wait / 1000 * stretch
    }
}

/// One worker of one node.
#[derive(Clone)]
pub struct Worker {
    house: House,
    handlers: Handlers,
    pace: Pace,
}

impl Worker {
    /// A worker for `house`.
    pub fn new(house: House, handlers: Handlers, pace: Pace) -> Self {
        Self { house, handlers, pace }
    }

    /// Does everything that is due now, schedules included, one after the other, and says how many jobs that were.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the queue itself cannot be read or written.
    pub async fn run_due(&self) -> Result<usize> {
        schedules::run_due(&self.house).await?;
        let mut count = 0;
        while let Some((job, lease)) = self.take().await? {
            self.carry_out(job, lease).await;
            count += 1;
        }
        Ok(count)
    }

    /// Works until `stop` is ready; then gives what runs a little time and leaves the rest to the lease.
    pub async fn work(self, stop: impl Future<Output = ()>) {
        let mut running = JoinSet::new();
        let mut seen = None;
        tokio::pin!(stop);
        loop {
            self.mind_the_clock(&mut seen).await;
            // Somebody may have changed the company's time zone, on another node even.
            if let Err(fault) = settings::refresh(&self.house).await {
                tracing::warn!(%fault, "the settings cannot be read");
            }
            if let Err(fault) = schedules::run_due(&self.house).await {
                tracing::warn!(%fault, "the schedules cannot be read");
            }
            while running.len() < self.pace.at_once {
                match self.take().await {
                    Ok(Some((job, lease))) => {
                        let worker = self.clone();
                        running.spawn(async move { worker.carry_out(job, lease).await });
                    }
                    Ok(None) => break,
                    Err(fault) => {
                        tracing::warn!(%fault, "the job queue cannot be read");
                        break;
                    }
                }
            }
            tokio::select! {
                () = &mut stop => break,
                () = self.house.live().heard() => {}
                () = tokio::time::sleep(self.pace.look_every) => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
            }
        }
        let rest = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.pace.grace, rest).await.is_err() {
            tracing::info!("running jobs are left to be taken up again after the restart");
        }
    }

    /// At the first look, and whenever the clock stands before the last one: see [`super::settle`].
    async fn mind_the_clock(&self, seen: &mut Option<Moment>) {
        let now = self.house.now();
        let went_on = seen.replace(now).is_some_and(|last| last <= now);
        if went_on {
            return;
        }
        match super::settle(&self.house, self.pace.lease).await {
            Ok(0) => {}
            Ok(count) => {
                tracing::warn!(count, "the clock was set back; what was planned beyond is planned anew");
            }
            Err(fault) => {
                // Tried again at the next look.
                *seen = None;
                tracing::warn!(%fault, "what was planned before the clock was set back cannot be planned anew");
            }
        }
    }

    async fn take(&self) -> Result<Option<(Job, String)>> {
        let lease = lease_word()?;
        let lease_ms = self.pace.lease.num_milliseconds();
        let job = claim::take(&self.house, &self.handlers.kinds(), &lease, lease_ms).await?;
        Ok(job.map(|job| (job, lease)))
    }

    async fn carry_out(&self, job: Job, lease: String) {
        let running = self.house.live().begin(job.id);
        let progress = Arc::clone(&running.progress);
        let Some(handler) = self.handlers.0.get(job.kind.as_str()) else { return };
        let run = Run { job: job.clone(), house: self.house.clone(), progress: Arc::clone(&progress) };
        // A set aborts its task when it is dropped, so a worker that goes away takes its work with it; a task of its own
        // also turns a panic into an answer.
        let mut work = JoinSet::new();
        work.spawn(handler(run));
        let renew_every = self.renew_every();
        let answer = loop {
            tokio::select! {
                answer = work.join_next() => break answer,
                () = tokio::time::sleep(renew_every) => {
                    self.renew(&job, &lease, &progress).await;
                    if progress.lost.load(Ordering::Relaxed) {
                        tracing::warn!(job = job.id.0, "another worker has taken this job over");
                        return;
                    }
                }
            }
        };
        let ending = self.ending(&job, answer.unwrap_or_else(|| Ok(Ok(Value::Null))), &progress);
        if let Err(fault) = claim::finish(&self.house, &job, &lease, &ending).await {
            tracing::error!(job = job.id.0, %fault, "the end of a job cannot be written; it will be run again");
        }
    }

    fn renew_every(&self) -> Duration {
        let third = Duration::from_millis(self.pace.lease.num_milliseconds().unsigned_abs() / 3);
        // Also the rhythm in which other nodes see the progress.
        third.clamp(Duration::from_millis(100), Duration::from_secs(2))
    }

    async fn renew(&self, job: &Job, lease: &str, progress: &Progress) {
        let lease_ms = self.pace.lease.num_milliseconds();
        let so_far = (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed));
        match claim::renew(&self.house, job.id, lease, lease_ms, so_far).await {
            Ok(Some(true)) => progress.stop.store(true, Ordering::Relaxed),
            Ok(Some(false)) => {}
            Ok(None) => progress.lost.store(true, Ordering::Relaxed),
            Err(fault) => tracing::warn!(job = job.id.0, %fault, "a lease cannot be renewed now"),
        }
    }

    fn ending(
        &self,
        job: &Job,
        answer: std::result::Result<Result<Value>, JoinError>,
        progress: &Progress,
    ) -> Ending {
        let fault = match answer {
            Ok(Ok(result)) => return Ending::Done(result),
            Ok(Err(_)) if progress.stop.load(Ordering::Relaxed) => return Ending::Cancelled,
            Ok(Err(fault)) => fault,
            Err(_) => Fault::broken("the handler of this job panicked"),
        };
        let is_last = job.attempts >= job.most_attempts || !matches!(fault, Fault::Broken(_));
        if is_last {
            tracing::error!(job = job.id.0, kind = job.kind, %fault, "a job was given up");
            Ending::Failed(why(&fault))
        } else {
            tracing::warn!(job = job.id.0, kind = job.kind, %fault, "a job failed and will be tried again");
            Ending::Again { wait_ms: self.pace.wait_ms(job.attempts), why: why(&fault) }
        }
    }
}

/// Why an attempt failed, for the page of jobs.
fn why(fault: &Fault) -> Text {
    match fault {
        Fault::Conflict(text) => text.clone(),
        Fault::Invalid(fields) => {
            fields.first().map_or(Text::new("jobs.error.invalid"), |one| one.text.clone())
        }
        Fault::NotFound => Text::new("jobs.error.gone"),
        Fault::Forbidden => Text::new("jobs.error.forbidden"),
        Fault::Broken(source) => trouble::explain(fault).unwrap_or_else(|| {
            let words: String = source.to_string().chars().take(300).collect();
            Text::new("jobs.error.broken").with("words", words)
        }),
    }
}

fn lease_word() -> Result<String> {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(Fault::broken)?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}

fn chance() -> f64 {
    let mut byte = [0_u8; 1];
    // Without chance the waits are only less well spread.
    let _ = getrandom::fill(&mut byte);
    f64::from(byte[0]) / 255.0
}
