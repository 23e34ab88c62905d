//! The wizard's handlers: the two doors, their forms, and what happens when one is sent.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode, header::USER_AGENT};
use kernel::{Fault, FieldFault, Text};
use platform::accounts::{self, Login, LoginOutcome};
use secrecy::SecretString;

use super::forms::SetupForm;
use super::sample::PROGRESS;
use super::ticket::Ticket;
use super::views;
use crate::door::{Answer, Failure, Notice, Visit, Web, redirect, redirect_with};
use crate::login;
use crate::ui::FieldError;

/// A way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// 「自社ではじめる」
    Company,
    /// 「見本の会社で試す」
    Sample,
}

impl Door {
    /// The word in its address and in the keys of its sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Sample => "sample",
        }
    }

    /// The door of an address; the sample's only where the program brought a sample along.
    fn find(word: &str, web: &Web) -> kernel::Result<Self> {
        let door = [Self::Company, Self::Sample].into_iter().find(|door| door.word() == word);
        door.filter(|door| *door == Self::Company || web.begin_sample().is_some()).ok_or(Fault::NotFound)
    }
}

/// The two doors.
pub async fn doors(State(web): State<Web>, visit: Visit) -> Answer {
    still_empty(&web).await?;
    Ok(views::doors(&visit, web.begin_sample().is_some()))
}

/// The form behind a door.
pub async fn form(State(web): State<Web>, visit: Visit, Path(word): Path<String>) -> Answer {
    still_empty(&web).await?;
    let door = Door::find(&word, &web)?;
    Ok(views::form(&visit, StatusCode::OK, door, &SetupForm::default(), &[], web.setup_code().is_some()))
}

/// Founds the company; its admin is in at once, or, with the sample, as soon as it is filled.
pub async fn begin(
    State(web): State<Web>,
    visit: Visit,
    Path(word): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SetupForm>,
) -> Answer {
    still_empty(&web).await?;
    let door = Door::find(&word, &web)?;
    match found(&web, &visit, door, &headers, &form).await {
        Ok(answer) => Ok(answer),
        Err(Failure(Fault::Invalid(faults))) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            let (status, asks_code) = (StatusCode::UNPROCESSABLE_ENTITY, web.setup_code().is_some());
            Ok(views::form(&visit, status, door, &form, &errors, asks_code))
        }
        Err(failure) => Err(failure),
    }
}

/// Logs in whoever typed these in a moment ago, and goes to `next`.
pub async fn log_in(
    visit: &Visit,
    headers: &HeaderMap,
    email: &str,
    password: &SecretString,
    next: &str,
) -> Answer<Response> {
    let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let login = Login { email, password, code: None, address: Some(visit.address), user_agent };
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

async fn found(
    web: &Web,
    visit: &Visit,
    door: Door,
    headers: &HeaderMap,
    form: &SetupForm,
) -> Answer<Response> {
    if let Some(fault) = form.code_fault(web.setup_code()) {
        return Err(Failure(Fault::Invalid(vec![fault])));
    }
    let founding = form.founding(visit.lang)?;
    let Some(begin) = web.begin_sample().filter(|_| door == Door::Sample) else {
        accounts::found(web.house(), &founding, &form.secret()).await?;
        return log_in(visit, headers, &form.email, &form.secret(), "/imports/new").await;
    };
    let job = begin(web.house().clone(), founding, form.secret()).await?;
    let (ticket, cookie) = Ticket::issue(form, job, visit.cx.now())?;
    web.keep_ticket(ticket);
    let mut answer = redirect(PROGRESS);
    answer.headers_mut().append(SET_COOKIE, cookie);
    Ok(answer)
}

/// The wizard is there only while nobody has an account; afterwards it never was.
async fn still_empty(web: &Web) -> kernel::Result<()> {
    if web.is_founded().await? { Err(Fault::NotFound) } else { Ok(()) }
}
