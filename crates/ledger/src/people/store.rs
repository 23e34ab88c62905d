//! SQL about people.

use kernel::{Day, DepartmentId, PersonId, Result};
use platform::db::{Batch, Sql, Tx, Value, texts_of};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{NewPerson, Person, PersonState, matching_name};
use crate::changes::ChangeSetId;
use crate::sql::fresh_ids;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    version: i64,
    employee_no: String,
    name: String,
    kana: String,
    email: String,
    department_id: Option<i64>,
    department_name: Option<String>,
    phone: String,
    gone: i64,
    left_on: String,
    note: String,
}

impl Row {
    fn person(self) -> Person {
        let left = PersonState::Left(Some(self.left_on).filter(|day| !day.is_empty()));
        Person {
            id: PersonId(self.id),
            version: self.version,
            employee_no: self.employee_no,
            name: self.name,
            kana: self.kana,
            email: self.email,
            department: self.department_id.map(DepartmentId),
            department_name: self.department_name.unwrap_or_default(),
            phone: self.phone,
            state: if self.gone == 0 { PersonState::Active } else { left },
            note: self.note,
        }
    }
}

const SELECT: &str = "SELECT p.id, p.version, p.employee_no, p.name, p.kana, p.email, p.department_id, \
     d.name AS department_name, p.phone, p.gone, p.left_on, p.note \
     FROM person p LEFT JOIN department d ON d.id = p.department_id";

/// One person who stands for themselves.
pub(crate) async fn find(db: &impl Sql, id: PersonId) -> Result<Option<Person>> {
    let sql = format!("{SELECT} WHERE p.id = $1 AND p.merged_into IS NULL");
    Ok(db.one::<Row>(&sql, values![id.0]).await?.map(Row::person))
}

/// A page of people by reading and name, and how many there are.
pub(super) async fn list(
    db: &impl Sql,
    text: &str,
    with_left: bool,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Person>, i64)> {
    let mut parts = vec!["p.merged_into IS NULL".to_owned()];
    if !with_left {
        parts.push("p.gone = 0".to_owned());
    }
    let mut values: Vec<Value> = Vec::new();
    let contains = if db.speaks_postgres() { "strpos" } else { "instr" };
    for word in yomi::fold(text).split(' ').filter(|word| !word.is_empty()) {
        values.push(Value::from(word));
        parts.push(format!("{contains}(p.search_text, ${}) > 0", values.len()));
    }
    let condition = parts.join(" AND ");
    let total =
        db.number(&format!("SELECT COUNT(*) FROM person p WHERE {condition}"), values.clone()).await?;
    let sql =
        format!("{SELECT} WHERE {condition} ORDER BY p.kana, p.name, p.id LIMIT {limit} OFFSET {offset}");
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok((rows.into_iter().map(Row::person).collect(), total))
}

/// What tells people who are the same from people who are not.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Looks {
    /// The person.
    pub id: i64,
    /// Folded employee number.
    pub employee_no_folded: String,
    /// The name as written.
    pub name: String,
    /// Folded, without spaces.
    pub name_folded: String,
    /// Its reading.
    pub kana: String,
    /// Folded mail address.
    pub email_folded: String,
}

/// How everybody looks, for finding doubles.
pub(super) async fn looks(db: &impl Sql) -> Result<Vec<Looks>> {
    let sql = "SELECT id, employee_no_folded, name, name_folded, kana, email_folded FROM person
               WHERE merged_into IS NULL ORDER BY id";
    db.all(sql, vec![]).await
}

/// Everybody, for matching a file against.
pub(super) async fn everybody(db: &impl Sql) -> Result<Vec<Person>> {
    let sql = format!("{SELECT} WHERE p.merged_into IS NULL ORDER BY p.id");
    let rows: Vec<Row> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().map(Row::person).collect())
}

/// The names of some.
pub(super) async fn names(db: &impl Sql, ids: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    texts_of(db, ("person", "name"), ids).await
}

