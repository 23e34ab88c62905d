//! Work that is done later: a queue that survives restarts, and schedules that feed it.
//!
//! A job is written in the transaction of the verb that wants it, so there is never a job without its cause or the other
//! way round. Whoever works takes a *lease*: a random word and a time until which the job is theirs. The lease is renewed
//! while the work goes on; if the worker dies, it runs out and another takes the job. Every write of a worker names its
//! lease, so a worker that was thought dead cannot overwrite its successor.
//!
//! Invariants: at any time at most one lease on a job is valid, and at most one job of a `unique_key` runs and one waits.
//! A job runs at least once; a handler must bear being run again after a crash.
//!
//! Reading order: `model`, `queue` (enqueue, see, list, cancel), `worker`, `claim`, `schedules`, `settle`.

mod claim;
mod live;
mod migrations;
mod model;
mod queue;
pub mod schedules;
mod settle;
mod worker;

pub use live::Live;
pub use migrations::MIGRATIONS;
pub use model::{Job, NewJob, State};
pub use queue::{Counts, cancel, counts, enqueue, kinds, list, see, sweep};
pub use settle::settle;
pub use worker::{Handlers, Pace, Run, Worker};
