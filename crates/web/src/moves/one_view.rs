//! How one list looks: what is to be done, each line with the act that ticks it off and a place for a reason.

use kernel::{Day, Lang, PartialDay};
use ledger::assets::Asset;
use ledger::kinds::BuiltIn;
use ledger::moves::{Kind, Line, LineKey, Matter, Need, Sheet, Standing, State};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words;
use crate::assets::words as asset_words;
use crate::assets::words::Names;
use crate::ui::button::{Button, button, link_button, post_button};
use crate::ui::dates::{Dates, day_cell, deadline_cell};
use crate::ui::form::Width;
use crate::ui::{Fact, Field, FieldError, Form, Head, Icon, Tone, chip, facts, form_render, layout};

/// Everything the page shows.
pub struct OnePage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The day it is.
    pub today: Day,
    /// The list with its lines.
    pub sheet: Sheet,
    /// Where the person moves to; empty if nowhere.
    pub department: String,
    /// The names behind ids.
    pub names: Names,
    /// The reader may do something about it.
    pub may_change: bool,
    /// What was wrong with the last act.
    pub errors: &'a [FieldError],
}

impl OnePage<'_> {
    fn may_act(&self) -> bool {
        self.may_change && self.sheet.list.state == State::Open
    }

    fn path(&self, act: &str) -> String {
        format!("/moves/{}/{act}", self.sheet.list.id)
    }
}

/// The page's body.
pub fn page(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let list = &it.sheet.list;
    let (title, back) = (words::title(lang, list.kind, &it.sheet.person.name), t(lang, "moves.title"));
    let head = Head::new(&title).back(&back, "/moves").state(words::state(lang, list, it.sheet.open()));
    let head = if it.may_change { head.acts(acts(it)) } else { head };
    let own = it.sheet.lines.iter().filter(|line| matches!(line.matter, Matter::Own { .. }));
    let held = it.sheet.lines.iter().filter(|line| !matches!(line.matter, Matter::Own { .. }));
    let (own, held): (Vec<&Line>, Vec<&Line>) = (own.collect(), held.collect());
    html! {
        (layout::head(&head))
        (Form::post("", "").errors(it.errors).summary(lang))
        (layout::split(
            &html! {
                @if list.kind.gathers() { (lines(it, "moves.held", &held, "moves.held_none")) }
                (lines(it, "moves.own", &own, "moves.own_none"))
                @if it.may_act() { (new_line(it)) }
            },
            &about(it),
        ))
    }
}

fn acts(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let list = &it.sheet.list;
    let hand =
        |direction: &str| format!("/handovers/new?direction={direction}&person={}", it.sheet.person.id);
    html! {
        @match list.state {
            State::Open => {
                @let verb = Button::primary(t(lang, &format!("moves.close.{}", list.kind.word()))).icon(Icon::Check);
                @let left = it.sheet.open();
                form.inline method="post" action=(it.path("closing")) {
                    input type="hidden" name="version" value=(list.version);
                    (button(&if left == 0 { verb } else { verb.disabled(tr(lang, "moves.fault.left_behind", &[("count", &left.to_string())])) }))
                }
                @if list.kind == Kind::Join { (link_button(&hand("out"), &Button::new(t(lang, "handovers.person.out")).icon(Icon::Laptop))) }
                @else { (link_button(&hand("back"), &Button::new(t(lang, "moves.return_all")).icon(Icon::Undo))) }
                (link_button(&it.path("edit"), &Button::new(t(lang, "moves.edit")).icon(Icon::Edit)))
                (post_button(&it.path("cancellation"), &Button::new(t(lang, "moves.cancel"))))
            }
            State::Closed | State::Cancelled => (post_button(&it.path("reopening"), &Button::new(t(lang, "moves.reopen")).icon(Icon::Undo)))
        }
    }
}

fn lines(it: &OnePage<'_>, key: &str, lines: &[&Line], none: &str) -> Markup {
    let lang = it.lang;
    let done = lines.iter().filter(|line| line.standing != Standing::Open).count();
    let count = html! { (tr(lang, "moves.progress", &[("done", &done.to_string()), ("count", &lines.len().to_string())])) };
    layout::panel(
        &t(lang, key),
        Some(&count),
        &html! {
            @if lines.is_empty() { p { (t(lang, none)) } } @else { ul.move-lines { @for line in lines { (one(it, line)) } } }
        },
    )
}

