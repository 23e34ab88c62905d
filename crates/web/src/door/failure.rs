//! A fault on its way to the visitor: worded once, logged once, here.

use std::sync::Arc;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kernel::Fault;
use maud::{Markup, html};
use platform::locale::{say, t};

use super::visit::Visit;
use crate::ui::frame;

/// What a handler answers.
pub type Answer<T = Response> = Result<T, Failure>;

/// A fault that leaves a handler by `?`.
#[derive(Debug)]
pub struct Failure(pub Fault);

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

/// The fault inside a response, until the guard knows the visitor's language.
#[derive(Clone)]
pub(super) struct Carried(pub Arc<Fault>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Carried(Arc::new(self.0)));
        response
    }
}

/// The page that says what went wrong and what to do.
pub(super) fn page_of(visit: &Visit, fault: &Fault) -> Response {
    let lang = visit.lang;
    let (status, title, text) = match fault {
        Fault::NotFound => {
            (StatusCode::NOT_FOUND, "door.not_found.title", t(lang, "door.not_found.text").into_owned())
        }
        Fault::Forbidden => {
            (StatusCode::FORBIDDEN, "door.forbidden.title", t(lang, "door.forbidden.text").into_owned())
        }
        Fault::Invalid(fields) => {
            let lines: Vec<_> = fields.iter().map(|fault| say(lang, &fault.text)).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, "door.invalid.title", lines.join(" "))
        }
        Fault::Conflict(text) => (StatusCode::CONFLICT, "door.conflict.title", say(lang, text)),
        Fault::Broken(source) => {
            tracing::error!(path = path_only(&visit.path), %source, "a request failed");
            let known = platform::trouble::explain(fault).map(|text| say(lang, &text));
            let text = known.unwrap_or_else(|| t(lang, "door.broken.text").into_owned());
            (StatusCode::SERVICE_UNAVAILABLE, "door.broken.title", text)
        }
    };
    let title = t(lang, title);
    let body: Markup = html! {
        section.notice-page {
            h1 { (title) }
            p { (text) }
            p { a href="/" { (t(lang, "door.home")) } }
        }
    };
    let frame = visit.frame(title.clone(), None);
    let page =
        if visit.account.is_some() { frame::page(&frame, &body) } else { frame::bare_page(&frame, &body) };
    (status, Html(page.into_string())).into_response()
}

/// Queries may hold what somebody searched for; logs need not know.
fn path_only(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}
