//! The plan of one table: what each column is, by heading, values, subject, and what the person said before.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use sheet::{Cell, Row, Sheet, cell_name, column_name};

use crate::evidence::{Profile, SAMPLE};
use crate::header::Header;
use crate::heading::{self, Heading};
use crate::lettered::{is_code, lettered};
use crate::mapping::{self, Candidate};
use crate::text::{folded, shortened, shown, tidy};
use crate::words::SPAN_WORDS;
use crate::{
    Column, ColumnHint, Field, Hints, Layout, Origin, Problem, Role, SheetPlan, Subject, fill_down, secret,
    shape, subject,
};

/// Makes the plan of one table.
pub(crate) struct Planner<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) index: usize,
    pub(crate) table: usize,
    pub(crate) header: &'a Header,
    pub(crate) end: u32,
    pub(crate) hints: &'a Hints,
}

/// One column while it is being judged.
struct Draft {
    index: u32,
    source: String,
    named: bool,
    heading: Heading,
    profile: Profile,
    secret: Option<Field>,
    row_number: bool,
}

impl Planner<'_> {
    /// The plan.
    pub(crate) fn plan(&self) -> SheetPlan {
        let drafts = self.drafts();
        let subject = self.subject(&drafts);
        let drafts = with_key_columns(drafts, subject);
        let sources: Vec<&str> = drafts.iter().map(|draft| draft.source.as_str()).collect();
        let shape = shape::fingerprint(&sources);
        let decided = self.decided(&drafts, &shape);
        let taken: Vec<Field> = decided.values().filter_map(|(field, _)| *field).collect();
        let open = drafts.iter().enumerate().filter(|(place, draft)| {
            !decided.contains_key(place) && draft.secret.is_none() && !draft.row_number && draft.named
        });
        let candidates: Vec<Candidate> = open
            .flat_map(|(place, draft)| mapping::candidates(place, &draft.heading, &draft.profile, subject))
            .collect();
        let wanted: BTreeMap<usize, Field> = first_wishes(&candidates);
        let given = mapping::assign(candidates, &taken);
        let mut columns: Vec<Column> = drafts.iter().map(column_of).collect();
        for (place, (field, origin)) in &decided {
            if let Some(column) = columns.get_mut(*place).filter(|column| column.role != Role::Secret) {
                let role = if field.is_some() { Role::Mapped } else { Role::Extra };
                *column = Column { field: *field, role, score: 100, origin: *origin, ..column.clone() };
            }
        }
        for candidate in given {
            if let Some(column) = columns.get_mut(candidate.column) {
                column.field = Some(candidate.field);
                column.role = Role::Mapped;
                column.score = u8::try_from(candidate.score.clamp(0, 100)).unwrap_or(100);
            }
        }
        self.finish(&mut columns, &drafts, &wanted);
        let problems = self.problems(&columns, &drafts, &wanted);
        SheetPlan {
            sheet: self.index,
            name: secret::masked(&self.sheet.name),
            hidden: self.sheet.hidden,
            table: self.table,
            layout: Layout::Upright,
            header_row: Some(self.header.main),
            header_span: self.header.span,
            body: (self.header.span.1 + 1, self.end),
            across: self.header.across,
            columns,
            subject,
            shape,
            problems,
        }
    }

    fn body(&self) -> impl Iterator<Item = &Row> {
        let (start, end) = (self.header.span.1, self.end);
        self.sheet.rows.iter().filter(move |row| row.number > start && row.number <= end)
    }

    fn drafts(&self) -> Vec<Draft> {
        let mut values: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut seen: BTreeSet<u32> = self.header.headings.keys().copied().collect();
        for row in self.body() {
            let repeated =
                self.header.headings.len() > 1 && row.cells.len() > 1 && repeats_cheaply(row, self.header);
            for (column, cell) in &row.cells {
                if *column < self.header.across.0 || *column > self.header.across.1 {
                    continue;
                }
                let kept = values.entry(*column).or_default();
                if kept.len() >= SAMPLE || repeated {
                    continue;
                }
                // The letters that a format shows tell the number of a thing from a running number.
                let code = lettered(cell).filter(|_| is_code(cell));
                let text = tidy(&code.map_or_else(|| shown(cell), Cow::Owned));
                if !text.is_empty() {
                    seen.insert(*column);
                    kept.push(text);
                }
            }
        }
        let draft = |index: u32| {
            let values = values.get(&index).map(Vec::as_slice).unwrap_or_default();
            let cell = self.header.headings.get(&index);
            let heading = heading::read(cell.map_or("", |cell| cell.look_up.as_str()));
            let profile = Profile::of(values.iter().map(String::as_str));
            let keys = values.iter().filter(|value| secret::masked(value).starts_with('●')).count();
            let full_of_keys = keys > 0 && keys * 2 >= profile.total;
            let some = profile.total > 0;
            let named = secret::secret_column(&heading, profile.harmless && some, profile.marks && some);
            let telling = secret::holds_secrets(&heading, values);
            let secret =
                named.or(full_of_keys.then_some(Field::LicenceKey)).or(telling.then_some(Field::Secret));
            let row_number = is_row_number(&heading, &profile);
            // Some write the secret into the heading: PW:abc123.
            let source = cell.map_or_else(|| column_name(index), |cell| secret::masked(&cell.source));
            Draft { index, source, named: cell.is_some(), heading, profile, secret, row_number }
        };
        seen.into_iter().map(draft).collect()
    }

    fn subject(&self, drafts: &[Draft]) -> Subject {
        if let Some(subject) = self.hints.subjects.get(&self.index) {
            return *subject;
        }
        let above = self.sheet.rows.iter().filter(|row| row.number < self.header.span.0);
        let near = above.filter(|row| row.number + 8 >= self.header.span.0);
        let title: Vec<String> =
            near.flat_map(|row| row.cells.iter().map(|(_, cell)| tidy(&shown(cell)))).collect();
        let headings: Vec<_> = drafts
            .iter()
            .map(|draft| match draft.secret {
                Some(field) => vec![(Some(field), 100)],
                None => mapping::meanings(&draft.heading),
            })
            .collect();
        let people = drafts.iter().filter(|draft| subject::is_about_people(&draft.heading)).count();
        subject::guess(&self.sheet.name, &shortened(&title.join(" "), 200), &headings, people)
    }

    /// Columns that the person or an earlier import decided: place → field and origin.
    fn decided(&self, drafts: &[Draft], shape: &str) -> BTreeMap<usize, (Option<Field>, Origin)> {
        let mut decided = BTreeMap::new();
        let remembered = self.hints.remembered.get(shape);
        for (place, draft) in drafts.iter().enumerate() {
            let here = |hint: &&ColumnHint| {
                (hint.sheet, hint.table, hint.column) == (self.index, self.table, draft.index)
            };
            if let Some(hint) = self.hints.columns.iter().rev().find(here) {
                decided.insert(place, (hint.field, Origin::Chosen));
            } else if let Some(field) = remembered.and_then(|known| known.get(&draft.source)) {
                decided.insert(place, (*field, Origin::Remembered));
            }
        }
        // A field that was chosen for one column is not kept for another by an older memory.
        let chosen: Vec<Option<Field>> = decided
            .values()
            .filter(|(_, origin)| *origin == Origin::Chosen)
            .map(|(field, _)| *field)
            .collect();
        decided.retain(|_, (field, origin)| {
            !field.is_some_and(Field::is_secret)
                && (*origin == Origin::Chosen || field.is_none() || !chosen.contains(field))
        });
        decided
    }

    /// What depends on which columns were mapped: maker and model in one, and blanks that mean the value above.
    fn finish(&self, columns: &mut [Column], drafts: &[Draft], wanted: &BTreeMap<usize, Field>) {
        let maker = columns.iter().any(|column| column.field == Some(Field::Maker));
        let number = columns.iter().any(|column| column.field == Some(Field::AssetNo));
        let lease_end = columns.iter().any(|column| column.field == Some(Field::LeaseEnd));
        for (place, (column, draft)) in columns.iter_mut().zip(drafts).enumerate() {
            // A place that lost to a better column groups the rows all the same.
            let group = column.field.or_else(|| wanted.get(&place).copied()).filter(|field| field.is_group());
            if let Some(field) = group {
                let fewest = if field == Field::SystemName { 1 } else { 2 };
                column.fills_down = fill_down::blanks_mean_above(self.body(), column.index, fewest)
                    || fill_down::heads_sections(self.body(), column.index);
            }
            if column.role == Role::Extra && column.origin == Origin::Guessed {
                let span = draft.heading.forms.iter().any(|(form, _)| SPAN_WORDS.contains(&form.as_str()));
                let wish = wanted.get(&place).copied().filter(|field| stands_in(*field));
                column.stands_in = wish.or((span && lease_end).then_some(Field::LeaseEnd));
                // What a ledger is grouped by stands in its first column, whether we know the word or not.
                column.fills_down = column.fills_down
                    || (place == 0
                        && draft.named
                        && group.is_none()
                        && mapping::meanings(&draft.heading).is_empty()
                        && fill_down::blanks_mean_above(self.body(), column.index, 2));
            }
            if column.role != Role::Mapped {
                continue;
            }
            // 購入年度 before the number: the first column groups the rows, whatever it is.
            if place == 0 && !column.field.is_some_and(Field::is_unique) && number {
                column.fills_down =
                    column.fills_down || fill_down::blanks_mean_above(self.body(), column.index, 2);
            }
            let normal = draft.heading.first();
            let names_maker = ["めーか", "maker", "manufacturer", "make", "製造元"]
                .iter()
                .any(|word| normal.contains(word));
            column.combined = !maker && column.field == Some(Field::Model) && names_maker;
        }
    }

    fn problems(
        &self,
        columns: &[Column],
        drafts: &[Draft],
        wanted: &BTreeMap<usize, Field>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.sheet.hidden {
            problems.push(Problem::warning("intake.sheet.hidden").with("sheet", &self.sheet.name));
        }
        if self.table > 0 {
            let row = self.header.main.to_string();
            problems.push(Problem::note("intake.sheet.another_table").with("row", row));
        }
        for (place, (column, draft)) in columns.iter().zip(drafts).enumerate() {
            let at = cell_name(column.index, self.header.main);
            let say = |problem: Problem| {
                problem.at(at.clone()).with("column", &column.letter).with("heading", &column.source)
            };
            let winner = wanted.get(&place).and_then(|field| {
                columns.iter().find(|other| other.field == Some(*field) && other.index != column.index)
            });
            match column.role {
                Role::Secret => problems.push(say(Problem::warning("intake.column.secret"))),
                Role::RowNumber => problems.push(say(Problem::note("intake.column.row_number"))),
                Role::Extra if !draft.named => {
                    problems.push(say(Problem::warning("intake.column.no_heading")));
                }
                Role::Extra if column.origin != Origin::Guessed => {}
                Role::Extra => problems.push(match winner {
                    Some(other) => say(Problem::note("intake.column.second")).with("other", &other.source),
                    None => say(Problem::note("intake.column.unmapped")),
                }),
                Role::Mapped => {}
            }
            if column.fills_down {
                problems.push(say(Problem::note("intake.column.fills_down")));
            }
        }
        problems
    }
}

