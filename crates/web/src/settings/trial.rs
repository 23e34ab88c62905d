//! A mail on trial: sent through the real outbox, watched, and asked about: 「届きましたか?」.

use axum::extract::{Path, Query};
use kernel::{Fault, Lang};
use maud::{Markup, html};
use platform::locale::{say, t, tr};
use platform::notify::{self, Delivery, Mail, State};
use serde::Deserialize;

use crate::door::{Answer, Visit, fragment, redirect};
use crate::ui::button::{Button, link_button};
use crate::ui::frame::Room;
use crate::ui::progress::{Progress, progress};
use crate::ui::{Head, Tone, layout};

/// How far back a trial is looked for.
const NEWEST: u32 = 200;

/// What the reader answered.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    arrived: String,
}

/// Writes the mail to oneself.
pub async fn send(visit: Visit) -> Answer {
    let account = visit.account.as_ref().ok_or(Fault::Forbidden)?;
    let lang = visit.lang;
    let text = tr(lang, "settings.trial.mail_text", &[("name", &account.name)]);
    let mail = Mail::new(account.email.as_str(), t(lang, "settings.trial.mail_subject"), text);
    let tx = visit.cx.begin().await?;
    let id = notify::mail(&tx, &visit.cx, &mail).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    visit.house().live().ring();
    Ok(redirect(&format!("/settings/mail/trials/{id}")))
}

/// How far it is, and the question.
pub async fn show(visit: Visit, Path(id): Path<i64>, Query(answered): Query<Answered>) -> Answer {
    let lang = visit.lang;
    let delivery = find(&visit, id).await?;
    let (title, back) = (t(lang, "settings.trial.title"), t(lang, "settings.section.mail"));
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings/mail").lead(&delivery.to)))
        @match answered.arrived.as_str() {
            "yes" => (layout::notice(Tone::Good, &t(lang, "settings.trial.good"), &html! { p { (t(lang, "settings.trial.good_about")) } })),
            "no" => (lost(lang)),
            _ => (state(lang, &delivery)),
        }
    };
    Ok(visit.show(&title, Some(Room::Settings), &body))
}

/// The same as a fragment that asks again.
pub async fn status(visit: Visit, Path(id): Path<i64>) -> Answer {
    let delivery = find(&visit, id).await?;
    Ok(fragment(state(visit.lang, &delivery)))
}

async fn find(visit: &Visit, id: i64) -> kernel::Result<Delivery> {
    let newest = notify::delivery(&visit.cx, None, NEWEST).await?;
    newest.into_iter().find(|delivery| delivery.id == id).ok_or(Fault::NotFound)
}

fn state(lang: Lang, delivery: &Delivery) -> Markup {
    let here = format!("/settings/mail/trials/{}", delivery.id);
    match (&delivery.state, &delivery.last_error) {
        (State::Sent, _) => layout::notice(
            Tone::Info,
            &t(lang, "settings.trial.arrived"),
            &html! {
                p { (t(lang, "settings.trial.taken")) }
                div.button-row {
                    (link_button(&format!("{here}?arrived=yes"), &Button::primary(t(lang, "settings.trial.yes"))))
                    (link_button(&format!("{here}?arrived=no"), &Button::new(t(lang, "settings.trial.no"))))
                }
            },
        ),
        (State::GivenUp, error) | (_, error @ Some(_)) => layout::notice(
            Tone::Now,
            &t(lang, "settings.trial.failed"),
            &html! {
                @if let Some(error) = error { p { (say(lang, error)) } }
                div.button-row { (link_button("/settings/mail", &Button::primary(t(lang, "settings.trial.mend")))) }
            },
        ),
        _ => progress(
            lang,
            &Progress {
                id: "trial",
                label: &t(lang, "settings.trial.sending"),
                done: 0,
                total: None,
                poll: Some(&format!("{here}/status")),
                cancel: None,
            },
        ),
    }
}

fn lost(lang: Lang) -> Markup {
    layout::notice(
        Tone::Soon,
        &t(lang, "settings.trial.lost"),
        &html! {
            ul {
                li { (t(lang, "settings.trial.lost_spam")) }
                li { (t(lang, "settings.trial.lost_from")) }
                li { (t(lang, "settings.trial.lost_wait")) }
            }
            div.button-row {
                (link_button("/settings/mail", &Button::primary(t(lang, "settings.trial.mend"))))
                (link_button("/system/mails", &Button::new(t(lang, "system.mails.title"))))
            }
        },
    )
}
