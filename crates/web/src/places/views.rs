//! How both lists look.

use kernel::Lang;
use ledger::assets::Values;
use ledger::trees::{Node, NodeId, Tree};
use maud::{Markup, html};
use platform::locale::t;

use super::pages::address;
use super::tree::{self, Line, field_label, title_key};
use crate::conflict::base_inputs;
use crate::people::tabs;
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::{
    Address, Choice, Column, Empty, Field, FieldError, Form, Head, Icon, Row, Table, form_render, layout,
    numbers,
};

/// Everything a list shows.
pub struct ListPage<'a, Id> {
    /// The reader's language.
    pub lang: Lang,
    /// Its lines in the order of the tree.
    pub lines: Vec<Line<Id>>,
    /// The reader may change it.
    pub may_change: bool,
    /// What was typed into the form.
    pub values: &'a Values,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
}

/// Everything the form of one line shows.
pub struct EditPage<'a, Id> {
    /// The reader's language.
    pub lang: Lang,
    /// The line.
    pub node: &'a Node<Id>,
    /// The version the form is about.
    pub version: i64,
    /// All lines, to choose what it belongs to.
    pub lines: &'a [Line<Id>],
    /// What is stored, or what was typed.
    pub values: &'a Values,
    /// What was stored when the form was opened.
    pub base: &'a Values,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// A list with the form for one more.
pub fn list<Id: NodeId>(it: &ListPage<'_, Id>) -> Markup {
    let lang = it.lang;
    let title = t(lang, title_key(Id::TREE));
    let (empty, body) = match Id::TREE {
        Tree::Departments => (t(lang, "departments.empty"), t(lang, "departments.empty_body")),
        Tree::Places => (t(lang, "places.empty"), t(lang, "places.empty_body")),
    };
    let form = Form::post(tree::path(Id::TREE), t(lang, "places.add")).errors(it.errors);
    html! {
        (layout::head(&Head::new(&title)))
        (tabs(lang, tree::tab(Id::TREE)))
        @if it.lines.is_empty() { (Empty { icon: Icon::People, title: &empty, body: &body, acts: html! {} }.render()) }
        @else { (table(it, &title)) }
        @if it.may_change {
            (layout::panel(&t(lang, "places.new"), None, &form.render(lang, &fields(lang, None, &it.lines, it.values, it.errors))))
        }
    }
}

fn table<Id: NodeId>(it: &ListPage<'_, Id>, title: &str) -> Markup {
    let lang = it.lang;
    let mut columns = vec![
        Column::text("name", t(lang, "places.field.name")).lead(),
        Column::number("assets", t(lang, "places.field.assets")),
        Column::prose("note", t(lang, "places.field.note")),
    ];
    if it.may_change {
        columns.push(Column::text("acts", t(lang, "assets.views.acts")));
    }
    let rows = it.lines.iter().map(|line| row(it, line)).collect();
    Table { columns, rows, ..Table::new(title) }.render(lang, &Address::new(tree::path(Id::TREE)))
}

fn row<Id: NodeId>(it: &ListPage<'_, Id>, line: &Line<Id>) -> Row {
    let lang = it.lang;
    let (node, number) = (&line.node, line.node.id.number());
    let ledger = format!("/assets?{}={number}", tree::filter(Id::TREE));
    let path = address(node);
    let mut cells = vec![
        html! { @for _ in 0..line.depth { span.indent aria-hidden="true" { "　" } } (node.name) },
        html! { (numbers::signed(line.assets)) },
        html! { (node.note) },
    ];
    if it.may_change {
        cells.push(html! { div.button-row {
            (link_button(&format!("{path}/edit"), &Button::bare(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
            @if line.assets == 0 { (post_button(&format!("{path}/removal"), &Button::bare(t(lang, "assets.views.remove")).icon(Icon::Delete))) }
        } });
    }
    Row::new(number.to_string(), &node.name, ledger).cells(cells)
}

/// The form of one line.
pub fn edit<Id: NodeId>(it: &EditPage<'_, Id>) -> Markup {
    let lang = it.lang;
    let (back, list, path) = (t(lang, title_key(Id::TREE)), tree::path(Id::TREE), address(it.node));
    let form =
        Form::post(format!("{path}/edit"), t(lang, "assets.edit.submit")).cancel(list).errors(it.errors);
    let merge = Button::new(t(lang, "merging.open")).icon(Icon::Link);
    let acts = html! { @if it.lines.len() > 1 { (link_button(&format!("{path}/merger"), &merge)) } };
    html! {
        (layout::head(&Head::new(&it.node.name).back(&back, list).acts(acts)))
        (form.render(lang, &html! {
            input type="hidden" name="version" value=(it.version);
            (base_inputs(it.base))
            (fields(lang, Some(it.node.id), it.lines, it.values, it.errors))
            p.hint { (t(lang, "places.rename_hint")) }
        }))
    }
}

fn fields<Id: NodeId>(
    lang: Lang,
    own: Option<Id>,
    lines: &[Line<Id>],
    values: &Values,
    errors: &[FieldError],
) -> Markup {
    let mut choices = vec![Choice::new("", t(lang, "places.no_parent"))];
    choices.extend(lines.iter().filter(|line| Some(line.node.id) != own).map(choice));
    let label = |field| field_label(lang, Id::TREE, field);
    let value = |field: &str| values.get(field).map_or("", String::as_str);
    form_render::fields(&html! {
        (Field::text("name", label("name")).value(value("name")).required().error_in(errors).render(lang))
        (Field::select("parent", label("parent"), choices).value(value("parent")).error_in(errors).render(lang))
        (Field::area("note", label("note")).rows(2).value(value("note")).error_in(errors).render(lang))
    })
}

/// A line to choose, as deep as it lies.
pub fn choice<Id: NodeId>(line: &Line<Id>) -> Choice {
    let name = format!("{}{}", "　".repeat(line.depth), line.node.name);
    Choice::new(line.node.id.number().to_string(), name)
}
