//! How one hand-over looks: what stands in its way, who and when, its things, and what was signed.

use std::collections::HashMap;

use kernel::{AssetId, Day, HandoverId, Lang, PartialDay};
use ledger::assets::Asset;
use ledger::handovers::{Direction, Handover, Item, Obstacle, State};
use ledger::people::Person;
use maud::{Markup, html};
use platform::files::File;
use platform::locale::{say, t, tr};

use super::words;
use crate::assets::words as asset_words;
use crate::ui::button::{Button, button, link_button};
use crate::ui::dates::{Dates, day_cell, deadline_cell};
use crate::ui::{
    Address, Column, Fact, Field, FieldError, Form, Head, Icon, Row, Table, Tone, dialog, facts, form_render,
    layout,
};

/// Everything the page shows.
pub struct OnePage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// The hand-over.
    pub handover: Handover,
    /// To whom, or from whom.
    pub person: Person,
    /// The things as they are now.
    pub found: HashMap<AssetId, Asset>,
    /// The terms: those that were signed, or those of the day.
    pub terms: String,
    /// The signed paper.
    pub file: Option<File>,
    /// What stands in the way of doing it.
    pub obstacles: Vec<(AssetId, Obstacle)>,
    /// Other planned hand-overs of the same things.
    pub others: Vec<HandoverId>,
    /// It should be back.
    pub overdue: bool,
    /// When it was written down.
    pub signed_at: Option<String>,
    /// The reader may do something about it.
    pub may_change: bool,
    /// What was wrong with the last act.
    pub errors: &'a [FieldError],
}

impl OnePage<'_> {
    /// What a thing is called: as it was signed, else as it is now.
    pub fn called(&self, item: &Item) -> String {
        match self.found.get(&item.asset) {
            _ if !item.called.is_empty() => item.called.clone(),
            Some(asset) => asset_words::full_title(self.lang, asset),
            None => tr(self.lang, "assets.untitled", &[("id", &item.asset.to_string())]),
        }
    }

    /// What stands in the way, in words.
    pub fn in_the_way(&self) -> Vec<String> {
        let called = |id: &AssetId| {
            let item = self.handover.items.iter().find(|item| item.asset == *id);
            item.map_or_else(String::new, |item| self.called(item))
        };
        self.obstacles.iter().map(|(id, why)| say(self.lang, &why.text(&called(id)))).collect()
    }
}

/// The page's body.
pub fn page(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let (title, back) = (words::number(lang, &it.handover), t(lang, "handovers.title"));
    let head = Head::new(&title)
        .back(&back, "/handovers")
        .state(words::state(lang, &it.handover, it.overdue))
        .lead(&it.person.name);
    let head = if it.may_change || it.file.is_some() { head.acts(acts(it)) } else { head };
    let form = Form::post("", "").errors(it.errors);
    html! {
        (layout::head(&head))
        (form.summary(lang))
        (obstacles(it))
        (layout::split(
            &html! { (things(it)) (agreed(it)) },
            &html! { (about(it)) @if it.handover.signed.is_some() { (signed(it)) } },
        ))
        @if it.may_change && it.handover.state == State::Planned { (record_dialog(it)) (cancel_dialog(it)) }
    }
}

fn acts(it: &OnePage<'_>) -> Markup {
    let (lang, id) = (it.lang, it.handover.id);
    let path = |act: &str| format!("/handovers/{id}/{act}");
    html! {
        @if let Some(file) = &it.file {
            (link_button(&format!("/files/{}", file.public_id), &Button::new(t(lang, "handovers.paper")).icon(Icon::File)))
        }
        @if it.may_change {
            @match it.handover.state {
                State::Planned => {
                    (link_button(&path("signing"), &Button::primary(t(lang, "handovers.sign")).icon(Icon::Edit)))
                    (link_button(&path("edit"), &Button::new(t(lang, "handovers.edit"))))
                    (button(&Button::new(t(lang, "handovers.record")).opens("record")))
                    (button(&Button::new(t(lang, "handovers.cancel")).opens("cancel")))
                }
                State::Done => {
                    @if it.handover.direction == Direction::Out { (link_button(&returning(it), &Button::primary(t(lang, "handovers.return")).icon(Icon::Undo))) }
                    form.inline method="post" action=(path("undoing")) {
                        input type="hidden" name="version" value=(it.handover.version);
                        (button(&Button::new(t(lang, "handovers.undo")).icon(Icon::Undo)))
                    }
                }
                State::Returned | State::Cancelled => {}
            }
        }
    }
}

/// The form of the return, with everything that is still out.
fn returning(it: &OnePage<'_>) -> String {
    let to =
        Address::new("/handovers/new").with("direction", "back").with("person", it.person.id.to_string());
    let open = it.handover.items.iter().filter(|item| item.closed_in.is_none());
    open.fold(to, |to, item| to.and("asset", item.asset.to_string())).to_string()
}

fn obstacles(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let list = |lines: &[String]| html! { ul.plain-list { @for line in lines { li { (line) } } } };
    let others: Vec<String> = it.others.iter().map(|id| format!("/handovers/{id}")).collect();
    html! {
        @if !it.obstacles.is_empty() { (layout::notice(Tone::Now, &t(lang, "handovers.obstacles"), &list(&it.in_the_way()))) }
        @if !others.is_empty() {
            (layout::notice(Tone::Soon, &t(lang, "handovers.others"), &html! {
                ul.plain-list { @for (id, href) in it.others.iter().zip(&others) { li { a href=(href) { (tr(lang, "handovers.other", &[("id", &id.to_string())])) } } } }
            }))
        }
    }
}

