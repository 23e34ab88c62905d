//! 「メールでログイン用のリンクを受け取る」: asking, the page under the link with its one button, and the button.

use axum::extract::{Form, Path};
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderMap, SET_COOKIE};
use kernel::Fault;
use platform::accounts::{Doorstep, LoginOutcome};
use platform::links::{self, Asked, Followed};
use platform::settings;
use secrecy::{ExposeSecret as _, SecretString};

use super::forms::{AskForm, FollowForm};
use super::link_views::{self as views, Trouble};
use super::pages::{enter, user_agent};
use crate::door::{self, Answer, Visit};

/// The cookie by which the browser that asked is known again. A link in a webmail comes from another site, so it must
/// not be a strict one; it only says that a button is enough.
const BROWSER: &str = "link";

/// Where one asks.
pub async fn form(visit: Visit) -> Answer {
    let settings = settings::current(visit.house()).await?;
    if !links::are_offered(&settings) {
        return Err(Fault::NotFound.into());
    }
    Ok(views::ask(&visit, StatusCode::OK, "", None))
}

/// Asks; the answer is the same for everybody.
pub async fn ask(visit: Visit, headers: HeaderMap, Form(form): Form<AskForm>) -> Answer {
    let settings = settings::current(visit.house()).await?;
    if !links::are_offered(&settings) {
        return Err(Fault::NotFound.into());
    }
    if form.email.trim().is_empty() {
        return Ok(views::ask(&visit, StatusCode::UNPROCESSABLE_ENTITY, "", Some(Trouble::NoAddress)));
    }
    match links::ask(visit.house(), &form.email, visit.lang, step(&visit, &headers)).await? {
        Asked::Noted { browser, number } => {
            let mut answer = views::asked(&visit, number.expose_secret());
            let cookie =
                format!("{BROWSER}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=900", browser.expose_secret());
            answer.headers_mut().append(SET_COOKIE, door::header(&cookie));
            Ok(answer)
        }
        Asked::Later { seconds } => {
            let trouble = Some(Trouble::Later(seconds));
            Ok(views::ask(&visit, StatusCode::TOO_MANY_REQUESTS, &form.email, trouble))
        }
    }
}

/// The page that a link opens. It changes nothing: mail scanners follow links too.
pub async fn show(visit: Visit, headers: HeaderMap, Path(token): Path<String>) -> Response {
    let wants_number = browser(&visit, &headers).is_none();
    views::button(&visit, StatusCode::OK, &token, wants_number, None)
}

/// The button on it.
pub async fn follow(visit: Visit, headers: HeaderMap, Form(form): Form<FollowForm>) -> Answer {
    let token = SecretString::from(form.token.clone());
    let browser = browser(&visit, &headers);
    let number = Some(form.number.as_str()).filter(|number| !number.trim().is_empty());
    let step = step(&visit, &headers);
    let again = |status, trouble| views::button(&visit, status, &form.token, true, Some(trouble));
    Ok(match links::follow(visit.house(), &token, browser.as_ref(), number, step).await? {
        Followed::Door(LoginOutcome::In(session)) => {
            let mut answer = enter(&visit, &session.token, "/").await?;
            let gone = format!("{BROWSER}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
            answer.headers_mut().append(SET_COOKIE, door::header(&gone));
            answer
        }
        Followed::Door(LoginOutcome::NeedsSecondFactor(pending)) => {
            super::views::factor(&visit, StatusCode::OK, &pending, "/", None)
        }
        Followed::Door(LoginOutcome::Later { seconds }) => {
            again(StatusCode::TOO_MANY_REQUESTS, Trouble::Later(seconds))
        }
        Followed::Door(LoginOutcome::Refused) => views::over(&visit),
        Followed::WantsNumber => again(StatusCode::UNPROCESSABLE_ENTITY, Trouble::WantsNumber),
        Followed::WrongNumber => again(StatusCode::UNPROCESSABLE_ENTITY, Trouble::WrongNumber),
    })
}

fn step<'a>(visit: &Visit, headers: &'a HeaderMap) -> Doorstep<'a> {
    Doorstep { address: Some(visit.address), user_agent: user_agent(headers) }
}

fn browser(visit: &Visit, headers: &HeaderMap) -> Option<SecretString> {
    let value = door::cookie(headers, BROWSER, visit.is_secure).filter(|value| !value.is_empty());
    value.map(SecretString::from)
}
