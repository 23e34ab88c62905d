//! The verb.

use std::io::Cursor;

use kernel::{Fault, Lang, Result, Right, Subject};
use platform::Cx;
use platform::journal::{self, Entry};
use platform::locale::t;
use sheet::write::{Book, CsvEncoding, write_csv};

use super::table::{Table, sheet_of};
use crate::assets::{Asset, Filter, Page, Sort, ops};
use crate::kinds::{self, Kind};

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

/// The names of the sheets, in the order of [`sheet_of`].
const SHEETS: [&str; 9] = [
    "imports.sheet.things",
    "imports.sheet.licences",
    "imports.sheet.contracts",
    "imports.sheet.accounts",
    "imports.sheet.lines",
    "imports.sheet.systems",
    "imports.sheet.domains",
    "imports.sheet.certificates",
    "imports.sheet.suppliers",
];

/// The assets under a filter as a file with headings in `lang`. Taking the file in again changes nothing.
pub async fn export(
    cx: &Cx,
    filter: &Filter,
    sort: Sort,
    format: ExportFormat,
    lang: Lang,
) -> Result<Exported> {
    cx.may(Right::ReadLedger)?;
    let mut assets = Vec::new();
    let mut page = Page::first(1_000);
    loop {
        let listing = ops::list(cx, filter, sort, page).await?;
        let full = listing.rows.len() == page.size as usize;
        page.after = listing.rows.last().map(|asset| asset.id);
        assets.extend(listing.rows);
        if !full {
            break;
        }
    }
    let kinds = kinds::stored(cx.db()).await?;
    let rows = assets.len() as u64;
    let (bytes, lost) = write(&assets, &kinds, format, lang)?;
    // Who takes the whole ledger out of the house is on record.
    let tx = cx.begin().await?;
    journal::write(&tx, cx, &Entry::new("ledger.exported", Subject::System).with("rows", rows)).await?;
    tx.commit().await?;
    Ok(Exported { bytes, rows, lost })
}

fn write(
    assets: &[Asset],
    kinds: &[Kind],
    format: ExportFormat,
    lang: Lang,
) -> Result<(Vec<u8>, Vec<String>)> {
    let encoding = match format {
        ExportFormat::Xlsx => return Ok((workbook(assets, kinds, lang)?, Vec::new())),
        ExportFormat::CsvUtf8 => CsvEncoding::Utf8,
        ExportFormat::CsvCp932 => CsvEncoding::Cp932,
    };
    let table = Table::of(assets, true, kinds, lang);
    let mut bytes = Vec::new();
    let rows = assets.iter().map(|asset| table.row(asset, kinds));
    let lost = write_csv(&table.columns(), rows, encoding, &mut bytes).map_err(Fault::broken)?;
    Ok((bytes, lost.into_iter().map(|cell| cell.cell).collect()))
}

fn workbook(assets: &[Asset], kinds: &[Kind], lang: Lang) -> Result<Vec<u8>> {
    let mut book = Book::new();
    for (place, name) in SHEETS.iter().enumerate() {
        let some: Vec<Asset> = assets.iter().filter(|asset| sheet_of(asset) == place).cloned().collect();
        if some.is_empty() && place > 0 {
            continue;
        }
        let table = Table::of(&some, place == 0, kinds, lang);
        let rows = some.iter().map(|asset| table.row(asset, kinds));
        book.sheet(&t(lang, name), &table.columns(), rows).map_err(Fault::broken)?;
    }
    let mut bytes = Cursor::new(Vec::new());
    book.finish(&mut bytes).map_err(Fault::broken)?;
    Ok(bytes.into_inner())
}
