//! What every handler can reach.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel::Result;
use platform::House;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    house: House,
    reader: sheet::child::Reader,
    behind_proxy: bool,
    founded: AtomicBool,
}

impl Web {
    /// The pages over a house. `reader` reads uploaded spreadsheets in a child process; `behind_proxy` says that
    /// X-Forwarded-For and X-Forwarded-Proto come from a proxy of ours and can be believed.
    pub fn new(house: House, reader: sheet::child::Reader, behind_proxy: bool) -> Self {
        Self(Arc::new(Inner { house, reader, behind_proxy, founded: AtomicBool::new(false) }))
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// Reads uploaded spreadsheets.
    pub fn reader(&self) -> &sheet::child::Reader {
        &self.0.reader
    }

    /// Whether the headers of a proxy can be believed.
    pub fn behind_proxy(&self) -> bool {
        self.0.behind_proxy
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
