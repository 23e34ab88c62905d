//! Which column is what: `/imports/drafts/{word}/columns`.

use axum::Form;
use axum::extract::{Path, State};
use http::StatusCode;
use ledger::drafts::{self, Draft};
use ledger::imports::Choices;
use platform::locale::t;

use super::columns_view::{self, ColumnsPage};
use super::{choices, shelf};
use crate::assets::forms::{Sent, value};
use crate::assets::words::field_label;
use crate::door::{Answer, Visit, Web, redirect};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The columns of every sheet, as the engine sees them.
pub async fn page(visit: Visit, State(web): State<Web>, Path(word): Path<String>) -> Answer {
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    if draft.job.is_some() || !draft.has_content {
        return Ok(redirect(&format!("/imports/drafts/{word}")));
    }
    show(&visit, &web, draft, StatusCode::OK, &[]).await
}

/// Remembers what was chosen and goes on to the preview, or reads again with another header row.
pub async fn choose(
    visit: Visit,
    State(web): State<Web>,
    Path(word): Path<String>,
    Form(sent): Form<Sent>,
) -> Answer {
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    let every = every_sheet(&draft);
    let opened = shelf::open(&web, &visit.cx, draft, Some(&every)).await?;
    let faults = choices::faults(&sent, &opened.plan.sheets, |field| field_label(visit.lang, field));
    if !faults.is_empty() {
        let errors = FieldError::from_faults(visit.lang, &faults);
        return show(&visit, &web, opened.draft, StatusCode::UNPROCESSABLE_ENTITY, &errors).await;
    }
    let next = choices::read(&sent, &opened.draft.choices, &opened.plan.sheets);
    let header_changed = next.hints.header_rows != opened.draft.choices.hints.header_rows;
    drafts::ops::choose(&visit.cx, &word, &next).await?;
    let again = header_changed || !value(&sent, "again").is_empty();
    Ok(redirect(&format!("/imports/drafts/{word}/{}", if again { "columns" } else { "preview" })))
}

async fn show(visit: &Visit, web: &Web, draft: Draft, status: StatusCode, errors: &[FieldError]) -> Answer {
    let every = every_sheet(&draft);
    let opened = shelf::open(web, &visit.cx, draft, Some(&every)).await?;
    let page = ColumnsPage {
        lang: visit.lang,
        draft: &opened.draft,
        plan: &opened.plan,
        kinds: ledger::kinds::ops::list(&visit.cx).await?,
        errors,
    };
    let title = t(visit.lang, "imports.columns.title");
    Ok(visit.show_as(status, &title, Some(Room::Intake), &columns_view::page(&page)))
}

/// The draft's choices, but for every sheet: one that was left out must stay visible to be taken in after all.
fn every_sheet(draft: &Draft) -> Choices {
    let mut choices = draft.choices.clone();
    choices.hints.only.clear();
    choices
}
