//! People from a spreadsheet: a small dictionary of headings, and what each row would do.

use kernel::{DepartmentId, PersonId, Text};
use serde::Serialize;
use sheet::{Cell, Row, Sheet, Workbook};

use super::model::{NewPerson, Person, matching_name};
use super::ops::looks_like_mail;
use super::store::StoredName;

/// What happens with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowAction {
    /// Becomes a new person.
    New,
    /// Changes a known one.
    Change,
    /// Is as stored.
    Same,
    /// Cannot be taken.
    Error,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleRow {
    /// Its number as in the file.
    pub row: u32,
    /// What happens.
    pub action: RowAction,
    /// The person's name.
    pub name: String,
    /// Names of the fields that change.
    pub fields: Vec<&'static str>,
    /// Why it cannot be taken, or what else is to be said.
    pub problem: Option<Text>,
}

/// What a file of people does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PeopleImport {
    /// The row of the headings, from 1; `None` if none was found.
    pub header_row: Option<u32>,
    /// Headings that were not understood; their columns were left out.
    pub unknown: Vec<String>,
    /// The rows.
    pub rows: Vec<PeopleRow>,
}

/// The answer, and what is to be written.
pub(super) struct Plan {
    pub answer: PeopleImport,
    pub writes: Vec<Write>,
    pub new_departments: Vec<String>,
}

/// One person to be written.
pub(super) struct Write {
    pub person: Option<PersonId>,
    pub to: NewPerson,
    pub department: String,
}

const HEADINGS: [(&str, &[&str]); 9] = [
    (
        "employee_no",
        &[
            "社員番号",
            "社員コード",
            "社員no",
            "職員番号",
            "従業員番号",
            "employee no",
            "employee id",
            "employee number",
        ],
    ),
    ("name", &["氏名", "名前", "社員名", "表示名", "お名前", "name", "display name", "full name"]),
    ("surname", &["姓", "苗字", "last name", "surname"]),
    ("given", &["名", "first name", "given name"]),
    ("kana", &["カナ", "フリガナ", "ふりがな", "氏名カナ", "よみ", "読み", "kana", "reading"]),
    ("email", &["メール", "メールアドレス", "eメール", "e-mail", "email", "mail", "email address"]),
    ("department", &["部署", "部署名", "所属", "部門", "課", "department"]),
    ("phone", &["電話", "電話番号", "内線", "内線番号", "携帯番号", "phone", "extension"]),
    ("note", &["備考", "メモ", "note", "notes"]),
];

/// Reads the first sheet that has a heading for names, and compares it with who is known.
pub(super) fn plan(workbook: &Workbook, known: &Known<'_>) -> Plan {
    let mut plan = Plan { answer: PeopleImport::default(), writes: Vec::new(), new_departments: Vec::new() };
    let Some((sheet, header, columns)) = workbook.sheets.iter().find_map(table) else { return plan };
    plan.answer.header_row = Some(header.number);
    let understood = |at: &u32| columns.iter().any(|(column, _)| column == at);
    let unknown = header.cells.iter().filter(|(at, _)| !understood(at));
    plan.answer.unknown = unknown.map(|(_, cell)| text(cell)).collect();
    let mut seen: Vec<(String, u32)> = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.number > header.number) {
        let (new, department) = read(row, &columns);
        if new == NewPerson::default() && department.is_empty() {
            continue;
        }
        let key =
            [&new.employee_no, &new.email].into_iter().find(|text| !text.is_empty()).unwrap_or(&new.name);
        let key = matching_name(key);
        let twice = seen.iter().find(|(other, _)| *other == key).map(|(_, row)| *row);
        seen.push((key, row.number));
        plan.take(row.number, &new, department, twice, known);
    }
    plan
}

impl Plan {
    fn take(&mut self, row: u32, new: &NewPerson, department: String, twice: Option<u32>, known: &Known<'_>) {
        let mut line = PeopleRow {
            row,
            action: RowAction::New,
            name: new.name.clone(),
            fields: Vec::new(),
            problem: None,
        };
        let wrong = if let Some(first) = twice {
            Some(Text::new("people.fault.row_twice").with("row", first))
        } else if !new.email.is_empty() && !looks_like_mail(&new.email) {
            Some(Text::new("people.fault.email"))
        } else {
            None
        };
        let person = known.find(new);
        let to = person.map_or_else(|| new.clone(), |person| over(person, new));
        let wrong = wrong.or_else(|| to.name.is_empty().then(|| Text::new("people.fault.name_missing")));
        if wrong.is_some() {
            line.action = RowAction::Error;
            line.problem = wrong;
            self.answer.rows.push(line);
            return;
        }
        let known_department =
            known.departments.iter().find(|(name, _)| yomi::is_same(name, &department)).map(|(_, id)| *id);
        let moved = !department.is_empty()
            && person
                .is_none_or(|person| known_department.is_none() || person.department != known_department);
        if let Some(person) = person {
            line.fields = changed_fields(person, &to);
            if moved {
                line.fields.push("department");
            }
            line.action = if line.fields.is_empty() { RowAction::Same } else { RowAction::Change };
        }
        if line.action != RowAction::Same {
            let new_one = !department.is_empty() && known_department.is_none();
            if new_one && !self.new_departments.iter().any(|name| yomi::is_same(name, &department)) {
                self.new_departments.push(department.clone());
            }
            self.writes.push(Write { person: person.map(|person| person.id), to, department });
        }
        self.answer.rows.push(line);
    }
}

