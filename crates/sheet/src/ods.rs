//! OpenDocument spreadsheets, read as a stream: repeated rows and cells are counted before they are written out.

use quick_xml::events::{BytesStart, Event};

use crate::container::{self, Contents};
use crate::fault::ReadError;
use crate::grid::{Budget, Grid, LAST_ROW};
use crate::limits::Limits;
use crate::model::{Cell, Format, Merge, Sheet, Workbook};

mod cell;

type Xml<'a> = quick_xml::Reader<&'a [u8]>;

/// Reads all tables of the document's body.
pub(crate) fn read(bytes: &[u8], contents: &Contents, limits: &Limits) -> Result<Workbook, ReadError> {
    if contents.has("META-INF/manifest.xml") {
        let manifest = container::entry(bytes, "META-INF/manifest.xml", limits)?.unwrap_or_default();
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(ReadError::Encrypted);
        }
    }
    let Some(content) = container::entry(bytes, "content.xml", limits)? else {
        return Err(ReadError::damaged("content.xml is missing"));
    };
    let mut xml = quick_xml::Reader::from_reader(content.as_slice());
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    let mut hidden_styles: Vec<String> = Vec::new();
    let mut style = None;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    loop {
        match xml.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name")?,
                "table-properties" => {
                    let shown = attribute(&start, "display")?;
                    if let (Some("false"), Some(name)) = (shown.as_deref(), &style) {
                        hidden_styles.push(name.clone());
                    }
                }
                "table" => {
                    if sheets.len() >= limits.sheets as usize {
                        return Err(ReadError::TooManySheets { limit: limits.sheets });
                    }
                    let name = attribute(&start, "name")?.unwrap_or_default();
                    let styled = attribute(&start, "style-name")?;
                    let hidden = styled.is_some_and(|style| hidden_styles.contains(&style));
                    let (rows, merges) = read_table(&mut xml, &mut budget)?;
                    sheets.push(Sheet { name, hidden, rows, merges });
                }
                // Change tracking keeps old cells in tables of its own; they are no longer in the document.
                "tracked-changes" => skip(&mut xml)?,
                _ => (),
            },
            Event::Eof => break,
            _ => (),
        }
    }
    Ok(Workbook { format: Format::Ods, encoding: None, sheets, notes: Vec::new() })
}

fn read_table(
    xml: &mut Xml<'_>,
    budget: &mut Budget<'_>,
) -> Result<(Vec<crate::model::Row>, Vec<Merge>), ReadError> {
    let mut grid = Grid::default();
    let mut merges = Vec::new();
    let mut row = 1_u32;
    loop {
        match xml.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                // Rows may lie in groups, also nested ones; a group itself means nothing to us.
                "table-row-group" | "table-rows" | "table-header-rows" => (),
                "table-row" => {
                    let times = repeats(&start, "number-rows-repeated")?;
                    let cells = read_row(xml, row, budget, &mut merges)?;
                    if !cells.is_empty() {
                        for number in row..row.saturating_add(times).min(LAST_ROW + 1) {
                            put_row(&mut grid, budget, number, &cells)?;
                        }
                    }
                    row = row.saturating_add(times);
                }
                _ => skip(xml)?,
            },
            Event::End(end) if end.local_name().as_ref() == "table" => break,
            Event::Eof => return Err(ReadError::damaged("content.xml ends inside a table")),
            _ => (),
        }
    }
    Ok((grid.finish(), merges))
}

fn put_row(grid: &mut Grid, budget: &mut Budget<'_>, row: u32, cells: &[Repeated]) -> Result<(), ReadError> {
    for cell in cells {
        for column in cell.column..cell.column.saturating_add(cell.times) {
            if let Cell::Text(text) = &cell.content {
                budget.text(column, row, text)?;
            }
            grid.put(budget, column, row, cell.content.clone())?;
        }
    }
    Ok(())
}

/// A cell with content, standing in one or more columns.
struct Repeated {
    column: u32,
    times: u32,
    content: Cell,
}

fn read_row(
    xml: &mut Xml<'_>,
    row: u32,
    budget: &Budget<'_>,
    merges: &mut Vec<Merge>,
) -> Result<Vec<Repeated>, ReadError> {
    let mut cells = Vec::new();
    let mut column = 0_u32;
    loop {
        match xml.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    let times = repeats(&start, "number-columns-repeated")?;
                    if let Some(merge) = span(&start, column, row)? {
                        merges.push(merge);
                    }
                    let content = cell::read(xml, &start, (column, row), budget.limits())?;
                    if content != Cell::Text(String::new()) {
                        cells.push(Repeated { column, times, content });
                    }
                    column = column.saturating_add(times);
                }
                _ => skip(xml)?,
            },
            Event::End(_) => return Ok(cells),
            Event::Eof => return Err(ReadError::damaged("content.xml ends inside a row")),
            _ => (),
        }
    }
}

fn span(start: &BytesStart<'_>, column: u32, row: u32) -> Result<Option<Merge>, ReadError> {
    let columns = repeats(start, "number-columns-spanned")?;
    let rows = repeats(start, "number-rows-spanned")?;
    Ok((columns > 1 || rows > 1).then(|| Merge {
        first_row: row,
        first_column: column,
        last_row: row.saturating_add(rows - 1),
        last_column: column.saturating_add(columns - 1),
    }))
}

/// A positive count in an attribute; 1 if it is not there.
fn repeats(start: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    match attribute(start, name)? {
        None => Ok(1),
        Some(text) => text.trim().parse::<u32>().map(|count| count.max(1)).map_err(ReadError::damaged),
    }
}

/// An attribute's value by its name without prefix.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(ReadError::damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
            return Ok(Some(value.map_err(ReadError::damaged)?.into_owned()));
        }
    }
    Ok(None)
}

/// Moves behind the end of the element whose start was just read.
fn skip(xml: &mut Xml<'_>) -> Result<(), ReadError> {
    let mut depth = 1_u32;
    while depth > 0 {
        match xml.read_event().map_err(ReadError::damaged)? {
            Event::Start(_) => depth = depth.saturating_add(1),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(ReadError::damaged("content.xml ends inside an element")),
            _ => (),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
