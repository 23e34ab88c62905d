//! The verbs about people.

use std::collections::HashMap;

use kernel::{Day, DepartmentId, Fault, FieldFault, PersonId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::{Sql, Tx};
use platform::journal::{self, Entry};
use platform::search::Doc;
use sheet::Workbook;

use super::csv::{self, Known, PeopleImport};
use super::model::{NewPerson, Person, PersonState};
use super::store;
use crate::assets::relink::{End, Linked, RENAME, relink};
use crate::assets::{Page, Values};
use crate::clash::Clash;
use crate::edits;
use crate::merging::store::stands_for;
use crate::sql::taken;

pub use super::merge::{Double, alike, likely_doubles, merge, plan_merge};

/// A page of people whose name, reading, number, mail or past name contains `text`, by reading, and how many there are.
pub async fn list(cx: &Cx, text: &str, with_left: bool, page: Page) -> Result<(Vec<Person>, i64)> {
    cx.may(Right::ReadLedger)?;
    let (size, offset) = page.part(1_000);
    store::list(cx.db(), text, with_left, size, offset).await
}

/// One person; of somebody who was merged, the one who stayed.
pub async fn see(cx: &Cx, id: PersonId) -> Result<Person> {
    cx.may(Right::ReadLedger)?;
    let id = stands_for(cx.db(), Linked::Person, id.0).await?.ok_or(Fault::NotFound)?;
    store::find(cx.db(), PersonId(id)).await?.ok_or(Fault::NotFound)
}

/// What these people are called, as far as they are still there; for pages that only want the words.
pub async fn names(cx: &Cx, ids: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    cx.may(Right::ReadLedger)?;
    store::names(cx.db(), ids).await
}

/// The names a person had before, newest first, with the day each was given up.
pub async fn past_names(cx: &Cx, id: PersonId) -> Result<Vec<(String, Day)>> {
    cx.may(Right::ReadLedger)?;
    store::past_names(cx.db(), id).await
}

/// Adds a person.
pub async fn add(cx: &Cx, new: &NewPerson) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    let mut new = checked(new)?;
    let tx = cx.begin().await?;
    new.department = standing(&tx, new.department).await?;
    let id = store::add(&tx, &new).await.map_err(number_taken)?;
    journal::write(&tx, cx, &Entry::new("person.added", Subject::Person(id))).await?;
    index(&tx, id, &new).await?;
    let person = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(person)
}

/// Changes a person; a new name keeps the old one in the past names and is written on what the person holds.
pub async fn change(cx: &Cx, id: PersonId, version: i64, to: &NewPerson) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    let mut to = checked(to)?;
    let tx = cx.begin().await?;
    let before = living(&tx, id).await?;
    to.department = standing(&tx, to.department).await?;
    change_in(&tx, cx, &before, version, &to).await?;
    let fields = csv::changed_fields(&before, &to);
    journal::write(&tx, cx, &Entry::new("person.changed", Subject::Person(id)).with("fields", fields))
        .await?;
    let person = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(person)
}

/// Where an edit based on `version` meets what others did since.
pub async fn clashes(cx: &Cx, id: PersonId, version: i64, mine: &Values) -> Result<Vec<Clash>> {
    let now = see(cx, id).await?.as_new().values();
    edits::met(cx.db(), Subject::Person(id), version, &now, mine).await
}

async fn change_in(tx: &Tx, cx: &Cx, before: &Person, version: i64, to: &NewPerson) -> Result<()> {
    let mut past = past(tx, before.id).await?;
    let renamed = before.name != to.name;
    if renamed {
        past.push(before.name.clone());
    }
    if !store::change(tx, before.id, version, to, &past).await.map_err(number_taken)? {
        return Err(Fault::conflict("people.fault.changed_meanwhile"));
    }
    edits::note(tx, Subject::Person(before.id), version + 1, &before.as_new().values(), &to.values()).await?;
    if renamed {
        store::keep_name(tx, before.id, &before.name, cx.today()).await?;
        let id = before.id.0;
        let (old, new) = (End { id, name: &before.name }, End { id, name: &to.name });
        relink((tx, cx), Linked::Person, RENAME, old, new).await?;
    }
    index(tx, before.id, to).await
}

