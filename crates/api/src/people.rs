//! People: `/api/v1/people`.

use axum::Json;
use axum::response::Response;
use kernel::{DepartmentId, Fault, PersonId, Text};
use ledger::assets::{Page, Values};
use ledger::people::{NewPerson, Person, PersonState, ops};
use platform::Cx;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::shapes::told;
use crate::assets::{within, words};
use crate::extract::{Body, Id, Query, created};
use crate::guard::Caller;
use crate::mergers::{Merger, MergerRequest, merger};
use crate::problem::{Answer, Refusal};

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(see, change)).routes(routes!(merge))
}

/// A person of the company.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonAnswer {
    /// The id; survives every change of name.
    id: i64,
    /// Goes up with every change.
    version: i64,
    /// Employee number.
    employee_no: String,
    /// Name as written.
    name: String,
    /// Its reading.
    kana: String,
    /// Mail address.
    email: String,
    /// Department's id.
    department: Option<i64>,
    /// Department's name.
    department_name: String,
    /// Telephone or extension.
    phone: String,
    /// Whether the person has left the company.
    left: bool,
    /// On which day, if known.
    left_on: Option<String>,
    /// Remarks.
    note: String,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeoplePage {
    /// How many there are on all pages together.
    total: i64,
    /// This page's, by reading.
    people: Vec<PersonAnswer>,
}

/// A person to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPerson)]
pub struct NewPersonRequest {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Employee number.
    #[schema(max_length = 200)]
    employee_no: Option<String>,
    /// Its reading.
    #[schema(max_length = 200)]
    kana: Option<String>,
    /// Mail address.
    #[schema(max_length = 200)]
    email: Option<String>,
    /// Department's id.
    #[schema(minimum = 1)]
    department: Option<i64>,
    /// Telephone or extension.
    #[schema(max_length = 200)]
    phone: Option<String>,
    /// Remarks.
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// What a person is to become. A value that is not there stays as it is; `null` clears it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
pub struct PersonChange {
    /// The version this change is based on.
    #[schema(minimum = 1)]
    version: i64,
    /// Name; the old one is kept among the past names.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Employee number.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 200)]
    employee_no: Option<Option<String>>,
    /// Its reading.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 200)]
    kana: Option<Option<String>>,
    /// Mail address.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 200)]
    email: Option<Option<String>>,
    /// Department's id.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>, minimum = 1)]
    department: Option<Option<i64>>,
    /// Telephone or extension.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 200)]
    phone: Option<Option<String>>,
    /// Remarks.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    note: Option<Option<String>>,
}

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// Part of a name (a past one too), reading, number or mail address.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Those who left too.
    with_left: Option<bool>,
    /// Page, from 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// People on a page; 50 if not given.
    #[param(minimum = 1, maximum = 1000)]
    per_page: Option<u32>,
}

fn shape(person: Person) -> PersonAnswer {
    let (left, left_on) = match person.state {
        PersonState::Active => (false, None),
        PersonState::Left(on) => (true, on),
    };
    PersonAnswer {
        id: person.id.0,
        version: person.version,
        employee_no: person.employee_no,
        name: person.name,
        kana: person.kana,
        email: person.email,
        department: person.department.map(|id| id.0),
        department_name: person.department_name,
        phone: person.phone,
        left,
        left_on,
        note: person.note,
    }
}

