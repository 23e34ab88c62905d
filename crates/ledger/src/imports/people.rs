//! Who is meant by a name in a file.

use std::collections::{BTreeMap, HashMap};

use kernel::PersonId;

use crate::people::{StoredName, matching_name};

/// Everybody's names, for many look-ups.
pub(super) struct Names {
    numbers: HashMap<String, PersonId>,
    whole: HashMap<String, Vec<PersonId>>,
    surnames: HashMap<String, Vec<(PersonId, String)>>,
}

/// What a name in a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// This person.
    Person(PersonId),
    /// Only one person has this surname; their full name.
    Surname(PersonId, String),
    /// Several people are called so.
    Several,
    /// Nobody is.
    Nobody,
}

impl Names {
    pub(super) fn new(stored: &[StoredName]) -> Self {
        let mut names = Self { numbers: HashMap::new(), whole: HashMap::new(), surnames: HashMap::new() };
        for one in stored {
            let id = PersonId(one.id);
            if !one.employee_no_folded.is_empty() {
                names.numbers.entry(one.employee_no_folded.clone()).or_insert(id);
            }
            let called = names.whole.entry(one.name_folded.clone()).or_default();
            if !called.contains(&id) {
                called.push(id);
            }
            let surname = one.name.split([' ', '\u{3000}']).next().unwrap_or_default();
            if one.gone == 0 && surname != one.name {
                let family = names.surnames.entry(matching_name(surname)).or_default();
                if !family.iter().any(|(known, _)| *known == id) {
                    family.push((id, one.name.clone()));
                }
            }
        }
        names
    }

    /// By employee number, else by the whole name, else by a surname that only one person has.
    pub(super) fn find(&self, name: &str, number: &str) -> Meant {
        let number = yomi::fold(number);
        if let Some(id) = self.numbers.get(&number).filter(|_| !number.is_empty()) {
            return Meant::Person(*id);
        }
        let folded = matching_name(name);
        match self.whole.get(&folded).map(Vec::as_slice) {
            Some([id]) => return Meant::Person(*id),
            Some(_) => return Meant::Several,
            None => {}
        }
        match self.surnames.get(&folded).map(Vec::as_slice) {
            Some([(id, whole)]) => Meant::Surname(*id, whole.clone()),
            Some(_) => Meant::Several,
            None => Meant::Nobody,
        }
    }
}

/// People, departments and places that the file names and nobody knows yet, by folded name, as first written.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    /// Name as written and employee number.
    pub people: BTreeMap<String, (String, String)>,
    /// Departments.
    pub departments: BTreeMap<String, String>,
    /// Places.
    pub places: BTreeMap<String, String>,
}
