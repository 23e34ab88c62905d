//! Backups: which there are, whether they were proved, and one now.

use maud::{Markup, html};
use platform::backup::{self, Status};
use platform::jobs::NewJob;
use platform::locale::{say, t};

use crate::door::{Answer, Visit};
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, Tone, chip, layout, numbers, unknown};

const HERE: &str = "/system/backups";
/// How many are shown.
const NEWEST: u32 = 60;

/// The newest backups.
pub async fn list(visit: Visit) -> Answer {
    let lang = visit.lang;
    let all = backup::list(&visit.cx, NEWEST).await?;
    let (title, back, name) =
        (t(lang, "system.title"), t(lang, "settings.title"), t(lang, "system.backups.title"));
    let now = || post_button(HERE, &Button::primary(t(lang, "system.backups.now")));
    let table = Table {
        columns: vec![
            Column::date("started", t(lang, "system.backups.started")),
            Column::state("state", t(lang, "system.jobs.state")),
            Column::state("copy", t(lang, "system.backups.copy")),
            Column::number("bytes", t(lang, "system.backups.size")),
            Column::text("anchor", t(lang, "system.backups.anchor")),
            Column::prose("file", t(lang, "system.backups.file")),
        ],
        rows: all.iter().map(|status| row(&visit, status)).collect(),
        ..Table::new(name.clone())
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").acts(now())))
        (super::room(&visit, HERE))
        p.quiet { (t(lang, "settings.section.backups.about")) }
        @if all.is_empty() {
            (Empty { icon: Icon::File, title: &t(lang, "system.backups.none"), body: &t(lang, "system.backups.none_body"), acts: now() }.render())
        } @else {
            (table.render(lang, &Address::new(HERE)))
        }
    };
    Ok(visit.show(&name, Some(Room::Settings), &body))
}

/// One now, as a job one can watch.
pub async fn make(visit: Visit) -> Answer {
    super::later(&visit, NewJob::new(backup::NIGHTLY).unique(backup::NIGHTLY).attempts(1)).await
}

fn row(visit: &Visit, status: &Status) -> Row {
    let lang = visit.lang;
    Row::plain(visit.iso(status.started_at), visit.when(status.started_at)).cells(vec![
        visit.moment(status.started_at),
        state(visit, status),
        copy(visit, status),
        html! { @if status.bytes > 0 { (numbers::bytes(status.bytes)) } @else { (unknown(lang, None)) } },
        html! { @if let Some(anchor) = &status.anchor { code { (anchor) } } @else { (unknown(lang, None)) } },
        file(visit, status),
    ])
}

fn file(visit: &Visit, status: &Status) -> Markup {
    let name = status.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    html! {
        @for problem in status.problem.iter().chain(&status.copy_problem) { p { (say(visit.lang, problem)) } }
        @if let Some(name) = name { code.break-all { (name) } }
    }
}

/// Whether it also lies in the second place.
fn copy(visit: &Visit, status: &Status) -> Markup {
    let lang = visit.lang;
    match status {
        Status { copied_at: Some(_), .. } => chip(Tone::Good, &t(lang, "system.backups.copied")),
        Status { copy_problem: Some(_), .. } => chip(Tone::Now, &t(lang, "system.backups.not_copied")),
        _ => unknown(lang, Some(&t(lang, "system.backups.no_copy"))),
    }
}

fn state(visit: &Visit, status: &Status) -> Markup {
    let (tone, key) = match status {
        Status { problem: Some(_), .. } => (Tone::Now, "system.backups.failed"),
        Status { verified_at: Some(_), .. } => (Tone::Good, "system.backups.proved"),
        Status { finished_at: Some(_), .. } => (Tone::Soon, "system.backups.unproved"),
        _ => (Tone::Info, "system.backups.running"),
    };
    chip(tone, &t(visit.lang, key))
}