/// The names a person had.
pub(super) async fn past(tx: &Tx, id: PersonId) -> Result<Vec<String>> {
    Ok(store::past_names(tx, id).await?.into_iter().map(|(name, _)| name).collect())
}

/// Somebody who stands for themselves.
pub(super) async fn living(db: &impl Sql, id: PersonId) -> Result<Person> {
    let found = store::find(db, id).await?;
    match (found, stands_for(db, Linked::Person, id.0).await?) {
        (Some(person), _) => Ok(person),
        (None, Some(_)) => Err(Fault::conflict("merging.fault.meanwhile")),
        (None, None) => Err(Fault::NotFound),
    }
}

/// A form that was opened before departments were merged may name the one that is gone.
async fn standing(db: &impl Sql, department: Option<DepartmentId>) -> Result<Option<DepartmentId>> {
    let Some(id) = department else { return Ok(None) };
    let stands = stands_for(db, Linked::Department, id.0).await?;
    Ok(Some(stands.map_or(id, DepartmentId)))
}

pub(super) async fn index(tx: &Tx, id: PersonId, person: &NewPerson) -> Result<()> {
    platform::search::put_all(tx, &[doc(id, person)]).await
}

/// By what a person is found.
fn doc(id: PersonId, person: &NewPerson) -> Doc {
    let text =
        [&person.kana, &person.employee_no, &person.email, &person.phone, &person.note].map(String::as_str);
    Doc { subject: Subject::Person(id), title: person.name.clone(), text: text.join("\n") }
}

/// The person leaves the company on a day.
pub async fn leave(cx: &Cx, id: PersonId, version: i64, on: Option<Day>) -> Result<Person> {
    set_gone(cx, id, version, true, on).await
}

/// The person is back.
pub async fn come_back(cx: &Cx, id: PersonId, version: i64) -> Result<Person> {
    set_gone(cx, id, version, false, None).await
}

async fn set_gone(cx: &Cx, id: PersonId, version: i64, gone: bool, on: Option<Day>) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let before = living(&tx, id).await?;
    mark(&tx, cx, before.id, version, (gone, on)).await?;
    let person = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(person)
}

async fn mark(tx: &Tx, cx: &Cx, id: PersonId, version: i64, (gone, on): (bool, Option<Day>)) -> Result<()> {
    if !store::set_gone(tx, id, version, gone, on).await? {
        return Err(Fault::conflict("people.fault.changed_meanwhile"));
    }
    let event = if gone { "person.left" } else { "person.came_back" };
    journal::write(tx, cx, &Entry::new(event, Subject::Person(id))).await.map(|_| ())
}

/// The person leaves on a day, within a verb that also does something else; who left already stays so.
pub(crate) async fn leave_in(tx: &Tx, cx: &Cx, id: PersonId, on: Option<Day>) -> Result<()> {
    let before = living(tx, id).await?;
    if before.is_here() { mark(tx, cx, before.id, before.version, (true, on)).await } else { Ok(()) }
}

/// The person is back, within a verb that also does something else.
pub(crate) async fn come_back_in(tx: &Tx, cx: &Cx, id: PersonId) -> Result<()> {
    let before = living(tx, id).await?;
    if before.is_here() { Ok(()) } else { mark(tx, cx, before.id, before.version, (false, None)).await }
}

/// The person belongs to another department, within a verb that also does something else.
pub(crate) async fn settle_in(tx: &Tx, cx: &Cx, id: PersonId, department: DepartmentId) -> Result<Person> {
    let before = living(tx, id).await?;
    let to = NewPerson { department: Some(department), ..before.as_new() };
    change_in(tx, cx, &before, before.version, &to).await?;
    let entry = Entry::new("person.changed", Subject::Person(id)).with("fields", ["department"]);
    journal::write(tx, cx, &entry).await?;
    store::find(tx, id).await?.ok_or(Fault::NotFound)
}

