//! How far a job is; htmx asks again until it is done.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::numbers;

/// A running job.
pub struct Progress<'a> {
    /// The element id (one per job).
    pub id: &'a str,
    /// What is being done: 「取り込んでいます」.
    pub label: &'a str,
    /// Steps done.
    pub done: u64,
    /// Steps in all, where known.
    pub total: Option<u64>,
    /// The address that answers with this element again; `None` stops asking.
    pub poll: Option<&'a str>,
    /// The address a POST to which cancels the job.
    pub cancel: Option<&'a str>,
}

/// A piece of a page that asks `poll` for itself again, until the answer is something else. Without a script one looks
/// again by oneself.
pub fn asking_again(lang: Lang, id: &str, poll: &str, body: &Markup) -> Markup {
    html! {
        div id=(id) hx-get=(poll) hx-trigger="load delay:1s" hx-swap="outerHTML" {
            (body)
            noscript { p.quiet { (t(lang, "ui.progress.reload")) } }
        }
    }
}

/// The bar with its figures and a cancel button. The address in `poll` answers with the same element, or with
/// what comes after it.
pub fn progress(lang: Lang, it: &Progress<'_>) -> Markup {
    let text = match it.total {
        Some(total) => tr(
            lang,
            "ui.progress.of",
            &[("done", &numbers::count(it.done)), ("total", &numbers::count(total))],
        ),
        None if it.done == 0 => String::new(),
        None => tr(lang, "ui.progress.done", &[("done", &numbers::count(it.done))]),
    };
    html! {
        div.progress id=(it.id) hx-get=[it.poll] hx-trigger=[it.poll.map(|_| "load delay:1s")] hx-swap=[it.poll.map(|_| "outerHTML")] {
            div.progress-words {
                span id={ (it.id) "-label" } { (it.label) }
                span.progress-count role="status" { (text) }
            }
            progress aria-labelledby={ (it.id) "-label" } value=[it.total.map(|_| it.done)] max=[it.total] { (text) }
            @if let Some(cancel) = it.cancel {
                form method="post" action=(cancel) { button class="button" { (t(lang, "ui.progress.cancel")) } }
            }
            @if it.poll.is_some() {
                noscript { p.quiet { (t(lang, "ui.progress.reload")) } }
            }
        }
    }
}
