//! How jobs look.

use axum::response::Response;
use kernel::{Lang, Moment};
use maud::{Markup, html};
use platform::jobs::schedules::Planned;
use platform::jobs::{Job, State};
use platform::locale::{has, say, t, tr};

use crate::door::Visit;
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::progress::{Progress, asking_again, progress};
use crate::ui::{Address, Column, Fact, Head, Row, Table, Tone, chip, facts, layout, numbers, unknown};

/// All jobs, and what comes up.
pub fn list(visit: &Visit, all: &[Job], planned: &[Planned]) -> Response {
    let lang = visit.lang;
    let (title, back, name) =
        (t(lang, "system.title"), t(lang, "settings.title"), t(lang, "system.jobs.title"));
    let table = Table {
        columns: vec![
            Column::text("kind", t(lang, "system.jobs.what")).lead(),
            Column::state("state", t(lang, "system.jobs.state")),
            Column::date("created", t(lang, "system.jobs.created")),
            Column::prose("result", t(lang, "system.jobs.result")),
        ],
        rows: all.iter().map(|job| row(visit, job)).collect(),
        ..Table::new(name.clone())
    };
    let plan = Table {
        columns: vec![
            Column::text("kind", t(lang, "system.jobs.what")),
            Column::date("next", t(lang, "system.jobs.next")),
            Column::date("last", t(lang, "system.jobs.last")),
        ],
        rows: planned.iter().map(|planned| plan_row(visit, planned)).collect(),
        ..Table::new(t(lang, "system.jobs.planned"))
    };
    let here = Address::new("/system/jobs");
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings")))
        (super::room(visit, "/system/jobs"))
        (layout::panel(&t(lang, "system.jobs.planned"), None, &plan.render(lang, &here)))
        (layout::panel(&t(lang, "system.jobs.newest"), None, &html! {
            @if all.is_empty() { p.quiet { (t(lang, "system.jobs.none")) } } @else { (table.render(lang, &here)) }
        }))
    };
    visit.show(&name, Some(Room::Settings), &body)
}

fn row(visit: &Visit, job: &Job) -> Row {
    let lang = visit.lang;
    let name = name(lang, &job.kind);
    Row::new(job.id.to_string(), name.clone(), format!("/system/jobs/{}", job.id)).cells(vec![
        html! { (name) },
        chip(tone(job.state), &say(lang, &job.state.text())),
        moment(visit, Some(job.created_at)),
        html! { @if let Some(error) = &job.last_error { (say(lang, error)) } },
    ])
}

fn plan_row(visit: &Visit, planned: &Planned) -> Row {
    let name = name(visit.lang, &planned.name);
    Row::plain(planned.name.clone(), name.clone()).cells(vec![
        html! { (name) },
        moment(visit, Some(planned.next_at)),
        moment(visit, planned.last_at),
    ])
}

/// One job.
pub fn one(visit: &Visit, job: &Job) -> Response {
    let lang = visit.lang;
    let (title, back) = (name(lang, &job.kind), t(lang, "system.jobs.title"));
    let labels =
        ["system.jobs.created", "system.jobs.started", "system.jobs.finished", "system.jobs.attempts"]
            .map(|key| t(lang, key));
    let [created, started, finished, attempts] = &labels;
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/system/jobs")))
        (state(visit, job))
        (layout::plain_panel(&facts(lang, &[
            Fact::new(created, moment(visit, Some(job.created_at))),
            Fact::new(started, moment(visit, job.started_at)),
            Fact::new(finished, moment(visit, job.finished_at)),
            Fact::new(attempts, html! { (job.attempts) " / " (job.most_attempts) }),
        ])))
    };
    visit.show(&title, Some(Room::Settings), &body)
}

/// How far it is, or how it ended.
pub fn state(visit: &Visit, job: &Job) -> Markup {
    let lang = visit.lang;
    let word = say(lang, &job.state.text());
    match job.state {
        State::Waiting | State::Running => asking_again(
            lang,
            "job-state",
            &format!("/system/jobs/{}/status", job.id),
            &html! {
                (progress(lang, &Progress {
                    id: "job",
                    label: &word,
                    done: job.done.unsigned_abs(),
                    total: (job.total > 0).then_some(job.total.unsigned_abs()),
                    poll: None,
                    cancel: None,
                }))
                @if let Some(error) = &job.last_error { p.quiet { (say(lang, error)) } }
                (post_button(&format!("/system/jobs/{}/cancellation", job.id), &Button::new(t(lang, "ui.progress.cancel"))))
            },
        ),
        State::Done => layout::notice(Tone::Good, &word, &outcome(lang, job)),
        State::Failed => layout::notice(
            Tone::Now,
            &word,
            &html! {
                @if let Some(error) = &job.last_error { p { (say(lang, error)) } }
            },
        ),
        State::Cancelled => {
            layout::notice(Tone::Info, &word, &html! { p { (t(lang, "jobs.fault.cancelled")) } })
        }
    }
}

/// What it brought, in words where there are some for its kind.
fn outcome(lang: Lang, job: &Job) -> Markup {
    let number = |name: &str| {
        let value =
            job.result.as_ref().and_then(|result| result.get(name)).and_then(serde_json::Value::as_u64);
        value.unwrap_or(0)
    };
    let text = |name: &str| {
        let value =
            job.result.as_ref().and_then(|result| result.get(name)).and_then(serde_json::Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    if job.kind == platform::journal::VERIFY {
        let (count, anchor) = (numbers::count(number("entries")), text("anchor"));
        return html! { p { (tr(lang, "journal.whole", &[("count", &count), ("anchor", &anchor)])) } };
    }
    if job.kind == platform::backup::NIGHTLY {
        let (size, rows) = (numbers::bytes(number("bytes")), numbers::count(number("rows")));
        return html! { p { (tr(lang, "system.backups.made", &[("size", &size), ("rows", &rows), ("anchor", &text("anchor"))])) } };
    }
    if job.kind == platform::doctor::EXAMINE {
        return html! { p { (t(lang, "system.doctor.done")) " " a href="/system" { (t(lang, "system.doctor.look")) } } };
    }
    html! {}
}

fn tone(state: State) -> Tone {
    match state {
        State::Waiting => Tone::Quiet,
        State::Running => Tone::Info,
        State::Done => Tone::Good,
        State::Failed => Tone::Now,
        State::Cancelled => Tone::Unknown,
    }
}

/// What a job is called; one of another version by its own word.
pub fn name(lang: Lang, kind: &str) -> String {
    let key = format!("system.job.{kind}");
    if has(lang, &key) { t(lang, &key).into_owned() } else { kind.to_owned() }
}

fn moment(visit: &Visit, at: Option<Moment>) -> Markup {
    match at {
        Some(at) => visit.moment(at),
        None => unknown(visit.lang, None),
    }
}
