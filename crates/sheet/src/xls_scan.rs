//! Walking the records of an old workbook before the real reader allocates for what they claim.
//!
//! The reader below us reserves what the DIMENSIONS record says and lays each sheet out as a full grid, so both are
//! measured here first.

use std::io::{Cursor, Read};

use crate::fault::{Found, ReadError};
use crate::limits::Limits;

/// Grid places over all sheets, empty ones included: about a quarter of a GiB in the reader below us.
const MOST_PLACES: u64 = 3_000_000;

/// The records we look at.
mod record {
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const BOF: u16 = 0x0809;
    pub(super) const MUL_RK: u16 = 0x00BD;
    /// FORMULA, LABELSST, RSTRING, NUMBER, LABEL, BOOLERR, RK: all begin with row and column.
    pub(super) const CELLS: [u16; 7] = [0x0006, 0x00FD, 0x00D6, 0x0203, 0x0204, 0x0205, 0x027E];
}

/// Refuses what is locked, no workbook, or larger than it should be.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(ReadError::damaged)?;
    if file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo") {
        return Err(ReadError::Encrypted);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        let found = if file.is_stream("/WordDocument") {
            Found::Document
        } else if file.is_stream("/PowerPoint Document") {
            Found::Slides
        } else {
            Found::Unknown
        };
        return Err(ReadError::NotASpreadsheet { found });
    };
    let mut stream = Vec::new();
    file.open_stream(name)
        .map_err(ReadError::damaged)?
        .take(limits.container_bytes)
        .read_to_end(&mut stream)
        .map_err(ReadError::damaged)?;
    check_stream(&stream, limits)
}

fn check_stream(stream: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut sheets = Vec::new();
    for (kind, data) in Records(stream) {
        match kind {
            record::FILE_PASS if word(data, 0) != Some(0) => return Err(ReadError::Encrypted),
            record::BOUND_SHEET => sheets.push(long(data, 0).unwrap_or(0) as usize),
            record::EOF => break,
            _ => (),
        }
    }
    if sheets.len() > limits.sheets as usize {
        return Err(ReadError::TooManySheets { limit: limits.sheets });
    }
    let mut places = 0_u64;
    let mut cells = 0_u64;
    for start in sheets {
        let Some(sheet) = stream.get(start..) else {
            return Err(ReadError::damaged("a sheet begins behind the end of the file"));
        };
        let area = measure(sheet);
        places = places.saturating_add(area.places());
        cells = cells.saturating_add(area.cells);
        if cells > limits.cells || places > MOST_PLACES {
            return Err(ReadError::TooManyCells { limit: limits.cells });
        }
    }
    Ok(())
}

/// The rectangle that cells were seen in, and what the sheet claims.
#[derive(Debug, Default)]
struct Area {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    cells: u64,
    claimed: u64,
}

impl Area {
    fn see(&mut self, row: u64, column: u64, count: u64) {
        let widen = |span: Option<(u64, u64)>, at: u64| match span {
            Some((low, high)) => Some((low.min(at), high.max(at))),
            None => Some((at, at)),
        };
        self.rows = widen(self.rows, row);
        self.columns = widen(widen(self.columns, column), column + count.saturating_sub(1));
        self.cells += count;
    }

    fn places(&self) -> u64 {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(low, high)| high - low + 1);
        (length(self.rows) * length(self.columns)).max(self.claimed)
    }
}

fn measure(sheet: &[u8]) -> Area {
    let mut area = Area::default();
    let mut depth = 0_u32;
    for (kind, data) in Records(sheet) {
        match kind {
            // Charts are nested in the sheet's own records.
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => break,
            record::EOF => depth -= 1,
            record::DIMENSIONS => area.claimed = area.claimed.saturating_add(claimed_places(data)),
            record::MUL_RK => {
                if let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) {
                    area.see(u64::from(row), u64::from(column), (data.len() as u64).saturating_sub(6) / 6);
                }
            }
            kind if record::CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) {
                    area.see(u64::from(row), u64::from(column), 1);
                }
            }
            _ => (),
        }
    }
    area
}

fn claimed_places(data: &[u8]) -> u64 {
    let span = |first: Option<u32>, last: Option<u32>| {
        u64::from(last.unwrap_or(0)).saturating_sub(u64::from(first.unwrap_or(0))) + 1
    };
    let short = |at: usize| word(data, at).map(u32::from);
    // The reader below starts at column 0 when the claimed one is silly, so count from 0 to be safe.
    if data.len() < 14 {
        span(short(0), short(2)).saturating_mul(span(None, short(6)))
    } else {
        span(long(data, 0), long(data, 4)).saturating_mul(span(None, short(10)))
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// The records of a stream: kind, length, data. Ends quietly where the bytes end.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = word(self.0, 0)?;
        let end = 4 + usize::from(word(self.0, 2)?);
        let data = self.0.get(4..end)?;
        self.0 = self.0.get(end..)?;
        Some((kind, data))
    }
}
