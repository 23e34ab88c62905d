//! The same department or place twice: which is meant, what merging would do, and the merging.

use axum::Form;
use axum::extract::{Path, Query};
use kernel::{Fault, Lang, Result};
use ledger::merging::Plan;
use ledger::trees::{Node, NodeId, Tree, ops};
use maud::{Markup, html};
use platform::locale::t;
use serde::Deserialize;

use super::pages::address;
use super::tree::{self, as_tree, field_label};
use super::views::choice;
use crate::assets::forms::{Sent, value};
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::merging::{self, Line, Preview};
use crate::ui::button::{Button, button};
use crate::ui::frame::Room;
use crate::ui::{Field, Head, layout};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The other one.
    with: String,
}

/// With which one to merge, or what would happen.
pub async fn page<Id: NodeId>(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Answer {
    let node = ops::see(&visit.cx, Id::from(id)).await?;
    let path = address(&node);
    if node.id.number() != id {
        return Ok(redirect(&format!("{path}/edit")));
    }
    let (title, lead) = match Id::TREE {
        Tree::Departments => ("merging.departments.title", "merging.departments.lead"),
        Tree::Places => ("merging.places.title", "merging.places.lead"),
    };
    let (title, lead) = (t(visit.lang, title), t(visit.lang, lead));
    let body = match asked.with.parse().ok().map(|id: i64| Id::from(id)) {
        Some(other) => match ops::plan_merge(&visit.cx, node.id, other).await {
            Ok(plan) => preview(&visit, &node, &ops::see(&visit.cx, other).await?, &plan).await?,
            Err(Fault::Conflict(text)) => {
                return Ok(redirect_with(&format!("{path}/merger"), &Notice::problem(text)));
            }
            Err(fault) => return Err(fault.into()),
        },
        None => others(&visit, &node).await?,
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&node.name, &format!("{path}/edit")).lead(&lead)))
        (body)
    };
    Ok(visit.show(&title, Some(Room::People), &body))
}

/// Merges them.
pub async fn run<Id: NodeId>(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (keep, gone) = (Id::from(id), Id::from(value(&sent, "with").parse::<i64>().unwrap_or(0)));
    let (kept, other) = (ops::see(&visit.cx, keep).await?, ops::see(&visit.cx, gone).await?);
    let (path, to) = (address(&kept), tree::path(Id::TREE));
    merging::outcome(ops::merge(&visit.cx, keep, gone).await, (&path, to), [&kept.name, &other.name])
}

/// Takes it back.
pub async fn undo<Id: NodeId>(visit: Visit, Path((_, set)): Path<(i64, i64)>) -> Answer {
    Ok(merging::undo(&visit, set, tree::path(Id::TREE)).await?)
}

async fn others<Id: NodeId>(visit: &Visit, node: &Node<Id>) -> Result<Markup> {
    let lang = visit.lang;
    let lines = as_tree(ops::list::<Id>(&visit.cx).await?);
    let choices = lines.iter().filter(|line| line.node.id != node.id).map(choice).collect();
    let with = Field::select("with", t(lang, "merging.with"), choices).required();
    Ok(layout::plain_panel(&html! {
        form.day-line method="get" action={ (address(node)) "/merger" } {
            (with.render(lang))
            (button(&Button::primary(t(lang, "merging.look"))))
        }
    }))
}

async fn preview<Id: NodeId>(visit: &Visit, keep: &Node<Id>, gone: &Node<Id>, plan: &Plan) -> Result<Markup> {
    let lang: Lang = visit.lang;
    let all = ops::list::<Id>(&visit.cx).await?;
    let name = |id: Option<Id>| {
        let named = all.iter().find(|(it, _)| Some(it.id) == id);
        named.map_or_else(String::new, |(it, _)| it.name.clone())
    };
    let assets = |node: &Node<Id>| {
        let counted = all.iter().find(|(it, _)| it.id == node.id);
        counted.map_or(0, |(_, many)| *many).to_string()
    };
    let label = |field: &str| field_label(lang, Id::TREE, field);
    let lines: Vec<Line> = vec![
        (label("name"), keep.name.clone(), gone.name.clone()),
        (label("parent"), name(keep.parent), name(gone.parent)),
        (t(lang, "places.field.assets").into_owned(), assets(keep), assets(gone)),
        (label("note"), keep.note.clone(), gone.note.clone()),
    ];
    Ok(merging::preview(&Preview {
        lang,
        keep: &keep.name,
        gone: &gone.name,
        gone_id: gone.id.number(),
        action: &format!("{}/merger", address(keep)),
        turned: &format!("{}/merger?with={}", address(gone), keep.id.number()),
        lines: &lines,
        plan,
        label: &label,
        shown: &|_, value| value.to_owned(),
    }))
}
