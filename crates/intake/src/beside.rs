//! What stands on a sheet beside the ledger: a legend right of the table, and sheets of nothing but choices.

use sheet::{Sheet, cell_name};

use crate::header::{self, Header};
use crate::text::{shortened, shown, tidy};
use crate::{Field, Problem, Reading, Role, SheetPlan};

/// Further right nobody writes a legend.
const MOST_COLUMNS: usize = 256;

/// Words over a legend.
const LEGENDS: &[&str] = &["凡例", "注意事項", "記号", "説明", "記入例", "legend", "Legend"];

/// Cuts a legend off the right of a table: behind an empty column, under a word for one.
/// Answers what is to be said about it.
pub(crate) fn cut_off(sheet: &Sheet, header: &mut Header, end: u32) -> Option<Problem> {
    let filled = filled_cells(sheet, header, end);
    let at = |column: u32| filled.get(column as usize).copied().unwrap_or(0);
    let last = u32::try_from(filled.iter().rposition(|count| *count > 0)?).ok()?;
    let first = *header.headings.keys().next()?;
    let empty = |column: &u32| at(*column) == 0 && !header.headings.contains_key(column);
    let gap = (first..=last).rev().find(empty)?;
    let known = |(_, cell): (&u32, &header::HeadingCell)| header::is_known(&cell.look_up);
    if header.headings.range(gap..).any(known) || !header.headings.range(..gap).any(known) {
        return None;
    }
    let below =
        header.headings.range(gap..).next().map(|(column, cell)| (*column, header.main, cell.source.clone()));
    let (column, row, text) = below.or_else(|| first_right(sheet, header, gap, end))?;
    // A remark behind a single row stays with its row.
    if !LEGENDS.iter().any(|word| text.contains(word)) {
        return None;
    }
    header.across.1 = gap;
    header.headings.retain(|column, _| *column < gap);
    let problem = Problem::warning("intake.sheet.beside").at(cell_name(column, row));
    Some(problem.with("text", shortened(&text, 40)))
}

/// How many rows of the table have something in each column.
fn filled_cells(sheet: &Sheet, header: &Header, end: u32) -> Vec<usize> {
    let mut filled: Vec<usize> = Vec::new();
    let body = sheet.rows.iter().filter(|row| row.number > header.span.1 && row.number <= end);
    for (column, cell) in body.flat_map(|row| &row.cells) {
        let place = *column as usize;
        if *column < header.across.0 || *column > header.across.1 || place >= MOST_COLUMNS {
            continue;
        }
        if matches!(cell, sheet::Cell::Text(text) if text.trim().is_empty()) {
            continue;
        }
        if filled.len() <= place {
            filled.resize(place + 1, 0);
        }
        if let Some(count) = filled.get_mut(place) {
            *count += 1;
        }
    }
    filled
}

fn first_right(sheet: &Sheet, header: &Header, gap: u32, end: u32) -> Option<(u32, u32, String)> {
    let body = sheet.rows.iter().filter(|row| row.number > header.span.1 && row.number <= end);
    let mut right = body.flat_map(|row| row.cells.iter().map(|(column, cell)| (*column, row.number, cell)));
    let (column, row, cell) = right.find(|(column, ..)| *column > gap && *column <= header.across.1)?;
    Some((column, row, tidy(&shown(cell))))
}

/// Whether nothing in a table names a thing, a person or a contract: a log of repairs, a list of days.
pub(crate) fn names_nothing(plan: &SheetPlan) -> bool {
    let says_little = |field: Field| {
        matches!(field.reading(), Reading::Date | Reading::Money)
            || matches!(field, Field::Note | Field::Status | Field::Vendor | Field::Location | Field::Dept)
    };
    let mut named = plan.columns.iter().filter(|column| column.role != Role::RowNumber);
    named.all(|column| column.role == Role::Extra || column.field.is_some_and(says_little))
}

/// Whether a table offers choices for other sheets (部署, 種別 … each on its own) and records nothing.
pub(crate) fn is_choices(plan: &SheetPlan) -> bool {
    let named =
        ["マスタ", "ﾏｽﾀ", "リスト", "ﾘｽﾄ", "選択", "プルダウン", "設定", "master", "Master", "list", "List"];
    let choice = |field: Field| {
        matches!(
            field,
            Field::Kind
                | Field::Dept
                | Field::Location
                | Field::Maker
                | Field::Status
                | Field::AcquireType
                | Field::Vendor
                | Field::Os
                | Field::Office
                | Field::Carrier
                | Field::Privilege
        )
    };
    let mut fields = plan.columns.iter().filter(|column| column.role != Role::RowNumber);
    let all = fields.all(|column| column.role == Role::Extra || column.field.is_some_and(choice));
    all && !plan.columns.is_empty() && (plan.hidden || named.iter().any(|word| plan.name.contains(word)))
}
