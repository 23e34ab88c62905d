//! Departments and places: `/api/v1/departments` and `/api/v1/places`. What they do is written once; each has shapes and
//! words of its own in the document.

use kernel::{Fault, Text};
use ledger::assets::Values;
use ledger::trees::{Node, NodeId, Tree, ops};
use platform::Cx;

use crate::problem::{Answer, Refusal};

/// A parent must be there.
async fn parent<Id: NodeId>(cx: &Cx, id: Option<i64>) -> Answer<Option<Id>> {
    let Some(id) = id.map(Id::from) else { return Ok(None) };
    match ops::see(cx, id).await {
        Ok(node) => Ok(Some(node.id)),
        Err(Fault::NotFound) => {
            let unknown = match Id::TREE {
                Tree::Departments => Text::new("assets.fault.department_unknown"),
                Tree::Places => Text::new("assets.fault.place_unknown"),
            };
            Err(Fault::field("parent", unknown).into())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Puts `wanted` over what is stored.
async fn changed<Id: NodeId>(cx: &Cx, id: Id, version: i64, wanted: &Values) -> Answer<Node<Id>> {
    let before = ops::see(cx, id).await?;
    if let Some(wanted) = wanted.get("parent") {
        parent::<Id>(cx, wanted.parse().ok()).await?;
    }
    match ops::change(cx, id, version, &before.as_new().with(wanted)).await {
        Ok(after) => Ok(after),
        Err(conflict @ Fault::Conflict(_)) => {
            let clashes = ops::clashes(cx, before.id, version, wanted).await?;
            Err(Refusal::from(conflict).with_clashes(clashes))
        }
        Err(fault) => Err(fault.into()),
    }
}

macro_rules! tree {
    (
        $(#[$about:meta])*
        $module:ident($id:ty), tag $tag:tt,
        paths $all:tt $one:tt $merger:tt,
        operations $list_id:tt $see_id:tt $create_id:tt $change_id:tt $merge_id:tt,
        shapes $answer:ident as $named:ident, $list:ident { $names:ident }, $new:ident as $new_named:ident, $change:ident,
        docs $a:tt $every:tt $an_added:tt $becomes:tt $parent_doc:tt $id_doc:tt,
        summaries $list_doc:tt $see_doc:tt $create_doc:tt $change_doc:tt $merge_doc:tt,
        described $seen:tt
    ) => {
        $(#[$about])*
        pub mod $module {
            use axum::Json;
            use axum::response::Response;
            use ledger::assets::Values;
            use ledger::trees::{NewNode, Node, ops};
            use serde::{Deserialize, Serialize};
            use utoipa::ToSchema;
            use utoipa_axum::router::OpenApiRouter;
            use utoipa_axum::routes;

            use crate::Api;
            use crate::assets::shapes::told;
            use crate::extract::{Body, Id, created};
            use crate::guard::Caller;
            use crate::mergers::{Merger, MergerRequest, merger};
            use crate::problem::Answer;

            /// The operations.
            pub(crate) fn routes() -> OpenApiRouter<Api> {
                OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(see, change)).routes(routes!(merge))
            }

            #[doc = $a]
            #[derive(Debug, Serialize, ToSchema)]
            #[schema(as = $named)]
            pub struct $answer {
                /// Its id; survives a change of name.
                id: i64,
                /// Goes up with every change.
                version: i64,
                /// Name.
                name: String,
                #[doc = $parent_doc]
                parent: Option<i64>,
                /// Remarks.
                note: String,
            }

            #[doc = $every]
            #[derive(Debug, Serialize, ToSchema)]
            pub struct $list {
                /// By name.
                $names: Vec<$answer>,
            }

            #[doc = $an_added]
            #[derive(Debug, Deserialize, ToSchema)]
            #[serde(deny_unknown_fields)]
            #[schema(as = $new_named)]
            pub struct $new {
                /// Name.
                #[schema(min_length = 1, max_length = 200)]
                name: String,
                #[doc = $parent_doc]
                #[schema(minimum = 1)]
                parent: Option<i64>,
                /// Remarks.
                #[schema(max_length = 10_000)]
                note: Option<String>,
            }

            #[doc = $becomes]
            #[derive(Debug, Deserialize, ToSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $change {
                /// The version this change is based on.
                #[schema(minimum = 1)]
                version: i64,
                /// Name.
                #[schema(min_length = 1, max_length = 200)]
                name: Option<String>,
                #[doc = $parent_doc]
                #[serde(default, deserialize_with = "told")]
                #[schema(value_type = Option<i64>, minimum = 1)]
                parent: Option<Option<i64>>,
                /// Remarks.
                #[serde(default, deserialize_with = "told")]
                #[schema(value_type = Option<String>, max_length = 10_000)]
                note: Option<Option<String>>,
            }

            impl $change {
                fn values(self) -> Values {
                    let parent = self.parent.map(|id| id.map(|id| id.to_string()).unwrap_or_default());
                    let note = self.note.map(Option::unwrap_or_default);
                    let wanted = [("name", self.name), ("parent", parent), ("note", note)];
                    let given = wanted.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?)));
                    given.collect()
                }
            }

            fn shape(one: Node<$id>) -> $answer {
                $answer {
                    id: one.id.0,
                    version: one.version,
                    name: one.name,
                    parent: one.parent.map(|id| id.0),
                    note: one.note,
                }
            }

            #[doc = $list_doc]
            #[utoipa::path(
                get, path = $all, operation_id = $list_id, tag = $tag,
                responses((status = 200, description = "All of them.", body = $list))
            )]
            pub(crate) async fn list(Caller(cx): Caller) -> Answer<Json<$list>> {
                let $names = ops::names::<$id>(&cx).await?.into_iter().map(shape).collect();
                Ok(Json($list { $names }))
            }

            #[doc = $see_doc]
            #[utoipa::path(
                get, path = $one, operation_id = $see_id, tag = $tag,
                params(("id" = i64, Path, minimum = 1, description = $id_doc)),
                responses((status = 200, description = $seen, body = $answer))
            )]
            pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<$id>) -> Answer<Json<$answer>> {
                Ok(Json(shape(ops::see(&cx, id).await?)))
            }

            #[doc = $create_doc]
            #[utoipa::path(
                post, path = $all, operation_id = $create_id, tag = $tag,
                request_body = $new,
                responses((status = 201, description = "As it is now.", body = $answer))
            )]
            pub(crate) async fn create(Caller(cx): Caller, Body(new): Body<$new>) -> Answer<Response> {
                let parent = super::parent::<$id>(&cx, new.parent).await?;
                let new = NewNode { name: new.name, parent, note: new.note.unwrap_or_default() };
                let made = shape(ops::add(&cx, &new).await?);
                Ok(created(&format!("{}/{}", $all, made.id), made))
            }

            #[doc = $change_doc]
            #[utoipa::path(
                patch, path = $one, operation_id = $change_id, tag = $tag,
                params(("id" = i64, Path, minimum = 1, description = $id_doc)),
                request_body = $change,
                responses((status = 200, description = "As it is now.", body = $answer))
            )]
            pub(crate) async fn change(
                Caller(cx): Caller,
                Id(id): Id<$id>,
                Body(change): Body<$change>,
            ) -> Answer<Json<$answer>> {
                Ok(Json(shape(super::changed(&cx, id, change.version, &change.values()).await?)))
            }

            #[doc = $merge_doc]
            #[utoipa::path(
                post, path = $merger, operation_id = $merge_id, tag = $tag,
                params(("id" = i64, Path, minimum = 1, description = $id_doc)),
                request_body = MergerRequest,
                responses((status = 200, description = "What merging did.", body = Merger))
            )]
            pub(crate) async fn merge(
                Caller(cx): Caller,
                Id(id): Id<$id>,
                Body(request): Body<MergerRequest>,
            ) -> Answer<Json<Merger>> {
                merger(ops::merge::<$id>(&cx, id, request.gone.into()).await, id.0, request.gone)
            }
        }
    };
}

