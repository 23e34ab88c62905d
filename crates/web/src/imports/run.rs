//! Taking a draft in: begun as a job, watched until it is over, cancelled if wanted. `/imports/drafts/{word}`.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, StatusCode};
use kernel::{Fault, Lang, Text};
use ledger::drafts::{self, Draft};
use maud::{Markup, html};
use platform::jobs::{Job, State};
use platform::locale::{say, t};

use super::shelf;
use crate::door::{Answer, Notice, Visit, fragment, redirect, redirect_with};
use crate::ui::button::{Button, link_button};
use crate::ui::frame::Room;
use crate::ui::progress::{Progress, asking_again, progress};
use crate::ui::{Head, Tone, layout};

/// Begins to take it in.
pub async fn begin(visit: Visit, Path(word): Path<String>) -> Answer {
    drafts::ops::begin(&visit.cx, &word).await?;
    Ok(redirect(&format!("/imports/drafts/{word}")))
}

/// How far it is; where there is nothing to watch, the page that is next.
pub async fn page(visit: Visit, Path(word): Path<String>) -> Answer {
    let (draft, job) = drafts::ops::follow(&visit.cx, &word).await?;
    if let Some(path) = over(&draft) {
        return Ok(redirect(&path));
    }
    let Some(job) = job else {
        return Ok(redirect(&format!("/imports/drafts/{word}/preview")));
    };
    let title = t(visit.lang, "imports.run.title");
    let body = html! {
        (layout::head(&Head::new(&title).lead(&draft.source.name)))
        (super::steps(visit.lang, 3))
        (state(visit.lang, &draft, &job))
    };
    Ok(visit.show(&title, Some(Room::Intake), &body))
}

/// The same as a fragment that asks again; when it is over, the script goes on to the result.
pub async fn status(visit: Visit, Path(word): Path<String>) -> Answer {
    let (draft, job) = drafts::ops::follow(&visit.cx, &word).await?;
    if let Some(path) = over(&draft) {
        return Ok(go_on(&path));
    }
    let Some(job) = job else {
        return Ok(go_on(&format!("/imports/drafts/{word}/preview")));
    };
    Ok(fragment(state(visit.lang, &draft, &job)))
}

fn go_on(path: &str) -> Response {
    (StatusCode::OK, [(HeaderName::from_static("hx-redirect"), path.to_owned())]).into_response()
}

fn over(draft: &Draft) -> Option<String> {
    let outcome = draft.outcome.as_ref()?;
    shelf::forget(&draft.word);
    Some(outcome.import.map_or_else(|| "/imports".to_owned(), |import| format!("/imports/{import}")))
}

fn state(lang: Lang, draft: &Draft, job: &Job) -> Markup {
    let word = &draft.word;
    match job.state {
        State::Failed | State::Cancelled => stopped(lang, word, job),
        State::Waiting | State::Running | State::Done => {
            let poll = format!("/imports/drafts/{word}/status");
            let cancel = format!("/imports/drafts/{word}/cancellation");
            let (done, total) = (job.done.unsigned_abs(), job.total.unsigned_abs());
            let label = t(
                lang,
                if job.state == State::Waiting { "imports.run.waiting" } else { "imports.run.running" },
            );
            let body = html! {
                (progress(lang, &Progress {
                    id: "import-progress",
                    label: &label,
                    done,
                    total: (total > 0).then_some(total),
                    poll: None,
                    cancel: (job.state != State::Done).then_some(cancel.as_str()),
                }))
                p.quiet { (t(lang, "imports.run.whole")) }
            };
            asking_again(lang, "import-state", &poll, &body)
        }
    }
}

fn stopped(lang: Lang, word: &str, job: &Job) -> Markup {
    let title =
        t(lang, if job.state == State::Cancelled { "imports.run.cancelled" } else { "imports.run.failed" });
    layout::notice(
        if job.state == State::Cancelled { Tone::Info } else { Tone::Now },
        &title,
        &html! {
            @if let Some(error) = job.last_error.as_ref().filter(|_| job.state == State::Failed) { p { (say(lang, error)) } }
            p { (t(lang, "imports.run.nothing_changed")) }
            form method="post" action={ "/imports/drafts/" (word) "/release" } {
                (crate::ui::button(&Button::primary(t(lang, "imports.run.back"))))
            }
            (link_button("/imports", &Button::new(t(lang, "imports.list.title"))))
        },
    )
}

/// Asks the job to stop; nothing of the file is kept in the ledger then.
pub async fn cancel(visit: Visit, Path(word): Path<String>) -> Answer {
    match drafts::ops::cancel(&visit.cx, &word).await {
        Ok(()) | Err(Fault::Conflict(_)) => Ok(redirect(&format!("/imports/drafts/{word}"))),
        Err(fault) => Err(fault.into()),
    }
}

/// Back to the preview after a stop.
pub async fn release(visit: Visit, Path(word): Path<String>) -> Answer {
    drafts::ops::release(&visit.cx, &word).await?;
    shelf::forget_plan(&word);
    Ok(redirect(&format!("/imports/drafts/{word}/preview")))
}

/// Throws the draft away.
pub async fn discard(visit: Visit, Path(word): Path<String>) -> Answer {
    drafts::ops::discard(&visit.cx, &word).await?;
    shelf::forget(&word);
    Ok(redirect_with("/imports", &Notice::good(Text::new("imports.preview.discarded"))))
}

/// The three steps of the way, with the present one marked.
pub fn steps(lang: Lang, now: usize) -> Markup {
    let keys = ["imports.step.columns", "imports.step.preview", "imports.step.run"];
    html! {
        ol.way aria-label=(t(lang, "imports.step.label")) {
            @for (place, key) in keys.iter().enumerate() {
                li aria-current=[(place + 1 == now).then_some("step")] {
                    span.way-number { (place + 1) } (t(lang, key))
                    @if place + 1 < now { span.hidden-text { " " (t(lang, "imports.step.done")) } }
                }
            }
        }
    }
}
