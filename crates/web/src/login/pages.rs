//! The door's handlers.

use axum::extract::{Form, Query};
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue, SET_COOKIE, USER_AGENT};
use kernel::{Fault, Lang};
use platform::accounts::{self, Login, LoginOutcome};
use platform::{links, passkeys, sso};
use secrecy::SecretString;

use super::forms::{FactorForm, LoginForm, LoginQuery, PreferenceForm, inside};
use super::views::{self, Refusal};
use crate::door::{Answer, Visit, redirect, session_cookie, session_cookie_gone, setting_cookie};

/// The login form; whoever is in already goes on.
pub async fn show(visit: Visit, Query(query): Query<LoginQuery>) -> Answer {
    if visit.account.is_some() {
        return Ok(redirect(inside(&query.next)));
    }
    let form = LoginForm { next: query.next, ..LoginForm::default() };
    page(&visit, StatusCode::OK, &form, None).await
}

/// Mail address and password.
pub async fn login(visit: Visit, headers: HeaderMap, Form(form): Form<LoginForm>) -> Answer {
    let password = SecretString::from(form.password.clone());
    let user_agent = user_agent(&headers);
    let login = Login {
        email: &form.email,
        password: &password,
        code: None,
        address: Some(visit.address),
        user_agent,
    };
    Ok(match accounts::login(visit.house(), &login).await? {
        LoginOutcome::In(session) => enter(&visit, &session.token, &form.next).await?,
        LoginOutcome::NeedsSecondFactor(pending) => {
            views::factor(&visit, StatusCode::OK, &pending, &form.next, None)
        }
        LoginOutcome::Refused => page(&visit, StatusCode::UNAUTHORIZED, &form, Some(Refusal::Wrong)).await?,
        LoginOutcome::Later { seconds } => {
            page(&visit, StatusCode::TOO_MANY_REQUESTS, &form, Some(Refusal::Later(seconds))).await?
        }
    })
}

/// The login form, with the other ways in that this house offers.
pub(super) async fn page(
    visit: &Visit,
    status: StatusCode,
    form: &LoginForm,
    refusal: Option<Refusal>,
) -> Answer {
    let house = visit.house();
    let settings = platform::settings::current(house).await?;
    let passkey = match passkeys::party(settings.server.base_url.as_ref()) {
        Ok(party) if passkeys::are_offered(house).await? => Some(party.origin),
        _ => None,
    };
    let providers = sso::offered(house).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let offers = views::Offers { passkey, link: links::are_offered(&settings), providers };
    Ok(views::login(visit, status, form, &offers, refusal))
}

/// The second factor.
pub async fn factor(visit: Visit, headers: HeaderMap, Form(form): Form<FactorForm>) -> Answer {
    let pending = SecretString::from(form.pending.clone());
    let user_agent = user_agent(&headers);
    let outcome =
        accounts::second_factor(visit.house(), &pending, &form.code, Some(visit.address), user_agent).await?;
    let again = |status, refusal| views::factor(&visit, status, &pending, &form.next, Some(refusal));
    Ok(match outcome {
        LoginOutcome::In(session) => enter(&visit, &session.token, &form.next).await?,
        LoginOutcome::NeedsSecondFactor(_) | LoginOutcome::Refused => {
            again(StatusCode::UNAUTHORIZED, Refusal::Wrong)
        }
        LoginOutcome::Later { seconds } => again(StatusCode::TOO_MANY_REQUESTS, Refusal::Later(seconds)),
    })
}

/// Ends this session.
pub async fn logout(visit: Visit) -> Answer {
    if let Some(session) = &visit.session {
        platform::sessions::close(&visit.cx, session.id).await?;
    }
    let mut answer = redirect("/login");
    answer.headers_mut().append(SET_COOKIE, session_cookie_gone());
    // Nothing is put there, but a browser's other pages of this site may still hold something.
    let clear = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"storage\""));
    answer.headers_mut().insert(clear.0, clear.1);
    Ok(answer)
}

/// In, with a new session; the one that this browser had until now ends.
pub(super) async fn enter(visit: &Visit, token: &SecretString, next: &str) -> Answer {
    if let Some(session) = &visit.session {
        match platform::sessions::close(&visit.cx, session.id).await {
            // Another page of the same browser was faster.
            Ok(()) | Err(Fault::NotFound) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(with_session(visit, token, redirect(inside(next))))
}

/// Another language or theme, kept with the account and, for the time before login, in a cookie.
pub async fn preferences(visit: Visit, Form(form): Form<PreferenceForm>) -> Answer {
    let lang = Lang::parse(&form.lang);
    let theme = match form.theme.as_str() {
        "light" => Some(accounts::Theme::Light),
        "dark" => Some(accounts::Theme::Dark),
        "auto" => Some(accounts::Theme::System),
        _ => None,
    };
    if visit.account.is_some() {
        accounts::set_appearance(&visit.cx, lang, theme).await?;
    }
    let mut answer = redirect(inside(&form.back));
    let lang = lang.map(|lang| setting_cookie("lang", lang.code()));
    let theme = theme.map(|theme| setting_cookie("theme", theme.word()));
    for cookie in lang.into_iter().chain(theme) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// `answer` with the cookie of a session just opened.
pub fn with_session(visit: &Visit, token: &SecretString, mut answer: Response) -> Response {
    let settings = platform::settings::cached(visit.house());
    let seconds = settings.map_or(7 * 24 * 3600, |settings| settings.sessions.absolute.num_seconds());
    answer.headers_mut().append(SET_COOKIE, session_cookie(token, seconds));
    answer
}

pub(super) fn user_agent(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
