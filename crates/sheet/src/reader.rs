//! The server's side of the wall: start a child, hand it the file, wait only so long, believe only so much.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::child::{CPU_SECONDS, MEMORY_BYTES};
use crate::fault::{ReadError, StopReason};
use crate::limits::Limits;
use crate::model::Workbook;
use crate::wire::{Header, header_bytes, parse_answer};

/// Files read at one time; a third waits for its turn.
const AT_ONCE: usize = 2;
/// The largest answer that is believed: all text that is allowed, and room for a million cells.
const MOST_ANSWER_BYTES: u64 = 160 * 1024 * 1024;

/// Reads files in child processes of a program whose hidden subcommand calls [`crate::run_child`].
///
/// Clones share the gate that lets two files in at a time.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    arguments: Vec<String>,
    limits: Limits,
    time_limit: Duration,
    memory_bytes: u64,
    gate: Arc<Semaphore>,
}

impl Reader {
    /// A reader with the usual limits: 512 MiB of memory, 20 s of processor time, 30 s in all.
    pub fn new(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            limits: Limits::default(),
            time_limit: Duration::from_secs(30),
            memory_bytes: MEMORY_BYTES,
            gate: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Other limits on what a file may hold.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Another limit on the time from start to answer.
    #[must_use]
    pub fn with_time_limit(mut self, time_limit: Duration) -> Self {
        self.time_limit = time_limit;
        self
    }

    /// Less memory for the child than the usual; more is not given.
    #[must_use]
    pub fn with_memory_bytes(mut self, memory_bytes: u64) -> Self {
        self.memory_bytes = memory_bytes;
        self
    }

    /// The limits on what a file may hold.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a file that may mean harm. Whatever it does to the child is answered as [`ReadError::Stopped`].
    pub async fn read(&self, file_name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
        if bytes.len() as u64 > self.limits.container_bytes {
            return Err(ReadError::TooLarge { limit: self.limits.container_bytes });
        }
        let _turn = self.gate.acquire().await.map_err(|_| stopped(StopReason::NotStarted))?;
        // Dropping the future (at the time limit, or when the caller goes away) kills the child.
        match tokio::time::timeout(self.time_limit, self.ask(file_name, bytes)).await {
            Ok(answer) => answer,
            Err(_) => Err(stopped(StopReason::Time)),
        }
    }

    async fn ask(&self, file_name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
        let header = Header {
            file_name: file_name.chars().take(255).collect(),
            limits: self.limits,
            memory_bytes: self.memory_bytes,
            cpu_seconds: CPU_SECONDS,
        };
        let header = header_bytes(&header).map_err(|_| stopped(StopReason::NotStarted))?;
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| stopped(StopReason::NotStarted))?;
        let answer = converse(&mut child, &header, bytes).await;
        let status = child.wait().await.map_err(|_| stopped(StopReason::Died))?;
        if !status.success() {
            return Err(stopped(died_of(status)));
        }
        answer.as_deref().and_then(parse_answer).unwrap_or(Err(stopped(StopReason::Answer)))
    }
}

/// Sends the request and takes the answer; `None` if there was too much of it or the pipe broke.
async fn converse(child: &mut Child, header: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut input = child.stdin.take()?;
    let output = child.stdout.take()?;
    let send = async move {
        // A child that died early closes the pipe; its exit status tells more than the broken pipe does.
        let _ = input.write_all(header).await;
        let _ = input.write_all(bytes).await;
        let _ = input.shutdown().await;
    };
    let receive = async move {
        let mut answer = Vec::new();
        output.take(MOST_ANSWER_BYTES + 1).read_to_end(&mut answer).await.ok()?;
        (answer.len() as u64 <= MOST_ANSWER_BYTES).then_some(answer)
    };
    let ((), answer) = tokio::join!(send, receive);
    answer
}

/// A child that used up its processor time was stopped for time, not for memory.
fn died_of(status: std::process::ExitStatus) -> StopReason {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const SIGXCPU: i32 = 24;
        if status.signal() == Some(SIGXCPU) {
            return StopReason::Time;
        }
    }
    let _ = status;
    StopReason::Died
}

fn stopped(reason: StopReason) -> ReadError {
    ReadError::Stopped { reason }
}