fn one(it: &OnePage<'_>, line: &Line) -> Markup {
    let lang = it.lang;
    html! {
        li.move-line id={ "line-" (line.key) } {
            div.move-what {
                (standing(lang, line))
                (what(it, line))
            }
            div.move-when {
                @match &line.standing {
                    Standing::Open => (deadline_cell(it.dates, it.today, PartialDay::exact(line.due_on), 3)),
                    Standing::Done(Some(on)) => span.quiet { (tr(lang, "moves.done_on", &[("day", &it.dates.short(*on))])) },
                    Standing::Done(None) => span.quiet { (t(lang, "moves.done_seen")) },
                    Standing::Excused(reason) => span.quiet { (reason) },
                }
            }
            @if it.may_act() { (doings(it, line)) }
        }
    }
}

fn standing(lang: Lang, line: &Line) -> Markup {
    match line.standing {
        Standing::Open => chip(Tone::Soon, &t(lang, "moves.standing.open")),
        Standing::Done(_) => chip(Tone::Good, &t(lang, "moves.standing.done")),
        Standing::Excused(_) => chip(Tone::Quiet, &t(lang, "moves.standing.excused")),
    }
}

fn what(it: &OnePage<'_>, line: &Line) -> Markup {
    let lang = it.lang;
    html! {
        @match &line.matter {
            Matter::Own { what, .. } => strong { (what) },
            Matter::Asset(asset) => {
                @let called = asset_words::full_title(lang, asset);
                a href={ "/assets/" (asset.id) } { (called) }
                span.quiet { (it.names.kind(lang, asset.kind.0)) " " (more(asset, &called)) }
                @if line.standing == Standing::Open && asset.status == ledger::assets::Status::Lent { (asset_words::status_chip(lang, asset.status)) }
            }
            Matter::Seat(seat, record) => {
                a href={ "/assets/" (record.id) "/seats" } { (asset_words::full_title(lang, record)) }
                span.quiet { (t(lang, "moves.seat")) @if !seat.role.is_empty() { " " (seat.role) } }
            }
            Matter::Handover(handover) => {
                a href={ "/handovers/" (handover.id) } { (crate::handovers::words::number(lang, handover)) }
                span.quiet { (t(lang, "moves.planned")) " " (it.dates.short(handover.planned_on)) }
            }
        }
    }
}

/// What its name does not say yet: whose line, which system.
fn more(asset: &Asset, called: &str) -> String {
    let is_record = matches!(BuiltIn::of(asset.kind), Some(BuiltIn::Account | BuiltIn::Line));
    let words = crate::people::what(asset, called);
    let news = words.split(' ').filter(|word| is_record && !called.contains(word));
    news.collect::<Vec<_>>().join(" ")
}

/// What can be done about a line.
fn doings(it: &OnePage<'_>, line: &Line) -> Markup {
    let lang = it.lang;
    let path = |act: &str| it.path(&format!("lines/{}/{act}", line.key));
    let is_own = matches!(line.key, LineKey::Own(_));
    html! {
        div.move-acts {
            @match line.standing {
                Standing::Open => {
                    (verb(it, line))
                    @if is_own { (tick(it, line, "done", "moves.tick.done")) }
                    details.move-reason {
                        summary.button.is-bare { (t(lang, "moves.tick.why_not")) }
                        form.move-reason-form method="post" action=(path("tick")) {
                            input type="hidden" name="outcome" value="excused";
                            label { span { (t(lang, "moves.tick.reason")) span.hidden-text { " (" (name(it, line)) ")" } }
                                input type="text" name="reason" maxlength="500" value=(usual_reason(it, line)) required; }
                            (button(&Button::new(t(lang, "moves.tick.save"))))
                        }
                    }
                    @if is_own { (post_button(&path("removal"), &Button::bare(t(lang, "moves.line_remove")))) }
                }
                Standing::Excused(_) => (tick(it, line, "open", "moves.tick.open")),
                Standing::Done(Some(_)) if is_own => (tick(it, line, "open", "moves.tick.open")),
                Standing::Done(_) => {}
            }
        }
    }
}

