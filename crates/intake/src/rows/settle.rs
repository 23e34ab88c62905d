//! What can only be said when all cells of a row are read: ends from lengths, columns that step in, how many things a
//! row is, and what it is recognised by.

use sheet::{Row, cell_name};

use super::{Item, Reader, Texts, dates};
use crate::heading::normal;
use crate::money::{Amount, amount};
use crate::person::{Section, section};
use crate::text::{is_ditto, is_nothing, shortened, tidy};
use crate::{Field, IntakeRow, Problem, Role, Severity, SheetPlan, Subject, Value, Verdict, subject};

/// The place of the column that counts things (数量, 台数), on sheets where a row should be one thing.
pub(super) fn quantity_column(plan: &SheetPlan) -> Option<usize> {
    let counts = ["数量", "台数", "個数", "員数", "qty", "quantity"];
    let one_each = matches!(plan.subject, Subject::Asset | Subject::Unknown);
    one_each
        .then(|| {
            plan.columns.iter().position(|column| {
                column.role == Role::Extra && counts.contains(&normal(&column.source).as_str())
            })
        })
        .flatten()
}

/// The department or the place that a heading between groups of rows names, if the table has no column for it.
pub(super) fn section_of(plan: &SheetPlan, texts: &Texts<'_>) -> Option<(Field, String)> {
    let [(_, text)] = texts.as_slice() else { return None };
    let name = text.trim_matches(|letter: char| !letter.is_alphanumeric()).trim();
    let field = match section(name)? {
        Section::Department => Field::Dept,
        Section::Place => Field::Location,
    };
    plan.column_of(field).is_none().then(|| (field, name.to_owned()))
}

/// Rows that only go on with the one above (a second monitor beside a merged number) add to it what they say.
pub(super) fn join_continued(rows: &mut [IntakeRow]) {
    if rows.iter().all(|row| row.continues.is_none()) {
        return;
    }
    let mut first = 0;
    for at in 0..rows.len() {
        let Some(number) = rows.get(at).and_then(|row| row.continues) else { continue };
        while rows.get(first).is_some_and(|row| row.row < number) {
            first += 1;
        }
        let Some((above, below)) = rows.split_at_mut_checked(at) else { return };
        let (Some(main), Some(row)) = (above.get_mut(first), below.first_mut()) else { continue };
        if main.row != number || main.verdict == Verdict::Skip || row.verdict != Verdict::Take {
            continue;
        }
        for (field, value) in std::mem::take(&mut row.values) {
            let known = main.values.entry(field).or_insert_with(|| value.clone());
            if *known != value {
                further(main, field.name(), &value.to_text());
            }
        }
        for (name, text) in std::mem::take(&mut row.extra) {
            further(main, &name, &text);
        }
        row.verdict = Verdict::Skip;
        row.key = None;
        row.problems.retain(|problem| problem.key != "intake.row.no_key");
        row.problems.push(Problem::note("intake.row.continues").with("row", number.to_string()));
        main.problems.push(Problem::note("intake.row.continued").with("row", row.row.to_string()));
    }
}

/// Keeps a further text under a name, behind what stands there.
fn further(row: &mut IntakeRow, name: &str, text: &str) {
    let known = row.extra.entry(name.to_owned()).or_default();
    if known.is_empty() {
        text.clone_into(known);
    } else if known != text {
        known.push_str(" / ");
        known.push_str(text);
    }
}

impl<'a> Reader<'a> {
    /// The row above that this one only goes on with: the column of its number is merged, and it has no number itself.
    pub(super) fn continued(&self, out: &IntakeRow) -> Option<u32> {
        if out.values.keys().any(|field| field.is_unique()) {
            return None;
        }
        self.number_above(out.row)
    }

    /// The first row of the merged cell that a row's number lies in, if it is not the row itself.
    pub(super) fn number_above(&self, row: u32) -> Option<u32> {
        if self.merges.is_empty() {
            return None;
        }
        let number = self.plan.column_of(Field::AssetNo).or_else(|| self.plan.column_of(Field::HostName))?;
        let spans = self.merges.get(&number.index)?;
        spans.iter().find(|(first, last)| row > *first && row <= *last).map(|(first, _)| *first)
    }

    /// The rows below ■総務部 belong to 総務部.
    pub(super) fn under_section(&self, out: &mut IntakeRow) {
        let Some((field, name)) = &self.section else { return };
        let key =
            if *field == Field::Dept { "intake.above.section_dept" } else { "intake.above.section_place" };
        out.problems.push(Problem::note(key).with("value", name));
        out.values.insert(*field, Value::text(name));
    }

    /// Where the column of a field is blank, a second column for the same field steps in.
    pub(super) fn step_in(&self, row: &'a Row, texts: &Texts<'_>, out: &mut IntakeRow) {
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
            let start = out.values.get(&Field::Acquired).cloned();
            if field != Field::Acquired
                && let Some(start) = &start
            {
                tried.values.insert(Field::Acquired, start.clone());
            }
            let item = Item { column, cell, row: row.number, text: text.as_ref() };
            self.take_as(field, place, &item, &mut tried);
            dates::settle(self.plan, &mut tried);
            let mut say = |field: Field, value: Value, main: &str| {
                let problem =
                    Problem::note("intake.column.stood_in").at(item.at()).with("heading", &column.source);
                let problem = problem.with("other", main).with("value", shortened(&value.to_text(), 40));
                out.problems.push(problem);
                out.values.insert(field, value);
            };
            if let Some(value) = tried.values.remove(&field) {
                say(field, value, main);
            }
            // A span also tells the beginning.
            if start.is_none()
                && field != Field::Acquired
                && let Some(value) = tried.values.remove(&Field::Acquired)
            {
                let main = self.plan.column_of(Field::Acquired).map_or("", |column| column.source.as_str());
                say(Field::Acquired, value, main);
            }
        }
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

    /// One row that says it is several things is taken as one; that must not go unsaid.
    fn settle_quantity(&self, out: &mut IntakeRow) {
        let Some(place) = self.quantity else { return };
        let Some(text) = out.extra.get(self.name(place)) else { return };
        if let Amount::Number(number, _) = amount(&tidy(text))
            && number.as_f64() > 1.0
        {
            let at = self.plan.columns.get(place).map(|column| cell_name(column.index, out.row));
            let mut problem = Problem::note("intake.row.quantity").with("text", shortened(text, 20));
            problem.cell = at;
            out.problems.push(problem);
        }
    }

    /// What can only be said when all cells of the row are read.
    pub(super) fn settle(&self, out: &mut IntakeRow) {
        dates::settle(self.plan, out);
        self.settle_seats(out);
        self.settle_quantity(out);
        let edition = ["エディション", "Edition", "バージョン", "Version", "Ver.", "Ver"]
            .iter()
            .find_map(|name| out.extra.get(*name));
        out.key = subject::key(self.plan.subject, &out.values, edition.map(String::as_str));
        let first = out.key.as_ref().and_then(|key| key.parts.first());
        let column = first.and_then(|(field, _)| self.plan.column_of(*field));
        out.key_place = column.map(|column| (column.index, out.row));
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
