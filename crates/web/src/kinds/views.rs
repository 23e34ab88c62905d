//! How the kinds look.

use kernel::Lang;
use ledger::kinds::Kind;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::forms::{Line, TYPES};
use crate::assets::forms::{Sent, value};
use crate::ui::button::{Button, button, link_button};
use crate::ui::{
    Address, Column, Field, FieldError, Form, Head, Icon, Row, Table, Tone, chip, form_render, layout,
};

/// All kinds.
pub fn list(lang: Lang, kinds: &[Kind], may_change: bool) -> Markup {
    let (title, back, lead) = (t(lang, "kinds.title"), t(lang, "assets.list.title"), t(lang, "kinds.lead"));
    let new = link_button("/kinds/new", &Button::primary(t(lang, "kinds.new")).icon(Icon::Add));
    let head = Head::new(&title).back(&back, "/assets").lead(&lead);
    let head = if may_change { head.acts(new) } else { head };
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "kinds.field.name")).lead(),
            Column::text("prefix", t(lang, "kinds.field.prefix")),
            Column::prose("fields", t(lang, "kinds.field.fields")),
            Column::state("state", t(lang, "kinds.field.state")),
            Column::text("acts", t(lang, "assets.views.acts")),
        ],
        rows: kinds.iter().map(|kind| row(lang, kind, may_change)).collect(),
        ..Table::new(title.clone())
    };
    html! { (layout::head(&head)) (table.render(lang, &Address::new("/kinds"))) }
}

fn row(lang: Lang, kind: &Kind, may_change: bool) -> Row {
    let label = kind.label(lang);
    let fields: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
    let state = if kind.retired {
        chip(Tone::Quiet, &t(lang, "kinds.state.retired"))
    } else if kind.built_in().is_some() {
        chip(Tone::Info, &t(lang, "kinds.state.built_in"))
    } else {
        chip(Tone::Good, &t(lang, "kinds.state.own"))
    };
    let acts = html! { @if may_change { div.button-row {
        (link_button(&format!("/kinds/{}/edit", kind.id), &Button::bare(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
        form.inline method="post" action={ "/kinds/" (kind.id) "/retirement" } {
            input type="hidden" name="version" value=(kind.version);
            (button(&Button::bare(t(lang, if kind.retired { "kinds.offer" } else { "kinds.retire" })).named("retired", (!kind.retired).to_string())))
        }
    } } };
    Row::new(kind.id.to_string(), &label, format!("/assets?kind={}", kind.id)).cells(vec![
        html! { (label) },
        html! { @if kind.prefix.is_empty() { (crate::ui::unknown(lang, None)) } @else { (kind.prefix) } },
        html! { (fields.join(if lang == Lang::Ja { "、" } else { ", " })) },
        state,
        acts,
    ])
}

/// Everything the form shows.
pub struct EditPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The kind; none for a new one.
    pub kind: Option<&'a Kind>,
    /// Name and prefix as stored or typed.
    pub sent: &'a Sent,
    /// The lines of own fields.
    pub lines: Vec<Line>,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The form.
pub fn edit(it: &EditPage<'_>) -> Markup {
    let lang = it.lang;
    let title = it.kind.map_or_else(
        || t(lang, "kinds.new").into_owned(),
        |kind| tr(lang, "kinds.edit_of", &[("name", &kind.label(lang))]),
    );
    let back = t(lang, "kinds.title");
    let action = it.kind.map_or_else(|| "/kinds".to_owned(), |kind| format!("/kinds/{}/edit", kind.id));
    let submit = t(lang, if it.kind.is_some() { "assets.edit.submit" } else { "kinds.add" });
    let built_in = it.kind.is_some_and(|kind| kind.built_in().is_some());
    let name =
        Field::text("name", t(lang, "kinds.field.name")).value(value(it.sent, "name")).error_in(it.errors);
    let name = if built_in { name.hint(t(lang, "kinds.name_hint")) } else { name.required() };
    html! {
        (layout::head(&Head::new(&title).back(&back, "/kinds")))
        (Form::post(action, submit).cancel("/kinds").errors(it.errors).render(lang, &html! {
            @if let Some(kind) = it.kind { input type="hidden" name="version" value=(kind.version); }
            (form_render::fields(&html! {
                (name.render(lang))
                (Field::text("prefix", t(lang, "kinds.field.prefix")).hint(t(lang, "kinds.prefix_hint")).value(value(it.sent, "prefix")).error_in(it.errors).render(lang))
            }))
            (layout::panel(&t(lang, "kinds.own_fields"), None, &html! {
                p.hint { (t(lang, "kinds.own_fields_hint")) }
                @for (place, line) in it.lines.iter().enumerate() { (field_line(lang, place, line)) }
            }))
        }))
    }
}

fn field_line(lang: Lang, place: usize, line: &Line) -> Markup {
    let number = (place + 1).to_string();
    let choice = |word: &str| {
        // Text is what a field holds unless something else is chosen.
        crate::ui::Choice::new(if word == "text" { "" } else { word }, t(lang, &format!("kinds.type.{word}")))
    };
    let name = |part: &str| format!("field.{place}.{part}");
    let kind = if line.kind == "text" { "" } else { &line.kind };
    html! {
        div.field-line { (form_render::fields(&html! {
            (Field::text(name("name"), tr(lang, "kinds.field_no", &[("number", &number)])).value(&line.name).render(lang))
            (Field::select(name("kind"), t(lang, "kinds.field_type"), TYPES.iter().map(|word| choice(word)).collect()).value(kind).render(lang))
            (Field::text(name("choices"), t(lang, "kinds.field_choices")).hint(t(lang, "kinds.choices_hint")).value(&line.choices).render(lang))
        })) }
    }
}
