//! 「パスキーでログイン」, and what every handler of passkeys shares: the question, and the cookie that its answer needs.

use axum::Json;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderMap, SET_COOKIE};
use kernel::{Fault, Result};
use platform::accounts::{Doorstep, LoginOutcome};
use platform::locale::{say, tr};
use platform::passkeys::{self, Begun};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::forms::{LoginForm, PasskeyLoginForm};
use super::pages::{enter, page, user_agent};
use super::views::Refusal;
use crate::door::{self, Answer, Visit};

/// The cookie that binds a question to the browser that asked.
const CEREMONY: &str = "ceremony";

/// The question of the login, for the script.
pub async fn begin(visit: Visit) -> Answer {
    match passkeys::begin_login(visit.house(), Some(visit.address)).await {
        Ok(Ok(begun)) => Ok(question(&visit, Ok(begun))?),
        Ok(Err(LoginOutcome::Later { seconds })) => {
            let problem = tr(visit.lang, "login.later", &[("seconds", &seconds.to_string())]);
            Ok((StatusCode::TOO_MANY_REQUESTS, Json(json!({ "problem": problem }))).into_response())
        }
        Ok(Err(_)) => Err(Fault::Forbidden.into()),
        Err(fault) => Ok(question(&visit, Err(fault))?),
    }
}

/// The answer.
pub async fn log_in(visit: Visit, headers: HeaderMap, Form(form): Form<PasskeyLoginForm>) -> Answer {
    let token = ceremony(&visit, &headers);
    let step = Doorstep { address: Some(visit.address), user_agent: user_agent(&headers) };
    let again = LoginForm { next: form.next.clone(), ..LoginForm::default() };
    match passkeys::log_in(visit.house(), &token, &form.answer, step).await? {
        LoginOutcome::In(session) => enter(&visit, &session.token, &form.next).await,
        LoginOutcome::Later { seconds } => {
            page(&visit, StatusCode::TOO_MANY_REQUESTS, &again, Some(Refusal::Later(seconds))).await
        }
        LoginOutcome::Refused | LoginOutcome::NeedsSecondFactor(_) => {
            page(&visit, StatusCode::UNAUTHORIZED, &again, Some(Refusal::Passkey)).await
        }
    }
}

/// The question as JSON with its cookie, or what to say instead.
pub fn question(visit: &Visit, begun: Result<Begun>) -> Result<Response> {
    match begun {
        Ok(begun) => {
            let token = begun.token.expose_secret();
            let cookie = format!("{CEREMONY}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=300");
            Ok(([(SET_COOKIE, door::header(&cookie))], Json(begun.options)).into_response())
        }
        Err(Fault::Conflict(text)) => {
            let problem = say(visit.lang, &text);
            Ok((StatusCode::CONFLICT, Json(json!({ "problem": problem }))).into_response())
        }
        Err(fault) => Err(fault),
    }
}

/// The token of the question that this browser asked for.
pub fn ceremony(visit: &Visit, headers: &HeaderMap) -> SecretString {
    SecretString::from(door::cookie(headers, CEREMONY, visit.is_secure).unwrap_or_default())
}
