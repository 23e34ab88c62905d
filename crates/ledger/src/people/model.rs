//! What a person is.

use kernel::{DepartmentId, PersonId};
use serde::Serialize;

use crate::assets::Values;

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

impl NewPerson {
    /// The values by the names they have in forms and requests.
    pub fn values(&self) -> Values {
        let department = self.department.map(|id| id.to_string()).unwrap_or_default();
        [
            ("employee_no", self.employee_no.clone()),
            ("name", self.name.clone()),
            ("kana", self.kana.clone()),
            ("email", self.email.clone()),
            ("department", department),
            ("phone", self.phone.clone()),
            ("note", self.note.clone()),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
    }

    /// The same with these values over it; names that a person does not have are passed over.
    #[must_use]
    pub fn with(mut self, values: &Values) -> Self {
        for (field, value) in values {
            let text = match field.as_str() {
                "employee_no" => &mut self.employee_no,
                "name" => &mut self.name,
                "kana" => &mut self.kana,
                "email" => &mut self.email,
                "phone" => &mut self.phone,
                "note" => &mut self.note,
                "department" => {
                    self.department = value.trim().parse().ok();
                    continue;
                }
                _ => continue,
            };
            value.clone_into(text);
        }
        self
    }
}

/// A name for matching: folded, without spaces.
pub fn matching_name(name: &str) -> String {
    yomi::fold(name).replace(' ', "")
}
