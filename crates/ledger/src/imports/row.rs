//! One row of a file laid over what is stored (or over nothing): which fields it fills, and what is to be said.

use std::collections::BTreeSet;

use intake::{Field, IntakeRow, Role, Severity, SheetPlan, Value};
use kernel::{Text, Yen};

use super::about::About;
use super::model::{Choices, Remark};
use super::people::{Meant, Unknown};
use super::plan::own_name_of;
use super::world::{MARK_HEADING, World};
use crate::assets::fees::{PRICE_PER, Per};
use crate::assets::mentions::ABOUT;
use crate::assets::words::{is_name_of, status_of};
use crate::assets::{Asset, AssetData, Status};
use crate::export::headings;
use crate::kinds::{BuiltIn, Kind};

/// What is needed to lay rows over what is stored.
pub(super) struct Laying<'a> {
    pub world: &'a World,
    pub choices: &'a Choices,
    pub plan: &'a SheetPlan,
    pub unknown: &'a mut Unknown,
}

/// A row laid over what is stored.
pub(super) struct Laid {
    pub after: AssetData,
    pub remarks: Vec<Remark>,
}

impl Laying<'_> {
    /// Lays a row over `before`, or over a new thing of `kind`.
    pub(super) fn lay(
        &mut self,
        row: &IntakeRow,
        before: Option<&Asset>,
        kind: &Kind,
        about: Option<&About>,
    ) -> Laid {
        let after = before.map_or_else(|| AssetData::new(kind.id), |asset| asset.data.clone());
        let mut laid = Laid { after, remarks: Vec::new() };
        let supplier = own_name_of(row, kind.id);
        if let Some(name) = &supplier {
            put(&mut laid.after, "host_name", name);
        }
        for (field, value) in &row.values {
            match field {
                Field::Kind => self.kind(&mut laid, value, before, kind),
                Field::Status => status(&mut laid, value),
                Field::User => self.user(&mut laid, value, row),
                Field::Dept => self.department(&mut laid, value),
                Field::Location => self.place(&mut laid, value),
                Field::Price => self.price(&mut laid, value, row),
                _ if about == Some(&About::Field(*field)) => put(&mut laid.after, ABOUT, &value.to_text()),
                Field::Vendor if supplier.is_some() => {}
                _ => {
                    if !put_checked(&mut laid.after, field.name(), &value.to_text()) {
                        laid.say(
                            Severity::Warning,
                            Text::new("imports.row.unfit").with("field", field.name()),
                        );
                    }
                }
            }
        }
        if !row.values.contains_key(&Field::User) && row.values.contains_key(&Field::UserId) {
            self.user_by_number(&mut laid, row);
        }
        for (heading, text) in row.extra.iter().filter(|(heading, _)| heading.as_str() != MARK_HEADING) {
            if matches!(about, Some(About::Own(own)) if own == heading) {
                put(&mut laid.after, ABOUT, text);
                continue;
            }
            let name = own_name(heading, &laid.after);
            // 月額 is kept as what it means, so that it can be reckoned with.
            let per = if name == PRICE_PER { Per::parse(text) } else { None };
            let meant = match per {
                Some(per) => per.word(),
                None => text.as_str(),
            };
            put(&mut laid.after, &name, meant);
        }
        if self.choices.clear_empty {
            self.clear(&mut laid.after, row, about);
        }
        laid
    }

    fn kind(&self, laid: &mut Laid, value: &Value, before: Option<&Asset>, default: &Kind) {
        let text = value.to_text();
        if let Some(asset) = before {
            let shown = asset.fields.get("kind_text").cloned();
            let named = self.world.words.is_called(asset.kind, &text);
            if shown.as_deref().is_some_and(|shown| yomi::is_same(shown, &text)) || (shown.is_none() && named)
            {
                return;
            }
        }
        let words = &self.world.words;
        // On a sheet of licences 「サーバー」 says for what they are, not that they are servers.
        let is_record = default.built_in().is_some_and(BuiltIn::is_record);
        let kind = if is_record { words.exact(&text) } else { words.meant(&text) }.unwrap_or(default.id);
        laid.after.kind = kind;
        if words.is_called(kind, &text) {
            laid.after.fields.remove("kind_text");
        } else {
            laid.after.fields.insert("kind_text".to_owned(), text);
        }
    }

    fn user(&mut self, laid: &mut Laid, value: &Value, row: &IntakeRow) {
        let text = value.to_text();
        let number = row.text(Field::UserId).unwrap_or_default();
        let same_text = same(&laid.after.user_text, &text);
        if !intake::is_person(&text) {
            if !same_text {
                laid.after.user_text = text;
                laid.after.person = None;
            }
            return;
        }
        let meant = self.world.people.find(&text, &number);
        match &meant {
            Meant::Person(id) | Meant::Surname(id, _) => {
                if let Meant::Surname(_, whole) = &meant {
                    let text = Text::new("imports.row.surname").with("written", &text).with("name", whole);
                    laid.say(Severity::Note, text);
                }
                // Whoever holds it already may be written in any way that means them.
                if laid.after.person == Some(*id) {
                    return;
                }
                laid.after.person = Some(*id);
            }
            Meant::Several => {
                laid.say(Severity::Note, Text::new("imports.row.several").with("written", &text));
            }
            Meant::Nobody => {
                let folded = crate::people::matching_name(&text);
                self.unknown.people.entry(folded).or_insert_with(|| (text.clone(), number));
            }
        }
        if !same_text {
            if matches!(meant, Meant::Several | Meant::Nobody) {
                laid.after.person = None;
            }
            laid.after.user_text = text;
        }
    }

    fn price(&self, laid: &mut Laid, value: &Value, row: &IntakeRow) {
        price(laid, value, row);
        let heading = self.plan.column_of(Field::Price).map_or("", |column| column.source.as_str());
        if let Some(per) = paid_per(heading) {
            put(&mut laid.after, PRICE_PER, per.word());
        }
    }

    fn user_by_number(&self, laid: &mut Laid, row: &IntakeRow) {
        let number = row.text(Field::UserId).unwrap_or_default();
        if let Meant::Person(id) = self.world.people.find("", &number) {
            laid.after.person = Some(id);
        }
    }

    fn department(&mut self, laid: &mut Laid, value: &Value) {
        let text = value.to_text();
        let id = self.world.departments.get(&yomi::fold(&text)).copied();
        if !same(&laid.after.department_text, &text) {
            laid.after.department_text.clone_from(&text);
            laid.after.department = id;
        } else if laid.after.department.is_none() {
            laid.after.department = id;
        }
        if id.is_none() && laid.after.department.is_none() {
            self.unknown.departments.entry(yomi::fold(&text)).or_insert(text);
        }
    }

    fn place(&mut self, laid: &mut Laid, value: &Value) {
        let text = value.to_text();
        let id = self.world.places.get(&yomi::fold(&text)).copied();
        if !same(&laid.after.place_text, &text) {
            laid.after.place_text.clone_from(&text);
            laid.after.place = id;
        } else if laid.after.place.is_none() {
            laid.after.place = id;
        }
        if id.is_none() && laid.after.place.is_none() {
            self.unknown.places.entry(yomi::fold(&text)).or_insert(text);
        }
    }

    /// Clears what the file has a column for and this row leaves empty.
    fn clear(&self, after: &mut AssetData, row: &IntakeRow, about: Option<&About>) {
        let columns = self.plan.columns.iter();
        let mapped: BTreeSet<Field> = columns
            .clone()
            .filter(|column| column.role == Role::Mapped)
            .filter_map(|column| column.field)
            .collect();
        for field in mapped.into_iter().filter(|field| !row.values.contains_key(field)) {
            match field {
                Field::Kind => {}
                Field::Status => {
                    after.status = Status::Unknown;
                    after.fields.remove("status_text");
                }
                _ if about == Some(&About::Field(field)) => put(after, ABOUT, ""),
                Field::User => {
                    after.user_text.clear();
                    after.person = None;
                }
                Field::Dept => {
                    after.department_text.clear();
                    after.department = None;
                }
                Field::Location => {
                    after.place_text.clear();
                    after.place = None;
                }
                _ => {
                    after.set(field.name(), "");
                }
            }
        }
        let extra =
            columns.filter(|column| column.role == Role::Extra && !row.extra.contains_key(&column.source));
        for column in extra {
            after.fields.remove(&own_name(&column.source, after));
        }
    }
}

