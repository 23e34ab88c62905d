//! Two people changed one thing: what an edit wants against what its form was opened with, and, where both changed the
//! same field, a page with both values side by side. The same for assets, people, departments and places.

use std::collections::HashSet;

use axum::response::Response;
use http::StatusCode;
use ledger::assets::Values;
use ledger::clash::{Clash, clashes};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::forms::{self, Sent};
use crate::door::Visit;
use crate::ui::frame::Room;
use crate::ui::{Choice, Field, Form, Head, Tone, layout};

/// What an edit form sent.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The version the form was opened with.
    pub version: i64,
    /// What the values were then.
    pub base: Values,
    /// What was sent.
    pub typed: Values,
    /// Only what was changed: an edit must not undo what others did to other fields.
    pub wanted: Values,
}

impl Edit {
    /// Reads it.
    pub fn of(sent: &Sent) -> Self {
        let (typed, base) = (forms::typed(sent), forms::base(sent));
        let wanted = forms::changed(&typed, &base);
        Self { version: forms::value(sent, "version").parse().unwrap_or(0), base, typed, wanted }
    }

    /// Where it meets what others did since. None: both are right, and both are kept.
    pub fn meets(&self, theirs: &Values) -> Vec<Clash> {
        clashes(&self.base, theirs, &self.wanted)
    }
}

/// What the values were when a form was opened, to be sent along.
pub fn base_inputs(base: &Values) -> Markup {
    html! { @for (field, value) in base { input type="hidden" name={ "base." (field) } value=(value); } }
}

/// What the page shows, and how fields and values are called.
pub struct Conflict<'a> {
    /// The thing's name.
    pub name: &'a str,
    /// Its page.
    pub path: &'a str,
    /// Where its edit form is sent to.
    pub action: String,
    /// The version that is stored now.
    pub version: i64,
    /// What this edit wants.
    pub edit: &'a Edit,
    /// Everything as it is stored now.
    pub theirs: &'a Values,
    /// Where the two meet.
    pub clashes: &'a [Clash],
    /// What a field is called.
    pub label: &'a dyn Fn(&str) -> String,
    /// How a field's value is shown.
    pub shown: &'a dyn Fn(&str, &str) -> String,
}

/// The page. It is the edit form again, so that sending it goes the same way.
pub fn page(visit: &Visit, room: Room, it: &Conflict<'_>) -> Response {
    let lang = visit.lang;
    let title = t(lang, "ui.conflict.title");
    let clashing: HashSet<&str> = it.clashes.iter().map(|clash| clash.field.as_str()).collect();
    let rest = it.edit.wanted.iter().filter(|(field, _)| !clashing.contains(field.as_str()));
    let form = Form::post(it.action.as_str(), t(lang, "ui.conflict.submit")).cancel(it.path);
    let stored = |field: &str| it.theirs.get(field).map_or("", String::as_str).to_owned();
    let body = html! {
        (layout::head(&Head::new(&title).back(it.name, it.path)))
        (layout::notice(Tone::Soon, &t(lang, "ui.conflict.lead"), &html! {
            p { (tr(lang, "ui.conflict.text", &[("count", &it.clashes.len().to_string())])) }
        }))
        (form.render(lang, &html! {
            input type="hidden" name="version" value=(it.version);
            @for (field, value) in rest {
                input type="hidden" name=(field) value=(value);
                input type="hidden" name={ "base." (field) } value=(stored(field));
            }
            @for clash in it.clashes {
                input type="hidden" name={ "base." (clash.field) } value=(clash.theirs);
                (choice(visit, it, clash))
            }
        }))
    };
    visit.show_as(StatusCode::CONFLICT, &title, Some(room), &body)
}

fn choice(visit: &Visit, it: &Conflict<'_>, clash: &Clash) -> Markup {
    let lang = visit.lang;
    let shown = |value: &str| {
        let words = (it.shown)(&clash.field, value);
        if words.is_empty() { t(lang, "ui.change.empty").into_owned() } else { words }
    };
    let choices = vec![
        Choice::new(&clash.theirs, shown(&clash.theirs)).note(t(lang, "ui.conflict.theirs")),
        Choice::new(&clash.mine, shown(&clash.mine)).note(t(lang, "ui.conflict.mine")),
    ];
    let before = tr(lang, "ui.conflict.before", &[("value", &shown(&clash.base))]);
    Field::cards(&clash.field, (it.label)(&clash.field), choices)
        .value(&clash.mine)
        .hint(before)
        .required()
        .render(lang)
}