/// What a file is compared with.
pub(super) struct Known<'a> {
    /// Everybody.
    pub people: &'a [Person],
    /// What they are and were called, and the names and numbers of entries that were merged into theirs.
    pub names: &'a [StoredName],
    /// Names of departments.
    pub departments: &'a [(String, DepartmentId)],
}

impl<'a> Known<'a> {
    /// By employee number, else by mail, else by name if only one has it or had it.
    fn find(&self, new: &NewPerson) -> Option<&'a Person> {
        let same = |left: &str, right: &str| !left.is_empty() && yomi::is_same(left, right);
        let number = yomi::fold(&new.employee_no);
        let numbered = self.names.iter().find(|one| one.employee_no_folded == number);
        let by_number = || numbered.filter(|_| !number.is_empty()).and_then(|one| self.person(one.id));
        let by_mail = || self.people.iter().find(|person| same(&new.email, &person.email));
        let by_name = || {
            let name = matching_name(&new.name);
            let called = |past| self.called(&name, past).filter(|_| !name.is_empty());
            let person = called(false).or_else(|| called(true))?;
            let differs = !new.employee_no.is_empty() && !person.employee_no.is_empty();
            (!differs).then_some(person)
        };
        by_number().or_else(by_mail).or_else(by_name)
    }

    /// The only one who is called so; with past names, if nobody is.
    fn called(&self, name: &str, past: bool) -> Option<&'a Person> {
        let is_now = |one: &&StoredName| past || self.person(one.id).is_some_and(|it| it.name == one.name);
        let mut ids: Vec<i64> = self
            .names
            .iter()
            .filter(|one| one.name_folded == name)
            .filter(is_now)
            .map(|one| one.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        match ids.as_slice() {
            [id] => self.person(*id),
            _ => None,
        }
    }

    fn person(&self, id: i64) -> Option<&'a Person> {
        self.people.binary_search_by_key(&id, |person| person.id.0).ok().and_then(|at| self.people.get(at))
    }
}

/// What is stored, with what the row says over it; blanks leave what is stored.
fn over(person: &Person, new: &NewPerson) -> NewPerson {
    let pick = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
    let same_name = matching_name(&person.name) == matching_name(&new.name);
    NewPerson {
        employee_no: pick(&new.employee_no, &person.employee_no),
        name: if same_name { person.name.clone() } else { pick(&new.name, &person.name) },
        kana: pick(&new.kana, &person.kana),
        email: pick(&new.email, &person.email),
        department: person.department,
        phone: pick(&new.phone, &person.phone),
        note: pick(&new.note, &person.note),
    }
}

/// The names of the fields that differ, in the order of a form.
pub(super) fn changed_fields(before: &Person, to: &NewPerson) -> Vec<&'static str> {
    let (before, to) = (before.as_new().values(), to.values());
    let order = ["employee_no", "name", "kana", "email", "department", "phone", "note"];
    order.into_iter().filter(|field| before.get(*field) != to.get(*field)).collect()
}

type Columns = Vec<(u32, &'static str)>;

/// The first row of a sheet with a heading for names.
fn table(sheet: &Sheet) -> Option<(&Sheet, &Row, Columns)> {
    sheet.rows.iter().take(30).find_map(|row| {
        let mut columns: Columns = Vec::new();
        for (at, cell) in &row.cells {
            let heading = yomi::fold(&text(cell)).replace('\n', "");
            let fits = |words: &&[&str]| words.iter().any(|word| yomi::fold(word) == heading);
            let field = HEADINGS.iter().find(|(_, words)| fits(words)).map(|(field, _)| *field);
            if let Some(field) = field.filter(|field| !columns.iter().any(|(_, known)| known == field)) {
                columns.push((*at, field));
            }
        }
        let named = columns.iter().any(|(_, field)| matches!(*field, "name" | "surname"));
        (named && columns.len() >= 2).then_some((sheet, row, columns))
    })
}

fn read(row: &Row, columns: &Columns) -> (NewPerson, String) {
    let get = |wanted: &str| {
        let column = columns.iter().find(|(_, field)| *field == wanted).map(|(at, _)| *at);
        column.and_then(|at| row.cell(at)).map(text).unwrap_or_default()
    };
    let name = match (get("name"), get("surname"), get("given")) {
        (name, surname, given) if name.is_empty() => format!("{surname} {given}").trim().to_owned(),
        (name, ..) => name,
    };
    let new = NewPerson {
        employee_no: get("employee_no"),
        name,
        kana: get("kana"),
        email: get("email"),
        department: None,
        phone: get("phone"),
        note: get("note"),
    };
    (new, get("department"))
}

fn text(cell: &Cell) -> String {
    let written = match cell {
        Cell::Text(text) => yomi::to_half_width_digits(text),
        Cell::Number { value, .. } => {
            intake::Number::from_f64(*value).map(|number| number.to_string()).unwrap_or_default()
        }
        Cell::Date { iso, .. } => iso.clone(),
        Cell::Bool(truth) => truth.to_string(),
        Cell::Duration(_) | Cell::Error(_) => String::new(),
    };
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