/// What a file of people would do, row by row.
pub async fn plan_import(cx: &Cx, workbook: &Workbook) -> Result<PeopleImport> {
    cx.may(Right::ImportLedger)?;
    let (people, names) = (store::everybody(cx.db()).await?, store::stored(cx.db()).await?);
    let departments = crate::departments::stored(cx.db()).await?;
    let known = Known { people: &people, names: &names, departments: &departments };
    Ok(csv::plan(workbook, &known).answer)
}

/// Takes a file of people: by employee number, else by mail, else by name. Rows with a problem are left out and said.
pub async fn import(cx: &Cx, workbook: &Workbook) -> Result<PeopleImport> {
    cx.may(Right::ImportLedger)?;
    let tx = cx.begin().await?;
    let (known, names) = (store::everybody(&tx).await?, store::stored(&tx).await?);
    let mut departments = crate::departments::stored(&tx).await?;
    let plan = csv::plan(workbook, &Known { people: &known, names: &names, departments: &departments });
    if !plan.new_departments.is_empty() {
        let made = crate::departments::add_bare(&tx, &plan.new_departments, None).await?;
        departments.extend(plan.new_departments.iter().cloned().zip(made));
    }
    // The first of a name counts, so later ones must not take its place.
    let departments: HashMap<String, DepartmentId> =
        departments.iter().rev().map(|(name, id)| (yomi::fold(name), *id)).collect();
    let known: HashMap<PersonId, &Person> = known.iter().map(|person| (person.id, person)).collect();
    let (mut new, mut changed) = (Vec::new(), 0_u64);
    for write in plan.writes {
        let mut to = write.to;
        if let Some(id) =
            departments.get(&yomi::fold(&write.department)).filter(|_| !write.department.is_empty())
        {
            to.department = Some(*id);
        }
        if let Some(before) = write.person.and_then(|id| known.get(&id)) {
            change_in(&tx, cx, before, before.version, &to).await?;
            changed += 1;
        } else {
            new.push(to);
        }
    }
    let ids = store::add_all(&tx, &new).await.map_err(number_taken)?;
    let docs = ids.iter().zip(&new).map(|(id, person)| doc(*id, person).into()).collect();
    platform::search::add_all(&tx, docs).await?;
    let entry =
        Entry::new("people.imported", Subject::System).with("added", new.len()).with("changed", changed);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(plan.answer)
}

/// Trims what was typed and names everything that is wrong.
fn checked(new: &NewPerson) -> Result<NewPerson> {
    let trim = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let new = NewPerson {
        employee_no: trim(&new.employee_no),
        name: trim(&new.name),
        kana: trim(&new.kana),
        email: trim(&new.email),
        department: new.department,
        phone: trim(&new.phone),
        note: new.note.trim().to_owned(),
    };
    let mut faults = Vec::new();
    let mut wrong =
        |field: &str, key| faults.push(FieldFault { field: field.to_owned(), text: Text::new(key) });
    if new.name.is_empty() {
        wrong("name", "people.fault.name_missing");
    }
    if !new.email.is_empty() && !looks_like_mail(&new.email) {
        wrong("email", "people.fault.email");
    }
    let longest = [&new.employee_no, &new.name, &new.kana, &new.email, &new.phone];
    if longest.iter().any(|text| text.chars().count() > 200) || new.note.chars().count() > 10_000 {
        wrong("note", "people.fault.too_long");
    }
    if faults.is_empty() { Ok(new) } else { Err(Fault::Invalid(faults)) }
}

pub(super) fn looks_like_mail(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(' '))
}

pub(super) fn number_taken(fault: Fault) -> Fault {
    match taken(fault, "people.fault.number_taken") {
        Fault::Conflict(text) => Fault::field("employee_no", text),
        other => other,
    }
}

impl Person {
    /// The person as it can be changed.
    pub fn as_new(&self) -> NewPerson {
        NewPerson {
            employee_no: self.employee_no.clone(),
            name: self.name.clone(),
            kana: self.kana.clone(),
            email: self.email.clone(),
            department: self.department,
            phone: self.phone.clone(),
            note: self.note.clone(),
        }
    }

    /// Whether the person is with the company.
    pub fn is_here(&self) -> bool {
        self.state == PersonState::Active
    }
}
