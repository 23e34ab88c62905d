//! Logging in, and linking an account, through a provider: the way there, the way back, and the button in between.
//!
//! The provider sends the browser back by a GET from another site, which changes nothing here and brings no strict
//! cookie along; the page it opens sends a form to ourselves, by a script or by a button.

use axum::extract::{Form, Path, Query};
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderMap, SET_COOKIE};
use kernel::{Fault, Text};
use platform::accounts::{Doorstep, LoginOutcome};
use platform::sso::{self, Answered, Begun, Ended, Purpose};
use secrecy::{ExposeSecret as _, SecretString};

use super::forms::{LoginForm, SsoAnswer, SsoForm};
use super::inside;
use super::pages::{enter, page, user_agent};
use super::sso_views as views;
use super::views::Refusal;
use crate::account::confirm;
use crate::door::{self, Answer, Notice, Visit, redirect_with};

/// The cookie that binds a question to the browser that asked.
const COOKIE: &str = "sso";

/// To the provider, to come in.
pub async fn begin(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(form): Form<SsoForm>,
) -> Answer {
    let step = step(&visit, &headers);
    match sso::begin(visit.house(), id, Purpose::LogIn, inside(&form.next), step).await {
        Ok(Ok(begun)) => Ok(leave(&visit, &begun)),
        Ok(Err(LoginOutcome::Later { seconds })) => {
            let form = LoginForm { next: form.next, ..LoginForm::default() };
            page(&visit, StatusCode::TOO_MANY_REQUESTS, &form, Some(Refusal::Later(seconds))).await
        }
        Ok(Err(_)) => Err(Fault::Forbidden.into()),
        Err(Fault::Conflict(text)) => Ok(views::trouble(&visit, &text)),
        Err(fault) => Err(fault.into()),
    }
}

/// To the provider, to link one's account.
pub async fn link(visit: Visit, headers: HeaderMap, Path(id): Path<i64>) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/account") {
        return Ok(question);
    }
    let account = visit.account.as_ref().ok_or(Fault::Forbidden)?.id;
    let step = step(&visit, &headers);
    match sso::begin(visit.house(), id, Purpose::Link(account), "/account", step).await {
        Ok(Ok(begun)) => Ok(leave(&visit, &begun)),
        Ok(Err(LoginOutcome::Later { seconds })) => {
            let text = Text::new("login.later").with("seconds", seconds);
            Ok(redirect_with("/account", &Notice::problem(text)))
        }
        Ok(Err(_)) => Err(Fault::Forbidden.into()),
        Err(Fault::Conflict(text)) => Ok(redirect_with("/account", &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Ends a link of one's own.
pub async fn unlink(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/account") {
        return Ok(question);
    }
    sso::unlink(&visit.cx, id).await?;
    Ok(redirect_with("/account", &Notice::good(Text::new("sso.unlinked"))))
}

/// Back from the provider; nothing is done yet.
pub async fn back(visit: Visit, Query(answer): Query<SsoAnswer>) -> Response {
    if answer.code.is_empty() || answer.state.is_empty() {
        let key = if answer.error == "access_denied" { "sso.fault.stopped" } else { "sso.fault.doubted" };
        return views::trouble(&visit, &Text::new(key));
    }
    views::go_on(&visit, &answer)
}

/// What the browser brought back, sent by our own page.
pub async fn finish(visit: Visit, headers: HeaderMap, Form(answer): Form<SsoAnswer>) -> Answer {
    let token = SecretString::from(door::cookie(&headers, COOKIE, visit.is_secure).unwrap_or_default());
    let answered = Answered {
        code: &answer.code,
        state: &answer.state,
        issuer: Some(answer.iss.as_str()).filter(|issuer| !issuer.is_empty()),
    };
    let account = visit.account.as_ref().map(|account| account.id);
    let ended = match sso::finish(visit.house(), &token, answered, account, step(&visit, &headers)).await {
        Ok(ended) => ended,
        Err(Fault::Conflict(text)) => return Ok(views::trouble(&visit, &text)),
        Err(fault) => return Err(fault.into()),
    };
    Ok(match ended {
        Ended::Door(LoginOutcome::In(session), next) => enter(&visit, &session.token, &next).await?,
        Ended::Door(LoginOutcome::NeedsSecondFactor(pending), next) => {
            super::views::factor(&visit, StatusCode::OK, &pending, &next, None)
        }
        Ended::Door(LoginOutcome::Later { seconds }, _) => {
            let form = LoginForm::default();
            page(&visit, StatusCode::TOO_MANY_REQUESTS, &form, Some(Refusal::Later(seconds))).await?
        }
        Ended::Door(LoginOutcome::Refused, _) => views::trouble(&visit, &Text::new("sso.fault.refused")),
        Ended::Unknown => views::trouble(&visit, &Text::new("sso.fault.unknown")),
        Ended::Taken => redirect_with("/account", &Notice::problem(Text::new("sso.fault.taken"))),
        Ended::Linked => redirect_with("/account", &Notice::good(Text::new("sso.linked"))),
    })
}

fn leave(visit: &Visit, begun: &Begun) -> Response {
    let mut answer = views::leave(visit, begun);
    let token = begun.token.expose_secret();
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=600");
    answer.headers_mut().append(SET_COOKIE, door::header(&cookie));
    answer
}

fn step<'a>(visit: &Visit, headers: &'a HeaderMap) -> Doorstep<'a> {
    Doorstep { address: Some(visit.address), user_agent: user_agent(headers) }
}
