//! What a job is.

use kernel::{AccountId, Fault, JobId, Moment, Result, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not begun, or to be tried again.
    Waiting,
    /// Somebody holds its lease.
    Running,
    /// Done.
    Done,
    /// Given up.
    Failed,
    /// Cancelled by a person.
    Cancelled,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] =
        [State::Waiting, State::Running, State::Done, State::Failed, State::Cancelled];

    /// The word as stored and in the API.
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Cancelled => "cancelled",
        }
    }

    /// Reads a stored word; a word of a later version counts as failed.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::Failed)
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(self) -> bool {
        matches!(self, State::Done | State::Failed | State::Cancelled)
    }

    /// The key of the word a person reads.
    pub fn text(self) -> Text {
        Text::new(match self {
            State::Waiting => "jobs.state.waiting",
            State::Running => "jobs.state.running",
            State::Done => "jobs.state.done",
            State::Failed => "jobs.state.failed",
            State::Cancelled => "jobs.state.cancelled",
        })
    }
}

/// A job to be done.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which handler does it, for example `ledger.import`.
    pub kind: &'static str,
    /// What the handler needs to know; ids rather than contents.
    pub body: Value,
    /// Not before this moment; now if `None`.
    pub run_at: Option<Moment>,
    /// At most one job with this key waits at a time.
    pub unique_key: Option<String>,
    /// How often it is tried before it is given up.
    pub most_attempts: i64,
}

impl NewJob {
    /// A job of `kind` without a body, to be done now, tried five times.
    pub fn new(kind: &'static str) -> Self {
        Self { kind, body: Value::Null, run_at: None, unique_key: None, most_attempts: 5 }
    }

    /// The same with a body. A value that cannot be spelled as JSON is left out.
    #[must_use]
    pub fn body(mut self, body: impl Serialize) -> Self {
        self.body = serde_json::to_value(body).unwrap_or_default();
        self
    }

    /// The same, but not before `moment`.
    #[must_use]
    pub fn not_before(mut self, moment: Moment) -> Self {
        self.run_at = Some(moment);
        self
    }

    /// The same, but only if none with this key waits already.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }

    /// The same, tried only so often: for work whose failure a person is looking at.
    #[must_use]
    pub fn attempts(mut self, most: i64) -> Self {
        self.most_attempts = most.max(1);
        self
    }
}

/// A job as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// Which handler does it.
    pub kind: String,
    /// What the handler needs to know.
    pub body: Value,
    /// At most one job with this key runs and one waits.
    pub unique_key: Option<String>,
    /// How far it is.
    pub state: State,
    /// Not before.
    pub run_at: Moment,
    /// How often it was begun.
    pub attempts: i64,
    /// How often it may be begun.
    pub most_attempts: i64,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// Whether somebody asked it to stop.
    pub cancel_requested: bool,
    /// What the handler answered.
    pub result: Option<Value>,
    /// Why the last attempt failed.
    pub last_error: Option<Text>,
    /// Since when.
    pub created_at: Moment,
    /// On whose behalf; `None` for the system's own.
    pub created_by: Option<AccountId>,
    /// When the last attempt began.
    pub started_at: Option<Moment>,
    /// When it was over.
    pub finished_at: Option<Moment>,
}

impl Job {
    /// The body as the handler's own type.
    ///
    /// # Errors
    /// [`Fault::Conflict`] if it was written by a version that spelled it otherwise; it is then not tried again.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(self.body.clone()).map_err(|_| Fault::conflict("jobs.fault.body"))
    }
}
