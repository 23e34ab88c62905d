//! How both lists look.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::which::{Node, Which};
use crate::assets::forms::{Sent, value};
use crate::people::{Tab, tabs};
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::{
    Address, Choice, Column, Empty, Field, FieldError, Form, Head, Icon, Row, Table, form_render, layout,
    numbers,
};

/// Everything a list shows.
pub struct ListPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// Which list.
    pub which: Which,
    /// Its lines with how deep they lie.
    pub nodes: Vec<(usize, Node)>,
    /// The reader may change it.
    pub may_change: bool,
    /// What was typed into the form.
    pub sent: &'a Sent,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
}

/// Everything the form of one line shows.
pub struct EditPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// Which list.
    pub which: Which,
    /// The line.
    pub node: &'a Node,
    /// All lines, to choose what it belongs to.
    pub nodes: &'a [(usize, Node)],
    /// What is stored, or what was typed.
    pub sent: &'a Sent,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The key of a list's title.
pub const fn title_key(which: Which) -> &'static str {
    match which {
        Which::Departments => "departments.title",
        Which::Places => "places.title",
    }
}

fn tab(which: Which) -> Tab {
    match which {
        Which::Departments => Tab::Departments,
        Which::Places => Tab::Places,
    }
}

/// A list with the form for one more.
pub fn list(it: &ListPage<'_>) -> Markup {
    let lang = it.lang;
    let title = t(lang, title_key(it.which));
    let (empty, body) = match it.which {
        Which::Departments => (t(lang, "departments.empty"), t(lang, "departments.empty_body")),
        Which::Places => (t(lang, "places.empty"), t(lang, "places.empty_body")),
    };
    html! {
        (layout::head(&Head::new(&title)))
        (tabs(lang, tab(it.which)))
        @if it.nodes.is_empty() { (Empty { icon: Icon::People, title: &empty, body: &body, acts: html! {} }.render()) }
        @else { (table(it, &title)) }
        @if it.may_change {
            (layout::panel(&t(lang, "places.new"), None, &Form::post(it.which.path(), t(lang, "places.add")).errors(it.errors).render(lang, &fields(lang, it.which, None, &it.nodes, it.sent, it.errors))))
        }
    }
}

fn table(it: &ListPage<'_>, title: &str) -> Markup {
    let lang = it.lang;
    let mut columns = vec![
        Column::text("name", t(lang, "places.field.name")).lead(),
        Column::number("assets", t(lang, "places.field.assets")),
        Column::prose("note", t(lang, "places.field.note")),
    ];
    if it.may_change {
        columns.push(Column::text("acts", t(lang, "assets.views.acts")));
    }
    let table = Table {
        columns,
        rows: it.nodes.iter().map(|(depth, node)| row(it, *depth, node)).collect(),
        ..Table::new(title)
    };
    table.render(lang, &Address::new(it.which.path()))
}

fn row(it: &ListPage<'_>, depth: usize, node: &Node) -> Row {
    let lang = it.lang;
    let ledger = format!("/assets?{}={}", it.which.filter(), node.id);
    let path = format!("{}/{}", it.which.path(), node.id);
    let mut cells = vec![
        html! { @for _ in 0..depth { span.indent aria-hidden="true" { "　" } } (node.name) },
        html! { (numbers::signed(node.assets)) },
        html! { (node.note) },
    ];
    if it.may_change {
        cells.push(html! { div.button-row {
            (link_button(&format!("{path}/edit"), &Button::bare(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
            @if node.assets == 0 { (post_button(&format!("{path}/removal"), &Button::bare(t(lang, "assets.views.remove")).icon(Icon::Delete))) }
        } });
    }
    Row::new(node.id.to_string(), &node.name, ledger).cells(cells)
}

/// The form of one line.
pub fn edit(it: &EditPage<'_>) -> Markup {
    let lang = it.lang;
    let back = t(lang, title_key(it.which));
    let form = Form::post(format!("{}/{}/edit", it.which.path(), it.node.id), t(lang, "assets.edit.submit"))
        .cancel(it.which.path())
        .errors(it.errors);
    html! {
        (layout::head(&Head::new(&it.node.name).back(&back, it.which.path())))
        (form.render(lang, &html! {
            input type="hidden" name="version" value=(it.node.version);
            (fields(lang, it.which, Some(it.node.id), it.nodes, it.sent, it.errors))
            p.hint { (t(lang, "places.rename_hint")) }
        }))
    }
}

fn fields(
    lang: Lang,
    which: Which,
    own: Option<i64>,
    nodes: &[(usize, Node)],
    sent: &Sent,
    errors: &[FieldError],
) -> Markup {
    let parent = match which {
        Which::Departments => t(lang, "departments.field.parent"),
        Which::Places => t(lang, "places.field.parent"),
    };
    let mut choices = vec![Choice::new("", t(lang, "places.no_parent"))];
    let others = nodes.iter().filter(|(_, node)| Some(node.id) != own);
    choices.extend(others.map(|(depth, node)| {
        Choice::new(node.id.to_string(), format!("{}{}", "　".repeat(*depth), node.name))
    }));
    form_render::fields(&html! {
        (Field::text("name", t(lang, "places.field.name")).value(value(sent, "name")).required().error_in(errors).render(lang))
        (Field::select("parent", parent, choices).value(value(sent, "parent")).error_in(errors).render(lang))
        (Field::area("note", t(lang, "places.field.note")).rows(2).value(value(sent, "note")).error_in(errors).render(lang))
    })
}
