//! Telling what bytes are from the bytes, since names lie: a `.xls` is often a web page, a `.csv` often has tabs.

use crate::container::{self, Contents};
use crate::fault::{Found, ReadError};
use crate::limits::Limits;

/// What to read the bytes as.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A ZIP container with a workbook in it.
    Xlsx(Contents),
    /// An OpenDocument spreadsheet.
    Ods(Contents),
    /// An OLE2 container, which may be an old workbook.
    Ole,
    /// Anything that may be text.
    Text,
}

const ZIP: &[u8] = b"PK\x03\x04";
const ZIP_EMPTY: &[u8] = b"PK\x05\x06";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ODS_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Looks at the bytes; a ZIP container is counted on the way, so that nobody opens a bomb.
pub(crate) fn sniff(bytes: &[u8], limits: &Limits) -> Result<Kind, ReadError> {
    if bytes.len() as u64 > limits.container_bytes {
        return Err(ReadError::TooLarge { limit: limits.container_bytes });
    }
    if bytes.starts_with(ZIP) || bytes.starts_with(ZIP_EMPTY) {
        return sniff_archive(bytes, limits);
    }
    if bytes.starts_with(OLE) {
        return Ok(Kind::Ole);
    }
    match foreign(bytes) {
        Some(found) => Err(ReadError::NotASpreadsheet { found }),
        None => Ok(Kind::Text),
    }
}

fn sniff_archive(bytes: &[u8], limits: &Limits) -> Result<Kind, ReadError> {
    let contents = container::count(bytes, limits)?;
    let found = if let Some(kind) = container::entry(bytes, "mimetype", limits)? {
        if contents.has("encrypted-package") {
            return Err(ReadError::Encrypted);
        }
        if kind.starts_with(ODS_TYPE) {
            return Ok(Kind::Ods(contents));
        }
        if kind.windows(12).any(|window| window == b"presentation") { Found::Slides } else { Found::Document }
    } else if contents.has("xl/workbook.bin") {
        Found::Xlsb
    } else if contents.has_ending("workbook.xml") {
        return Ok(Kind::Xlsx(contents));
    } else if contents.has("word/document.xml") {
        Found::Document
    } else if contents.has("ppt/presentation.xml") {
        Found::Slides
    } else {
        Found::Archive
    };
    Err(ReadError::NotASpreadsheet { found })
}

/// What the first bytes give away, if it is no text table.
fn foreign(bytes: &[u8]) -> Option<Found> {
    let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    for (magic, found) in [
        (b"%PDF".as_slice(), Found::Pdf),
        (b"\x89PNG", Found::Picture),
        (b"\xFF\xD8\xFF", Found::Picture),
        (b"GIF8", Found::Picture),
        (b"Rar!", Found::Archive),
        (b"7z\xBC\xAF", Found::Archive),
        (b"\x1F\x8B", Found::Archive),
    ] {
        if start.starts_with(magic) {
            return Some(found);
        }
    }
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.is_empty() && bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(Found::Nothing);
    }
    if text.starts_with("<?xml") && text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(Found::ExcelXml);
    }
    let web = ["<!doctype html", "<html", "<table", "<head", "<meta ", "<style", "<body"];
    let page = web.iter().any(|beginning| text.starts_with(beginning));
    if page || (text.starts_with("<?xml") && text.contains("<html")) {
        return Some(Found::WebPage);
    }
    None
}