/// Whether a row repeats the header, asked for every row: the first two filled cells are compared exactly.
fn repeats_cheaply(row: &Row, header: &Header) -> bool {
    let same = |(column, cell): &(u32, Cell)| match cell {
        Cell::Text(text) => header
            .headings
            .get(column)
            .is_some_and(|heading| heading.source == text.trim() || heading.parts.contains(&folded(text))),
        _ => false,
    };
    row.cells.iter().take(2).all(same)
}

/// On licence sheets a long "serial number" is the key of the software.
fn with_key_columns(mut drafts: Vec<Draft>, subject: Subject) -> Vec<Draft> {
    if subject == Subject::Licence {
        for draft in &mut drafts {
            let serial = mapping::meanings(&draft.heading)
                .first()
                .is_some_and(|(field, _)| *field == Some(Field::Serial));
            let long = draft
                .profile
                .samples
                .iter()
                .any(|value| value.chars().filter(char::is_ascii_alphanumeric).count() >= 16);
            if serial && long && draft.secret.is_none() {
                draft.secret = Some(Field::LicenceKey);
            }
        }
    }
    drafts
}

/// The field each column would most like to be, to say who was better.
fn first_wishes(candidates: &[Candidate]) -> BTreeMap<usize, Field> {
    let mut best: BTreeMap<usize, (i16, Field)> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.score >= mapping::ENOUGH) {
        let entry = best.entry(candidate.column).or_insert((candidate.score, candidate.field));
        if candidate.score > entry.0 {
            *entry = (candidate.score, candidate.field);
        }
    }
    best.into_iter().map(|(column, (_, field))| (column, field)).collect()
}

