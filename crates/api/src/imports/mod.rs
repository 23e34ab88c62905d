//! Imports: `/api/v1/imports`. A spreadsheet goes in, as a trial or in earnest, and can be taken back as a whole.

pub mod shapes;

use std::sync::atomic::AtomicBool;

use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use http::{HeaderMap, StatusCode};
use kernel::{ImportId, Text};
use ledger::imports::{Choices, Source, ops};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::within;
use crate::extract::{Id, Query, bytes, media_type, too_large};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal};

use shapes::{ImportForm, ImportList, ImportRecord, ImportReport, ImportUndone, record, undone};

/// The largest body that is looked at; the settings name the largest file within it.
const LARGEST_BODY: usize = 128 * 1024 * 1024;
/// The header that names a file sent as it is.
const NAME: &str = "x-file-name";
/// How long it may be.
const LONGEST_NAME: usize = 1_000;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    let file = OpenApiRouter::new().routes(routes!(list, take_in)).layer(DefaultBodyLimit::max(LARGEST_BODY));
    file.routes(routes!(see, undo))
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
/// `file` of a form.
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
        (status = 200, description = "What would happen (dry run).", body = ImportReport),
        (status = 201, description = "What was done.", body = ImportReport),
    )
)]
pub(crate) async fn take_in(
    Caller(cx): Caller,
    State(api): State<Api>,
    Query(query): Query<ImportQuery>,
    request: Request,
) -> Answer<Response> {
    let (name, bytes) = received(&api, request).await?;
    let read = api.reader().read(&name, &bytes).await;
    let workbook = read.map_err(|error| {
        let args = error.args().into_iter().map(|(name, value)| (name.into(), value)).collect();
        let text = Text { key: error.key().into(), args };
        Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, "file", text)
    })?;
    let source = Source { name, hash: HEXLOWER.encode(&Sha256::digest(&bytes)) };
    let choices = Choices {
        clear_empty: query.clear_empty.unwrap_or_default(),
        add_people: query.add_people.unwrap_or_default(),
        ..Choices::default()
    };
    if query.dry_run.unwrap_or_default() {
        let plan = ops::plan(&cx, &workbook, &source, &choices).await?;
        return Ok(Json(ops::report(&cx, &plan)).into_response());
    }
    let never = AtomicBool::new(false);
    let report = ops::run(&cx, &workbook, &source, &choices, |_, _| {}, &never).await?;
    Ok((StatusCode::CREATED, Json(report)).into_response())
}

/// The file's name and bytes.
async fn received(api: &Api, request: Request) -> Answer<(String, Vec<u8>)> {
    let limit =
        usize::try_from(api.reader().limits().container_bytes).unwrap_or(LARGEST_BODY).min(LARGEST_BODY);
    let kind = media_type(request.headers());
    match kind.as_str() {
        "multipart/form-data" => part(request, limit).await,
        // A form in any other dress, or JSON, is no file.
        "application/json" | "application/x-www-form-urlencoded" => {
            Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE))
        }
        _ => {
            let name = file_name(request.headers())?;
            Ok((name, bytes(request, limit).await?.to_vec()))
        }
    }
}

async fn part(request: Request, limit: usize) -> Answer<(String, Vec<u8>)> {
    let unreadable = || Refusal::new(StatusCode::BAD_REQUEST).saying(Text::new("api.fault.form"));
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    while let Some(mut part) = parts.next_field().await.map_err(|_| unreadable())? {
        if part.name() != Some("file") {
            continue;
        }
        let name = tidy(part.file_name().unwrap_or_default());
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > limit {
                return Err(too_large(limit));
            }
        }
        return Ok((name, bytes));
    }
    Err(Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, "file", Text::new("api.fault.no_file")))
}

fn file_name(headers: &HeaderMap) -> Answer<String> {
    let wrong = || Refusal::field(StatusCode::BAD_REQUEST, "X-File-Name", Text::new("api.fault.file_name"));
    let Some(given) = headers.get(NAME) else { return Ok(tidy("")) };
    let is_spelled = given.len() <= LONGEST_NAME && given.as_bytes().iter().all(u8::is_ascii_graphic);
    let given = given.to_str().ok().filter(|_| is_spelled).ok_or_else(wrong)?;
    Ok(tidy(&decoded(given).ok_or_else(wrong)?))
}

/// Percent-decodes; `None` if what comes out is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let spelled = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%');
        bytes.push(spelled.unwrap_or(*first));
        rest = if spelled.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// The last part of a path, without characters that are none.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if plain.trim().is_empty() { "upload".to_owned() } else { plain }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_arrive_as_they_were() {
        assert_eq!(decoded("%E5%8F%B0%E5%B8%B3.xlsx").as_deref(), Some("台帳.xlsx"));
        assert_eq!(decoded("100%.csv").as_deref(), Some("100%.csv"));
        assert_eq!(decoded("%FF"), None);
        assert_eq!(tidy("C:\\temp\\a\u{0}.csv"), "a.csv");
        assert_eq!(tidy("../"), "upload");
    }
}