impl Laid {
    fn say(&mut self, severity: Severity, text: Text) {
        self.remarks.push(Remark { cell: None, severity, text });
    }
}

fn status(laid: &mut Laid, value: &Value) {
    let text = value.to_text();
    let shown = laid.after.fields.get("status_text").cloned();
    if shown.is_some_and(|shown| yomi::is_same(&shown, &text)) {
        return;
    }
    let status = status_of(&text).unwrap_or_default();
    laid.after.status = status;
    if is_name_of(status, &text) {
        laid.after.fields.remove("status_text");
    } else {
        laid.after.fields.insert("status_text".to_owned(), text);
    }
}

/// For what span the heading of a price says it is paid.
fn paid_per(heading: &str) -> Option<Per> {
    let folded = yomi::fold(heading);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(&yomi::fold(word)));
    if says(&["月額", "/月", "月払", "毎月", "monthly", "per month", "/month"]) {
        return Some(Per::Month);
    }
    says(&["年額", "/年", "年払", "年間", "毎年", "yearly", "annual", "per year", "/year"])
        .then_some(Per::Year)
}

fn price(laid: &mut Laid, value: &Value, row: &IntakeRow) {
    let Some(number) = value.as_number() else { return };
    let yen = number.as_whole().unwrap_or_else(|| {
        #[expect(clippy::cast_possible_truncation, reason = "amounts in yen are far below 2^53")]
        let rounded = number.as_f64().round() as i64;
        rounded
    });
    if number.as_whole().is_none() {
        let text =
            Text::new("imports.row.rounded").with("written", number).with("yen", yen).with("row", row.row);
        laid.say(Severity::Note, text);
    }
    laid.after.price = Some(Yen(yen));
}

/// Puts a text, unless what is stored differs only in width and spaces.
fn put(after: &mut AssetData, field: &str, text: &str) {
    put_checked(after, field, text);
}

fn put_checked(after: &mut AssetData, field: &str, text: &str) -> bool {
    same(&after.get(field), text) || after.set(field, text)
}

/// Whether two texts differ at most in width and spaces: what the reading of a file evens out.
fn same(stored: &str, read: &str) -> bool {
    if stored == read {
        return true;
    }
    if stored.is_empty() || read.is_empty() {
        return false;
    }
    let plain = |text: &str| -> String {
        yomi::to_half_width_digits(text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let letters =
        |text: &str| -> String { plain(text).chars().filter(char::is_ascii_alphanumeric).collect() };
    yomi::fold(stored) == yomi::fold(read) && letters(stored) == letters(read)
}

/// The name under which an own column is kept; never that of a field of the ledger.
fn own_name(heading: &str, held: &AssetData) -> String {
    if let Some(name) = headings::inner(heading).filter(|_| !held.fields.contains_key(heading)) {
        return name.to_owned();
    }
    let known = Field::from_name(heading).is_some() || crate::assets::fields::COLUMNS.contains(&heading);
    if known { format!("{heading}*") } else { heading.to_owned() }
}
