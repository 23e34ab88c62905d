//! One account: `/accounts/{id}`.

use axum::extract::{Form, Path};
use http::StatusCode;
use kernel::{AccountId, Fault, Text};
use platform::accounts::{self, Listed};
use platform::passkeys;

use super::forms::{AccountForm, version};
use super::views::{self, One};
use crate::account::confirm;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;

/// One account, and what can be done with it.
pub async fn show(visit: Visit, Path(id): Path<i64>) -> Answer {
    let listed = listed(&visit, AccountId(id)).await?;
    let form = AccountForm::of(&listed.account);
    let passkeys = passkeys::count_of(&visit.cx, listed.account.id).await?;
    let one = One { listed: &listed, passkeys, form: &form, errors: &[], conflict: None };
    Ok(views::one(&visit, StatusCode::OK, &one))
}

/// Changes name, mail address or role.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(form): Form<AccountForm>) -> Answer {
    if let Some(question) = confirm::needed(&visit, &format!("/accounts/{id}")) {
        return Ok(question);
    }
    let changed = match form.change() {
        Ok(change) => accounts::change(&visit.cx, AccountId(id), version(&form.version), &change).await,
        Err(fault) => Err(fault),
    };
    let (status, errors, conflict) = match changed {
        Ok(account) => {
            let text = Text::new("accounts.edit.done").with("name", account.name);
            return Ok(redirect_with("/accounts", &Notice::good(text)));
        }
        Err(Fault::Invalid(faults)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FieldError::from_faults(visit.lang, &faults), None)
        }
        Err(Fault::Conflict(text)) => (StatusCode::CONFLICT, Vec::new(), Some(text)),
        Err(fault) => return Err(fault.into()),
    };
    let listed = listed(&visit, AccountId(id)).await?;
    // Whoever sends it once more has seen both: what they typed, and what stands there now.
    let version = if conflict.is_some() { listed.account.version.to_string() } else { form.version.clone() };
    let form = AccountForm { version, ..form };
    let passkeys = passkeys::count_of(&visit.cx, listed.account.id).await?;
    let one = One { listed: &listed, passkeys, form: &form, errors: &errors, conflict };
    Ok(views::one(&visit, status, &one))
}

async fn listed(visit: &Visit, id: AccountId) -> kernel::Result<Listed> {
    let all = accounts::list(&visit.cx).await?;
    all.into_iter().find(|listed| listed.account.id == id).ok_or(Fault::NotFound)
}
