//! The wizard's handlers.

use axum::extract::{Form, State};
use axum::response::Response;
use http::{StatusCode, header::USER_AGENT};
use kernel::{Fault, FieldFault, Text};
use platform::accounts::{self, Login, LoginOutcome};

use super::forms::SetupForm;
use super::views;
use crate::door::{Answer, Failure, Notice, Visit, Web, redirect_with};
use crate::login;
use crate::ui::FieldError;

/// The two doors.
pub async fn doors(State(web): State<Web>, visit: Visit) -> Answer {
    still_empty(&web).await?;
    Ok(views::doors(&visit, web.fill_sample().is_some()))
}

/// The form of 「自社ではじめる」.
pub async fn company(State(web): State<Web>, visit: Visit) -> Answer {
    still_empty(&web).await?;
    Ok(views::company(&visit, StatusCode::OK, &SetupForm::default(), &[], web.setup_code().is_some()))
}

/// Founds the company and logs its admin in.
pub async fn found(
    State(web): State<Web>,
    visit: Visit,
    headers: http::HeaderMap,
    Form(form): Form<SetupForm>,
) -> Answer {
    still_empty(&web).await?;
    let founded = match form.code_fault(web.setup_code()) {
        Some(fault) => Err(Fault::Invalid(vec![fault])),
        None => accounts::found(web.house(), &form.founding(visit.lang), &form.secret()).await.map(drop),
    };
    match founded {
        Ok(()) => enter(&visit, &headers, &form.email, &form, "/imports/new").await,
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            let asks_code = web.setup_code().is_some();
            Ok(views::company(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, &errors, asks_code))
        }
        Err(fault) => Err(Failure(fault)),
    }
}

/// The form of 「見本の会社で試す」.
pub async fn sample(State(web): State<Web>, visit: Visit) -> Answer {
    still_empty(&web).await?;
    Ok(views::sample(&visit, StatusCode::OK, &SetupForm::default(), &[], web.setup_code().is_some()))
}

/// Fills the sample company and logs its admin in.
pub async fn fill(
    State(web): State<Web>,
    visit: Visit,
    headers: http::HeaderMap,
    Form(form): Form<SetupForm>,
) -> Answer {
    still_empty(&web).await?;
    let fill = web.fill_sample().cloned().ok_or(Fault::NotFound)?;
    let filled = match form.code_fault(web.setup_code()) {
        Some(fault) => Err(Fault::Invalid(vec![fault])),
        None => fill(web.house().clone(), form.founding(visit.lang), form.secret()).await,
    };
    match filled {
        Ok(()) => enter(&visit, &headers, &form.email, &form, "/").await,
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            let asks_code = web.setup_code().is_some();
            Ok(views::sample(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, &errors, asks_code))
        }
        Err(fault) => Err(Failure(fault)),
    }
}

/// The wizard is there only while nobody has an account; afterwards it never was.
async fn still_empty(web: &Web) -> kernel::Result<()> {
    if web.is_founded().await? { Err(Fault::NotFound) } else { Ok(()) }
}

async fn enter(
    visit: &Visit,
    headers: &http::HeaderMap,
    email: &str,
    form: &SetupForm,
    next: &str,
) -> Answer<Response> {
    let password = form.secret();
    let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let login = Login { email, password: &password, code: None, address: Some(visit.address), user_agent };
    match accounts::login(visit.house(), &login).await? {
        LoginOutcome::In(session) => {
            let welcome = Notice::good(Text::new("setup.welcome"));
            Ok(login::with_session(visit, &session.token, redirect_with(next, &welcome)))
        }
        // Nothing else can happen a moment after the account was made; if it does, the login page says why.
        _ => Err(Failure(Fault::Invalid(vec![FieldFault {
            field: "email".to_owned(),
            text: Text::new("login.refused"),
        }]))),
    }
}
