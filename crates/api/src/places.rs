//! Places: `/api/v1/places`.

use axum::Json;
use axum::response::Response;
use kernel::{Fault, PlaceId, Text};
use ledger::places::{NewPlace, Place, ops};
use platform::Cx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::shapes::told;
use crate::extract::{Body, Id, created};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal, differing};

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(see, change))
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
pub struct PlaceAnswer {
    /// Its id; survives a change of name.
    id: i64,
    /// Goes up with every change.
    version: i64,
    /// Name.
    name: String,
    /// The place it lies in.
    parent: Option<i64>,
    /// Remarks.
    note: String,
}

/// All places.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceList {
    /// By name.
    places: Vec<PlaceAnswer>,
}

/// A place to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlace)]
pub struct NewPlaceRequest {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The place it lies in.
    #[schema(minimum = 1)]
    parent: Option<i64>,
    /// Remarks.
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// What a place is to become. A value that is not there stays as it is; `null` clears it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
pub struct PlaceChange {
    /// The version this change is based on.
    #[schema(minimum = 1)]
    version: i64,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// The place it lies in.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>, minimum = 1)]
    parent: Option<Option<i64>>,
    /// Remarks.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    note: Option<Option<String>>,
}

fn shape(one: Place) -> PlaceAnswer {
    PlaceAnswer {
        id: one.id.0,
        version: one.version,
        name: one.name,
        parent: one.parent.map(|id| id.0),
        note: one.note,
    }
}

/// A parent must be there.
async fn parent(cx: &Cx, id: Option<i64>) -> Answer<Option<PlaceId>> {
    let Some(id) = id.map(PlaceId) else { return Ok(None) };
    match ops::see(cx, id).await {
        Ok(_) => Ok(Some(id)),
        Err(Fault::NotFound) => Err(Fault::field("parent", Text::new("assets.fault.place_unknown")).into()),
        Err(fault) => Err(fault.into()),
    }
}

/// List all places.
#[utoipa::path(
    get, path = "/api/v1/places", operation_id = "list_places", tag = "places",
    responses((status = 200, description = "All of them.", body = PlaceList))
)]
pub(crate) async fn list(Caller(cx): Caller) -> Answer<Json<PlaceList>> {
    let places = ops::list(&cx).await?.into_iter().map(|(one, _)| shape(one)).collect();
    Ok(Json(PlaceList { places }))
}

/// See a place.
#[utoipa::path(
    get, path = "/api/v1/places/{id}", operation_id = "see_place", tag = "places",
    params(("id" = i64, Path, minimum = 1, description = "The place's id.")),
    responses((status = 200, description = "The place.", body = PlaceAnswer))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<PlaceId>) -> Answer<Json<PlaceAnswer>> {
    Ok(Json(shape(ops::see(&cx, id).await?)))
}

/// Add a place.
#[utoipa::path(
    post, path = "/api/v1/places", operation_id = "create_place", tag = "places",
    request_body = NewPlaceRequest,
    responses((status = 201, description = "As it is now.", body = PlaceAnswer))
)]
pub(crate) async fn create(Caller(cx): Caller, Body(new): Body<NewPlaceRequest>) -> Answer<Response> {
    let parent = parent(&cx, new.parent).await?;
    let new = NewPlace { name: new.name, parent, note: new.note.unwrap_or_default() };
    let made = shape(ops::add(&cx, &new).await?);
    Ok(created(&format!("/api/v1/places/{}", made.id), made))
}

/// Change a place; a new name is written on the assets that carried the old one.
#[utoipa::path(
    patch, path = "/api/v1/places/{id}", operation_id = "change_place", tag = "places",
    params(("id" = i64, Path, minimum = 1, description = "The place's id.")),
    request_body = PlaceChange,
    responses((status = 200, description = "As it is now.", body = PlaceAnswer))
)]
pub(crate) async fn change(
    Caller(cx): Caller,
    Id(id): Id<PlaceId>,
    Body(change): Body<PlaceChange>,
) -> Answer<Json<PlaceAnswer>> {
    let before = ops::see(&cx, id).await?;
    let spelled = |id: Option<i64>| id.map(|id| id.to_string());
    let wanted = [
        ("name", before.name.clone(), change.name.clone()),
        (
            "parent",
            spelled(before.parent.map(|id| id.0)).unwrap_or_default(),
            change.parent.map(|id| spelled(id).unwrap_or_default()),
        ),
        ("note", before.note.clone(), change.note.clone().map(Option::unwrap_or_default)),
    ];
    let to = NewPlace {
        name: change.name.unwrap_or(before.name),
        parent: match change.parent {
            Some(wanted) => parent(&cx, wanted).await?,
            None => before.parent,
        },
        note: change.note.map_or(before.note, Option::unwrap_or_default),
    };
    match ops::change(&cx, id, change.version, &to).await {
        Ok(after) => Ok(Json(shape(after))),
        Err(fault) => Err(Refusal::from(fault).when_conflicting(differing(wanted))),
    }
}
