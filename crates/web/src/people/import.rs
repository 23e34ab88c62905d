//! The staff list from a file: dropped, looked at, taken in. `/people/import`.

use axum::extract::{Multipart, Path, State};
use http::StatusCode;
use kernel::{Lang, Text};
use ledger::drafts::{self, Purpose};
use ledger::people::{PeopleImport, PeopleRow, RowAction, ops};
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use crate::assets::forms;
use crate::door::{Answer, Notice, Visit, Web, redirect, redirect_with};
use crate::imports::upload::{ACCEPT, received};
use crate::imports::{columns_view, shelf};
use crate::ui::button::{Button, button, link_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Column, Field, FieldError, Form, Head, Icon, Row, Table, Tone, chip, form_render, layout,
};

/// How many rows the preview lists.
const LISTED: usize = 200;

/// The drop zone.
pub async fn page(visit: Visit) -> Answer {
    Ok(show(&visit, StatusCode::OK, &[]))
}

/// Takes the file and shows what it would do.
pub async fn take(visit: Visit, State(web): State<Web>, parts: Multipart) -> Answer {
    match received(&web, &visit, parts, Purpose::People).await {
        Ok(word) => Ok(redirect(&format!("/people/import/{word}"))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &errors))
        }
    }
}

/// What each row would do.
pub async fn preview(visit: Visit, State(web): State<Web>, Path(word): Path<String>) -> Answer {
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    let workbook = shelf::workbook(&web, &visit.cx, &draft).await?;
    let plan = ops::plan_import(&visit.cx, &workbook).await?;
    let title = t(visit.lang, "people.import");
    let remarks: Vec<_> = workbook.notes.iter().filter_map(intake::remark).collect();
    let body = rows_page(visit.lang, &draft.source.name, &word, &plan, &remarks);
    Ok(visit.show(&title, Some(Room::People), &body))
}

/// Takes them in and throws the file away.
pub async fn run(visit: Visit, State(web): State<Web>, Path(word): Path<String>) -> Answer {
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    let workbook = shelf::workbook(&web, &visit.cx, &draft).await?;
    let done = ops::import(&visit.cx, &workbook).await?;
    drafts::ops::discard(&visit.cx, &word).await?;
    shelf::forget(&word);
    let (new, change) = (count(&done, RowAction::New), count(&done, RowAction::Change));
    let text = Text::new("people.import_done").with("new", new).with("change", change);
    Ok(redirect_with("/people", &Notice::good(text)))
}

fn count(plan: &PeopleImport, action: RowAction) -> usize {
    plan.rows.iter().filter(|row| row.action == action).count()
}

fn show(visit: &Visit, status: StatusCode, errors: &[FieldError]) -> axum::response::Response {
    let lang = visit.lang;
    let (title, back, lead) =
        (t(lang, "people.import"), t(lang, "people.title"), t(lang, "people.import_lead"));
    let field = Field::files("file", t(lang, "people.import_file"), ACCEPT)
        .hint(t(lang, "people.import_hint"))
        .error_in(errors);
    let form = Form::post("/people/import", t(lang, "imports.new.submit"))
        .with_files()
        .errors(errors)
        .cancel("/people");
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/people").lead(&lead)))
        (form.render(lang, &form_render::fields(&html! {
            (field.render(lang))
            div.field.is-full { (form_render::paste_box(lang, "paste", &t(lang, "imports.new.paste"))) }
        })))
    };
    visit.show_as(status, &title, Some(Room::People), &body)
}

fn rows_page(lang: Lang, file: &str, word: &str, plan: &PeopleImport, remarks: &[intake::Problem]) -> Markup {
    let (title, back) = (t(lang, "people.import"), t(lang, "people.import_again"));
    let lead = tr(lang, "imports.preview.lead", &[("file", file)]);
    let (new, change, same, error) = (
        count(plan, RowAction::New),
        count(plan, RowAction::Change),
        count(plan, RowAction::Same),
        count(plan, RowAction::Error),
    );
    let totals = [("new", new), ("change", change), ("same", same), ("error", error)];
    let table = Table {
        columns: vec![
            Column::number("row", t(lang, "imports.preview.row")),
            Column::state("act", t(lang, "imports.preview.act")),
            Column::text("name", t(lang, "people.field.name")).lead(),
            Column::prose("remarks", t(lang, "imports.preview.remarks")),
        ],
        rows: plan.rows.iter().take(LISTED).map(|it| row(lang, it)).collect(),
        ..Table::new(title.clone())
    };
    html! {
        (layout::head(&Head::new(&title).back(&back, "/people/import").lead(&lead)))
        @if plan.header_row.is_none() { (layout::notice(Tone::Now, &t(lang, "people.no_header"), &html! { p { (t(lang, "people.no_header_text")) } })) }
        div.totals { ul {
            @for (word, count) in totals { li { div.total { span.total-count { (count) } span.total-label { (t(lang, &format!("imports.act.{word}"))) } } } }
        } }
        (columns_view::problems(lang, remarks, intake::Severity::Note))
        @if !plan.unknown.is_empty() {
            p.quiet { (tr(lang, "people.unknown_columns", &[("columns", &plan.unknown.join(if lang == Lang::Ja { "、" } else { ", " }))])) }
        }
        div.run-bar {
            @if new + change > 0 {
                form.inline method="post" action={ "/people/import/" (word) } {
                    (button(&Button::primary(tr(lang, "people.import_run", &[("count", &(new + change).to_string())])).icon(Icon::Intake)))
                }
            } @else { p.strong { (t(lang, "imports.preview.nothing")) } }
            (link_button("/people/import", &Button::new(back.clone())))
        }
        @if !plan.rows.is_empty() { (table.render(lang, &Address::new(""))) }
        @if plan.rows.len() > LISTED { p.quiet { (tr(lang, "people.more_rows", &[("count", &(plan.rows.len() - LISTED).to_string())])) } }
    }
}

fn row(lang: Lang, it: &PeopleRow) -> Row {
    let (tone, word) = match it.action {
        RowAction::New => (Tone::Good, "imports.act.new"),
        RowAction::Change => (Tone::Info, "imports.act.change"),
        RowAction::Same => (Tone::Quiet, "imports.act.same"),
        RowAction::Error => (Tone::Now, "imports.act.error"),
    };
    let fields: Vec<String> =
        it.fields.iter().map(|field| t(lang, &format!("people.field.{field}")).into_owned()).collect();
    Row::plain(it.row.to_string(), &it.name).cells(vec![
        html! { (it.row) },
        chip(tone, &t(lang, word)),
        html! { (it.name) },
        html! {
            @if let Some(problem) = &it.problem { (say(lang, problem)) }
            @if !fields.is_empty() { span.quiet { (fields.join(if lang == Lang::Ja { "、" } else { ", " })) } }
        },
    ])
}
