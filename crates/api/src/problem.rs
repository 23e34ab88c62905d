//! What is answered when an operation did not do what was asked: `application/problem+json` (RFC 9457).
//!
//! Handlers and extractors give a [`Refusal`], which is in no language yet; the guard words it for the caller.

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use kernel::{Fault, FieldFault, Lang, Text};
use ledger::clash::Clash;
use platform::locale::say;
use serde::Serialize;
use utoipa::ToSchema;

/// What an operation answers.
pub(crate) type Answer<T> = Result<T, Refusal>;

/// The body of every answer that is no success.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem it is, for programs: `urn:omamori:problem:…`.
    #[schema(example = "urn:omamori:problem:invalid")]
    pub r#type: String,
    /// The problem in a few words, in the caller's language.
    pub title: String,
    /// The HTTP status again.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// Every field that needs mending.
    pub errors: Vec<FieldProblem>,
    /// After a change that met somebody else's: what both wanted.
    pub clashes: Vec<FieldClash>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name as in the request; empty for the request as a whole.
    pub field: String,
    /// What is wrong, in the caller's language.
    pub message: String,
}

/// One field that two changed differently.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldClash {
    /// The field.
    pub field: String,
    /// What both started from.
    pub base: String,
    /// What is stored now.
    pub theirs: String,
    /// What this request wants.
    pub mine: String,
}

/// Why a request is not answered with a success; in no language yet.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    detail: Option<Text>,
    fields: Vec<FieldFault>,
    clashes: Vec<Clash>,
    header: Option<Box<(HeaderName, HeaderValue)>>,
}

/// A refusal on its way to the guard.
#[derive(Clone)]
pub(crate) struct Carried(pub Arc<Refusal>);

impl Refusal {
    /// A status with its usual words.
    pub fn new(status: StatusCode) -> Self {
        Self { status, detail: None, fields: Vec::new(), clashes: Vec::new(), header: None }
    }

    /// The same with words of its own.
    pub fn saying(mut self, detail: Text) -> Self {
        self.detail = Some(detail);
        self
    }

    /// One value of the request cannot be taken.
    pub fn field(status: StatusCode, field: &str, text: Text) -> Self {
        Self { fields: vec![FieldFault { field: field.to_owned(), text }], ..Self::new(status) }
    }

    /// Nobody known: which way in there is.
    pub fn unknown_caller() -> Self {
        let way = HeaderValue::from_static("Bearer realm=\"omamori\"");
        Self {
            header: Some(Box::new((http::header::WWW_AUTHENTICATE, way))),
            ..Self::new(StatusCode::UNAUTHORIZED)
        }
    }

    /// The address takes other methods.
    pub fn other_methods(allowed: &[Method]) -> Self {
        let names: Vec<&str> = allowed.iter().map(Method::as_str).collect();
        let header =
            HeaderValue::from_str(&names.join(", ")).ok().map(|value| Box::new((http::header::ALLOW, value)));
        Self { header, ..Self::new(StatusCode::METHOD_NOT_ALLOWED) }
    }

    /// Too many requests: when to come again.
    pub fn later(seconds: u64) -> Self {
        let header = Some(Box::new((http::header::RETRY_AFTER, HeaderValue::from(seconds.max(1)))));
        Self { header, ..Self::new(StatusCode::TOO_MANY_REQUESTS) }
    }

    /// A conflict with the values of both sides.
    pub fn with_clashes(mut self, clashes: Vec<Clash>) -> Self {
        self.clashes = clashes;
        self
    }

    /// The answer in a language.
    pub fn worded(&self, lang: Lang) -> Response {
        let (word, title, usual) = words(self.status);
        let detail = self.detail.clone().unwrap_or_else(|| Text::new(usual));
        let errors = self.fields.iter();
        let clashes = self.clashes.iter().cloned();
        let body = Problem {
            r#type: format!("urn:omamori:problem:{word}"),
            title: say(lang, &Text::new(title)),
            status: self.status.as_u16(),
            detail: say(lang, &detail),
            errors: errors
                .map(|fault| FieldProblem { field: fault.field.clone(), message: say(lang, &fault.text) })
                .collect(),
            clashes: clashes
                .map(|clash| FieldClash {
                    field: clash.field,
                    base: clash.base,
                    theirs: clash.theirs,
                    mine: clash.mine,
                })
                .collect(),
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some((name, value)) = self.header.as_deref() {
            headers.insert(name.clone(), value.clone());
        }
        response
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NotFound => Self::new(StatusCode::NOT_FOUND),
            Fault::Forbidden => Self::new(StatusCode::FORBIDDEN),
            Fault::Invalid(fields) => Self { fields, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY) },
            Fault::Conflict(text) => Self::new(StatusCode::CONFLICT).saying(text),
            broken @ Fault::Broken(_) => {
                tracing::error!(fault = %broken, "an operation failed");
                match platform::trouble::explain(&broken) {
                    Some(text) => Self::new(StatusCode::SERVICE_UNAVAILABLE).saying(text),
                    None => Self::new(StatusCode::INTERNAL_SERVER_ERROR),
                }
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

/// The word for programs, the title's key and the usual detail's key.
fn words(status: StatusCode) -> (&'static str, &'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => ("bad-request", "api.bad_request.title", "api.bad_request"),
        StatusCode::UNAUTHORIZED => ("unknown-caller", "api.unknown_caller.title", "api.unknown_caller"),
        StatusCode::FORBIDDEN => ("forbidden", "api.forbidden.title", "api.forbidden"),
        StatusCode::NOT_FOUND => ("not-found", "api.not_found.title", "api.not_found"),
        StatusCode::METHOD_NOT_ALLOWED => ("method", "api.method.title", "api.method"),
        StatusCode::CONFLICT => ("conflict", "api.conflict.title", "api.conflict"),
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "api.too_large.title", "api.too_large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("media-type", "api.media_type.title", "api.media_type"),
        StatusCode::UNPROCESSABLE_ENTITY => ("invalid", "api.invalid.title", "api.invalid"),
        StatusCode::TOO_MANY_REQUESTS => ("too-many", "api.too_many.title", "api.too_many"),
        StatusCode::SERVICE_UNAVAILABLE => ("unavailable", "api.unavailable.title", "api.unavailable"),
        _ => ("broken", "api.broken.title", "api.broken"),
    }
}