/// Fields for which a second column may step in: the lease began where nothing was bought.
const fn stands_in(field: Field) -> bool {
    matches!(field, Field::Acquired | Field::LeaseEnd | Field::Location | Field::Vendor | Field::LastSeen)
}

/// `No.` that counts 1, 2, 3 … says nothing about the thing in the row.
fn is_row_number(heading: &Heading, profile: &Profile) -> bool {
    let is = |words: &[&str]| heading.forms.iter().any(|(form, _)| words.contains(&form.as_str()));
    let counting = is(&[
        "項番",
        "通番",
        "連番",
        "行番号",
        "行",
        "行no",
        "順番",
        "順",
        "そーと順",
        "並び順",
        "seq",
        "row",
        "rowno",
        "lineno",
        "れこーど番号",
        "れこーどid",
        "$id",
    ]);
    let number =
        is(&["no", "#", "番号", "なんばー", "number", "num", "no(連番)"]) || heading.first().is_empty();
    (counting && profile.is_numeric()) || (number && profile.running)
}

fn column_of(draft: &Draft) -> Column {
    let role = if draft.secret.is_some() {
        Role::Secret
    } else if draft.row_number {
        Role::RowNumber
    } else {
        Role::Extra
    };
    let samples = draft.profile.samples.iter().map(|sample| secret::masked(&shortened(sample, 40)));
    Column {
        index: draft.index,
        letter: column_name(draft.index),
        source: draft.source.clone(),
        field: draft.secret,
        role,
        score: if draft.secret.is_some() { 100 } else { 0 },
        origin: Origin::Guessed,
        unit: draft.heading.unit().filter(|_| draft.named),
        combined: false,
        stands_in: None,
        fills_down: false,
        samples: if role == Role::Secret { Vec::new() } else { samples.collect() },
    }
}
