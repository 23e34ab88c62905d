//! Mails: whether the mail server really took them, and if not, why.

use axum::extract::Path;
use kernel::{Fault, Right, Text};
use maud::{Markup, html};
use platform::locale::{say, t};
use platform::notify::{self, Delivery, State};

use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, Tone, chip, layout, unknown};

const HERE: &str = "/system/mails";
/// How many are shown.
const NEWEST: u32 = 200;

/// The newest mails.
pub async fn list(visit: Visit) -> Answer {
    let lang = visit.lang;
    let all = notify::delivery(&visit.cx, None, NEWEST).await?;
    let (title, back, name) =
        (t(lang, "system.title"), t(lang, "settings.title"), t(lang, "system.mails.title"));
    let keys = [
        "system.mails.subject",
        "system.mails.to",
        "system.jobs.state",
        "system.mails.written",
        "system.mails.sent",
        "system.mails.why",
    ];
    let table = Table {
        columns: keys.map(|key| Column::text(key, t(lang, key))).to_vec(),
        rows: all.iter().map(|delivery| row(&visit, delivery)).collect(),
        ..Table::new(name.clone())
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings")))
        (super::room(&visit, HERE))
        p.quiet { (t(lang, "system.mails.about")) }
        @if all.is_empty() {
            (Empty { icon: Icon::Export, title: &t(lang, "system.mails.none"), body: &t(lang, "system.mails.none_body"), acts: html! {} }.render())
        } @else {
            (table.render(lang, &Address::new(HERE)))
        }
    };
    Ok(visit.show(&name, Some(Room::Settings), &body))
}

/// Tries one again, now.
pub async fn retry(visit: Visit, Path(id): Path<i64>) -> Answer {
    match notify::retry(&visit.cx, &[id]).await {
        Ok(_) => Ok(redirect_with(HERE, &Notice::good(Text::new("system.mails.retried")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(HERE, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

fn row(visit: &Visit, it: &Delivery) -> Row {
    let lang = visit.lang;
    let moment = |at| visit.moment(at);
    let tone = match it.state {
        State::Waiting if it.last_error.is_some() => Tone::Soon,
        State::Waiting => Tone::Quiet,
        State::Sending => Tone::Info,
        State::Sent => Tone::Good,
        State::GivenUp => Tone::Now,
    };
    Row::plain(it.id.to_string(), it.subject.clone()).cells(vec![
        html! { (it.subject) },
        html! { (it.to) },
        chip(tone, &say(lang, &it.state.text())),
        moment(it.created_at),
        it.sent_at.map_or_else(|| unknown(lang, None), moment),
        why(visit, it),
    ])
}

fn why(visit: &Visit, it: &Delivery) -> Markup {
    let lang = visit.lang;
    let may_retry = visit.cx.actor.has(Right::ManageSettings)
        && (it.state == State::GivenUp || it.state == State::Waiting && it.last_error.is_some());
    html! {
        @match &it.last_error {
            Some(error) if it.state != State::Sent => { p { (say(lang, error)) } }
            _ => span.quiet { (it.message_id) },
        }
        @if may_retry { (post_button(&format!("{HERE}/{}/repetition", it.id), &Button::bare(t(lang, "system.mails.retry")))) }
    }
}
