//! Reading the file itself: under the limits of the settings, and why it cannot be read in words to be said.

use kernel::{Result, Text};
use platform::House;
use sheet::{Limits, ReadError, Reader};

/// `usual` with the limits that the settings name now.
pub async fn reader(house: &House, usual: &Reader) -> Result<Reader> {
    let imports = platform::settings::current(house).await?.imports;
    Ok(usual.clone().with_limits(Limits {
        container_bytes: imports.bytes,
        inflated_bytes: imports.inflated_bytes,
        ratio: imports.ratio,
        cells: imports.cells,
        ..*usual.limits()
    }))
}

/// Why a file cannot be read, with its figures.
pub fn unreadable(error: &ReadError) -> Text {
    let args = error.args().into_iter().map(|(name, value)| (name.into(), value)).collect();
    Text { key: error.key().into(), args }
}