fn things(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let title = tr(lang, "handovers.things", &[("count", &it.handover.items.len().to_string())]);
    let is_back = it.handover.direction == Direction::Back;
    let mut columns = vec![
        Column::text("thing", t(lang, "handovers.column.thing")).lead(),
        Column::prose("accessories", t(lang, "handovers.form.accessories")),
        Column::prose("condition", t(lang, "handovers.form.condition")),
        Column::state("now", t(lang, "handovers.column.now")),
    ];
    if is_back {
        columns.insert(3, Column::state("to", t(lang, "handovers.form.to")));
    }
    let row = |item: &Item| {
        let name = it.called(item);
        let mut cells = vec![html! { (name) }, text(&item.accessories), text(&item.condition), now(it, item)];
        if is_back {
            cells.insert(3, asset_words::status_chip(lang, item.to));
        }
        Row::new(item.asset.to_string(), &name, format!("/assets/{}", item.asset)).cells(cells)
    };
    let rows = it.handover.items.iter().map(row).collect();
    let table = Table { columns, rows, ..Table::new(title.clone()) };
    layout::panel(&title, None, &table.render(lang, &Address::new("")))
}

/// Nothing said is nothing special, not something unknown.
fn text(said: &str) -> Markup {
    html! { @if said.is_empty() { span.quiet { "―" } } @else { (said) } }
}

/// How the thing stands now: what came back says by what.
fn now(it: &OnePage<'_>, item: &Item) -> Markup {
    let lang = it.lang;
    html! {
        @match (item.closed_in, it.found.get(&item.asset)) {
            (Some(later), _) => a href={ "/handovers/" (later) } { (tr(lang, "handovers.closed_in", &[("id", &later.to_string())])) },
            (None, Some(asset)) => (asset_words::status_chip(lang, asset.status)),
            (None, None) => span.quiet { "―" },
        }
    }
}

fn agreed(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let title =
        t(lang, if it.handover.signed.is_some() { "handovers.terms_signed" } else { "handovers.terms_now" });
    layout::panel(&title, None, &html! { div.terms { (paragraphs(&it.terms)) } })
}

/// A text with its lines as they were written.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.trim().lines() { @if line.trim().is_empty() { br; } @else { p { (line) } } } }
}

fn about(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let handover = &it.handover;
    let label = |key: &str| t(lang, &format!("handovers.about.{key}")).into_owned();
    let labels = [label("person"), label("planned_on"), label("due_on"), label("note"), label("cancelled")];
    let due = handover.due_on.map(|due| match it.handover.state {
        State::Done => deadline_cell(it.dates, it.today, PartialDay::exact(due), 7),
        _ => day_cell(it.dates, Some(due)),
    });
    let person = html! {
        a href={ "/people/" (it.person.id) } { (it.person.name) }
        @if !it.person.department_name.is_empty() { " " span.quiet { (it.person.department_name) } }
    };
    let mut shown = vec![
        Fact::new(&labels[0], person),
        Fact::new(&labels[1], day_cell(it.dates, Some(handover.planned_on))),
    ];
    if let Some(due) = due {
        shown.push(Fact::new(&labels[2], due));
    }
    if !handover.note.is_empty() {
        shown.push(Fact::new(&labels[3], paragraphs(&handover.note)));
    }
    if handover.state == State::Cancelled && !handover.cancelled_because.is_empty() {
        shown.push(Fact::new(&labels[4], html! { (handover.cancelled_because) }));
    }
    layout::panel(&t(lang, "handovers.about"), None, &facts(lang, &shown))
}

fn signed(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let Some(signed) = &it.handover.signed else { return html! {} };
    let label = |key: &str| t(lang, &format!("handovers.signed.{key}")).into_owned();
    let labels = [label("on"), label("at"), label("name"), label("because"), label("by")];
    let at = it.signed_at.clone().unwrap_or_default();
    let mut shown = vec![
        Fact::new(&labels[0], day_cell(it.dates, Some(signed.on))),
        Fact::new(&labels[1], html! { (at) }),
    ];
    if signed.unsigned_because.is_empty() {
        shown.push(Fact::new(&labels[2], html! { (signed.name) (words::drawn(lang, &signed.strokes)) }));
    } else {
        shown.push(Fact::new(&labels[3], html! { (signed.unsigned_because) }));
    }
    if !signed.by_name.is_empty() {
        shown.push(Fact::new(&labels[4], html! { (signed.by_name) }));
    }
    layout::panel(&t(lang, "handovers.signed"), None, &facts(lang, &shown))
}

fn record_dialog(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let today = Dates::common(lang).short(it.today);
    let form = Form::post(format!("/handovers/{}/record", it.handover.id), t(lang, "handovers.record"));
    let body = form.render(lang, &html! {
        input type="hidden" name="version" value=(it.handover.version);
        p { (t(lang, "handovers.record_lead")) }
        (form_render::fields(&html! {
            (Field::text("unsigned_because", t(lang, "handovers.record_because")).hint(t(lang, "handovers.record_hint")).required().error_in(it.errors).render(lang))
            (Field::date("on", t(lang, "handovers.signed.on")).value(today).error_in(it.errors).render(lang))
        }))
    });
    dialog::dialog(lang, "record", &t(lang, "handovers.record"), &body)
}

fn cancel_dialog(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let form = Form::post(format!("/handovers/{}/cancellation", it.handover.id), t(lang, "handovers.cancel"));
    let body = form.render(lang, &html! {
        input type="hidden" name="version" value=(it.handover.version);
        (form_render::fields(&html! {
            (Field::text("because", t(lang, "handovers.cancel_because")).hint(t(lang, "handovers.cancel_hint")).error_in(it.errors).render(lang))
        }))
    });
    dialog::dialog(lang, "cancel", &t(lang, "handovers.cancel"), &body)
}
