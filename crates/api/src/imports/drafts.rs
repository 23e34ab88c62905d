//! An import that goes on: `/api/v1/imports/drafts/{word}`, to follow it and to cancel it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::{Fault, Text};
use ledger::drafts::{Purpose, ops};
use platform::Cx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::shapes::{self, ImportDraft, ImportState};
use crate::Api;
use crate::extract::Word;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(follow, cancel))
}

/// Follow an import: how far it is, and in the end its report.
#[utoipa::path(
    get, path = "/api/v1/imports/drafts/{word}", operation_id = "follow_import", tag = "imports",
    params(("word" = String, Path, pattern = r"^[0-9a-f]{32}$", description = "The word from `Location`.")),
    responses((status = 200, description = "How far it is.", body = ImportDraft))
)]
pub(crate) async fn follow(Caller(cx): Caller, Word(word): Word) -> Answer<Json<ImportDraft>> {
    Ok(Json(found(&cx, &word).await?))
}

/// Cancel an import; nothing of it is kept then. One that is over without being taken in is thrown away with its file.
///
/// What waits is cancelled at once. What runs stops at its next step, so `state` may still be `running` in the answer,
/// with `stopping`. What was taken in is undone by `DELETE /api/v1/imports/{id}`.
#[utoipa::path(
    delete, path = "/api/v1/imports/drafts/{word}", operation_id = "cancel_import", tag = "imports",
    params(("word" = String, Path, pattern = r"^[0-9a-f]{32}$", description = "The word from `Location`.")),
    responses(
        (status = 200, description = "It is cancelled, or stops at its next step.", body = ImportDraft),
        (status = 204, description = "It was over; now its file is gone, too."),
    )
)]
pub(crate) async fn cancel(Caller(cx): Caller, Word(word): Word) -> Answer<Response> {
    match found(&cx, &word).await?.state {
        ImportState::Waiting | ImportState::Running => {
            ops::cancel(&cx, &word).await?;
            Ok(Json(found(&cx, &word).await?).into_response())
        }
        ImportState::Draft | ImportState::Failed | ImportState::Cancelled => {
            ops::discard(&cx, &word).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        ImportState::Done => Err(Fault::Conflict(Text::new("api.fault.import_done")).into()),
    }
}

/// One import of assets; the staff list's files are not taken in here.
async fn found(cx: &Cx, word: &str) -> Answer<ImportDraft> {
    let (draft, job) = ops::follow(cx, word).await?;
    if draft.purpose != Purpose::Assets {
        return Err(Fault::NotFound.into());
    }
    Ok(shapes::draft(cx.lang, draft, job.as_ref()))
}
