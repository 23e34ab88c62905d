//! The handlers of one's own account, but for the second factor.

use axum::extract::{Form, Path};
use axum::response::Response;
use http::StatusCode;
use kernel::{Fault, SessionId, Text};
use platform::{accounts, passkeys, sessions, sso};
use secrecy::SecretString;

use super::confirm::own;
use super::forms::{NameForm, PasswordForm};
use super::views::{self, Overview};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;

/// Everything about oneself.
pub async fn show(visit: Visit) -> Answer {
    overview(&visit, StatusCode::OK, None, &[]).await
}

/// Another name.
pub async fn rename(visit: Visit, Form(form): Form<NameForm>) -> Answer {
    match accounts::set_name(&visit.cx, &form.name).await {
        Ok(_) => Ok(done("/account", "account.name.done")),
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            overview(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&form.name), &errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn overview(visit: &Visit, status: StatusCode, name: Option<&str>, errors: &[FieldError]) -> Answer {
    let (account, session) = own(visit)?;
    let sessions = sessions::list(&visit.cx, account.id).await?;
    let codes = if account.totp { accounts::recovery_codes_left(&visit.cx).await? } else { 0 };
    let passkeys = passkeys::list(&visit.cx).await?;
    let identities = sso::identities(&visit.cx).await?;
    let providers = sso::offered(visit.house()).await?;
    let name = name.unwrap_or(&account.name);
    let it = Overview {
        account,
        session,
        sessions: &sessions,
        codes,
        passkeys: &passkeys,
        identities: &identities,
        providers: &providers,
        name,
        errors,
    };
    Ok(views::overview(visit, status, &it))
}

/// The form of a new password.
pub async fn password(visit: Visit) -> Answer {
    let (account, _) = own(&visit)?;
    Ok(views::password(&visit, StatusCode::OK, account, &[]))
}

/// A new password; all other devices are logged out.
pub async fn change_password(visit: Visit, Form(form): Form<PasswordForm>) -> Answer {
    let (account, session) = own(&visit)?;
    let (current, new) = (SecretString::from(form.current), SecretString::from(form.password));
    let faults = match accounts::set_password(&visit.cx, &current, &new, Some(session.id)).await {
        Ok(()) => return Ok(done("/account", "account.password.done")),
        Err(Fault::Invalid(faults)) => FieldError::from_faults(visit.lang, &faults),
        Err(Fault::Conflict(wait)) => {
            vec![FieldError::new("current", platform::locale::say(visit.lang, &wait))]
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(views::password(&visit, StatusCode::UNPROCESSABLE_ENTITY, account, &faults))
}

/// Logs one device out.
pub async fn revoke(visit: Visit, Path(id): Path<i64>) -> Answer {
    sessions::revoke(&visit.cx, SessionId(id)).await?;
    Ok(done("/account", "account.sessions.revoked"))
}

/// Logs all other devices out.
pub async fn revoke_others(visit: Visit) -> Answer {
    let (_, session) = own(&visit)?;
    let count = sessions::revoke_others(&visit.cx, session.id).await?;
    let text = Text::new("account.sessions.others_revoked").with("count", count);
    Ok(redirect_with("/account", &Notice::good(text)))
}

pub(super) fn done(path: &str, key: &'static str) -> Response {
    redirect_with(path, &Notice::good(Text::new(key)))
}
