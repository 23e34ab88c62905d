//! How the form of an asset looks: the same for registering, changing and copying.

use kernel::Lang;
use ledger::assets::fees::{PRICE_PER, Per};
use ledger::assets::mentions::ABOUT;
use ledger::assets::{Status, Values, fields};
use ledger::costs::book::{DEPRECIATION, USEFUL_LIFE};
use ledger::deadlines::chain::NOTICE_DAYS;
use ledger::kinds::{FieldKind, Kind};
use maud::{Markup, html};
use platform::locale::t;

use super::form_fields::{self, HOLDER, MONEY, THING};
use super::words;
use crate::conflict::base_inputs;
use crate::ui::dates::Dates;
use crate::ui::{Choice, Field, FieldError, Form, form::Width, form_render};

/// What the form offers while typing.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    /// Names of people (empty where there are too many to offer).
    pub people: Vec<String>,
    /// Names of departments.
    pub departments: Vec<String>,
    /// Names of places.
    pub places: Vec<String>,
}

/// Everything the form shows.
pub struct AssetForm<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The kind of the thing.
    pub kind: &'a Kind,
    /// Other kinds it could be changed to; empty where the kind is fixed.
    pub kinds: &'a [Kind],
    /// The values to begin with, or what was typed.
    pub values: &'a Values,
    /// What the values were when the form was opened; empty for a new thing.
    pub base: &'a Values,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// What to offer.
    pub offers: &'a Offers,
}

impl AssetForm<'_> {
    /// The form; `more` stands above the groups.
    pub fn render(&self, form: Form<'_>, more: &Markup) -> Markup {
        let lang = self.lang;
        let held: Vec<&str> = self.values.keys().chain(self.base.keys()).map(String::as_str).collect();
        let names = form_fields::all(self.kind, &held);
        let among = |group: &[&str]| -> Vec<&String> {
            names.iter().filter(|name| group.contains(&name.as_str())).collect()
        };
        // Of a licence, a contract, an account or a line its own fields say what it is, so they come first.
        let is_record = self.kind.built_in().is_some_and(ledger::kinds::BuiltIn::is_record);
        let first = if is_record { form_fields::of_kind(self.kind) } else { &[] };
        let named = |group: &[&str], name: &str| group.contains(&name);
        let own: Vec<&String> = names
            .iter()
            .filter(|name| ![first, &THING, &HOLDER, &MONEY].iter().any(|group| named(group, name)))
            .filter(|name| *name != "note")
            .collect();
        let title = if is_record { "assets.group.record" } else { "assets.group.thing" };
        form.errors(self.errors).render(
            lang,
            &html! {
                (more)
                (base_inputs(self.base))
                (form_render::section(&t(lang, title), None, &html! {
                    @if !self.kinds.is_empty() { (self.kind_field()) }
                    @for name in among(first) { (self.field(name)) }
                    @for name in among(&THING) { (self.field(name)) }
                }))
                (form_render::section(&t(lang, "assets.group.holder"), None, &html! { @for name in among(&HOLDER) { (self.field(name)) } }))
                (form_render::section(&t(lang, "assets.group.money"), Some(&t(lang, "assets.form.date_hint")), &html! {
                    @for name in among(&MONEY) { (self.field(name)) }
                }))
                @if !own.is_empty() {
                    (form_render::section(&t(lang, "assets.group.more"), None, &html! { @for name in own { (self.field(name)) } }))
                }
                (form_render::fields(&Field::area("note", words::field_label(lang, "note")).value(self.value("note")).error_in(self.errors).render(lang)))
            },
        )
    }

    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    fn kind_field(&self) -> Markup {
        let lang = self.lang;
        let choices =
            self.kinds.iter().map(|kind| Choice::new(kind.id.to_string(), kind.label(lang))).collect();
        Field::select("kind", words::field_label(lang, "kind"), choices)
            .value(self.value("kind"))
            .required()
            .error_in(self.errors)
            .render(lang)
    }

    fn field(&self, name: &str) -> Markup {
        let lang = self.lang;
        let label = words::kind_field_label(lang, self.kind, name);
        let own = self.kind.fields.iter().find(|field| field.name == name);
        let field = match name {
            "status" => Field::select(name, label, statuses(lang)),
            PRICE_PER => Field::select(name, label, spans(lang)).hint(t(lang, "assets.form.price_per_hint")),
            DEPRECIATION => Field::text(name, label)
                .hint(t(lang, "assets.form.depreciation_hint"))
                .suggestions(METHODS.iter().map(|key| t(lang, key).into_owned()).collect()),
            USEFUL_LIFE => Field::amount(name, label, t(lang, "assets.form.years")),
            NOTICE_DAYS => Field::text(name, label).hint(t(lang, "assets.form.notice_days_hint")),
            ABOUT => Field::text(name, label).hint(t(lang, "assets.form.about_hint")),
            "price" => Field::amount(name, label, t(lang, "assets.form.yen")),
            "user" => Field::text(name, label).suggestions(self.offers.people.clone()),
            "dept" => Field::text(name, label).suggestions(self.offers.departments.clone()),
            "location" => Field::text(name, label).suggestions(self.offers.places.clone()),
            "licence_count" | "licence_used" => Field::number(name, label),
            _ if fields::is_day(name) || name == "erased" || name == "last_seen" => Field::date(name, label),
            _ => own.map_or_else(
                || Field::text(name, &label),
                |own| own_field(lang, own.name.as_str(), &own.kind),
            ),
        };
        field.value(self.shown(name)).width(Width::Half).error_in(self.errors).render(lang)
    }

    /// Days are shown as people write them; what was typed and could not be read stays as typed.
    fn shown(&self, name: &str) -> String {
        let value = self.value(name);
        match value.parse::<kernel::PartialDay>() {
            Ok(day) if fields::is_day(name) => Dates::common(self.lang).partial(day),
            _ => value.to_owned(),
        }
    }
}

fn own_field(lang: Lang, name: &str, kind: &FieldKind) -> Field {
    match kind {
        FieldKind::Text => Field::text(name, name),
        FieldKind::Number => Field::number(name, name),
        FieldKind::Date => Field::date(name, name),
        FieldKind::Choice(choices) => {
            Field::select(name, name, choices.iter().map(|choice| Choice::new(choice, choice)).collect())
        }
        FieldKind::YesNo => Field::select(
            name,
            name,
            vec![Choice::new("yes", t(lang, "assets.yes")), Choice::new("no", t(lang, "assets.no"))],
        ),
    }
}

/// Words for a method of depreciation that the ledger understands.
const METHODS: [&str; 3] = ["costs.method.straight", "costs.method.three", "costs.method.expensed"];

/// For what span a price is paid.
fn spans(lang: Lang) -> Vec<Choice> {
    let choice = |per: &Per| Choice::new(per.word(), t(lang, &format!("assets.price_per.{}", per.word())));
    Per::ALL.iter().map(choice).collect()
}

/// The choices of a status.
pub fn statuses(lang: Lang) -> Vec<Choice> {
    Status::ALL.iter().map(|status| Choice::new(status.word(), words::status_word(lang, *status))).collect()
}