/// A department must be there.
async fn department(cx: &Cx, id: Option<i64>) -> Answer<Option<DepartmentId>> {
    let Some(id) = id.map(DepartmentId) else { return Ok(None) };
    match ledger::trees::ops::see(cx, id).await {
        Ok(department) => Ok(Some(department.id)),
        Err(Fault::NotFound) => {
            Err(Fault::field("department", Text::new("assets.fault.department_unknown")).into())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// List people.
#[utoipa::path(
    get, path = "/api/v1/people", operation_id = "list_people", tag = "people",
    params(PeopleQuery),
    responses((status = 200, description = "One page.", body = PeoplePage))
)]
pub(crate) async fn list(Caller(cx): Caller, Query(query): Query<PeopleQuery>) -> Answer<Json<PeoplePage>> {
    let page = Page {
        number: within("page", query.page, 1_000_000)?,
        size: within("per_page", query.per_page.or(Some(50)), 1_000)?,
        after: None,
    };
    let text = words("q", query.q)?;
    let (people, total) = ops::list(&cx, &text, query.with_left.unwrap_or_default(), page).await?;
    Ok(Json(PeoplePage { total, people: people.into_iter().map(shape).collect() }))
}

/// See a person; of somebody who was merged, the one who stayed.
#[utoipa::path(
    get, path = "/api/v1/people/{id}", operation_id = "see_person", tag = "people",
    params(("id" = i64, Path, minimum = 1, description = "The person's id.")),
    responses((status = 200, description = "The person.", body = PersonAnswer))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<PersonId>) -> Answer<Json<PersonAnswer>> {
    Ok(Json(shape(ops::see(&cx, id).await?)))
}

/// Add a person.
#[utoipa::path(
    post, path = "/api/v1/people", operation_id = "create_person", tag = "people",
    request_body = NewPersonRequest,
    responses((status = 201, description = "As it is now.", body = PersonAnswer))
)]
pub(crate) async fn create(Caller(cx): Caller, Body(new): Body<NewPersonRequest>) -> Answer<Response> {
    let new = NewPerson {
        employee_no: new.employee_no.unwrap_or_default(),
        name: new.name,
        kana: new.kana.unwrap_or_default(),
        email: new.email.unwrap_or_default(),
        department: department(&cx, new.department).await?,
        phone: new.phone.unwrap_or_default(),
        note: new.note.unwrap_or_default(),
    };
    let made = shape(ops::add(&cx, &new).await?);
    Ok(created(&format!("/api/v1/people/{}", made.id), made))
}

/// Change a person.
#[utoipa::path(
    patch, path = "/api/v1/people/{id}", operation_id = "change_person", tag = "people",
    params(("id" = i64, Path, minimum = 1, description = "The person's id.")),
    request_body = PersonChange,
    responses((status = 200, description = "As it is now.", body = PersonAnswer))
)]
pub(crate) async fn change(
    Caller(cx): Caller,
    Id(id): Id<PersonId>,
    Body(change): Body<PersonChange>,
) -> Answer<Json<PersonAnswer>> {
    let before = ops::see(&cx, id).await?;
    let version = change.version;
    if let Some(wanted) = change.department {
        department(&cx, wanted).await?;
    }
    let wanted = change.values();
    match ops::change(&cx, id, version, &before.as_new().with(&wanted)).await {
        Ok(after) => Ok(Json(shape(after))),
        Err(conflict @ Fault::Conflict(_)) => {
            let clashes = ops::clashes(&cx, before.id, version, &wanted).await?;
            Err(Refusal::from(conflict).with_clashes(clashes))
        }
        Err(fault) => Err(fault.into()),
    }
}

impl PersonChange {
    /// What is wanted, by field name.
    fn values(self) -> Values {
        let text = |value: Option<Option<String>>| value.map(Option::unwrap_or_default);
        let department = self.department.map(|id| id.map(|id| id.to_string()));
        let wanted = [
            ("name", self.name),
            ("employee_no", text(self.employee_no)),
            ("kana", text(self.kana)),
            ("email", text(self.email)),
            ("department", text(department)),
            ("phone", text(self.phone)),
            ("note", text(self.note)),
        ];
        wanted.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?))).collect()
    }
}

/// Merge another person into this one: what they hold and held, their account, and what only they have on record.
#[utoipa::path(
    post, path = "/api/v1/people/{id}/merger", operation_id = "merge_person", tag = "people",
    params(("id" = i64, Path, minimum = 1, description = "The person's id.")),
    request_body = MergerRequest,
    responses((status = 200, description = "What merging did.", body = Merger))
)]
pub(crate) async fn merge(
    Caller(cx): Caller,
    Id(id): Id<PersonId>,
    Body(request): Body<MergerRequest>,
) -> Answer<Json<Merger>> {
    merger(ops::merge(&cx, id, PersonId(request.gone)).await, id.0, request.gone)
}
