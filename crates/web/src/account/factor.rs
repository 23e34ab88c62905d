//! The handlers of the second factor: set up, prove, take off, new recovery codes.

use axum::extract::Form;
use axum::response::Response;
use http::StatusCode;
use http::header::SET_COOKIE;
use kernel::Fault;
use platform::accounts;

use super::confirm::{self, Proof, own, prove};
use super::factor_views as views;
use super::forms::{CodeForm, ProofForm};
use super::pages::done;
use crate::door::{Answer, Visit, redirect};
use crate::ui::FieldError;

const HERE: &str = "/account/factor";

/// Where setting up stands: not begun, a code to scan, or done.
pub async fn show(visit: Visit) -> Answer {
    state(&visit, StatusCode::OK, &[]).await
}

/// Makes a seed; it counts only once a code of it was seen.
pub async fn begin(visit: Visit) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    accounts::begin_factor(&visit.cx).await?;
    Ok(redirect(HERE))
}

/// The first code: from now on it is asked for. The recovery codes are shown this once.
pub async fn confirm(visit: Visit, Form(form): Form<CodeForm>) -> Answer {
    match accounts::confirm_factor(&visit.cx, &form.code).await {
        Ok(codes) => Ok(views::codes(&visit, &codes)),
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            state(&visit, StatusCode::UNPROCESSABLE_ENTITY, &errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Takes it off; password and code are asked for.
pub async fn remove(visit: Visit, Form(form): Form<ProofForm>) -> Answer {
    let renewed = match prove(&visit, &form).await? {
        Proof::Given(renewed) => renewed,
        Proof::Refused(status, errors) => return state(&visit, status, &errors).await,
    };
    accounts::drop_factor(&visit.cx, &form.secret()).await?;
    let mut answer = done("/account", "account.factor.removed");
    carry_cookie(&renewed, &mut answer);
    Ok(answer)
}

/// New recovery codes; password and code are asked for.
pub async fn renew_codes(visit: Visit, Form(form): Form<ProofForm>) -> Answer {
    let renewed = match prove(&visit, &form).await? {
        Proof::Given(renewed) => renewed,
        Proof::Refused(status, errors) => return state(&visit, status, &errors).await,
    };
    let codes = accounts::renew_recovery_codes(&visit.cx, &form.secret()).await?;
    let mut answer = views::codes(&visit, &codes);
    carry_cookie(&renewed, &mut answer);
    Ok(answer)
}

async fn state(visit: &Visit, status: StatusCode, errors: &[FieldError]) -> Answer {
    let (account, _) = own(visit)?;
    if account.totp {
        let codes = accounts::recovery_codes_left(&visit.cx).await?;
        return Ok(views::present(visit, status, account, codes, errors));
    }
    // The seed is shown only to whoever has just shown who they are.
    match accounts::factor_begun(&visit.cx).await? {
        Some(_) if confirm::needed(visit, HERE).is_some() => Ok(views::absent(visit, status)),
        Some(enrolment) => Ok(views::scan(visit, status, &enrolment, errors)),
        None => Ok(views::absent(visit, status)),
    }
}

/// Hands the cookie of the session that was renewed on the way to the answer, beside those it has.
fn carry_cookie(renewed: &Response, answer: &mut Response) {
    for cookie in renewed.headers().get_all(SET_COOKIE) {
        answer.headers_mut().append(SET_COOKIE, cookie.clone());
    }
}
