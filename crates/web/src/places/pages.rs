//! The handlers of both lists.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Fault, Right, Text};
use ledger::assets::Values;
use ledger::trees::{NewNode, Node, NodeId, ops};
use platform::locale::t;

use super::tree::{self, as_tree, field_label, title_key};
use super::views::{self, EditPage, ListPage};
use crate::assets::forms::{self, Sent};
use crate::conflict::{self, Conflict, Edit};
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The list, with the form for one more.
pub async fn list<Id: NodeId>(visit: Visit) -> Answer {
    shown::<Id>(&visit, StatusCode::OK, &Values::new(), &[]).await
}

async fn shown<Id: NodeId>(
    visit: &Visit,
    status: StatusCode,
    values: &Values,
    errors: &[FieldError],
) -> Answer {
    let page = ListPage {
        lang: visit.lang,
        lines: as_tree(ops::list::<Id>(&visit.cx).await?),
        may_change: visit.cx.actor.has(Right::ChangeLedger),
        values,
        errors,
    };
    let title = t(visit.lang, title_key(Id::TREE));
    Ok(visit.show_as(status, &title, Some(Room::People), &views::list(&page)))
}

/// Adds one.
pub async fn add<Id: NodeId>(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let typed = forms::typed(&sent);
    match ops::add(&visit.cx, &NewNode::<Id>::default().with(&typed)).await {
        Ok(node) => Ok(done(&node, "places.added")),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            shown::<Id>(&visit, StatusCode::UNPROCESSABLE_ENTITY, &typed, &errors).await
        }
    }
}

/// The form of one; that of one that was merged is the form of the one that stayed.
pub async fn edit<Id: NodeId>(visit: Visit, Path(id): Path<i64>) -> Answer {
    let node = ops::see(&visit.cx, Id::from(id)).await?;
    if node.id.number() != id {
        return Ok(redirect(&format!("{}/edit", address(&node))));
    }
    let values = node.as_new().values();
    form(&visit, StatusCode::OK, (&node, node.version), &values, &values, &[]).await
}

/// Changes one; a new name is written on everything that carried the old one.
pub async fn change<Id: NodeId>(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (id, edit) = (Id::from(id), Edit::of(&sent));
    let now = ops::see(&visit.cx, id).await?;
    if edit.wanted.is_empty() {
        return Ok(redirect(tree::path(Id::TREE)));
    }
    match ops::change(&visit.cx, id, edit.version, &now.as_new().with(&edit.wanted)).await {
        Ok(node) => Ok(done(&node, "places.changed")),
        Err(Fault::Conflict(text)) => meet(&visit, id, &edit, text).await,
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let values = now.as_new().with(&edit.typed).values();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, (&now, edit.version), &values, &edit.base, &errors).await
        }
    }
}

/// Somebody was faster. What both changed is shown side by side; otherwise both edits are kept.
async fn meet<Id: NodeId>(visit: &Visit, id: Id, edit: &Edit, text: Text) -> Answer {
    let now = ops::see(&visit.cx, id).await?;
    let (lang, path) = (visit.lang, tree::path(Id::TREE));
    if now.id != id {
        return Ok(redirect_with(path, &Notice::problem(text)));
    }
    let theirs = now.as_new().values();
    let clashes = edit.meets(&theirs);
    if clashes.is_empty() {
        let node = ops::change(&visit.cx, id, now.version, &now.as_new().with(&edit.wanted)).await?;
        return Ok(done(&node, "ui.conflict.apart"));
    }
    let all = ops::names::<Id>(&visit.cx).await?;
    let page = Conflict {
        name: &now.name,
        path,
        action: format!("{}/edit", address(&now)),
        version: now.version,
        edit,
        theirs: &theirs,
        clashes: &clashes,
        label: &|field| field_label(lang, Id::TREE, field),
        shown: &|field, value| match field {
            "parent" => {
                let named = all.iter().find(|it| it.id.number().to_string() == value);
                named.map_or_else(String::new, |it| it.name.clone())
            }
            _ => value.to_owned(),
        },
    };
    Ok(conflict::page(visit, Room::People, &page))
}

/// Removes one that nothing refers to.
pub async fn remove<Id: NodeId>(visit: Visit, Path(id): Path<i64>) -> Answer {
    let path = tree::path(Id::TREE);
    match ops::remove(&visit.cx, Id::from(id)).await {
        Ok(()) => Ok(redirect_with(path, &Notice::good(Text::new("places.removed")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(path, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

async fn form<Id: NodeId>(
    visit: &Visit,
    status: StatusCode,
    (node, version): (&Node<Id>, i64),
    values: &Values,
    base: &Values,
    errors: &[FieldError],
) -> Answer {
    let lines = as_tree(ops::list::<Id>(&visit.cx).await?);
    let page = EditPage { lang: visit.lang, node, version, lines: &lines, values, base, errors };
    let title = t(visit.lang, "places.edit");
    Ok(visit.show_as(status, &title, Some(Room::People), &views::edit(&page)))
}

/// Where one is.
pub fn address<Id: NodeId>(node: &Node<Id>) -> String {
    format!("{}/{}", tree::path(Id::TREE), node.id.number())
}

fn done<Id: NodeId>(node: &Node<Id>, key: &'static str) -> axum::response::Response {
    let notice = Notice::good(Text::new(key).with("name", &node.name));
    redirect_with(tree::path(Id::TREE), &notice)
}
