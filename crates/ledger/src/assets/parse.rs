//! What a person typed becomes an asset's data, or the list of everything that is wrong with it.

use intake::{Field, Reading, Value};
use kernel::{DepartmentId, Fault, FieldFault, PersonId, PlaceId, Result, Text};
use platform::db::Sql;

use super::fees::{PRICE_PER, Per};
use super::fields::{Values, is_day};
use super::model::AssetData;
use super::words::status_of;
use crate::deadlines::chain::{self, NOTICE_DAYS};
use crate::kinds::{self, Kind};
use crate::people::matching_name;

/// How long a text may be, and how long a remark.
const LONGEST: usize = 500;
const LONGEST_NOTE: usize = 20_000;

/// What an edit may refer to.
pub(crate) struct Known {
    kinds: Vec<Kind>,
    departments: Vec<(String, DepartmentId)>,
    places: Vec<(String, PlaceId)>,
    /// The person meant by the text of `user`, if exactly one.
    person: Option<PersonId>,
    /// The name of the person given by id.
    person_name: Option<String>,
}

impl Known {
    /// Loads what `values` refer to.
    pub(crate) async fn load(db: &impl Sql, values: &Values) -> Result<Self> {
        let user = values.get("user").map(String::as_str).unwrap_or_default();
        let named = if user.trim().is_empty() { Vec::new() } else { crate::people::named(db, user).await? };
        let id = values.get("person").and_then(|id| id.trim().parse::<i64>().ok());
        let person_name = match id {
            Some(id) => crate::people::name_of(db, PersonId(id)).await?,
            None => None,
        };
        Ok(Self {
            kinds: kinds::stored(db).await?,
            departments: crate::departments::stored(db).await?,
            places: crate::places::stored(db).await?,
            person: named.first().copied().filter(|_| named.len() == 1),
            person_name,
        })
    }

    fn kind(&self, typed: &str) -> Option<&Kind> {
        let by_id = typed.parse::<i64>().ok().and_then(|id| self.kinds.iter().find(|kind| kind.id.0 == id));
        by_id.or_else(|| {
            let named = kinds::words::Dictionary::new(&self.kinds).exact(typed)?;
            self.kinds.iter().find(|kind| kind.id == named)
        })
    }
}

/// `before` with `values` over it.
pub(crate) fn apply(before: &AssetData, values: &Values, known: &Known) -> Result<AssetData> {
    let mut after = before.clone();
    let mut faults = Vec::new();
    if let Some(typed) = values.get("kind") {
        match known.kind(typed.trim()) {
            Some(kind) => {
                after.kind = kind.id;
                after.fields.remove("kind_text");
            }
            None => faults.push(fault("kind", Text::new("assets.fault.kind_unknown"))),
        }
    }
    let own = known.kinds.iter().find(|kind| kind.id == after.kind);
    for (field, typed) in values.iter().filter(|(field, _)| *field != "kind") {
        match read(field, typed, own) {
            Ok(value) => {
                if !after.set(field, &value) {
                    faults.push(fault(field, Text::new("assets.fault.value")));
                }
            }
            Err(text) => faults.push(fault(field, text)),
        }
    }
    if values.contains_key("status") {
        after.fields.remove("status_text");
    }
    link(&mut after, values, known, &mut faults);
    if faults.is_empty() { Ok(after) } else { Err(Fault::Invalid(faults)) }
}

/// One value in its text form.
fn read(field: &str, typed: &str, kind: Option<&Kind>) -> std::result::Result<String, Text> {
    let text = tidy(typed, field == "note");
    let longest = if field == "note" { LONGEST_NOTE } else { LONGEST };
    if text.chars().count() > longest {
        return Err(Text::new("assets.fault.too_long").with("limit", longest));
    }
    if text.is_empty() {
        return Ok(if field == "status" { "unknown".to_owned() } else { text });
    }
    if let Some(known) = Field::from_name(field).filter(|known| known.is_secret()) {
        return Err(Text::new("assets.fault.secret").with("field", known.name()));
    }
    if is_day(field) {
        return crate::kinds::model::day(&text)
            .map(|day| day.to_string())
            .ok_or(Text::new("assets.fault.day"));
    }
    match field {
        "status" => status_of(&text)
            .map(|status| status.word().to_owned())
            .ok_or(Text::new("assets.fault.status_unknown")),
        NOTICE_DAYS => chain::spelled(&text).ok_or(Text::new("settings.fault.notice_days").with("most", 730)),
        PRICE_PER => {
            Per::parse(&text).map(|per| per.word().to_owned()).ok_or(Text::new("assets.fault.price_per"))
        }
        "price" => amount(&text).ok_or(Text::new("assets.fault.amount")),
        _ => own_field(field, text, kind),
    }
}

