//! What a person is.

use kernel::{DepartmentId, PersonId};
use serde::Serialize;

/// Whether a person is with the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "on")]
pub enum PersonState {
    /// 在籍
    Active,
    /// 退職; the day if it is known (ISO).
    Left(Option<String>),
}

/// A person of the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The id; survives every change of name.
    pub id: PersonId,
    /// Goes up with every change.
    pub version: i64,
    /// Employee number; may be empty.
    pub employee_no: String,
    /// Name as written, 「山田 太郎」.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// Mail address.
    pub email: String,
    /// Department.
    pub department: Option<DepartmentId>,
    /// Its name.
    pub department_name: String,
    /// Telephone or extension.
    pub phone: String,
    /// Here or gone.
    pub state: PersonState,
    /// Remarks.
    pub note: String,
}

/// A person to be added, or what a person is to become. All texts as typed; `left_on` is a day or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// Employee number.
    pub employee_no: String,
    /// Name.
    pub name: String,
    /// Reading.
    pub kana: String,
    /// Mail address.
    pub email: String,
    /// Department.
    pub department: Option<DepartmentId>,
    /// Telephone.
    pub phone: String,
    /// Remarks.
    pub note: String,
}

/// A name for matching: folded, without spaces.
pub fn matching_name(name: &str) -> String {
    yomi::fold(name).replace(' ', "")
}
