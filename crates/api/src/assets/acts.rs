//! What happens to an asset: restored, handed out, taken back; and its history.

use axum::Json;
use kernel::{AssetId, Day, Fault, PersonId, Text};
use ledger::assets::{Status, ops};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{Asset, AssetStatus, Shaper};
use crate::extract::{Body, Id, Query};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal};

/// Who gets it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAssignment {
    /// The person's id.
    #[schema(minimum = 1)]
    person: i64,
    /// From which day on; today if not given.
    #[schema(max_length = 10, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", example = "2026-11-22")]
    on: Option<String>,
}

/// How it comes back.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TakeBack {
    /// What it is afterwards; in stock if not given.
    #[param(inline)]
    to: Option<AssetStatus>,
    /// On which day; today if not given.
    #[param(max_length = 10, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    on: Option<String>,
}

/// One field's change.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryLine {
    /// The change set it belongs to.
    set: i64,
    /// Which field; `created` and `deleted` for the asset as a whole.
    field: String,
    /// What it was.
    old: String,
    /// What it became.
    new: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who: `account:3`, `token:2`, `system`.
    by: String,
    /// The verb: `register`, `change`, `import`, `undo` …
    act: String,
    /// The import it came with.
    import: Option<i64>,
}

/// Who held it from when to when.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assignment {
    /// The person, if known as one.
    person: Option<i64>,
    /// The holder as written.
    user: String,
    /// First day, if known.
    #[schema(format = Date)]
    from: Option<String>,
    /// Day of the return, if it was returned.
    #[schema(format = Date)]
    until: Option<String>,
}

/// What happened to an asset, newest first (at most the last 500 changes).
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetHistory {
    /// Field by field.
    changes: Vec<HistoryLine>,
    /// Who held it.
    assignments: Vec<Assignment>,
}

/// Bring a deleted asset back.
#[utoipa::path(
    post, path = "/api/v1/assets/{id}/restoration", operation_id = "restore_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    responses((status = 200, description = "As it is now.", body = Asset))
)]
pub(crate) async fn restore(Caller(cx): Caller, Id(id): Id<AssetId>) -> Answer<Json<Asset>> {
    ops::restore(&cx, &[id]).await?;
    Ok(Json(Shaper::one(&cx, ops::see(&cx, id).await?.asset).await?))
}

/// Hand it to a person; it is in use then.
#[utoipa::path(
    put, path = "/api/v1/assets/{id}/assignment", operation_id = "assign_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    request_body = NewAssignment,
    responses((status = 200, description = "As it is now.", body = Asset))
)]
pub(crate) async fn assign(
    Caller(cx): Caller,
    Id(id): Id<AssetId>,
    Body(new): Body<NewAssignment>,
) -> Answer<Json<Asset>> {
    let on = day("on", new.on.as_deref())?;
    // A person nobody knows is a wrong value; 404 is for the asset itself.
    let assigned = match ledger::people::ops::see(&cx, PersonId(new.person)).await {
        Ok(_) => ops::assign(&cx, id, PersonId(new.person), on).await?,
        Err(Fault::NotFound) => {
            return Err(Fault::field("person", Text::new("assets.fault.person_unknown")).into());
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(Json(Shaper::one(&cx, assigned.asset).await?))
}

/// Take it back from whoever holds it.
#[utoipa::path(
    delete, path = "/api/v1/assets/{id}/assignment", operation_id = "take_back_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id."), TakeBack),
    responses((status = 200, description = "As it is now.", body = Asset))
)]
pub(crate) async fn take_back(
    Caller(cx): Caller,
    Id(id): Id<AssetId>,
    Query(how): Query<TakeBack>,
) -> Answer<Json<Asset>> {
    let on = day("on", how.on.as_deref())?;
    let done = ops::take_back(&cx, id, how.to.map_or(Status::InStock, |to| to.0), on).await?;
    Ok(Json(Shaper::one(&cx, done.asset).await?))
}

/// What happened to it, and who held it.
#[utoipa::path(
    get, path = "/api/v1/assets/{id}/history", operation_id = "asset_history", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    responses((status = 200, description = "Newest first.", body = AssetHistory))
)]
pub(crate) async fn history(Caller(cx): Caller, Id(id): Id<AssetId>) -> Answer<Json<AssetHistory>> {
    let detail = ops::see(&cx, id).await?;
    let line = |line: ledger::changes::HistoryLine| HistoryLine {
        set: line.set.0,
        field: line.field,
        old: line.old,
        new: line.new,
        at: crate::moment(line.at),
        by: line.by,
        act: line.act,
        import: line.import.map(|id| id.0),
    };
    let held = |held: ledger::assets::model::Assignment| Assignment {
        person: held.person.map(|id| id.0),
        user: held.user_text,
        from: held.from_on.map(|day| day.to_string()),
        until: held.until_on.map(|day| day.to_string()),
    };
    Ok(Json(AssetHistory {
        changes: detail.history.into_iter().map(line).collect(),
        assignments: detail.assignments.into_iter().map(held).collect(),
    }))
}

/// An exact day of a request.
pub(crate) fn day(field: &str, typed: Option<&str>) -> Result<Option<Day>, Refusal> {
    let Some(typed) = typed else { return Ok(None) };
    let is_spelled = typed.len() == 10 && typed.is_ascii();
    match typed.parse::<Day>().ok().filter(|_| is_spelled) {
        Some(day) => Ok(Some(day)),
        None => Err(Fault::field(field, Text::new("api.fault.day")).into()),
    }
}
