//! Reading the rows of one planned table: what is a record, where each value comes from, and what it says.

mod cells;
mod classify;
mod codes;
mod dates;
mod duplicates;
mod people;
mod values;

use std::collections::HashMap;

use sheet::{Cell, Row, Sheet, Workbook, cell_name};

use cells::{extra_names, follows_secret, is_failure};

use crate::header::{self, Header};
use crate::text::{is_ditto, is_nothing, shortened, shown, tidy};
use crate::{
    Column, Field, IntakeRow, Problem, Reading, Role, Severity, SheetPlan, Subject, Value, Verdict, secret,
    subject,
};

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
    let (first, last) = plan.across;
    let mut header = header::at(sheet, main);
    header.across = plan.across;
    header.headings.retain(|column, _| (first..=last).contains(column));
    let mut reader = Reader::new(sheet, plan, header);
    let body = sheet.rows.iter().filter(|row| row.number >= plan.body.0 && row.number <= plan.body.1);
    body.filter_map(|row| reader.read(row)).collect()
}

/// Reads row after row, remembering what stands above.
struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    header: Header,
    /// Per column of the plan: the last cell that said something itself.
    above: Vec<Option<&'a Cell>>,
    /// Per column of the plan: what its codes look like.
    codes: Vec<codes::Codes>,
    /// Column → merged rows, first to last.
    merges: HashMap<u32, Vec<(u32, u32)>>,
    names: Vec<String>,
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
    at: String,
    text: String,
}

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
        let codes = plan.columns.iter().map(|column| codes::Codes::of(sheet, plan, column)).collect();
        let names = extra_names(&plan.columns);
        Self { sheet, plan, header, above: vec![None; plan.columns.len()], codes, merges, names }
    }

    /// Reads one row; `None` for a blank one.
    fn read(&mut self, row: &'a Row) -> Option<IntakeRow> {
        let texts: Vec<(u32, String)> = row
            .cells
            .iter()
            .filter(|(column, _)| (self.plan.across.0..=self.plan.across.1).contains(column))
            .map(|(column, cell)| (*column, tidy(&shown(cell))))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        match classify::classify(row, &texts, self.plan, &self.header) {
            classify::Kind::Blank => None,
            classify::Kind::Skip(problem) => {
                if problem.key == "intake.row.section" {
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
    fn begin_section(&mut self, row: &'a Row, texts: &[(u32, String)]) {
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

    fn record(&mut self, row: &'a Row, texts: &[(u32, String)]) -> IntakeRow {
        let mut out = IntakeRow::empty(row.number);
        let plan = self.plan;
        for (place, column) in plan.columns.iter().enumerate() {
            let at = cell_name(column.index, row.number);
            if column.role != Role::Secret && follows_secret(texts, column.index) {
                out.problems
                    .push(Problem::note("intake.secret.refused").at(&at).with("heading", &column.source));
                continue;
            }
            let own =
                row.cell(column.index).filter(|_| texts.iter().any(|(index, _)| *index == column.index));
            let Some((cell, source)) = self.resolve(place, column, row.number, own, &at, &mut out) else {
                continue;
            };
            let text = if source == Source::Own {
                texts
                    .iter()
                    .find(|(index, _)| *index == column.index)
                    .map(|(_, text)| text.clone())
                    .unwrap_or_default()
            } else {
                tidy(&shown(cell))
            };
            let key = match source {
                Source::Own => None,
                Source::Ditto => Some("intake.above.ditto"),
                Source::Merged => Some("intake.above.merged"),
                Source::Blank => Some("intake.above.blank"),
            };
            if let Some(key) = key.filter(|_| column.role != Role::Secret) {
                let problem = Problem::note(key).at(&at).with("heading", &column.source);
                out.problems.push(problem.with("value", shortened(&text, 40)));
            }
            let item = Item { column, cell, at, text };
            self.take(place, &item, &mut out);
        }
        self.step_in(row, texts, &mut out);
        self.settle(&mut out);
        out
    }

    /// The cell that counts for a column: its own, the one above for a ditto mark, a merge or a grouping blank.
    fn resolve(
        &mut self,
        place: usize,
        column: &Column,
        row: u32,
        own: Option<&'a Cell>,
        at: &str,
        out: &mut IntakeRow,
    ) -> Option<(&'a Cell, Source)> {
        let above = self.above.get(place).copied().flatten();
        let unique = column.field.is_some_and(Field::is_unique);
        if let Some(cell) = own {
            let ditto = matches!(cell, Cell::Text(text) if is_ditto(&tidy(text)));
            if !ditto {
                if let Some(slot) = self.above.get_mut(place) {
                    *slot = Some(cell);
                }
                return Some((cell, Source::Own));
            }
            if column.role == Role::Secret {
                return Some((cell, Source::Own));
            }
            let key = if unique { "intake.above.unique" } else { "intake.above.nothing_there" };
            if unique || above.is_none() {
                out.problems.push(Problem::warning(key).at(at).with("heading", &column.source));
                return None;
            }
            return above.map(|cell| (cell, Source::Ditto));
        }
        if unique || matches!(column.role, Role::Secret | Role::RowNumber) {
            return None;
        }
        let merged = self.merges.get(&column.index).and_then(|spans| {
            spans.iter().find(|(first, last)| row > *first && row <= *last).map(|(first, _)| *first)
        });
        if let Some(first) = merged {
            let cell = self.sheet.cell(column.index, first)?;
            return (!shown(cell).trim().is_empty()).then_some((cell, Source::Merged));
        }
        // A new group further left begins anew: its inner columns do not reach over from the group before.
        if column.fills_down && !self.regrouped(place, row) {
            return above.map(|cell| (cell, Source::Blank));
        }
        None
    }

    /// Where the column of a field is blank, a second column for the same field steps in.
    fn step_in(&self, row: &'a Row, texts: &[(u32, String)], out: &mut IntakeRow) {
        for (place, column) in self.plan.columns.iter().enumerate() {
            let Some(field) = column.stands_in.filter(|field| !out.values.contains_key(field)) else {
                continue;
            };
            let Some((_, text)) = texts.iter().find(|(index, _)| *index == column.index) else { continue };
            let Some(cell) = row.cell(column.index).filter(|_| !is_ditto(text) && !is_nothing(text)) else {
                continue;
            };
            let main = self.plan.column_of(field).map_or("", |column| column.source.as_str());
            let mut tried = IntakeRow::empty(row.number);
            let item = Item { column, cell, at: cell_name(column.index, row.number), text: text.clone() };
            self.take_as(field, place, &item, &mut tried);
            let Some(value) = tried.values.remove(&field) else { continue };
            let problem = Problem::note("intake.column.stood_in").at(item.at).with("heading", &column.source);
            out.problems.push(problem.with("other", main).with("value", shortened(&value.to_text(), 40)));
            out.values.insert(field, value);
        }
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
        let heading = |problem: Problem| problem.at(&item.at).with("heading", &column.source);
        match (column.role, column.field) {
            (Role::RowNumber, _) => return,
            (Role::Secret, _) => {
                if !is_nothing(&item.text) {
                    out.problems.push(heading(Problem::note("intake.secret.refused")));
                }
                return;
            }
            _ => {}
        }
        if is_failure(item) {
            out.problems
                .push(heading(Problem::warning("intake.cell.error")).with("text", shortened(&item.text, 20)));
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
            Reading::Person => people::take(item, out),
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
        out.extra.insert(self.name(place).to_owned(), text);
    }

    /// More seats in use than owned: worth saying, nothing to refuse.
    fn settle_seats(&self, out: &mut IntakeRow) {
        let number = |field: Field| out.values.get(&field).and_then(Value::as_number);
        if let (Some(count), Some(used)) = (number(Field::LicenceCount), number(Field::LicenceUsed))
            && used.as_f64() > count.as_f64()
        {
            let mut problem = Problem::note("intake.licence.overused");
            problem.cell =
                self.plan.column_of(Field::LicenceUsed).map(|column| cell_name(column.index, out.row));
            out.problems.push(problem.with("count", count.to_string()).with("used", used.to_string()));
        }
    }

    /// What can only be said when all cells of the row are read.
    fn settle(&self, out: &mut IntakeRow) {
        dates::settle(self.plan, out);
        self.settle_seats(out);
        let edition =
            ["エディション", "Edition", "バージョン", "Version"].iter().find_map(|name| out.extra.get(*name));
        out.key = subject::key(self.plan.subject, &out.values, edition.map(String::as_str));
        if out.problems.iter().any(|problem| problem.severity == Severity::Error) {
            out.verdict = Verdict::Error;
            return;
        }
        if out.values.is_empty() && out.extra.is_empty() {
            let refused = out.problems.iter().any(|problem| problem.key == "intake.secret.refused");
            let key = if refused { "intake.row.only_secret" } else { "intake.row.no_values" };
            out.problems.push(Problem::note(key));
            out.verdict = Verdict::Skip;
        } else if out.key.is_none() {
            out.problems.push(match self.plan.subject {
                Subject::Asset | Subject::Unknown => Problem::warning("intake.row.no_key"),
                _ => Problem::note("intake.row.no_key"),
            });
        }
    }
}

/// The text with secrets masked, and a problem if there were any.
fn without_secrets(item: &Item<'_>, out: &mut IntakeRow) -> String {
    let text = secret::masked(&item.text);
    if text != item.text {
        out.problems
            .push(Problem::warning("intake.secret.masked").at(&item.at).with("heading", &item.column.source));
    }
    text
}

/// A cell that says outright that there is nothing.
fn nothing(field: Field, item: &Item<'_>, out: &mut IntakeRow) {
    let problem = Problem::note("intake.cell.nothing").at(&item.at).with("heading", &item.column.source);
    out.problems.push(problem.with("text", shortened(&item.text, 20)));
    out.nothing.insert(field);
}
