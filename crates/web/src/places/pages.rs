//! The handlers of both lists.

use axum::Form;
use http::StatusCode;
use kernel::{Fault, Right, Text};
use platform::locale::{say, t};

use super::views::{self, EditPage, ListPage};
use super::which::{Wanted, Which};
use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The list, with the form for one more.
pub async fn list(visit: Visit, which: Which) -> Answer {
    shown(&visit, which, StatusCode::OK, &Sent::new(), &[]).await
}

async fn shown(
    visit: &Visit,
    which: Which,
    status: StatusCode,
    sent: &Sent,
    errors: &[FieldError],
) -> Answer {
    let page = ListPage {
        lang: visit.lang,
        which,
        nodes: which.list(&visit.cx).await?,
        may_change: visit.cx.actor.has(Right::ChangeLedger),
        sent,
        errors,
    };
    let title = t(visit.lang, views::title_key(which));
    Ok(visit.show_as(status, &title, Some(Room::People), &views::list(&page)))
}

/// Adds one.
pub async fn add(visit: Visit, which: Which, Form(sent): Form<Sent>) -> Answer {
    match which.add(&visit.cx, &wanted(&sent)).await {
        Ok(()) => Ok(done(which, "places.added", value(&sent, "name"))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            shown(&visit, which, StatusCode::UNPROCESSABLE_ENTITY, &sent, &errors).await
        }
    }
}

/// The form of one.
pub async fn edit(visit: Visit, which: Which, id: i64) -> Answer {
    form(&visit, which, id, StatusCode::OK, None, &[]).await
}

/// Changes one; a new name is written on everything that carried the old one.
pub async fn change(visit: Visit, which: Which, id: i64, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    match which.change(&visit.cx, id, version, &wanted(&sent)).await {
        Ok(()) => Ok(done(which, "places.changed", value(&sent, "name"))),
        Err(Fault::Conflict(text)) => {
            let errors = [FieldError::new("", say(visit.lang, &text))];
            form(&visit, which, id, StatusCode::CONFLICT, Some(&sent), &errors).await
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            form(&visit, which, id, StatusCode::UNPROCESSABLE_ENTITY, Some(&sent), &errors).await
        }
    }
}

/// Removes one that nothing refers to.
pub async fn remove(visit: Visit, which: Which, id: i64) -> Answer {
    match which.remove(&visit.cx, id).await {
        Ok(()) => Ok(redirect_with(which.path(), &Notice::good(Text::new("places.removed")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(which.path(), &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

async fn form(
    visit: &Visit,
    which: Which,
    id: i64,
    status: StatusCode,
    sent: Option<&Sent>,
    errors: &[FieldError],
) -> Answer {
    let nodes = which.list(&visit.cx).await?;
    let node =
        nodes.iter().find(|(_, node)| node.id == id).map(|(_, node)| node.clone()).ok_or(Fault::NotFound)?;
    let stored = vec![
        ("name".to_owned(), node.name.clone()),
        ("parent".to_owned(), node.parent.map_or_else(String::new, |id| id.to_string())),
        ("note".to_owned(), node.note.clone()),
    ];
    let page = EditPage {
        lang: visit.lang,
        which,
        node: &node,
        nodes: &nodes,
        sent: sent.unwrap_or(&stored),
        errors,
    };
    let title = t(visit.lang, "places.edit");
    Ok(visit.show_as(status, &title, Some(Room::People), &views::edit(&page)))
}

fn wanted(sent: &Sent) -> Wanted {
    Wanted {
        name: value(sent, "name").to_owned(),
        parent: value(sent, "parent").parse().ok(),
        note: value(sent, "note").to_owned(),
    }
}

fn done(which: Which, key: &'static str, name: &str) -> axum::response::Response {
    redirect_with(which.path(), &Notice::good(Text::new(key).with("name", name)))
}