/// The names a person had, newest first.
pub(super) async fn past_names(db: &impl Sql, id: PersonId) -> Result<Vec<(String, Day)>> {
    #[derive(FromQueryResult)]
    struct Past {
        name: String,
        until_on: String,
    }
    let sql = "SELECT name, until_on FROM person_name_history WHERE person_id = $1 ORDER BY id DESC";
    let rows: Vec<Past> = db.all(sql, values![id.0]).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.until_on.parse().unwrap_or_default())).collect())
}

const COLUMNS: &str = "employee_no, employee_no_folded, name, name_folded, kana, email, email_folded, department_id, \
     phone, note, search_text";

fn words_of(new: &NewPerson, past: &[String]) -> String {
    let words = [&new.name, &new.kana, &new.employee_no, &new.email].into_iter().chain(past);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(|word| yomi::fold(word)).collect();
    // A name is found with and without the space between surname and given name.
    format!("{} {}", words.join(" "), matching_name(&new.name))
}

fn columns_of(new: &NewPerson, past: &[String]) -> Vec<Value> {
    values![
        new.employee_no.as_str(),
        yomi::fold(&new.employee_no),
        new.name.as_str(),
        matching_name(&new.name),
        new.kana.as_str(),
        new.email.as_str(),
        yomi::fold(&new.email),
        new.department.map(|id| id.0),
        new.phone.as_str(),
        new.note.as_str(),
        words_of(new, past),
    ]
}

/// Adds a person.
pub(super) async fn add(tx: &Tx, new: &NewPerson) -> Result<PersonId> {
    tx.insert("person", COLUMNS, columns_of(new, &[])).await.map(PersonId)
}

/// Adds many people, some hundred per statement.
pub(super) async fn add_all(tx: &Tx, people: &[NewPerson]) -> Result<Vec<PersonId>> {
    let ids = fresh_ids(tx, "person", people.len()).await?;
    let mut batch = Batch::new("person", format!("{COLUMNS}, id"));
    let rows = ids.iter().zip(people).map(|(id, new)| {
        let mut row = columns_of(new, &[]);
        row.push(Value::from(*id));
        row
    });
    batch.extend(tx, rows).await?;
    batch.flush(tx).await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Changes a person of a version; whether there was one.
pub(super) async fn change(
    tx: &Tx,
    id: PersonId,
    version: i64,
    new: &NewPerson,
    past: &[String],
) -> Result<bool> {
    let mut values = columns_of(new, past);
    let sets: Vec<String> = COLUMNS
        .split(", ")
        .enumerate()
        .map(|(place, name)| format!("{} = ${}", name.trim(), place + 1))
        .collect();
    values.extend(values![id.0, version]);
    let (id_mark, version_mark) = (values.len() - 1, values.len());
    let sql = format!(
        "UPDATE person SET {}, version = version + 1
         WHERE id = ${id_mark} AND version = ${version_mark} AND merged_into IS NULL",
        sets.join(", ")
    );
    Ok(tx.run(&sql, values).await? > 0)
}

/// Keeps a name that is given up; gives the row.
pub(super) async fn keep_name(tx: &Tx, id: PersonId, name: &str, until: Day) -> Result<i64> {
    let row = values![id.0, name, matching_name(name), until.to_string()];
    tx.insert("person_name_history", "person_id, name, name_folded, until_on", row).await
}

/// Forgets names that were kept.
pub(super) async fn forget_names(tx: &Tx, rows: &[i64]) -> Result<()> {
    for row in rows {
        tx.run("DELETE FROM person_name_history WHERE id = $1", values![*row]).await?;
    }
    Ok(())
}

/// Writes down by what words a person is found in lists.
pub(super) async fn set_words(tx: &Tx, id: PersonId, person: &NewPerson, past: &[String]) -> Result<()> {
    let search = words_of(person, past);
    tx.run("UPDATE person SET search_text = $1 WHERE id = $2", values![search, id.0]).await?;
    Ok(())
}

/// Here or gone; whether there was such a version.
pub(super) async fn set_gone(
    tx: &Tx,
    id: PersonId,
    version: i64,
    gone: bool,
    on: Option<Day>,
) -> Result<bool> {
    let sql = "UPDATE person SET gone = $1, left_on = $2, version = version + 1
         WHERE id = $3 AND version = $4 AND merged_into IS NULL";
    let day = on.map(|day| day.to_string()).unwrap_or_default();
    Ok(tx.run(sql, values![i64::from(gone), day, id.0, version]).await? > 0)
}

/// A person as names are matched.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct StoredName {
    /// The person.
    pub id: i64,
    /// The name as written.
    pub name: String,
    /// Folded, without spaces.
    pub name_folded: String,
    /// Folded employee number.
    pub employee_no_folded: String,
    /// 1 for those who left.
    pub gone: i64,
}

