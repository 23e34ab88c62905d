//! The way in: `/imports/new`, where a file is dropped or a copied table is pasted.

use axum::extract::{Multipart, State};
use http::StatusCode;
use kernel::{Fault, Lang, Result, Text};
use ledger::drafts::{self, Purpose};
use ledger::imports;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::shelf;
use crate::door::{Answer, Visit, Web, redirect};
use crate::ui::frame::Room;
use crate::ui::{Field, FieldError, Form, Head, form_render, layout};

/// The largest body that is looked at; the settings name the largest file within it.
pub const LARGEST_BODY: usize = 128 * 1024 * 1024;

/// The file endings that are taken.
pub const ACCEPT: &str = ".xlsx,.xls,.ods,.csv,.tsv,.txt";

/// The drop zone.
pub async fn page(visit: Visit, State(web): State<Web>) -> Answer {
    let limit = shelf::reader(&web).await?.limits().container_bytes / (1024 * 1024);
    let title = t(visit.lang, "imports.new.title");
    Ok(visit.show(&title, Some(Room::Intake), &view(visit.lang, limit, &[])))
}

/// Takes the file, reads it in a child process, and goes on to its columns.
pub async fn take(visit: Visit, State(web): State<Web>, parts: Multipart) -> Answer {
    match received(&web, &visit, parts, Purpose::Assets).await {
        Ok(word) => Ok(redirect(&format!("/imports/drafts/{word}/columns"))),
        Err(fault) => {
            let errors = crate::assets::forms::errors(visit.lang, fault)?;
            let limit = shelf::reader(&web).await?.limits().container_bytes / (1024 * 1024);
            let title = t(visit.lang, "imports.new.title");
            let body = view(visit.lang, limit, &errors);
            Ok(visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &title, Some(Room::Intake), &body))
        }
    }
}

/// Takes a file as a draft; whatever is wrong with it is said beside the drop zone.
pub async fn received(web: &Web, visit: &Visit, parts: Multipart, purpose: Purpose) -> Result<String> {
    let reader = shelf::reader(web).await?;
    let limit = reader.limits().container_bytes;
    let (name, bytes) = file(visit.lang, parts, limit).await?;
    let read = reader.read(&name, &bytes).await;
    let workbook = read.map_err(|error| Fault::field("file", imports::unreadable(&error)))?;
    let draft = drafts::ops::keep(&visit.cx, purpose, &name, &bytes).await?;
    shelf::put(&visit.cx, &draft.word, workbook.into());
    Ok(draft.word)
}

/// The dropped file, else the pasted table.
async fn file(lang: Lang, mut parts: Multipart, limit: u64) -> Result<(String, Vec<u8>)> {
    let broken = || Fault::field("file", Text::new("sheet.too_large").with("limit", limit / (1024 * 1024)));
    let mut pasted = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(|_| broken())? {
        let (field, name) =
            (part.name().unwrap_or_default().to_owned(), part.file_name().unwrap_or_default().to_owned());
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| broken())? {
            bytes.extend_from_slice(&piece);
            if bytes.len() as u64 > limit {
                return Err(broken());
            }
        }
        match field.as_str() {
            "file" if !name.is_empty() => return Ok((name, bytes)),
            "paste" => pasted = bytes,
            _ => {}
        }
    }
    if pasted.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::field("file", Text::new("imports.new.none")));
    }
    Ok((format!("{}.tsv", t(lang, "imports.new.pasted")), pasted))
}

fn view(lang: Lang, limit: u64, errors: &[FieldError]) -> Markup {
    let (title, list, lead) =
        (t(lang, "imports.new.title"), t(lang, "imports.list.title"), t(lang, "imports.new.lead"));
    html! {
        (layout::head(&Head::new(&title).back(&list, "/imports").lead(&lead)))
        (drop_form(lang, limit, errors))
        (layout::panel(&t(lang, "imports.new.what_happens"), None, &html! {
            ol.steps {
                @for key in ["imports.new.step_read", "imports.new.step_columns", "imports.new.step_preview", "imports.new.step_run"] {
                    li { (t(lang, key)) }
                }
            }
            p.quiet { (t(lang, "imports.new.secrets")) }
        }))
    }
}

/// The drop zone with the box to paste into; also stands on the first page of a new company.
pub fn drop_form(lang: Lang, limit: u64, errors: &[FieldError]) -> Markup {
    let hint = tr(lang, "imports.new.hint", &[("limit", &limit.to_string())]);
    let form = Form::post("/imports/drafts", t(lang, "imports.new.submit")).with_files().errors(errors);
    form.render(
        lang,
        &form_render::fields(&html! {
            (Field::files("file", t(lang, "imports.new.file"), ACCEPT).hint(hint).error_in(errors).render(lang))
            div.field.is-full { (form_render::paste_box(lang, "paste", &t(lang, "imports.new.paste"))) }
        }),
    )
}
