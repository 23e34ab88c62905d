//! Words about assets: what fields, states and things are called, and how their values are shown.

use std::collections::BTreeMap;

use kernel::{AssetId, Day, DepartmentId, Lang, PartialDay, PlaceId, Result, Yen};
use ledger::assets::fees::{PRICE_PER, Per};
use ledger::assets::rules::display_name;
use ledger::assets::{Asset, AssetData, Status, fields};
use ledger::kinds::{BuiltIn, Kind};
use maud::{Markup, html};
use platform::Cx;
use platform::locale::{has, t, tr};

use crate::ui::dates::{self, Dates};
use crate::ui::{Tone, chip, numbers, unknown};

/// How many days before the end a date is shown as pressing.
pub const SOON: i64 = 90;

/// The names behind ids, loaded once per page.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Kinds, built-in ones first.
    pub kinds: Vec<Kind>,
    /// Departments by id.
    pub departments: BTreeMap<i64, String>,
    /// Places by id.
    pub places: BTreeMap<i64, String>,
}

impl Names {
    /// Loads them.
    pub async fn load(cx: &Cx) -> Result<Self> {
        let departments = ledger::trees::ops::names::<DepartmentId>(cx).await?;
        let places = ledger::trees::ops::names::<PlaceId>(cx).await?;
        Ok(Self {
            kinds: ledger::kinds::ops::list(cx).await?,
            departments: departments.into_iter().map(|it| (it.id.0, it.name)).collect(),
            places: places.into_iter().map(|it| (it.id.0, it.name)).collect(),
        })
    }

    /// What a kind is called.
    pub fn kind(&self, lang: Lang, id: i64) -> String {
        let kind = self.kinds.iter().find(|kind| kind.id.0 == id);
        kind.map_or_else(String::new, |kind| kind.label(lang))
    }

    /// A value of the history as people read it.
    pub fn shown(&self, dates: Dates, field: &str, value: &str) -> String {
        let lang = dates.lang;
        let number = value.parse::<i64>();
        match (field, number) {
            ("kind", Ok(id)) => self.kind(lang, id),
            ("department", Ok(id)) => self.departments.get(&id).cloned().unwrap_or_default(),
            ("place", Ok(id)) => self.places.get(&id).cloned().unwrap_or_default(),
            ("price", Ok(amount)) => numbers::yen(lang, Yen(amount)),
            (PRICE_PER, _) if Per::parse(value).is_some() => {
                t(lang, &format!("assets.price_per.{value}")).into_owned()
            }
            ("status", _) => {
                Status::parse(value).map_or_else(String::new, |status| status_word(lang, status))
            }
            _ if fields::is_day(field) => {
                value.parse::<PartialDay>().map_or_else(|()| value.to_owned(), |day| dates.partial(day))
            }
            _ => value.to_owned(),
        }
    }
}

/// What a field is called; an own field is called as the company called it.
pub fn field_label(lang: Lang, field: &str) -> String {
    let key = format!("assets.field.{field}");
    if has(lang, &key) { t(lang, &key).into_owned() } else { field.to_owned() }
}

/// What a field of a kind is called: the name of a domain is no name of a system.
pub fn kind_field_label(lang: Lang, kind: &Kind, field: &str) -> String {
    let is_record = kind.built_in().is_some_and(BuiltIn::is_record);
    let own = kind.word.as_deref().into_iter().chain(is_record.then_some("record"));
    let key = own.map(|word| format!("assets.field.{field}.{word}")).find(|key| has(lang, key));
    key.map_or_else(|| field_label(lang, field), |key| t(lang, &key).into_owned())
}

/// For what span a price is paid, as a word behind it.
pub fn price_per(lang: Lang, data: &AssetData) -> Option<String> {
    let per = Per::of(data)?;
    Some(t(lang, &format!("assets.price_per.{}", per.word())).into_owned())
}

/// What a status is called.
pub fn status_word(lang: Lang, status: Status) -> String {
    platform::locale::say(lang, &status.text())
}

/// A status as a chip; records of which nobody wrote one down have none, and nobody misses it.
pub fn status_of(lang: Lang, asset: &AssetData) -> Markup {
    let is_record = BuiltIn::of(asset.kind).is_some_and(BuiltIn::is_record);
    if is_record && asset.status == Status::Unknown {
        html! {}
    } else {
        status_chip(lang, asset.status)
    }
}

/// A status as a chip.
pub fn status_chip(lang: Lang, status: Status) -> Markup {
    let tone = match status {
        Status::InUse => Tone::Good,
        Status::Lent => Tone::Info,
        Status::Repair | Status::ToDispose => Tone::Soon,
        Status::Lost => Tone::Now,
        Status::InStock | Status::Spare | Status::Disposed => Tone::Quiet,
        Status::Unknown => Tone::Unknown,
    };
    chip(tone, &status_word(lang, status))
}

/// What a person calls a thing: its number, else its name (a licence's software, an account's system), else its model,
/// else its place in the ledger.
pub fn title(lang: Lang, data: &AssetData, id: AssetId) -> String {
    let (name, model) = (display_name(data), maker_and_model(data));
    let first = [&data.number, &name, &model, &data.serial].into_iter().find(|text| !text.is_empty());
    first.map_or_else(|| tr(lang, "assets.untitled", &[("id", &id.to_string())]), Clone::clone)
}

/// Number and what it is together, for headings.
pub fn full_title(lang: Lang, asset: &Asset) -> String {
    let title = title(lang, asset, asset.id);
    let (name, model) = (display_name(asset), maker_and_model(asset));
    // Many accounts are of one system, and many contracts are called 保守: what tells them apart stands behind.
    let apart = match BuiltIn::of(asset.kind) {
        Some(BuiltIn::Account) => asset.get("login_id"),
        Some(BuiltIn::Contract) => asset.get("contract_no"),
        Some(kind) if kind.is_record() => String::new(),
        _ => model,
    };
    let more = [&apart, &name].into_iter().find(|text| !text.is_empty() && **text != title);
    match more {
        Some(more) => format!("{title} {more}"),
        None => title,
    }
}

/// Maker and model in one line.
pub fn maker_and_model(data: &AssetData) -> String {
    [data.maker.as_str(), data.model.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text, or the honest sign for what nobody wrote down.
pub fn text_or_unknown(lang: Lang, text: &str) -> Markup {
    if text.is_empty() {
        unknown(lang, None)
    } else {
        html! { (text) }
    }
}

/// A date that means the end of something: pressing ones say how far they are.
pub fn end_cell(dates: Dates, today: Day, day: Option<PartialDay>, gone: bool) -> Markup {
    match day {
        Some(day) if !gone && (day.last() - today).num_days() <= SOON => {
            dates::deadline_cell(dates, today, day, SOON)
        }
        day => dates::cell(dates, day),
    }
}