/// Everybody's names and numbers, present ones first, then past ones and those of entries that were merged.
pub(crate) async fn stored(db: &impl Sql) -> Result<Vec<StoredName>> {
    let sql = "SELECT id, name, name_folded, employee_no_folded, gone FROM (
                   SELECT id, name, name_folded, employee_no_folded, gone, 0 AS past FROM person
                   WHERE merged_into IS NULL
                   UNION ALL
                   SELECT h.person_id, h.name, h.name_folded, '', p.gone, 1 FROM person_name_history h
                   JOIN person p ON p.id = h.person_id
                   UNION ALL
                   SELECT m.merged_into, m.name, m.name_folded, m.employee_no_folded, p.gone, 1 FROM person m
                   JOIN person p ON p.id = m.merged_into
               ) n ORDER BY past, gone, id";
    db.all(sql, vec![]).await
}

/// People of one folded name who are here.
pub(crate) async fn named(db: &impl Sql, name: &str) -> Result<Vec<PersonId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = "SELECT id FROM person WHERE name_folded = $1 AND gone = 0 AND merged_into IS NULL ORDER BY id LIMIT 2";
    let rows: Vec<Id> = db.all(sql, values![matching_name(name)]).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.id)).collect())
}

/// Adds people of whom only the name is known (and perhaps the employee number), for an import.
pub(crate) async fn add_bare(
    tx: &Tx,
    people: &[(String, String)],
    set: ChangeSetId,
) -> Result<Vec<PersonId>> {
    let ids = fresh_ids(tx, "person", people.len()).await?;
    let mut batch = Batch::new("person", format!("{COLUMNS}, id, made_in"));
    for (id, (name, number)) in ids.iter().zip(people) {
        let new = NewPerson { name: name.clone(), employee_no: number.clone(), ..NewPerson::default() };
        let mut row = columns_of(&new, &[]);
        row.extend(values![*id, set.0]);
        batch.push(tx, row).await?;
    }
    batch.flush(tx).await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Removes the people an import added, as far as nobody touched or uses them.
pub(crate) async fn remove_untouched(tx: &Tx, set: ChangeSetId) -> Result<u64> {
    let sql = "DELETE FROM person WHERE made_in = $1 AND version = 1
               AND NOT EXISTS (SELECT 1 FROM asset a WHERE a.person_id = person.id AND a.deleted_at IS NULL)
               AND NOT EXISTS (SELECT 1 FROM asset_assignment g WHERE g.person_id = person.id)
               AND NOT EXISTS (SELECT 1 FROM asset a WHERE a.person_id = person.id)
               AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.person_id = person.id)
               AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.person_id = person.id)
               AND NOT EXISTS (SELECT 1 FROM move_list l WHERE l.person_id = person.id)
               AND NOT EXISTS (SELECT 1 FROM person m WHERE m.merged_into = person.id)";
    tx.run(sql, values![set.0]).await
}

/// The name of a person who stands for themselves.
pub(crate) async fn name_of(db: &impl Sql, id: PersonId) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Name {
        name: String,
    }
    let sql = "SELECT name FROM person WHERE id = $1 AND merged_into IS NULL";
    let row: Option<Name> = db.one(sql, values![id.0]).await?;
    Ok(row.map(|row| row.name))
}
