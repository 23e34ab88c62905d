//! Which columns an export has, and what stands in them.

use std::collections::BTreeSet;

use intake::{Field, Reading, Value as Read, canonical_header};
use kernel::{Lang, PartialDay};
use platform::locale::t;
use sheet::write::{Column, Value};

use super::headings::heading;
use crate::assets::fees::{PRICE_PER, Per};
use crate::assets::mentions::ABOUT;
use crate::assets::words::name;
use crate::assets::{Asset, Status};
use crate::imports::world::{MARK_HEADING, mark};
use crate::kinds::{BuiltIn, Kind};

/// The fields of the ledger whose columns stand in an export even if they are all empty.
const ALWAYS: [Field; 10] = [
    Field::AssetNo,
    Field::Kind,
    Field::HostName,
    Field::Maker,
    Field::Model,
    Field::Serial,
    Field::User,
    Field::Dept,
    Field::Location,
    Field::Status,
];

/// Names under which something is kept that has a column already.
const INNER: [&str; 3] = ["status_text", "kind_text", ABOUT];

/// One sheet of an export.
pub(super) struct Table {
    fields: Vec<Field>,
    own: Vec<String>,
    lang: Lang,
}

impl Table {
    /// The columns that `assets` need. Only things have the usual columns in any case.
    pub(super) fn of(assets: &[Asset], things: bool, kinds: &[Kind], lang: Lang) -> Self {
        let mut used: BTreeSet<Field> = if things { ALWAYS.into() } else { BTreeSet::new() };
        let mut own = BTreeSet::new();
        for asset in assets {
            for field in Field::ALL {
                // The kind of a record follows from the sheet it stands on.
                let implied = *field == Field::Kind && !asset.fields.contains_key("kind_text");
                if !implied && !used.contains(field) && !text_of(asset, *field, kinds, lang).is_empty() {
                    used.insert(*field);
                }
            }
            let names = asset.fields.keys().filter(|name| Field::from_name(name).is_none());
            own.extend(names.filter(|name| !is_told_elsewhere(asset, name)).cloned());
        }
        let fields =
            Field::ALL.iter().copied().filter(|field| used.contains(field) && !field.is_secret()).collect();
        Self { fields, own: own.into_iter().collect(), lang }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let code = self.lang.code();
        let fields = self.fields.iter().map(|field| {
            let title = canonical_header(*field, code);
            if field.reading() == Reading::Money { Column::amount(title) } else { Column::new(title) }
        });
        let own = self.own.iter().map(|name| Column::new(heading(name, &self.own, self.lang)));
        let mark = Column::new(MARK_HEADING).note(t(self.lang, "imports.mark.note"));
        fields.chain(own).chain([mark]).collect()
    }

    pub(super) fn row(&self, asset: &Asset, kinds: &[Kind]) -> Vec<Value> {
        let fields = self.fields.iter().map(|field| value(*field, &text_of(asset, *field, kinds, self.lang)));
        let own = self.own.iter().map(|name| Value::text(own_text(asset, name, self.lang)));
        fields.chain(own).chain([Value::text(mark(asset))]).collect()
    }
}

/// Whether what is kept under a name stands in another column already. Things that a record is about stand in the column
/// of numbers, unless it has a number of its own.
fn is_told_elsewhere(asset: &Asset, name: &str) -> bool {
    INNER.contains(&name) && (name != ABOUT || asset.number.is_empty())
}

/// What stands in an own column.
fn own_text(asset: &Asset, name: &str, lang: Lang) -> String {
    let kept = asset.fields.get(name).filter(|_| !is_told_elsewhere(asset, name));
    match kept {
        Some(word) if name == PRICE_PER && Per::parse(word).is_some() => {
            t(lang, &format!("assets.price_per.{word}")).into_owned()
        }
        kept => kept.cloned().unwrap_or_default(),
    }
}

/// What stands in a column: words as written where they were kept, else the words of the language.
fn text_of(asset: &Asset, field: Field, kinds: &[Kind], lang: Lang) -> String {
    let kept = |name: &str| asset.fields.get(name).cloned();
    match field {
        Field::Kind => kept("kind_text").unwrap_or_else(|| {
            kinds.iter().find(|kind| kind.id == asset.kind).map(|kind| kind.label(lang)).unwrap_or_default()
        }),
        Field::Status => match kept("status_text") {
            Some(text) => text,
            None if asset.status == Status::Unknown => String::new(),
            None => name(asset.status, lang),
        },
        Field::AssetNo if asset.number.is_empty() => kept(ABOUT).unwrap_or_default(),
        _ => asset.data.get(field.name()),
    }
}

fn value(field: Field, text: &str) -> Value {
    if text.is_empty() {
        return Value::Empty;
    }
    match Read::from_text(field, text) {
        Some(Read::Number(number)) => Value::Number(number.as_f64()),
        Some(Read::Date(_)) => text.parse().map_or_else(|()| Value::text(text), day),
        _ => Value::text(text),
    }
}

fn day(day: PartialDay) -> Value {
    let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
    let (year, month, date) = day.parts();
    match (u16::try_from(year), small(month), small(date)) {
        (Ok(year), Some(month), Some(day)) => Value::Date { year, month, day },
        (Ok(year), Some(month), None) => Value::Month { year, month },
        _ => Value::text(day.to_string()),
    }
}

/// Which sheet of a workbook an asset belongs on: things on the first, each kind of record on its own.
pub(super) fn sheet_of(asset: &Asset) -> usize {
    match BuiltIn::of(asset.kind) {
        Some(BuiltIn::Licence) => 1,
        Some(BuiltIn::Contract) => 2,
        Some(BuiltIn::Account) => 3,
        Some(BuiltIn::Line) => 4,
        Some(BuiltIn::System) => 5,
        Some(BuiltIn::Domain) => 6,
        Some(BuiltIn::Certificate) => 7,
        Some(BuiltIn::Supplier) => 8,
        _ => 0,
    }
}
