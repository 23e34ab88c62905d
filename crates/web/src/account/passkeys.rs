//! The handlers of one's own passkeys: list, register, remove. Whoever opens the page shows again who they are.

use axum::extract::{Form, Path};
use axum::response::Response;
use http::StatusCode;
use http::header::HeaderMap;
use kernel::{Fault, PasskeyId};
use platform::{passkeys, settings};

use super::confirm::{self, own};
use super::forms::PasskeyForm;
use super::pages::done;
use super::passkey_views as views;
use crate::door::{Answer, Visit};
use crate::login::passkey::{ceremony, question};
use crate::ui::FieldError;

/// The page.
pub(super) const HERE: &str = "/account/passkeys";

/// One's passkeys, and the form of another.
pub async fn show(visit: Visit) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    page(&visit, StatusCode::OK, None, &[]).await
}

/// The question that a new passkey answers, for the script.
pub async fn begin(visit: Visit) -> Answer {
    if confirm::needed(&visit, HERE).is_some() {
        return Ok(question(&visit, Err(Fault::conflict("passkeys.fault.over")))?);
    }
    Ok(question(&visit, passkeys::begin_adding(&visit.cx).await)?)
}

/// Registers what the browser made.
pub async fn add(visit: Visit, headers: HeaderMap, Form(form): Form<PasskeyForm>) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    let token = ceremony(&visit, &headers);
    let (status, errors) = match passkeys::add(&visit.cx, &token, &form.name, &form.answer).await {
        Ok(_) => return Ok(done(HERE, "passkeys.added")),
        Err(Fault::Invalid(faults)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FieldError::from_faults(visit.lang, &faults))
        }
        Err(Fault::Conflict(text)) => {
            let text = platform::locale::say(visit.lang, &text);
            (StatusCode::CONFLICT, vec![FieldError::new("", text)])
        }
        Err(fault) => return Err(fault.into()),
    };
    page(&visit, status, Some(&form.name), &errors).await
}

/// Removes one.
pub async fn remove(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    passkeys::remove(&visit.cx, PasskeyId(id)).await?;
    Ok(done(HERE, "passkeys.removed"))
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    name: Option<&str>,
    errors: &[FieldError],
) -> Answer<Response> {
    let (_, session) = own(visit)?;
    let all = passkeys::list(&visit.cx).await?;
    let settings = settings::current(visit.house()).await?;
    let party = passkeys::party(settings.server.base_url.as_ref());
    // A name that one knows again: the device one sits at.
    let words = [session.device.machine.as_str(), session.device.browser.as_str()];
    let proposed = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let name = name.unwrap_or(&proposed);
    Ok(views::page(visit, status, &views::Shown { all: &all, party: &party, name, errors }))
}
