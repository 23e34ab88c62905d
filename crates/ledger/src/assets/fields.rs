//! An asset's values by the names they have in files, forms, answers and history, as text.
//!
//! The text forms: days `2024-06-01`, `2024-06` or `2024`; amounts as digits; `kind`, `person`, `department` and
//! `place` as ids; `status` as its word; everything else as it is. Empty means nothing is known.

use std::collections::BTreeMap;

use kernel::{KindId, Lang, PartialDay, Yen};
use platform::locale;

use super::model::{AssetData, FieldChange, Status};

/// Values by field name. In a change, a name that is absent stays as it is and an empty value clears the field.
pub type Values = BTreeMap<String, String>;

/// The names of the fields that are columns of their own, in the order of a detail page.
pub const COLUMNS: [&str; 25] = [
    "asset_no",
    "kind",
    "host_name",
    "maker",
    "model",
    "model_no",
    "serial",
    "status",
    "person",
    "user",
    "department",
    "dept",
    "place",
    "location",
    "acquired",
    "warranty_end",
    "lease_end",
    "disposed",
    "renewal",
    "notice_by",
    "price",
    "acquire_type",
    "vendor",
    "note",
    "status_text",
];

impl AssetData {
    /// Nothing known yet about a thing of a kind.
    pub fn new(kind: KindId) -> Self {
        Self {
            kind,
            number: String::new(),
            name: String::new(),
            maker: String::new(),
            model: String::new(),
            model_no: String::new(),
            serial: String::new(),
            status: Status::Unknown,
            person: None,
            user_text: String::new(),
            department: None,
            department_text: String::new(),
            place: None,
            place_text: String::new(),
            acquired_on: None,
            warranty_ends_on: None,
            lease_ends_on: None,
            disposed_on: None,
            renews_on: None,
            notice_by_on: None,
            price: None,
            acquire_type: String::new(),
            vendor: String::new(),
            note: String::new(),
            fields: BTreeMap::new(),
        }
    }

    /// The value of a field in its text form.
    pub fn get(&self, field: &str) -> String {
        if let Some(text) = self.text(field) {
            return text.clone();
        }
        if let Some(day) = self.day(field) {
            return day.map(|day| day.to_string()).unwrap_or_default();
        }
        let spelled = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        match field {
            "kind" => self.kind.to_string(),
            "status" => self.status.word().to_owned(),
            "person" => spelled(self.person.map(|id| id.0)),
            "department" => spelled(self.department.map(|id| id.0)),
            "place" => spelled(self.place.map(|id| id.0)),
            "price" => spelled(self.price.map(|yen| yen.0)),
            _ => self.fields.get(field).cloned().unwrap_or_default(),
        }
    }

    /// Puts a field to a value in its text form; gives back whether the field can hold it.
    pub fn set(&mut self, field: &str, value: &str) -> bool {
        if let Some(text) = self.text_mut(field) {
            value.clone_into(text);
            return true;
        }
        if let Some(day) = self.day_mut(field) {
            return put(day, value);
        }
        match field {
            "kind" => value.parse().map(|id| self.kind = KindId(id)).is_ok(),
            "status" => Status::parse(value).map(|status| self.status = status).is_some(),
            "person" => put(&mut self.person, value),
            "department" => put(&mut self.department, value),
            "place" => put(&mut self.place, value),
            "price" => {
                let mut yen = None;
                let fits = put(&mut yen, value);
                if fits {
                    self.price = yen.map(Yen);
                }
                fits
            }
            _ => {
                if value.is_empty() {
                    self.fields.remove(field);
                } else {
                    self.fields.insert(field.to_owned(), value.to_owned());
                }
                true
            }
        }
    }