fn own_field(field: &str, text: String, kind: Option<&Kind>) -> std::result::Result<String, Text> {
    if let Some(known) = Field::from_name(field) {
        return match known.reading() {
            Reading::Date => crate::kinds::model::day(&text)
                .map(|day| day.to_string())
                .ok_or(Text::new("assets.fault.day")),
            Reading::Count | Reading::Money => amount(&text).ok_or(Text::new("assets.fault.amount")),
            _ => Value::from_text(known, &text)
                .map(|value| value.to_text())
                .ok_or(Text::new("assets.fault.value")),
        };
    }
    let definition = kind.and_then(|kind| kind.fields.iter().find(|definition| definition.name == field));
    match definition {
        Some(definition) => definition.kind.read(&text).ok_or(Text::new("assets.fault.value")),
        None => Ok(text),
    }
}

/// Digits for `1,234円`, `¥1,234` and `１２３４`.
fn amount(text: &str) -> Option<String> {
    let plain = yomi::to_half_width_digits(text).replace([',', '円', '¥', '￥', ' '], "");
    plain.parse::<i64>().ok().filter(|yen| yen.abs() < 1_000_000_000_000_000).map(|yen| yen.to_string())
}

/// Joins texts and ids: a chosen person brings their name, a typed name finds its person, and so on.
fn link(after: &mut AssetData, values: &Values, known: &Known, faults: &mut Vec<FieldFault>) {
    match (values.get("person").filter(|id| !id.trim().is_empty()), values.get("user")) {
        (Some(_), typed) => match &known.person_name {
            Some(name) if typed.is_none_or(|typed| typed.trim().is_empty()) => {
                after.user_text.clone_from(name);
            }
            // A typed name that is somebody else's wins over an id left in the form.
            Some(name) if typed.is_some_and(|typed| matching_name(typed) != matching_name(name)) => {
                after.person = known.person;
            }
            Some(_) => {}
            None => faults.push(fault("person", Text::new("assets.fault.person_unknown"))),
        },
        (None, Some(_)) => after.person = known.person,
        (None, None) if values.contains_key("person") => after.user_text.clear(),
        (None, None) => {}
    }
    let by_text =
        |text: &str| known.departments.iter().find(|(name, _)| yomi::is_same(name, text)).map(|(_, id)| *id);
    if values.contains_key("dept") {
        after.department = by_text(&after.department_text);
    } else if let Some(id) = values.get("department") {
        match known.departments.iter().find(|(_, known)| Some(*known) == after.department) {
            Some((name, _)) => after.department_text.clone_from(name),
            None if id.trim().is_empty() => after.department_text.clear(),
            None => faults.push(fault("department", Text::new("assets.fault.department_unknown"))),
        }
    }
    if values.contains_key("location") {
        let found = known.places.iter().find(|(name, _)| yomi::is_same(name, &after.place_text));
        after.place = found.map(|(_, id)| *id);
    } else if let Some(id) = values.get("place") {
        match known.places.iter().find(|(_, known)| Some(*known) == after.place) {
            Some((name, _)) => after.place_text.clone_from(name),
            None if id.trim().is_empty() => after.place_text.clear(),
            None => faults.push(fault("place", Text::new("assets.fault.place_unknown"))),
        }
    }
}

/// Without control characters, trimmed, runs of space as one (line breaks stay in remarks).
pub(crate) fn tidy(typed: &str, lines: bool) -> String {
    if lines {
        let plain = typed.replace("\r\n", "\n").replace('\r', "\n");
        let plain: String = plain.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
        return plain.trim().to_owned();
    }
    typed
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn fault(field: &str, text: Text) -> FieldFault {
    FieldFault { field: field.to_owned(), text }
}
