//! Reading a request strictly: whatever does not fit is refused with the field's name, and nothing is guessed.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use kernel::{FieldFault, Text};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::guard::Caller;
use crate::problem::Refusal;

/// The largest JSON body.
const LARGEST_JSON: usize = 1024 * 1024;

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        // Only the guard puts a caller here; an operation outside it serves nobody.
        parts.extensions.get::<Self>().cloned().ok_or_else(Refusal::unknown_caller)
    }
}

/// The `{id}` of the path.
pub(crate) struct Id<T>(pub T);

impl<S: Send + Sync, T: From<i64>> FromRequestParts<S> for Id<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let id = id_of(parts, state).await;
        id.filter(|id| *id >= 1_i64).map(|id| Self(T::from(id))).ok_or_else(wrong_id)
    }
}

/// The `{id}` of the path, where ids below zero are given too.
pub(crate) struct AnyId<T>(pub T);

impl<S: Send + Sync, T: From<i64>> FromRequestParts<S> for AnyId<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        id_of(parts, state).await.map(|id| Self(T::from(id))).ok_or_else(wrong_id)
    }
}

async fn id_of<S: Send + Sync>(parts: &mut Parts, state: &S) -> Option<i64> {
    let params = RawPathParams::from_request_parts(parts, state).await.ok()?;
    params.iter().find(|(name, _)| *name == "id").and_then(|(_, value)| value.parse().ok())
}

fn wrong_id() -> Refusal {
    Refusal::field(StatusCode::BAD_REQUEST, "id", Text::new("api.fault.id"))
}

/// The `{word}` of the path. One that cannot be a word is nobody's.
pub(crate) struct Word(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Word {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let nobody = || Refusal::new(StatusCode::NOT_FOUND);
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| nobody())?;
        let word = params.iter().find(|(name, _)| *name == "word").map_or("", |(_, value)| value);
        let is_word = word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_word.then(|| Self(word.to_owned())).ok_or_else(nobody)
    }
}

/// The query of the address.
pub(crate) struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let read = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        read.map(|query| Self(query.0)).map_err(|error| {
            let text = Text::new("api.fault.query").with("detail", error.body_text());
            Refusal::new(StatusCode::BAD_REQUEST).saying(text)
        })
    }
}

/// A JSON body.
pub(crate) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        if media_type(request.headers()) != "application/json" {
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = bytes(request, LARGEST_JSON).await?;
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
            let place = format!("{}:{}", error.line(), error.column());
            Refusal::new(StatusCode::BAD_REQUEST).saying(Text::new("api.fault.json").with("place", place))
        })?;
        no_nul(&value, "")?;
        serde_json::from_value(value).map(Self).map_err(|error| misshapen(&error.to_string()))
    }
}

/// The answer about a thing that was made, with its address.
pub(crate) fn created<T: serde::Serialize>(path: &str, made: T) -> Response {
    let mut response = (StatusCode::CREATED, Json(made)).into_response();
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(LOCATION, path);
    }
    response
}

/// The body as it is.
pub(crate) async fn bytes(request: Request, limit: usize) -> Result<Bytes, Refusal> {
    to_bytes(request.into_body(), limit).await.map_err(|_| too_large(limit))
}

/// More than is taken.
pub(crate) fn too_large(limit: usize) -> Refusal {
    let text = Text::new("api.too_large").with("limit", limit / (1024 * 1024));
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE).saying(text)
}

/// The media type without its parameters, in lower case.
pub(crate) fn media_type(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// No text may hold the character that ends texts in a database.
fn no_nul(value: &Value, at: &str) -> Result<(), Refusal> {
    match value {
        Value::String(text) if text.contains('\0') => Err(has_nul(at)),
        Value::Array(items) => items.iter().try_for_each(|item| no_nul(item, at)),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            if name.contains('\0') { Err(has_nul(at)) } else { no_nul(value, name) }
        }),
        _ => Ok(()),
    }
}

/// The refusal of such a text.
pub(crate) fn has_nul(field: &str) -> Refusal {
    Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, field, Text::new("api.fault.nul"))
}

/// Refuses words of a query that cannot be looked for.
pub(crate) fn plain(field: &str, text: &str) -> Result<(), Refusal> {
    if text.contains('\0') { Err(has_nul(field)) } else { Ok(()) }
}

/// What the reader of the body stumbled over, with the field's name where it says one.
fn misshapen(said: &str) -> Refusal {
    let named = ["missing field `", "unknown field `", "duplicate field `"];
    let field =
        named.iter().find_map(|begin| said.split_once(begin)?.1.split('`').next()).unwrap_or_default();
    let text = Text::new("api.fault.shape").with("detail", said);
    Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, field, text)
}

/// Collects everything that is wrong with a request.
#[derive(Default)]
pub(crate) struct Faults(Vec<FieldFault>);

impl Faults {
    /// One more.
    pub fn add(&mut self, field: &str, text: Text) {
        self.0.push(FieldFault { field: field.to_owned(), text });
    }

    /// Goes on only without any.
    pub fn check(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(kernel::Fault::Invalid(self.0).into()) }
    }
}