    /// Everything that differs between this and `after`, in the order of [`COLUMNS`], then by name.
    pub fn differences(&self, after: &Self) -> Vec<FieldChange> {
        if self == after {
            return Vec::new();
        }
        let mut names: Vec<&str> = COLUMNS.to_vec();
        let own = self.fields.keys().chain(after.fields.keys());
        let mut own: Vec<&str> = own.map(String::as_str).filter(|name| !COLUMNS.contains(name)).collect();
        own.sort_unstable();
        own.dedup();
        names.extend(own);
        let change = |field: &str| {
            let (old, new) = (self.get(field), after.get(field));
            (old != new).then(|| FieldChange { field: field.to_owned(), old, new })
        };
        names.into_iter().filter_map(change).collect()
    }

    /// Every field that holds something, by name.
    pub fn values(&self) -> Values {
        let names = COLUMNS.iter().copied().chain(self.fields.keys().map(String::as_str));
        let held = names.map(|name| (name.to_owned(), self.get(name)));
        held.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn text(&self, field: &str) -> Option<&String> {
        Some(match field {
            "asset_no" => &self.number,
            "host_name" => &self.name,
            "maker" => &self.maker,
            "model" => &self.model,
            "model_no" => &self.model_no,
            "serial" => &self.serial,
            "user" => &self.user_text,
            "dept" => &self.department_text,
            "location" => &self.place_text,
            "acquire_type" => &self.acquire_type,
            "vendor" => &self.vendor,
            "note" => &self.note,
            _ => return None,
        })
    }

    fn text_mut(&mut self, field: &str) -> Option<&mut String> {
        Some(match field {
            "asset_no" => &mut self.number,
            "host_name" => &mut self.name,
            "maker" => &mut self.maker,
            "model" => &mut self.model,
            "model_no" => &mut self.model_no,
            "serial" => &mut self.serial,
            "user" => &mut self.user_text,
            "dept" => &mut self.department_text,
            "location" => &mut self.place_text,
            "acquire_type" => &mut self.acquire_type,
            "vendor" => &mut self.vendor,
            "note" => &mut self.note,
            _ => return None,
        })
    }

    fn day(&self, field: &str) -> Option<&Option<PartialDay>> {
        Some(match field {
            "acquired" => &self.acquired_on,
            "warranty_end" => &self.warranty_ends_on,
            "lease_end" => &self.lease_ends_on,
            "disposed" => &self.disposed_on,
            "renewal" => &self.renews_on,
            "notice_by" => &self.notice_by_on,
            _ => return None,
        })
    }

    fn day_mut(&mut self, field: &str) -> Option<&mut Option<PartialDay>> {
        Some(match field {
            "acquired" => &mut self.acquired_on,
            "warranty_end" => &mut self.warranty_ends_on,
            "lease_end" => &mut self.lease_ends_on,
            "disposed" => &mut self.disposed_on,
            "renewal" => &mut self.renews_on,
            "notice_by" => &mut self.notice_by_on,
            _ => return None,
        })
    }
}

/// What to call a field in a language; own fields are called by their heading.
pub fn title(lang: Lang, field: &str) -> String {
    let plain = field.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let key = format!("assets.field.{field}");
    if plain && locale::has(lang, &key) { locale::t(lang, &key).into_owned() } else { field.to_owned() }
}

/// Whether a field holds a day.
pub fn is_day(field: &str) -> bool {
    matches!(field, "acquired" | "warranty_end" | "lease_end" | "disposed" | "renewal" | "notice_by")
}

fn put<T: std::str::FromStr>(slot: &mut Option<T>, value: &str) -> bool {
    if value.is_empty() {
        *slot = None;
        return true;
    }
    match value.parse() {
        Ok(read) => {
            *slot = Some(read);
            true
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_can_be_read_and_undone() {
        let before = AssetData::new(KindId(1));
        let mut after = before.clone();
        for (field, value) in
            [("asset_no", "NB-0001"), ("acquired", "2020-06"), ("price", "-5"), ("os", "Windows 11")]
        {
            assert!(after.set(field, value));
            assert_eq!(after.get(field), value);
        }
        assert!(!after.set("acquired", "soon"));
        let changes = before.differences(&after);
        assert_eq!(changes.len(), 4);
        let mut back = after.clone();
        assert!(changes.iter().all(|change| back.set(&change.field, &change.old)));
        assert_eq!(back, before);
    }
}
