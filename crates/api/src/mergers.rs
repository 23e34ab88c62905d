//! Two entries that are one: the shapes of merging, and its way back at `/api/v1/mergers`.

use axum::Json;
use kernel::Result;
use ledger::changes::ChangeSetId;
use ledger::merging::Merged;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::extract::Id;
use crate::guard::Caller;
use crate::imports::shapes::{ImportUndone, undone};
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(undo))
}

/// What is to be merged into the one of the address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergerRequest {
    /// The id of the one that goes. It leads to the one that stays from then on.
    #[schema(minimum = 1)]
    pub gone: i64,
}

/// What merging did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Merger {
    /// Its id, for taking it back: `DELETE /api/v1/mergers/{id}`.
    pub id: i64,
    /// The id of the one that stayed.
    pub kept: i64,
    /// The id of the one that went.
    pub gone: i64,
    /// How many assets are linked to the one that stayed now and were not before.
    pub assets: u64,
}

/// The answer of a verb.
pub(crate) fn merger(merged: Result<Merged>, kept: i64, gone: i64) -> Answer<Json<Merger>> {
    let merged = merged?;
    Ok(Json(Merger { id: merged.set.0, kept, gone, assets: merged.assets }))
}

/// Take a merger back, as far as nobody changed the same values since.
#[utoipa::path(
    delete, path = "/api/v1/mergers/{id}", operation_id = "undo_merger", tag = "mergers",
    params(("id" = i64, Path, minimum = 1, description = "The merger's id.")),
    responses((status = 200, description = "What was brought back and what stays.", body = ImportUndone))
)]
pub(crate) async fn undo(Caller(cx): Caller, Id(id): Id<MergerId>) -> Answer<Json<ImportUndone>> {
    Ok(Json(undone(ledger::merging::undo(&cx, id.0).await?)))
}

/// A merger is known by its change set.
pub(crate) struct MergerId(ChangeSetId);

impl From<i64> for MergerId {
    fn from(id: i64) -> Self {
        Self(ChangeSetId(id))
    }
}
