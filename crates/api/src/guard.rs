//! Before every operation: which one is it, who asks, may they, is it not too often. After it: words for refusals.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, VARY};
use http::request::Parts;
use kernel::{Actor, Lang};
use platform::Cx;
use secrecy::SecretString;

use crate::Api;
use crate::access::{Asked, asked};
use crate::problem::{Carried, Refusal};

/// Who asks, and on which house: the first argument of every verb.
#[derive(Clone)]
pub(crate) struct Caller(pub Cx);

/// Wraps every operation.
pub(crate) async fn guard(State(api): State<Api>, request: Request, next: Next) -> Response {
    // The body is set aside: it is not read before the caller is known.
    let (mut parts, body) = request.into_parts();
    let lang = language_of(&parts.headers);
    let mut response = match admitted(&api, &parts, lang).await {
        Ok(cx) => {
            parts.extensions.insert(Caller(cx));
            next.run(Request::from_parts(parts, body)).await
        }
        Err(refusal) => refusal.worded(lang),
    };
    if let Some(Carried(refusal)) = response.extensions_mut().remove::<Carried>() {
        response = refusal.worded(lang);
    }
    api.count(response.status());
    seal(response.headers_mut());
    response
}

/// An answer under an address that nobody has.
pub(crate) async fn nothing(headers: HeaderMap) -> Response {
    let mut response = Refusal::new(http::StatusCode::NOT_FOUND).worded(language_of(&headers));
    seal(response.headers_mut());
    response
}

async fn admitted(api: &Api, request: &Parts, lang: Lang) -> Result<Cx, Refusal> {
    let path = request.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    let operation = match asked(&request.method, path) {
        Asked::For(operation) => operation,
        Asked::Otherwise(methods) => return Err(Refusal::other_methods(&methods)),
        Asked::Nothing => return Err(Refusal::new(http::StatusCode::NOT_FOUND)),
    };
    let actor = actor_of(api, &request.headers).await?;
    actor.may(operation.right)?;
    if let Actor::Token { id, .. } = &actor {
        api.rate().take(*id, api.house().now()).map_err(Refusal::later)?;
    }
    Ok(api.house().acting(actor, lang))
}

/// Who is behind the request's token. Cookies are not looked at, so no page of a stranger can act through a browser.
pub(crate) async fn actor_of(api: &Api, headers: &HeaderMap) -> Result<Actor, Refusal> {
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    let Some(token) = token else { return Err(Refusal::unknown_caller()) };
    let found = platform::tokens::authenticate(api.house(), &SecretString::from(token.to_owned())).await?;
    found.ok_or_else(Refusal::unknown_caller)
}

/// The first language of the caller's that is spoken here.
pub(crate) fn language_of(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    wanted.split(',').find_map(Lang::parse).unwrap_or_default()
}

/// Answers are for the caller only and nothing to be shown as a page.
fn seal(headers: &mut HeaderMap) {
    const HEADERS: [(HeaderName, &str); 4] = [
        (CACHE_CONTROL, "no-store"),
        (VARY, "authorization, accept-language"),
        (http::header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (http::header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ];
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
