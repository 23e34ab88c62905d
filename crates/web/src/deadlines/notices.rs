//! What was told of deadlines by mail: in a cell, and as a notice with a button where it did not go out.

use axum::Form;
use axum::extract::Path;
use kernel::{Day, Fault, Lang, Result, Right, Text};
use ledger::deadlines::{Notice, Trouble, notices};
use maud::{Markup, html};
use platform::locale::{say, t, tr};
use platform::notify::State;

use crate::assets::forms::{Sent, value};
use crate::door::{self, Answer, Visit, redirect_with, role_key};
use crate::ui::button::{Button, post_button};
use crate::ui::dates::Dates;
use crate::ui::{Tone, layout, unknown};

/// Which page a button stands on, and one comes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The page of deadlines.
    Deadlines,
    /// The first page.
    Today,
}

impl From {
    fn word(self) -> &'static str {
        match self {
            Self::Deadlines => "deadlines",
            Self::Today => "today",
        }
    }

    fn of(word: &str) -> &'static str {
        if word == Self::Today.word() { "/" } else { "/deadlines" }
    }
}

/// What did not go out, with the next attempt in words.
pub struct Late {
    trouble: Trouble,
    next: Option<String>,
}

impl Late {
    /// Everything of the last two weeks.
    pub async fn all(visit: &Visit) -> Result<Vec<Self>> {
        let late = |trouble: Trouble| Self {
            next: trouble.next_at.map(|at| visit.dates().moment(visit.local(at))),
            trouble,
        };
        Ok(notices::troubles(&visit.cx).await?.into_iter().map(late).collect())
    }
}

/// Sends a day's notice again to those whom it did not reach.
pub async fn repeat(visit: Visit, Path(day): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let back = From::of(value(&sent, "from"));
    let day: Day = day.parse().map_err(|_| Fault::NotFound)?;
    match notices::tell_again(&visit.cx, day).await {
        Ok(count) => {
            let text = Text::new("deadlines.notice.repeated").with("count", count);
            Ok(redirect_with(back, &door::Notice::good(text)))
        }
        Err(Fault::Conflict(text)) => Ok(redirect_with(back, &door::Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// What was told of one deadline, the newest first.
pub fn cell(dates: Dates, all: &[Notice], is_over: bool) -> Markup {
    let lang = dates.lang;
    if all.is_empty() {
        let key = if is_over { "deadlines.notice.no_record" } else { "deadlines.notice.none" };
        return unknown(lang, Some(&t(lang, key)));
    }
    html! {
        ul.told {
            @for one in all {
                @let tone = tone(one);
                li.(tone.class()) {
                    (crate::ui::state::shape(tone))
                    span {
                        time datetime=(one.said_on) { (dates.short(one.said_on)) } " " (to(lang, one.role, one.people)) " "
                        strong { (say(lang, &one.state.text())) }
                        @if let Some(why) = one.why.as_ref().filter(|_| one.state != State::Sent) {
                            details.told-why { summary { (t(lang, "deadlines.notice.why")) } (say(lang, why)) }
                        }
                    }
                }
            }
        }
    }
}

fn tone(one: &Notice) -> Tone {
    match one.state {
        State::Waiting if one.why.is_some() => Tone::Soon,
        State::Waiting => Tone::Quiet,
        State::Sending => Tone::Info,
        State::Sent => Tone::Good,
        State::GivenUp => Tone::Now,
    }
}

fn to(lang: Lang, role: kernel::Role, people: usize) -> String {
    tr(lang, "deadlines.notice.to", &[("role", &t(lang, role_key(role))), ("people", &people.to_string())])
}

/// What did not go out: why, what happens next, and the button.
pub fn troubles(visit: &Visit, all: &[Late], from: From) -> Markup {
    let lang = visit.lang;
    let may_repeat = visit.cx.actor.has(Right::ManageSettings);
    html! {
        @for Late { trouble, next } in all {
            @let (day, count) = (visit.dates().long(trouble.said_on), trouble.deadlines.to_string());
            @let (tone, key) = if next.is_some() { (Tone::Soon, "deadlines.notice.late") } else { (Tone::Now, "deadlines.notice.failed") };
            @let title = tr(lang, key, &[("day", &day), ("count", &count), ("to", &to(lang, trouble.role, trouble.people))]);
            (layout::notice(tone, &title, &html! {
                @if let Some(why) = &trouble.why { p { (say(lang, why)) } }
                @if let Some(next) = next { p.quiet { (tr(lang, "deadlines.notice.next", &[("time", next)])) } }
                @if may_repeat {
                    (post_button(
                        &format!("/deadlines/notices/{}/repetition", trouble.said_on),
                        &Button::new(t(lang, "deadlines.notice.repeat")).named("from", from.word()),
                    ))
                }
            }))
        }
    }
}