/// Who moves mostly keeps what they have.
fn usual_reason(it: &OnePage<'_>, line: &Line) -> String {
    let keeps = it.sheet.list.kind == Kind::Change && !matches!(line.key, LineKey::Own(_));
    if keeps { t(it.lang, "moves.tick.keeps").into_owned() } else { String::new() }
}

fn name(it: &OnePage<'_>, line: &Line) -> String {
    match &line.matter {
        Matter::Own { what, .. } => what.clone(),
        Matter::Asset(asset) => asset_words::full_title(it.lang, asset),
        Matter::Seat(_, record) => asset_words::full_title(it.lang, record),
        Matter::Handover(handover) => crate::handovers::words::number(it.lang, handover),
    }
}

fn tick(it: &OnePage<'_>, line: &Line, outcome: &str, key: &str) -> Markup {
    let action = it.path(&format!("lines/{}/tick", line.key));
    html! {
        form.inline method="post" action=(action) {
            input type="hidden" name="outcome" value=(outcome);
            (button(&Button::new(t(it.lang, key))))
        }
    }
}

/// The real act that ticks a line off.
fn verb(it: &OnePage<'_>, line: &Line) -> Markup {
    let lang = it.lang;
    let act =
        |key: &str| post_button(&it.path(&format!("lines/{}/act", line.key)), &Button::new(t(lang, key)));
    match &line.matter {
        Matter::Asset(asset) if BuiltIn::of(asset.kind) == Some(BuiltIn::Account) => act("moves.act.account"),
        Matter::Asset(_) => act("moves.act.return"),
        Matter::Seat(..) => act("moves.act.release"),
        Matter::Handover(_) => act("moves.act.cancel"),
        Matter::Own { need: Need::Seat(_), .. } => act("moves.act.give"),
        Matter::Own { need: Need::Kind(_), .. } => {
            let to = format!("/handovers/new?person={}", it.sheet.person.id);
            link_button(&to, &Button::new(t(lang, "moves.act.hand_out")))
        }
        Matter::Own { need: Need::Nothing, .. } => html! {},
    }
}

fn new_line(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let form = Form::post(it.path("lines"), t(lang, "moves.line_add")).errors(&[]);
    let body = form.render(lang, &form_render::fields(&html! {
        (Field::text("what", t(lang, "moves.line_what")).width(Width::Full).error_in(it.errors).render(lang))
        (Field::date("due_on", t(lang, "moves.line_due")).value(Dates::common(lang).short(it.sheet.list.on)).error_in(it.errors).render(lang))
    }));
    layout::panel(&t(lang, "moves.line_new"), None, &body)
}

fn about(it: &OnePage<'_>) -> Markup {
    let lang = it.lang;
    let list = &it.sheet.list;
    let day_key = format!("moves.day.{}", list.kind.word());
    let labels = [&*day_key, "moves.form.person", "moves.form.department", "handovers.form.note"]
        .map(|key| t(lang, key));
    let day = match list.state {
        State::Open => deadline_cell(it.dates, it.today, PartialDay::exact(list.on), 7),
        State::Closed | State::Cancelled => day_cell(it.dates, Some(list.on)),
    };
    let person = html! { a href={ "/people/" (it.sheet.person.id) } { (it.sheet.person.name) } " " span.quiet { (it.sheet.person.department_name) } };
    let mut shown = vec![Fact::new(&labels[0], day), Fact::new(&labels[1], person)];
    if !it.department.is_empty() {
        shown.push(Fact::new(&labels[2], html! { (it.department) }));
    }
    if !list.note.is_empty() {
        shown.push(Fact::new(&labels[3], html! { (list.note) }));
    }
    layout::panel(
        &t(lang, "moves.about"),
        None,
        &html! {
            (facts(lang, &shown))
            p.quiet { (t(lang, &format!("moves.explain.{}", list.kind.word()))) }
        },
    )
}
