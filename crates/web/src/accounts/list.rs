//! All accounts, and making one: `/accounts`, `/accounts/new`.

use axum::extract::Form;
use http::StatusCode;
use kernel::Fault;
use platform::{accounts, secrets};

use super::forms::AccountForm;
use super::views;
use crate::account::confirm;
use crate::door::{Answer, Visit};
use crate::ui::FieldError;

/// Everybody who may log in, or could once.
pub async fn list(visit: Visit) -> Answer {
    let all = accounts::list(&visit.cx).await?;
    Ok(views::list(&visit, &all))
}

/// The form of a new account.
pub async fn new(visit: Visit) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/accounts/new") {
        return Ok(question);
    }
    Ok(views::new(&visit, StatusCode::OK, &AccountForm::default(), &[]))
}

/// Makes an account with a first password, which is shown this once.
pub async fn create(visit: Visit, Form(form): Form<AccountForm>) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/accounts/new") {
        return Ok(question);
    }
    let password = secrets::code()?;
    let made = match form.new_account(visit.lang) {
        Ok(new) => accounts::create(&visit.cx, &new, &password).await,
        Err(fault) => Err(fault),
    };
    match made {
        Ok(account) => Ok(views::first_password(&visit, &account, &password)),
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            Ok(views::new(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, &errors))
        }
        Err(fault) => Err(fault.into()),
    }
}
