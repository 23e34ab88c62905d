//! Who may be one person entered twice: the same name, the same mail address, or surname and reading.

use std::collections::{BTreeMap, HashMap};

use kernel::{PersonId, Text};
use serde::Serialize;

use super::model::matching_name;
use super::store::Looks;

/// A name that more people than this share says nothing.
const CROWD: usize = 12;

/// Why two entries may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The same name, however spaced and wide.
    Name,
    /// The same mail address.
    Mail,
    /// The same surname and reading.
    Kana,
}

impl Because {
    /// What to call it.
    pub fn text(self) -> Text {
        Text::new(match self {
            Self::Name => "merging.because.name",
            Self::Mail => "merging.because.mail",
            Self::Kana => "merging.because.kana",
        })
    }
}

/// Two entries that may be one person, by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The older entry.
    pub one: (PersonId, String),
    /// The younger one.
    pub other: (PersonId, String),
    /// Why.
    pub because: Vec<Because>,
    /// Both have employee numbers, and different ones: they share a name and are two.
    pub namesakes: bool,
}

/// Every pair of entries that may be one person.
pub(super) fn pairs(all: &[Looks]) -> Vec<Pair> {
    let mut found: BTreeMap<(usize, usize), Vec<Because>> = BTreeMap::new();
    let mut gather = |because, key: &dyn Fn(&Looks) -> String| {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, one) in all.iter().enumerate() {
            groups.entry(key(one)).or_default().push(at);
        }
        groups.remove("");
        for group in groups.into_values().filter(|group| (2..=CROWD).contains(&group.len())) {
            for (nth, one) in group.iter().enumerate() {
                for other in group.iter().skip(nth + 1) {
                    found.entry((*one, *other)).or_default().push(because);
                }
            }
        }
    };
    gather(Because::Name, &|one| one.name_folded.clone());
    gather(Because::Mail, &|one| one.email_folded.clone());
    gather(Because::Kana, &|one| matching_name(&one.kana));
    let pair = |((one, other), mut because): ((usize, usize), Vec<Because>)| {
        let (one, other) = (all.get(one)?, all.get(other)?);
        if !share_surname(one, other) {
            because.retain(|because| *because != Because::Kana);
        }
        let numbers = [&one.employee_no_folded, &other.employee_no_folded];
        let namesakes = numbers.iter().all(|number| !number.is_empty()) && numbers[0] != numbers[1];
        (!because.is_empty()).then(|| Pair {
            one: (PersonId(one.id), one.name.clone()),
            other: (PersonId(other.id), other.name.clone()),
            because,
            namesakes,
        })
    };
    found.into_iter().filter_map(pair).collect()
}

/// Whether one's surname begins the other's name; of a name without a space nobody knows where the surname ends.
fn share_surname(one: &Looks, other: &Looks) -> bool {
    let surname = |looks: &Looks| {
        let first = looks.name.split([' ', '\u{3000}']).next().unwrap_or_default();
        if first == looks.name { String::new() } else { matching_name(first) }
    };
    let begins = |surname: String, name: &str| !surname.is_empty() && name.starts_with(&surname);
    begins(surname(one), &other.name_folded) || begins(surname(other), &one.name_folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(id: i64, number: &str, name: &str, kana: &str, mail: &str) -> Looks {
        Looks {
            id,
            employee_no_folded: yomi::fold(number),
            name: name.to_owned(),
            name_folded: matching_name(name),
            kana: kana.to_owned(),
            email_folded: yomi::fold(mail),
        }
    }

    #[test]
    fn one_person_entered_twice_is_found_by_name_mail_or_reading() {
        let all = [
            looks(1, "101", "田中 太郎", "タナカ タロウ", "tanaka@hinode.example"),
            looks(2, "", "田中太郎", "", ""),
            looks(3, "", "田中 多朗", "たなか　たろう", ""),
            looks(4, "", "T. Tanaka", "", "TANAKA@hinode.example"),
            looks(5, "", "谷中 太郎", "タナカ タロウ", ""),
            looks(6, "106", "田中 太郎", "", ""),
        ];
        let said: Vec<String> = pairs(&all)
            .iter()
            .map(|pair| format!("{}-{} {:?} {}", pair.one.0, pair.other.0, pair.because, pair.namesakes))
            .collect();
        let expected = [
            "1-2 [Name] false",
            "1-3 [Kana] false",
            "1-4 [Mail] false",
            "1-6 [Name] true",
            "2-6 [Name] false",
        ];
        assert_eq!(said, expected);
    }
}
