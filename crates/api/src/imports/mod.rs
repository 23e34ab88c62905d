//! Imports: `/api/v1/imports`. A spreadsheet goes in, as a trial or in earnest, and can be taken back as a whole.
//!
//! In earnest it is a job: the answer names the address under which it can be followed and cancelled
//! (`/api/v1/imports/drafts/{word}`, see `drafts`).

mod drafts;
pub mod shapes;
mod upload;

use axum::Json;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderValue, LOCATION, RETRY_AFTER};
use kernel::ImportId;
use ledger::imports::{Choices, Source, ops};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::within;
use crate::extract::{Id, Query};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal};

use shapes::{ImportDraft, ImportForm, ImportList, ImportRecord, ImportReport, ImportUndone, record, undone};

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    let file = OpenApiRouter::new()
        .routes(routes!(list, take_in))
        .layer(DefaultBodyLimit::max(upload::LARGEST_BODY));
    file.routes(routes!(see, undo)).merge(drafts::routes())
}

/// How to take a file in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// Only say what would happen.
    dry_run: Option<bool>,
    /// An empty cell clears what is stored.
    clear_empty: Option<bool>,
    /// Add people that nobody knows yet.
    add_people: Option<bool>,
}

/// How many to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportsQuery {
    /// At most so many; 50 if not given.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// Take a spreadsheet in, or with `dry_run=true` say what would happen.
///
/// The file is the body itself (any media type but a form; `X-File-Name` names it, percent-encoded UTF-8), or the part
/// `file` of a form. It is read before the answer, within the limits of the settings (size, cells, 30 seconds), so a file
/// that cannot be read is refused at once. A trial is answered at once as well. In earnest the answer is always 202,
/// however small the file: the comparison and the writing are a job, and `Location` says where it can be followed and
/// cancelled.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "import", tag = "imports",
    params(
        ImportQuery,
        ("X-File-Name" = Option<String>, Header, max_length = 1000, pattern = r"^[!-~]*$",
            description = "The file's name, percent-encoded UTF-8, if the file is the body itself."),
    ),
    request_body(content(
        (String = "application/octet-stream"),
        (ImportForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, description = "What would happen (dry run), row by row.", body = ImportReport),
        (status = 202, description = "It is being taken in.", body = ImportDraft, headers(
            ("Location" = String, description = "Where it can be followed and cancelled."),
            ("Retry-After" = u64, description = "In how many seconds it is worth looking."),
        ), links(
            ("follow" = (operation_id = "follow_import", parameters(("word" = "$response.body#/word")))),
            ("cancel" = (operation_id = "cancel_import", parameters(("word" = "$response.body#/word")))),
        )),
    )
)]
pub(crate) async fn take_in(
    Caller(cx): Caller,
    State(api): State<Api>,
    Query(query): Query<ImportQuery>,
    request: Request,
) -> Answer<Response> {
    let reader = ledger::imports::reader(api.house(), api.reader()).await?;
    let (name, bytes) = upload::received(request, reader.limits().container_bytes).await?;
    let read = reader.read(&name, &bytes).await;
    let workbook = read.map_err(|error| {
        let text = ledger::imports::unreadable(&error);
        Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, "file", text)
    })?;
    let choices = Choices {
        clear_empty: query.clear_empty.unwrap_or_default(),
        add_people: query.add_people.unwrap_or_default(),
        ..Choices::default()
    };
    if query.dry_run.unwrap_or_default() {
        let plan = ops::plan(&cx, &workbook, &Source::of(&name, &bytes), &choices).await?;
        return Ok(Json(ops::report(&cx, &plan)).into_response());
    }
    drop(workbook);
    let draft = ledger::drafts::ops::send(&cx, &name, &bytes, &choices).await?;
    let (draft, job) = ledger::drafts::ops::follow(&cx, &draft.word).await?;
    Ok(accepted(shapes::draft(cx.lang, draft, job.as_ref())))
}

/// The answer about an import that goes on, with the address to follow it.
fn accepted(draft: ImportDraft) -> Response {
    let location = HeaderValue::from_str(&format!("/api/v1/imports/drafts/{}", draft.word));
    let mut response = (StatusCode::ACCEPTED, Json(draft)).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    if let Ok(location) = location {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// List the imports made so far.
#[utoipa::path(
    get, path = "/api/v1/imports", operation_id = "list_imports", tag = "imports",
    params(ImportsQuery),
    responses((status = 200, description = "Newest first.", body = ImportList))
)]
pub(crate) async fn list(Caller(cx): Caller, Query(query): Query<ImportsQuery>) -> Answer<Json<ImportList>> {
    let imports = ops::list(&cx, within("limit", query.limit.or(Some(50)), 1_000)?).await?;
    Ok(Json(ImportList { imports: imports.into_iter().map(record).collect() }))
}

/// See one import.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", operation_id = "see_import", tag = "imports",
    params(("id" = i64, Path, minimum = 1, description = "The import's id.")),
    responses((status = 200, description = "The import.", body = ImportRecord))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<ImportId>) -> Answer<Json<ImportRecord>> {
    Ok(Json(record(ops::see(&cx, id).await?)))
}

/// Take a whole import back, as far as nobody changed the same values since.
#[utoipa::path(
    delete, path = "/api/v1/imports/{id}", operation_id = "undo_import", tag = "imports",
    params(("id" = i64, Path, minimum = 1, description = "The import's id.")),
    responses((status = 200, description = "What was brought back and what stays.", body = ImportUndone))
)]
pub(crate) async fn undo(Caller(cx): Caller, Id(id): Id<ImportId>) -> Answer<Json<ImportUndone>> {
    Ok(Json(undone(ops::undo(&cx, id).await?)))
}
