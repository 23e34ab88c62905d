//! What is attached to an asset, and what it is linked with.

use ledger::assets::Link;
use maud::{Markup, html};
use platform::files::Attached;
use platform::locale::{t, tr};

use super::detail_view::DetailPage;
use super::related_view;
use crate::ui::button::{Button, button, post_button};
use crate::ui::{Address, Column, Empty, Field, Form, Icon, Row, Table, form_render, layout, numbers};

/// The largest attachment in MiB, as the page says it.
pub const LARGEST_MIB: u64 = 20;

/// The tab 添付.
pub fn files(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let upload = Form::post(format!("/assets/{}/files", it.detail.asset.id), t(lang, "assets.files.add"))
        .with_files()
        .errors(&it.errors);
    let limit = tr(lang, "assets.files.hint", &[("limit", &LARGEST_MIB.to_string())]);
    let field =
        Field::files("file", t(lang, "assets.files.field"), "").many().hint(limit).error_in(&it.errors);
    html! {
        @if it.attached.is_empty() {
            (Empty { icon: Icon::File, title: &t(lang, "assets.files.empty"), body: &t(lang, "assets.files.empty_body"), acts: html! {} }.render())
        } @else { (file_table(it)) }
        @if it.may_change {
            (layout::panel(&t(lang, "assets.files.new"), None, &upload.render(lang, &form_render::fields(&field.render(lang)))))
        }
    }
}

fn file_table(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "assets.files.name")).lead(),
            Column::number("size", t(lang, "assets.files.size")),
            Column::date("added", t(lang, "assets.files.added")),
            Column::text("acts", t(lang, "assets.views.acts")),
        ],
        rows: it.attached.iter().map(|attached| file_row(it, attached)).collect(),
        ..Table::new(t(lang, "assets.files.title"))
    };
    table.render(lang, &Address::new(""))
}

fn file_row(it: &DetailPage, attached: &Attached) -> Row {
    let file = &attached.file;
    let name = file.name.as_str();
    let added = it.moments.get(&attached.added_at).map_or("", |(words, _)| words.as_str());
    let remove = Button::bare(t(it.lang, "assets.files.remove")).icon(Icon::Delete);
    Row::new(file.id.to_string(), name, format!("/files/{}", file.public_id)).cells(vec![
        html! { (name) },
        html! { (numbers::bytes(file.size)) },
        html! { (added) },
        html! { @if it.may_change { (post_button(&format!("/assets/{}/files/{}/removal", it.detail.asset.id, file.id), &remove)) } },
    ])
}

/// The tab つながり.
pub fn links(it: &DetailPage) -> Markup {
    let lang = it.lang;
    html! {
        (related_view::groups(it))
        (related_view::uses(it))
        @if it.detail.links.is_empty() && it.around.total() == 0 && it.uses.is_empty() {
            (Empty { icon: Icon::Link, title: &t(lang, "assets.links.empty"), body: &t(lang, "assets.links.empty_body"), acts: html! {} }.render())
        } @else if !it.detail.links.is_empty() { (link_list(it)) }
        @if it.may_change { (layout::panel(&t(lang, "assets.links.new"), None, &link_form(it))) }
    }
}

fn link_list(it: &DetailPage) -> Markup {
    let remove = Button::bare(t(it.lang, "assets.links.remove")).icon(Icon::Delete);
    html! {
        div.panel { ul.plain-list {
            @for link in &it.detail.links {
                li {
                    (crate::ui::icon(Icon::Link)) " " (link_words(link))
                    @if it.may_change { " " (post_button(&format!("/assets/{}/links/{}/removal", it.detail.asset.id, link.id), &remove)) }
                }
            }
        } }
    }
}

fn link_words(link: &Link) -> Markup {
    match link.asset {
        Some(asset) => html! { a href={ "/assets/" (asset) } { (link.label) } },
        None if link.label.is_empty() => {
            html! { a href=(link.url) rel="noreferrer noopener" target="_blank" { (link.url) } }
        }
        None => {
            html! { a href=(link.url) rel="noreferrer noopener" target="_blank" { (link.label) } " " span.quiet { (link.url) } }
        }
    }
}

fn link_form(it: &DetailPage) -> Markup {
    let lang = it.lang;
    html! {
        form.form method="post" action={ "/assets/" (it.detail.asset.id) "/links" } {
            (form_render::fields(&html! {
                (Field::text("to", t(lang, "assets.links.to")).hint(t(lang, "assets.links.to_hint")).required().error_in(&it.errors).render(lang))
                (Field::text("label", t(lang, "assets.links.label")).hint(t(lang, "assets.links.label_hint")).render(lang))
            }))
            div.form-acts { (button(&Button::new(t(lang, "assets.links.add")).icon(Icon::Link))) }
        }
    }
}
