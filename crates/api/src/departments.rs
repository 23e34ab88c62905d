//! Departments: `/api/v1/departments`.

use axum::Json;
use axum::response::Response;
use kernel::{DepartmentId, Fault, Text};
use ledger::departments::{Department, NewDepartment, ops};
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

/// A department.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Department)]
pub struct DepartmentAnswer {
    /// Its id; survives a change of name.
    id: i64,
    /// Goes up with every change.
    version: i64,
    /// Name.
    name: String,
    /// The department it belongs to.
    parent: Option<i64>,
    /// Remarks.
    note: String,
}

/// All departments.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentList {
    /// By name.
    departments: Vec<DepartmentAnswer>,
}

/// A department to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDepartment)]
pub struct NewDepartmentRequest {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The department it belongs to.
    #[schema(minimum = 1)]
    parent: Option<i64>,
    /// Remarks.
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// What a department is to become. A value that is not there stays as it is; `null` clears it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
pub struct DepartmentChange {
    /// The version this change is based on.
    #[schema(minimum = 1)]
    version: i64,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// The department it belongs to.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>, minimum = 1)]
    parent: Option<Option<i64>>,
    /// Remarks.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    note: Option<Option<String>>,
}

fn shape(one: Department) -> DepartmentAnswer {
    DepartmentAnswer {
        id: one.id.0,
        version: one.version,
        name: one.name,
        parent: one.parent.map(|id| id.0),
        note: one.note,
    }
}

/// A parent must be there.
async fn parent(cx: &Cx, id: Option<i64>) -> Answer<Option<DepartmentId>> {
    let Some(id) = id.map(DepartmentId) else { return Ok(None) };
    match ops::see(cx, id).await {
        Ok(_) => Ok(Some(id)),
        Err(Fault::NotFound) => {
            Err(Fault::field("parent", Text::new("assets.fault.department_unknown")).into())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// List all departments.
#[utoipa::path(
    get, path = "/api/v1/departments", operation_id = "list_departments", tag = "departments",
    responses((status = 200, description = "All of them.", body = DepartmentList))
)]
pub(crate) async fn list(Caller(cx): Caller) -> Answer<Json<DepartmentList>> {
    let departments = ops::list(&cx).await?.into_iter().map(|(one, _)| shape(one)).collect();
    Ok(Json(DepartmentList { departments }))
}

/// See a department.
#[utoipa::path(
    get, path = "/api/v1/departments/{id}", operation_id = "see_department", tag = "departments",
    params(("id" = i64, Path, minimum = 1, description = "The department's id.")),
    responses((status = 200, description = "The department.", body = DepartmentAnswer))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<DepartmentId>) -> Answer<Json<DepartmentAnswer>> {
    Ok(Json(shape(ops::see(&cx, id).await?)))
}

/// Add a department.
#[utoipa::path(
    post, path = "/api/v1/departments", operation_id = "create_department", tag = "departments",
    request_body = NewDepartmentRequest,
    responses((status = 201, description = "As it is now.", body = DepartmentAnswer))
)]
pub(crate) async fn create(Caller(cx): Caller, Body(new): Body<NewDepartmentRequest>) -> Answer<Response> {
    let parent = parent(&cx, new.parent).await?;
    let new = NewDepartment { name: new.name, parent, note: new.note.unwrap_or_default() };
    let made = shape(ops::add(&cx, &new).await?);
    Ok(created(&format!("/api/v1/departments/{}", made.id), made))
}

/// Change a department; a new name is written on the assets that carried the old one.
#[utoipa::path(
    patch, path = "/api/v1/departments/{id}", operation_id = "change_department", tag = "departments",
    params(("id" = i64, Path, minimum = 1, description = "The department's id.")),
    request_body = DepartmentChange,
    responses((status = 200, description = "As it is now.", body = DepartmentAnswer))
)]
pub(crate) async fn change(
    Caller(cx): Caller,
    Id(id): Id<DepartmentId>,
    Body(change): Body<DepartmentChange>,
) -> Answer<Json<DepartmentAnswer>> {
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
    let to = NewDepartment {
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
