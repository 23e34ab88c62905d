//! The verb.

use kernel::{Lang, Result, Right};
use platform::Cx;

use crate::assets::{Filter, Sort};
use crate::sql::later;

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Excel, one sheet for things and one for each kind of record.
    Xlsx,
    /// CSV in UTF-8 with a byte order mark, as Excel wants it.
    CsvUtf8,
    /// CSV in the encoding of Japanese Windows.
    CsvCp932,
}

/// A written file.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many assets are in it.
    pub rows: u64,
    /// Cells that the encoding could not hold, as people write them.
    pub lost: Vec<String>,
}

/// The assets under a filter as a file with headings in `lang`.
pub async fn export(cx: &Cx, filter: &Filter, sort: Sort, format: ExportFormat, lang: Lang) -> Result<Exported> {
    cx.may(Right::ReadLedger)?;
    later()
}