tree! {
    /// Departments: `/api/v1/departments`.
    departments(kernel::DepartmentId), tag "departments",
    paths "/api/v1/departments" "/api/v1/departments/{id}" "/api/v1/departments/{id}/merger",
    operations "list_departments" "see_department" "create_department" "change_department" "merge_department",
    shapes DepartmentAnswer as Department, DepartmentList { departments }, NewDepartmentRequest as NewDepartment, DepartmentChange,
    docs "A department." "All departments." "A department to be added."
        "What a department is to become. A value that is not there stays as it is; `null` clears it."
        "The department it belongs to." "The department's id.",
    summaries "List all departments." "See a department; of one that was merged, the one that stayed." "Add a department."
        "Change a department; a new name is written on the assets that carried the old one."
        "Merge another department into this one: what lies in it and what is linked to it goes here.",
    described "The department."
}

tree! {
    /// Places: `/api/v1/places`.
    places(kernel::PlaceId), tag "places",
    paths "/api/v1/places" "/api/v1/places/{id}" "/api/v1/places/{id}/merger",
    operations "list_places" "see_place" "create_place" "change_place" "merge_place",
    shapes PlaceAnswer as Place, PlaceList { places }, NewPlaceRequest as NewPlace, PlaceChange,
    docs "A place." "All places." "A place to be added."
        "What a place is to become. A value that is not there stays as it is; `null` clears it."
        "The place it lies in." "The place's id.",
    summaries "List all places." "See a place; of one that was merged, the one that stayed." "Add a place."
        "Change a place; a new name is written on the assets that carried the old one."
        "Merge another place into this one: what lies in it and what is linked to it goes here.",
    described "The place."
}
