//! How the form of a hand-over looks: who, which way, what, when.

use kernel::Lang;
use ledger::assets::{Asset, Status};
use ledger::handovers::{Direction, Handover, rules};
use ledger::people::Person;
use maud::{Markup, html};
use platform::locale::t;

use crate::assets::forms::{Sent, value};
use crate::assets::words;
use crate::ui::button::{Button, button};
use crate::ui::{Choice, Field, FieldError, Form, Head, Icon, form_render, layout};

/// A thing that may be handed over.
pub struct Line {
    /// The thing.
    pub asset: Asset,
    /// It is chosen.
    pub is_chosen: bool,
    /// What goes with it.
    pub accessories: String,
    /// How it looks.
    pub condition: String,
    /// Where it goes when it comes back.
    pub to: Status,
}

impl Line {
    /// A thing that is chosen, with nothing said of it.
    pub fn chosen(asset: Asset) -> Self {
        Self {
            asset,
            is_chosen: true,
            accessories: String::new(),
            condition: String::new(),
            to: Status::InStock,
        }
    }
}

/// Everything the form shows.
pub struct FormPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The planned one that is changed.
    pub known: Option<&'a Handover>,
    /// Whom it is about, if that stands already.
    pub person: Option<Person>,
    /// Names to offer while typing.
    pub offered: Vec<String>,
    /// Which way.
    pub direction: Direction,
    /// The things.
    pub lines: Vec<Line>,
    /// What stands in the other fields.
    pub values: &'a Sent,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The page's title.
pub fn title_key(it: &FormPage<'_>) -> &'static str {
    match (it.known.is_some(), it.direction) {
        (true, _) => "handovers.form.edit",
        (false, Direction::Out) => "handovers.form.out",
        (false, Direction::Back) => "handovers.form.back",
    }
}

/// The page's body.
pub fn page(it: &FormPage<'_>) -> Markup {
    let lang = it.lang;
    let (title, back) = (t(lang, title_key(it)), t(lang, "handovers.title"));
    let action =
        it.known.map_or_else(|| "/handovers".to_owned(), |known| format!("/handovers/{}/edit", known.id));
    let stop = match (it.known, &it.person) {
        (Some(known), _) => format!("/handovers/{}", known.id),
        (None, Some(person)) => format!("/people/{}", person.id),
        (None, None) => "/handovers".to_owned(),
    };
    let form = Form::post(&action, "").errors(it.errors);
    html! {
        (layout::head(&Head::new(&title).back(&back, "/handovers")))
        form.form method="post" action=(action) data-guard novalidate {
            (form.summary(lang))
            @if let Some(known) = it.known { input type="hidden" name="version" value=(known.version); }
            (form_render::section(&t(lang, "handovers.form.who"), None, &who(it)))
            (things(it))
            (form_render::section(&t(lang, "handovers.form.when"), None, &when(it)))
            div.form-acts {
                (button(&Button::primary(t(lang, "handovers.form.sign")).icon(Icon::Edit).named("then", "sign")))
                (button(&Button::new(t(lang, "handovers.form.plan")).named("then", "plan")))
                a.button href=(stop) { (t(lang, "ui.stop")) }
            }
        }
    }
}

fn who(it: &FormPage<'_>) -> Markup {
    let lang = it.lang;
    let directions = vec![
        Choice::new("out", t(lang, "handovers.form.direction_out"))
            .note(t(lang, "handovers.form.direction_out_note")),
        Choice::new("back", t(lang, "handovers.form.direction_back"))
            .note(t(lang, "handovers.form.direction_back_note")),
    ];
    html! {
        @if let Some(person) = &it.person {
            input type="hidden" name="person" value=(person.id);
            div.field {
                span.field-label { (t(lang, "handovers.form.person")) }
                p { strong { (person.name) } " " span.quiet { (person.department_name) } }
            }
        } @else {
            (Field::text("person_name", t(lang, "handovers.form.person"))
                .value(value(it.values, "person_name")).hint(t(lang, "handovers.form.person_hint"))
                .suggestions(it.offered.clone()).required().error_in(it.errors).render(lang))
        }
        (Field::cards("direction", t(lang, "handovers.form.direction"), directions).value(it.direction.word()).render(lang))
    }
}

fn things(it: &FormPage<'_>) -> Markup {
    let lang = it.lang;
    let hint = t(lang, "handovers.form.numbers_hint");
    html! {
        fieldset.form-section {
            legend { (t(lang, "handovers.form.things")) }
            @if let Some(error) = it.errors.iter().find(|error| error.field == "items") { p.error id="field-items" { (crate::ui::icon(Icon::Alert)) span { (error.text) } } }
            ul.hand-lines { @for line in &it.lines { (thing(it, line)) } }
            div.fields {
                (Field::area("numbers", t(lang, if it.lines.is_empty() { "handovers.form.numbers" } else { "handovers.form.more_numbers" }))
                    .rows(2).value(if it.errors.iter().any(|error| error.field == "numbers") { value(it.values, "numbers") } else { "" })
                    .hint(hint).error_in(it.errors).render(lang))
            }
        }
    }
}

/// One thing: a box to choose it by, and what is said of it.
fn thing(it: &FormPage<'_>, line: &Line) -> Markup {
    let lang = it.lang;
    let id = line.asset.id;
    let field = rules::field_of(id);
    let name = words::full_title(lang, &line.asset);
    let error = it.errors.iter().find(|error| error.field == field);
    let said = |what: &str, label: &str, value: &str| {
        html! {
            label.hand-said {
                span { (t(lang, label)) span.hidden-text { " (" (name) ")" } }
                input type="text" name={ (what) "." (id) } value=(value) maxlength="500";
            }
        }
    };
    html! {
        li.hand-line id={ "field-" (field) } {
            input type="hidden" name="listed" value=(id);
            label.check {
                input type="checkbox" name="item" value=(id) checked[line.is_chosen];
                span { strong { (name) } @if !line.asset.serial.is_empty() { " " span.quiet { "S/N " (line.asset.serial) } } }
            }
            @if let Some(error) = error { p.error { (crate::ui::icon(Icon::Alert)) span { (error.text) } } }
            div.hand-details {
                (said("accessories", "handovers.form.accessories", &line.accessories))
                (said("condition", "handovers.form.condition", &line.condition))
                @if it.direction == Direction::Back {
                    label.hand-said {
                        span { (t(lang, "handovers.form.to")) span.hidden-text { " (" (name) ")" } }
                        select name={ "to." (id) } {
                            @for status in [Status::InStock, Status::Spare, Status::Repair, Status::ToDispose] {
                                option value=(status.word()) selected[status == line.to] { (words::status_word(lang, status)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn when(it: &FormPage<'_>) -> Markup {
    let lang = it.lang;
    let text = |name: &str| value(it.values, name).to_owned();
    html! {
        (Field::date("planned_on", t(lang, "handovers.form.planned_on")).value(text("planned_on"))
            .hint(t(lang, "handovers.form.planned_on_hint")).error_in(it.errors).render(lang))
        @if it.direction == Direction::Out || it.known.is_none() {
            (Field::date("due_on", t(lang, "handovers.form.due_on")).value(text("due_on"))
                .hint(t(lang, "handovers.form.due_on_hint")).error_in(it.errors).render(lang))
        }
        (Field::area("note", t(lang, "handovers.form.note")).rows(2).value(text("note"))
            .hint(t(lang, "handovers.form.note_hint")).error_in(it.errors).render(lang))
    }
}
