//! What the server does by itself: which jobs there are, who does them, and when they come up.

use kernel::Result;
use platform::House;
use platform::jobs::Handlers;

/// Who does which job.
pub fn handlers() -> Handlers {
    Handlers::default()
}

/// Puts the regular work on the calendar.
pub async fn schedule(_house: &House) -> Result<()> {
    Ok(())
}
