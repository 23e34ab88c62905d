//! What every handler can reach.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kernel::{JobId, Result};
use platform::House;
use platform::accounts::Founding;
use secrecy::SecretString;

use crate::setup::Ticket;

/// Founds the sample company, whose admin has this password, and begins the job that fills it. The program hands it in,
/// because the sample composes all rooms and faces lie below it.
pub type BeginSample = Arc<
    dyn Fn(House, Founding, SecretString) -> Pin<Box<dyn Future<Output = Result<JobId>> + Send>>
        + Send
        + Sync,
>;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

/// How the pages are served.
#[derive(Clone, Default)]
pub struct Options {
    /// X-Forwarded-For and X-Forwarded-Proto come from a proxy of ours and can be believed.
    pub behind_proxy: bool,
    /// The server speaks TLS itself.
    pub is_tls: bool,
    /// Until the first account exists, the wizard asks for this code; `None` where only this machine can reach it.
    pub setup_code: Option<String>,
    /// Begins the sample company; without it the wizard has one door only.
    pub begin_sample: Option<BeginSample>,
}

struct Inner {
    house: House,
    reader: sheet::Reader,
    behind_proxy: bool,
    is_tls: bool,
    setup_code: Option<String>,
    begin_sample: Option<BeginSample>,
    ticket: Mutex<Option<Ticket>>,
    founded: AtomicBool,
}

impl Web {
    /// The pages over a house.
    pub fn new(house: House, reader: sheet::Reader, options: Options) -> Self {
        let Options { behind_proxy, is_tls, setup_code, begin_sample } = options;
        Self(Arc::new(Inner {
            house,
            reader,
            behind_proxy,
            is_tls,
            setup_code,
            begin_sample,
            ticket: Mutex::new(None),
            founded: AtomicBool::new(false),
        }))
    }

    /// The code that the wizard asks for, if strangers could reach it.
    pub fn setup_code(&self) -> Option<&str> {
        self.0.setup_code.as_deref()
    }

    /// Begins the sample company.
    pub fn begin_sample(&self) -> Option<&BeginSample> {
        self.0.begin_sample.as_ref()
    }

    /// Whoever waits for the sample company.
    pub(crate) fn ticket(&self) -> Option<Ticket> {
        self.0.ticket.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Remembers whoever waits for the sample company.
    pub(crate) fn keep_ticket(&self, ticket: Ticket) {
        *self.0.ticket.lock().unwrap_or_else(PoisonError::into_inner) = Some(ticket);
    }

    /// They are in, or will never come.
    pub(crate) fn forget_ticket(&self) {
        *self.0.ticket.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// Reads uploaded spreadsheets.
    pub fn reader(&self) -> &sheet::Reader {
        &self.0.reader
    }

    /// Whether the headers of a proxy can be believed.
    pub fn behind_proxy(&self) -> bool {
        self.0.behind_proxy
    }

    /// Whether the server speaks TLS itself.
    pub fn is_tls(&self) -> bool {
        self.0.is_tls
    }

    /// Whether the wizard is done, that is, an account exists. Asked on every visit, so a "yes" is remembered.
    ///
    /// # Errors
    /// [`kernel::Fault::Broken`] if the database does not answer.
    pub async fn is_founded(&self) -> Result<bool> {
        if self.0.founded.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let founded = platform::accounts::is_founded(&self.0.house).await?;
        self.0.founded.store(founded, Ordering::Relaxed);
        Ok(founded)
    }
}
