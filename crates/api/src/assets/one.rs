//! One asset: see, create, change, delete.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{ETAG, HeaderValue};
use kernel::{AssetId, Fault};
use ledger::assets::ops;

use super::shapes::{Asset, AssetChange, NewAsset, Shaper};
use crate::extract::{Body, Id, created};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal};

/// See an asset (a deleted one too).
#[utoipa::path(
    get, path = "/api/v1/assets/{id}", operation_id = "see_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    responses((status = 200, description = "The asset.", body = Asset))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<AssetId>) -> Answer<Response> {
    let asset = ops::see(&cx, id).await?.asset;
    let version = asset.version;
    let mut response = Json(Shaper::one(&cx, asset).await?).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

/// Bring a thing into the ledger.
#[utoipa::path(
    post, path = "/api/v1/assets", operation_id = "create_asset", tag = "assets",
    request_body = NewAsset,
    responses((status = 201, description = "As it is in the ledger now.", body = Asset))
)]
pub(crate) async fn create(Caller(cx): Caller, Body(new): Body<NewAsset>) -> Answer<Response> {
    let done = ops::register(&cx, &new.values()?).await?;
    let path = format!("/api/v1/assets/{}", done.asset.id);
    Ok(created(&path, Shaper::one(&cx, done.asset).await?))
}

/// Change some values of an asset.
#[utoipa::path(
    patch, path = "/api/v1/assets/{id}", operation_id = "change_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    request_body = AssetChange,
    responses((status = 200, description = "As it is now.", body = Asset))
)]
pub(crate) async fn change(
    Caller(cx): Caller,
    Id(id): Id<AssetId>,
    Body(change): Body<AssetChange>,
) -> Answer<Json<Asset>> {
    let version = change.version;
    let values = change.values()?;
    match ops::change(&cx, id, version, &values).await {
        Ok(done) => Ok(Json(Shaper::one(&cx, done.asset).await?)),
        Err(conflict @ Fault::Conflict(_)) => {
            let clashes = ops::clashes(&cx, id, version, &values).await?;
            Err(Refusal::from(conflict).with_clashes(clashes))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Delete an asset; `…/restoration` brings it back.
#[utoipa::path(
    delete, path = "/api/v1/assets/{id}", operation_id = "delete_asset", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    responses((status = 204, description = "It is deleted."))
)]
pub(crate) async fn delete(Caller(cx): Caller, Id(id): Id<AssetId>) -> Answer<StatusCode> {
    ops::delete(&cx, &[id]).await?;
    Ok(StatusCode::NO_CONTENT)
}
