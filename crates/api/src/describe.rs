//! The OpenAPI document: made from the operations, checked in as `schema/openapi.json`.

use std::sync::OnceLock;

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, PathItem, Ref,
    RefOr, ResponseBuilder, SecurityRequirement, ServerBuilder,
};
use utoipa::{PartialSchema, ToSchema};

use crate::access::{ALWAYS, OPERATIONS, Operation};
use crate::problem::{FieldClash, FieldProblem, Problem};

const SCHEME: &str = "token";
const ABOUT: &str = "Everything that a person can do with the ledger of Omamori, for programs.\n\n\
    Callers are known by an API token (`omamori token create`) in `Authorization: Bearer omt_…` and may what its scopes \
    and its account allow. Refusals are `application/problem+json` in the language of `Accept-Language` (ja or en). \
    Days are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as exactly as they are known.";

/// The document, pretty and always in the same order.
pub fn document() -> String {
    // A document of our own types cannot fail to be written; an empty one would fail the test that compares it.
    describe().to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// The document as it is served.
pub(crate) async fn served() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(document).as_str();
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}

fn describe() -> OpenApi {
    let mut described = crate::operations().into_openapi();
    let licence = LicenseBuilder::new()
        .name("AGPL-3.0-or-later")
        .url(Some("https://www.gnu.org/licenses/agpl-3.0.html"))
        .build();
    let info = InfoBuilder::new()
        .title("Omamori")
        .version("1")
        .description(Some(ABOUT))
        .license(Some(licence))
        .build();
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("omt_…")
        .description(Some("An API token; made with `omamori token create` or on the settings page."))
        .build();
    let components = described.components.take().unwrap_or_default();
    let components = ComponentsBuilder::from(components)
        .schema(Problem::name(), Problem::schema())
        .schema(FieldProblem::name(), FieldProblem::schema())
        .schema(FieldClash::name(), FieldClash::schema())
        .security_scheme(SCHEME, SecurityScheme::Http(scheme))
        .build();
    let mut paths = described.paths;
    for operation in OPERATIONS {
        if let Some(item) = paths.paths.get_mut(operation.path) {
            refuse(item, operation);
        }
    }
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url("/").build()]))
        .paths(paths)
        .components(Some(components))
        .security(Some([SecurityRequirement::new::<_, [String; 0], String>(SCHEME, [])]))
        .build()
}

/// Writes down which refusals an operation may answer.
fn refuse(item: &mut PathItem, operation: &Operation) {
    let described = match operation.method.as_str() {
        "GET" => &mut item.get,
        "POST" => &mut item.post,
        "PUT" => &mut item.put,
        "PATCH" => &mut item.patch,
        _ => &mut item.delete,
    };
    let Some(described) = described else { return };
    for status in ALWAYS.iter().chain(operation.refusals) {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
        let response = ResponseBuilder::new()
            .description(meaning(*status))
            .content("application/problem+json", content)
            .build();
        described.responses.responses.insert(status.to_string(), RefOr::T(response));
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "The request cannot be read: path, query or JSON.",
        401 => "No valid token.",
        403 => "The token may not do this.",
        404 => "There is no such thing.",
        409 => "The state does not allow it, or somebody was faster; `clashes` then shows both sides.",
        413 => "The body is too large.",
        415 => "The body is of another kind than documented.",
        422 => "Values need mending; `errors` names every one.",
        429 => "Too many requests; `Retry-After` says when to come again.",
        503 => "The machine is in trouble (disk full, database away); nothing was changed.",
        _ => "A fault of the server's; it is in the log.",
    }
}
