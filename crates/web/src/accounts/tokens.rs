//! API tokens: `/tokens`.

use axum::extract::{Form, Path};
use http::StatusCode;
use kernel::{Fault, Text, TokenId};
use platform::tokens;

use super::forms::TokenForm;
use super::token_views as views;
use crate::account::confirm;
use crate::assets::account_names;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;

/// All tokens, revoked ones too.
pub async fn list(visit: Visit) -> Answer {
    let all = tokens::list(&visit.cx).await?;
    let names = account_names(&visit).await?;
    Ok(views::list(&visit, &all, &names))
}

/// The form of a new token.
pub async fn new(visit: Visit) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/tokens/new") {
        return Ok(question);
    }
    let form = TokenForm { term: "90".to_owned(), ..TokenForm::default() };
    Ok(views::new(&visit, StatusCode::OK, &form, &[]))
}

/// Makes a token, which is shown this once.
pub async fn create(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    if let Some(question) = confirm::needed(&visit, "/tokens/new") {
        return Ok(question);
    }
    let form = TokenForm::of(&sent);
    let account = visit.cx.actor.account().ok_or(Fault::Forbidden)?;
    let made = match form.new_token(account, visit.cx.now()) {
        Ok(new) => tokens::create(&visit.cx, &new).await,
        Err(fault) => Err(fault),
    };
    match made {
        Ok((token, secret)) => Ok(views::once(&visit, &token, &secret)),
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            Ok(views::new(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, &errors))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Ends a token at once.
pub async fn revoke(visit: Visit, Path(id): Path<i64>) -> Answer {
    tokens::revoke(&visit.cx, TokenId(id)).await?;
    Ok(redirect_with("/tokens", &Notice::good(Text::new("tokens.revoked.done"))))
}
