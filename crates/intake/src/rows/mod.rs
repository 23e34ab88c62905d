//! Reading the rows of one planned table: what is a record, where each value comes from, and what it says.

mod cells;
mod classify;
mod codes;
mod dates;
mod duplicates;
mod people;
mod settle;
mod totals;
mod values;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use sheet::{Cell, Row, Sheet, Workbook, cell_name};

use cells::{Labelled, extra_names, is_failure, is_uncalculated};

use crate::header::{self, Header};
use crate::text::{is_ditto, is_nothing, shortened, shown, tidy, tidy_cow};
use crate::turned::Turned;
use crate::{Column, Field, IntakeRow, Layout, Problem, Reading, Role, SheetPlan, Verdict, secret};

/// Reads the rows of one table. Duplicates inside the table are marked; see [`read_workbook`] for all tables together.
pub fn read_rows(sheet: &Sheet, plan: &SheetPlan) -> Vec<IntakeRow> {
    let mut rows = rows_of(sheet, plan);
    duplicates::mark(&mut [(plan, &mut rows)]);
    rows
}

/// Reads every planned table, and marks duplicates across tables about the same subject too.
pub fn read_workbook(workbook: &Workbook, plans: &[SheetPlan]) -> Vec<Vec<IntakeRow>> {
    let rows = |plan: &SheetPlan| {
        workbook.sheets.get(plan.sheet).map(|sheet| rows_of(sheet, plan)).unwrap_or_default()
    };
    let mut all: Vec<Vec<IntakeRow>> = plans.iter().map(rows).collect();
    let mut tables: Vec<(&SheetPlan, &mut Vec<IntakeRow>)> = plans.iter().zip(all.iter_mut()).collect();
    duplicates::mark(&mut tables);
    all
}

fn rows_of(sheet: &Sheet, plan: &SheetPlan) -> Vec<IntakeRow> {
    let Some(main) = plan.header_row else { return Vec::new() };
    if plan.layout != Layout::Upright {
        let turned = Turned::of(sheet, plan.layout);
        return turned.map(|turned| rows_laid_out(&turned, plan)).unwrap_or_default();
    }
    let (first, last) = plan.across;
    let mut header = header::at(sheet, main);
    header.across = plan.across;
    header.headings.retain(|column, _| (first..=last).contains(column));
    read_all(sheet, plan, header)
}

/// Reads the rows of a table that was laid out first; what is said about cells is said with their places in the file.
pub(crate) fn rows_laid_out(turned: &Turned, plan: &SheetPlan) -> Vec<IntakeRow> {
    let mut rows = read_all(&turned.sheet, plan, turned.header().clone());
    for row in &mut rows {
        turned.say_real_places(&mut row.problems);
        row.key_place = row.key_place.and_then(|(column, row)| turned.place(column, row));
    }
    rows
}

fn read_all(sheet: &Sheet, plan: &SheetPlan, header: Header) -> Vec<IntakeRow> {
    let mut reader = Reader::new(sheet, plan, header);
    let body = sheet.rows.iter().filter(|row| row.number >= plan.body.0 && row.number <= plan.body.1);
    let mut rows: Vec<IntakeRow> = body.filter_map(|row| reader.read(row)).collect();
    settle::join_continued(&mut rows);
    rows
}

/// Reads row after row, remembering what stands above.
struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    header: Header,
    /// Per column of the sheet: what happens with it, to look up quickly.
    roles: Vec<Option<Role>>,
    /// Texts above the header, which pages may repeat.
    titles: HashSet<String>,
    /// Per column of the plan: the last cell that said something itself.
    above: Vec<Option<&'a Cell>>,
    /// Per column of the plan: what its codes look like.
    codes: Vec<codes::Codes>,
    /// Column → merged rows, first to last.
    merges: HashMap<u32, Vec<(u32, u32)>>,
    names: Vec<String>,
    people: people::Known,
    /// What the last heading between groups of rows says about the rows below it.
    section: Option<(Field, String)>,
    /// The place of the column that says how many things a row is.
    quantity: Option<usize>,
}

/// Where a value came from, when not from its own cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Own,
    Ditto,
    Merged,
    Blank,
}

/// One cell on its way into a row.
struct Item<'a> {
    column: &'a Column,
    cell: &'a Cell,
    row: u32,
    text: &'a str,
}

impl Item<'_> {
    /// Its address.
    fn at(&self) -> String {
        cell_name(self.column.index, self.row)
    }
}

