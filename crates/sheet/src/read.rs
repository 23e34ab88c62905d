//! The one door for reading, whatever the file is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::fault::ReadError;
use crate::limits::Limits;
use crate::model::Workbook;
use crate::sniff::{Kind, sniff};
use crate::{ods, text, xls, xlsx};

/// Reads a spreadsheet or text table in this process. For files of strangers use [`crate::Reader`].
///
/// The content decides what the file is; the name is only a hint between comma and tab.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    // The libraries below meet hostile bytes; if one of them trips over an assertion, that is a damaged file.
    catch_unwind(AssertUnwindSafe(|| match sniff(bytes, limits)? {
        Kind::Xlsx(contents) => xlsx::read(bytes, &contents, limits),
        Kind::Ods(contents) => ods::read(bytes, &contents, limits),
        Kind::Ole => xls::read(bytes, limits),
        Kind::Text => text::read(bytes, file_name, limits),
    }))
    .unwrap_or_else(|_| Err(ReadError::damaged("the reader gave up")))
}
