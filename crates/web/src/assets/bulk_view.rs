//! How the form for many assets looks: what is filled in changes, and a box empties a field.

use kernel::{AssetId, Day, Lang};
use ledger::assets::Status;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::form_view::{Offers, statuses};
use super::forms::{self, Sent};
use super::words;
use crate::ui::dates::Dates;
use crate::ui::{Field, FieldError, Form, Head, layout};

/// What is done to the chosen ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Some fields get one value.
    Edit,
    /// One person gets them.
    Assign,
    /// They leave the company.
    Dispose,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Assign => "assign",
            Self::Dispose => "dispose",
        }
    }

    /// Reads the word the form carries.
    pub fn parse(word: &str) -> Self {
        [Self::Assign, Self::Dispose].into_iter().find(|purpose| purpose.word() == word).unwrap_or(Self::Edit)
    }

    /// The page's title.
    pub const fn title_key(self) -> &'static str {
        match self {
            Self::Edit => "assets.bulk.edit_title",
            Self::Assign => "assets.bulk.assign_title",
            Self::Dispose => "assets.bulk.dispose_title",
        }
    }

    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Edit => &[
                "status",
                "user",
                "dept",
                "location",
                "acquired",
                "acquire_type",
                "vendor",
                "warranty_end",
                "lease_end",
                "note",
            ],
            Self::Assign => &["user", "status", "dept", "location"],
            Self::Dispose => &["status", "disposed", "erase_method", "user"],
        }
    }
}

/// Everything the page shows.
pub struct BulkPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The day it is.
    pub today: Day,
    /// What is done.
    pub purpose: Purpose,
    /// How many are chosen.
    pub count: usize,
    /// Which; empty for everything under the filter.
    pub ids: &'a [AssetId],
    /// Where the form goes.
    pub action: String,
    /// The list one came from.
    pub list: String,
    /// What was typed.
    pub sent: &'a Sent,
    /// What to offer while typing.
    pub offers: Offers,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The page's body.
pub fn page(it: &BulkPage<'_>) -> Markup {
    let lang = it.lang;
    let (title, list) = (t(lang, it.purpose.title_key()), t(lang, "assets.list.title"));
    let lead = tr(lang, "assets.bulk.lead", &[("count", &it.count.to_string())]);
    let submit = tr(lang, "assets.bulk.submit", &[("count", &it.count.to_string())]);
    let form = Form::post(&it.action, submit).cancel(&it.list).errors(it.errors);
    html! {
        (layout::head(&Head::new(&title).back(&list, &it.list).lead(&lead)))
        (form.render(lang, &html! {
            input type="hidden" name="do.purpose" value=(it.purpose.word());
            @if it.ids.is_empty() { input type="hidden" name="all" value="true"; }
            @for id in it.ids { input type="hidden" name="id" value=(id); }
            p.hint { (t(lang, "assets.bulk.hint")) }
            div.bulk-fields { @for name in it.purpose.fields() { (line(it, name)) } }
        }))
    }
}

fn line(it: &BulkPage<'_>, name: &str) -> Markup {
    let lang = it.lang;
    let label = words::field_label(lang, name);
    let field = match name {
        "status" => Field::select(name, &label, statuses(lang)),
        "user" => Field::text(name, &label).suggestions(it.offers.people.clone()),
        "dept" => Field::text(name, &label).suggestions(it.offers.departments.clone()),
        "location" => Field::text(name, &label).suggestions(it.offers.places.clone()),
        "note" => Field::area(name, &label),
        _ if ledger::assets::fields::is_day(name) => Field::date(name, &label),
        _ => Field::text(name, &label),
    };
    let (ticked, value) = state(it, name);
    html! {
        div.bulk-field {
            (field.value(value).error_in(it.errors).render(lang))
            @if name != "status" {
                label.check {
                    input type="checkbox" name={ "do." (name) } value="true" checked[ticked];
                    span { (tr(lang, "assets.bulk.empty", &[("field", &label)])) }
                }
            }
        }
    }
}

/// Whether the box is ticked and what stands in the field, at first or after a mistake.
fn state(it: &BulkPage<'_>, name: &str) -> (bool, String) {
    if it.sent.iter().any(|(key, _)| key == "do.purpose") {
        let ticked = !forms::value(it.sent, &format!("do.{name}")).is_empty();
        return (ticked, forms::value(it.sent, name).to_owned());
    }
    match (it.purpose, name) {
        (Purpose::Assign, "status") => (false, Status::InUse.word().to_owned()),
        (Purpose::Dispose, "status") => (false, Status::Disposed.word().to_owned()),
        (Purpose::Dispose, "disposed") => (false, Dates::common(it.lang).short(it.today)),
        (Purpose::Dispose, "user") => (true, String::new()),
        _ => (false, String::new()),
    }
}
