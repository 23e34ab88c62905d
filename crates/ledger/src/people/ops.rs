//! The verbs about people.

use kernel::{Day, PersonId, Result, Right};
use platform::Cx;
use sheet::Workbook;

use super::csv::{self, PeopleImport};
use super::model::{NewPerson, Person};
use super::{store};
use crate::sql::later;

/// A page of people whose name, reading, number, mail or past name contains `text`, by reading, and how many there are.
pub async fn list(cx: &Cx, text: &str, with_left: bool, page: crate::assets::Page) -> Result<(Vec<Person>, i64)> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// One person.
pub async fn see(cx: &Cx, id: PersonId) -> Result<Person> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// The names a person had before, newest first, with the day each was given up.
pub async fn past_names(cx: &Cx, id: PersonId) -> Result<Vec<(String, Day)>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Adds a person.
pub async fn add(cx: &Cx, new: &NewPerson) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Changes a person; a new name keeps the old one in the past names and is written on what the person holds.
pub async fn change(cx: &Cx, id: PersonId, version: i64, to: &NewPerson) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// The person leaves the company on a day.
pub async fn leave(cx: &Cx, id: PersonId, version: i64, on: Option<Day>) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// The person is back.
pub async fn come_back(cx: &Cx, id: PersonId, version: i64) -> Result<Person> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// What a file of people would do, row by row.
pub async fn plan_import(cx: &Cx, workbook: &Workbook) -> Result<PeopleImport> {
    cx.may(Right::ImportLedger)?;
    later()
}
/// Takes a file of people: by employee number, else by mail, else by name.
pub async fn import(cx: &Cx, workbook: &Workbook) -> Result<PeopleImport> {
    cx.may(Right::ImportLedger)?;
    later()
}