/// The tidied, non-empty cells of a row with their columns, rising.
type Texts<'a> = Vec<(u32, Cow<'a, str>)>;

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet, plan: &'a SheetPlan, header: Header) -> Self {
        let mut merges: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for merge in sheet
            .merges
            .iter()
            .filter(|merge| merge.last_row > merge.first_row && merge.first_row >= plan.body.0)
        {
            if merge.first_column == merge.last_column {
                merges.entry(merge.first_column).or_default().push((merge.first_row, merge.last_row));
            }
        }
        let widest = plan.columns.iter().map(|column| column.index as usize + 1).max().unwrap_or(0);
        let mut roles = vec![None; widest];
        for column in &plan.columns {
            if let Some(role) = roles.get_mut(column.index as usize) {
                *role = Some(column.role);
            }
        }
        let codes = plan.columns.iter().map(|column| codes::Codes::of(sheet, plan, column)).collect();
        let above = vec![None; plan.columns.len()];
        let (names, titles) = (extra_names(&plan.columns), classify::titles(sheet, &header));
        let quantity = settle::quantity_column(plan);
        Self {
            sheet,
            plan,
            header,
            roles,
            titles,
            above,
            codes,
            merges,
            names,
            people: people::Known::default(),
            section: None,
            quantity,
        }
    }

    /// What happens with a column of the sheet.
    fn role(&self, column: u32) -> Option<Role> {
        self.roles.get(column as usize).copied().flatten()
    }

    /// Reads one row; `None` for a blank one.
    fn read(&mut self, row: &'a Row) -> Option<IntakeRow> {
        let texts: Texts<'a> = row
            .cells
            .iter()
            .filter(|(column, _)| (self.plan.across.0..=self.plan.across.1).contains(column))
            .map(|(column, cell)| (*column, tidied(cell)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        match self.classify(row, &texts) {
            classify::Kind::Blank => None,
            classify::Kind::Skip(problem) => {
                if matches!(problem.key.as_ref(), "intake.row.section" | "intake.row.lone_text") {
                    self.begin_section(row, &texts);
                }
                let mut skipped = IntakeRow::empty(row.number);
                skipped.problems.push(problem);
                skipped.verdict = Verdict::Skip;
                Some(skipped)
            }
            classify::Kind::Record => Some(self.record(row, &texts)),
        }
    }

    /// A heading between groups of rows, in the column of the group itself, stands for the rows below it.
    fn begin_section(&mut self, row: &'a Row, texts: &Texts<'_>) {
        self.section = settle::section_of(self.plan, texts);
        let alone = texts.iter().map(|(column, _)| *column).find(|column| row.cell(*column).is_some());
        for (place, column) in self.plan.columns.iter().enumerate() {
            if column.fills_down
                && Some(column.index) == alone
                && let Some(slot) = self.above.get_mut(place)
            {
                *slot = row.cell(column.index);
            }
        }
    }

    fn record(&mut self, row: &'a Row, texts: &Texts<'_>) -> IntakeRow {
        let mut out = IntakeRow::empty(row.number);
        let plan = self.plan;
        let labelled = Labelled::of(texts, &plan.columns);
        let mut cells = texts.iter().enumerate().peekable();
        for (place, column) in plan.columns.iter().enumerate() {
            while cells.next_if(|(_, (index, _))| *index < column.index).is_some() {}
            let own = cells.next_if(|(_, (index, _))| *index == column.index);
            if let Some((at, _)) = own
                && column.role != Role::Secret
                && labelled.is_secret(texts, at, &plan.columns)
            {
                let problem = Problem::note("intake.secret.refused").at(cell_name(column.index, row.number));
                out.problems.push(problem.with("heading", &column.source));
                continue;
            }
            let own = own.and_then(|(_, (_, text))| Some((row.cell(column.index)?, text.as_ref())));
            let Some((cell, source)) = self.resolve(place, column, row.number, own, &mut out) else {
                continue;
            };
            let from_above;
            let text = match own {
                Some((_, text)) if source == Source::Own => text,
                _ => {
                    from_above = tidied(cell);
                    from_above.as_ref()
                }
            };
            let item = Item { column, cell, row: row.number, text };
            say_source(source, &item, &mut out);
            self.take(place, &item, &mut out);
        }
        self.step_in(row, texts, &mut out);
        self.under_section(&mut out);
        out.continues = self.continued(&out);
        self.settle(&mut out);
        out
    }

    /// The cell that counts for a column: its own, the one above for a ditto mark, a merge or a grouping blank.
    fn resolve(
        &mut self,
        place: usize,
        column: &Column,
        row: u32,
        own: Option<(&'a Cell, &str)>,
        out: &mut IntakeRow,
    ) -> Option<(&'a Cell, Source)> {
        let above = self.above.get(place).copied().flatten();
        let unique = column.field.is_some_and(Field::is_unique);
        if let Some((cell, text)) = own {
            let ditto = matches!(cell, Cell::Text(_)) && is_ditto(text);
            if !ditto {
                if let Some(slot) = self.above.get_mut(place) {
                    *slot = Some(cell);
                }
                return Some((cell, Source::Own));
            }
            if column.role == Role::Secret {
                return Some((cell, Source::Own));
            }
            if unique || above.is_none() {
                let key = if unique { "intake.above.unique" } else { "intake.above.nothing_there" };
                let problem = Problem::warning(key).at(cell_name(column.index, row));
                out.problems.push(problem.with("heading", &column.source));
                return None;
            }
            return above.map(|cell| (cell, Source::Ditto));
        }
        if unique || matches!(column.role, Role::Secret | Role::RowNumber) {
            return None;
        }
        if let Some(spans) = self.merges.get(&column.index)
            && let Some((first, _)) = spans.iter().find(|(first, last)| row > *first && row <= *last)
        {
            let cell = self.sheet.cell(column.index, *first)?;
            return (!shown(cell).trim().is_empty()).then_some((cell, Source::Merged));
        }
        // A new group further left begins anew: its inner columns do not reach over from the group before.
        if column.fills_down && !self.regrouped(place, row) {
            return above.map(|cell| (cell, Source::Blank));
        }
        None
    }

    /// Whether a grouping column further left has a value of its own in this row.
    fn regrouped(&self, place: usize, row: u32) -> bool {
        let mut outer = self.plan.columns.iter().take(place).filter(|column| column.fills_down);
        outer.any(|column| {
            self.sheet.cell(column.index, row).is_some_and(|cell| !shown(cell).trim().is_empty())
        })
    }

    /// Puts one cell into the row.
    fn take(&self, place: usize, item: &Item<'_>, out: &mut IntakeRow) {
        let column = item.column;
        let heading = |problem: Problem| problem.at(item.at()).with("heading", &column.source);
        match (column.role, column.field) {
            (Role::RowNumber, _) => return,
            (Role::Secret, _) => {
                if !is_nothing(item.text) {
                    out.problems.push(heading(Problem::note("intake.secret.refused")));
                }
                return;
            }
            _ => {}
        }
        if is_uncalculated(item) {
            out.problems.push(heading(Problem::warning("intake.cell.uncalculated")));
            return;
        }
        if is_failure(item) {
            out.problems
                .push(heading(Problem::warning("intake.cell.error")).with("text", shortened(item.text, 20)));
            return;
        }
        let Some(field) = column.field else {
            self.keep(place, item, out);
            return;
        };
        self.take_as(field, place, item, out);
    }

    /// Reads one cell as a field.
    fn take_as(&self, field: Field, place: usize, item: &Item<'_>, out: &mut IntakeRow) {
        match field.reading() {
            Reading::Date => dates::take(field, item, out, self.name(place)),
            Reading::Money | Reading::Count => self.take_amount(place, field, item, out),
            Reading::Person => people::take(item, &self.people, out),
            Reading::Code => {
                let codes = self.codes.get(place);
                codes::take(field, item, codes, out, self.name(place));
            }
            Reading::Text => Self::take_text(field, item, out),
            Reading::Secret => {}
        }
    }

    fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// A value that no field takes stays under its heading.
    fn keep(&self, place: usize, item: &Item<'_>, out: &mut IntakeRow) {
        let text = without_secrets(item, out);
        if codes::is_scientific(&text) {
            let problem = Problem::warning("intake.code.scientific").at(item.at());
            out.problems
                .push(problem.with("heading", &item.column.source).with("text", shortened(&text, 40)));
        }
        out.extra.insert(self.name(place).to_owned(), text.into_owned());
    }
}

/// Says that a value is not the cell's own.
fn say_source(source: Source, item: &Item<'_>, out: &mut IntakeRow) {
    let key = match source {
        Source::Own => return,
        Source::Ditto => "intake.above.ditto",
        Source::Merged => "intake.above.merged",
        Source::Blank => "intake.above.blank",
    };
    if item.column.role != Role::Secret {
        let problem = Problem::note(key).at(item.at()).with("heading", &item.column.source);
        out.problems.push(problem.with("value", shortened(item.text, 40)));
    }
}

/// A cell's text, tidied.
fn tidied(cell: &Cell) -> Cow<'_, str> {
    match shown(cell) {
        Cow::Borrowed(text) => tidy_cow(text),
        Cow::Owned(text) => Cow::Owned(tidy(&text)),
    }
}

/// The text with secrets masked, and a problem if there were any.
fn without_secrets<'t>(item: &Item<'t>, out: &mut IntakeRow) -> Cow<'t, str> {
    let text = secret::covered(item.text);
    if matches!(text, Cow::Owned(_)) {
        let problem = Problem::warning("intake.secret.masked").at(item.at());
        out.problems.push(problem.with("heading", &item.column.source));
    }
    text
}

/// A cell that says outright that there is nothing.
fn nothing(field: Field, item: &Item<'_>, out: &mut IntakeRow) {
    let problem = Problem::note("intake.cell.nothing").at(item.at()).with("heading", &item.column.source);
    out.problems.push(problem.with("text", shortened(item.text, 20)));
    out.nothing.insert(field);
}
