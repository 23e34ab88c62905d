//! The seam to the printer: the document of a hand-over becomes a PDF.

use kernel::Result;
use ledger::handovers::{Document, Paper};

/// Prints the paper of a hand-over.
///
/// # Errors
/// None yet: there is no printer in this version, so the record alone is kept.
pub fn print(_document: &Document) -> Result<Option<Paper>> {
    Ok(None)
}
