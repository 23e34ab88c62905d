//! The handlers.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Fault, KindId, Right, Text};
use ledger::kinds::{Kind, ops};
use platform::locale::{say, t};

use super::forms;
use super::views::{self, EditPage};
use crate::assets::forms::{Sent, errors, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// All kinds.
pub async fn list(visit: Visit) -> Answer {
    let kinds = ops::list(&visit.cx).await?;
    let title = t(visit.lang, "kinds.title");
    let body = views::list(visit.lang, &kinds, visit.cx.actor.has(Right::ChangeLedger));
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

/// The form for an own kind.
pub async fn new(visit: Visit) -> Answer {
    Ok(form(&visit, StatusCode::OK, None, &Sent::new(), &[]))
}

/// Adds it.
pub async fn add(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    match ops::add(&visit.cx, &forms::read(&sent)).await {
        Ok(kind) => Ok(done(&visit, &kind, "kinds.added")),
        Err(fault) => {
            let errors = errors(visit.lang, fault)?;
            Ok(form(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, &sent, &errors))
        }
    }
}

/// The form of a kind.
pub async fn edit(visit: Visit, Path(id): Path<i64>) -> Answer {
    let kind = ops::see(&visit.cx, KindId(id)).await?;
    let sent = vec![("name".to_owned(), kind.name.clone()), ("prefix".to_owned(), kind.prefix.clone())];
    Ok(form(&visit, StatusCode::OK, Some(&kind), &sent, &[]))
}

/// Changes it.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    match ops::change(&visit.cx, KindId(id), version, &forms::read(&sent)).await {
        Ok(kind) => Ok(done(&visit, &kind, "kinds.changed")),
        Err(Fault::Conflict(text)) => {
            let kind = ops::see(&visit.cx, KindId(id)).await?;
            let errors = [FieldError::new("", say(visit.lang, &text))];
            Ok(form(&visit, StatusCode::CONFLICT, Some(&kind), &sent, &errors))
        }
        Err(fault) => {
            let errors = errors(visit.lang, fault)?;
            let kind = ops::see(&visit.cx, KindId(id)).await?;
            Ok(form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&kind), &sent, &errors))
        }
    }
}

/// Stops or starts offering it for new assets.
pub async fn retire(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    let retired = value(&sent, "retired") == "true";
    match ops::retire(&visit.cx, KindId(id), version, retired).await {
        Ok(kind) => {
            Ok(done(&visit, &kind, if retired { "kinds.retired_done" } else { "kinds.offered_done" }))
        }
        Err(Fault::Conflict(text)) => Ok(redirect_with("/kinds", &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

fn done(visit: &Visit, kind: &Kind, key: &'static str) -> axum::response::Response {
    redirect_with("/kinds", &Notice::good(Text::new(key).with("name", kind.label(visit.lang))))
}

fn form(
    visit: &Visit,
    status: StatusCode,
    kind: Option<&Kind>,
    sent: &Sent,
    errors: &[FieldError],
) -> axum::response::Response {
    let typed = sent.iter().any(|(name, _)| name.starts_with("field."));
    let lines = match kind {
        Some(kind) if !typed => forms::of(kind),
        _ => forms::lines(sent),
    };
    let page = EditPage { lang: visit.lang, kind, sent, lines, errors };
    let title = t(visit.lang, if kind.is_some() { "kinds.edit" } else { "kinds.new" });
    visit.show_as(status, &title, Some(Room::Ledger), &views::edit(&page))
}
