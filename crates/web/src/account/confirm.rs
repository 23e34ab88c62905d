//! 「ご本人の確認」: before something grave, password and second factor, or a passkey, are asked for once more.

use axum::extract::{Form, Query};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::Fault;
use maud::html;
use platform::accounts::{self, Account, LoginOutcome};
use platform::locale::{t, tr};
use platform::passkeys;
use platform::sessions::Session;

use super::forms::{PasskeyForm, ProofForm};
use crate::door::{Answer, Visit, redirect};
use crate::login::passkey::{ceremony, question};
use crate::login::{inside, with_session};
use crate::ui::frame::Room;
use crate::ui::passkey::{Ceremony, PasskeyForm as PasskeyAsk, passkey_form};
use crate::ui::{Button, Field, FieldError, Form as UiForm, Head, form_render, layout};

/// The way to the question, if one has not shown lately who one is; `next` is where to come back to.
pub fn needed(visit: &Visit, next: &str) -> Option<Response> {
    let is_fresh = visit.session.as_ref().is_some_and(|session| session.is_stepped_up(visit.cx.now()));
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    (!is_fresh).then(|| redirect(&format!("/account/confirmation?{query}")))
}

/// The question.
pub async fn show(visit: Visit, Query(query): Query<ProofForm>) -> Answer {
    page(&visit, StatusCode::OK, &query.next, &[]).await
}

/// The answer; the session gets a new token.
pub async fn confirm(visit: Visit, Form(form): Form<ProofForm>) -> Answer {
    match prove(&visit, &form).await? {
        Proof::Given(answer) => Ok(answer),
        Proof::Refused(status, errors) => page(&visit, status, &form.next, &errors).await,
    }
}

/// The question for a passkey, for the script.
pub async fn begin(visit: Visit) -> Answer {
    let (account, _) = own(&visit)?;
    Ok(question(&visit, passkeys::begin_step_up(visit.house(), account).await)?)
}

/// The answer by passkey; the session gets a new token.
pub async fn by_passkey(visit: Visit, headers: HeaderMap, Form(form): Form<PasskeyForm>) -> Answer {
    let (account, session) = own(&visit)?;
    let token = ceremony(&visit, &headers);
    let outcome = passkeys::step_up(visit.house(), session, account, &token, &form.answer).await?;
    if let LoginOutcome::In(renewed) = outcome {
        return Ok(with_session(&visit, &renewed.token, redirect(inside(&form.next))));
    }
    let errors = [FieldError::new("", t(visit.lang, "login.passkey.refused"))];
    page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form.next, &errors).await
}

/// What came of asking.
pub(super) enum Proof {
    /// It is them: the way on, with the new cookie.
    Given(Response),
    /// It is not, or not now.
    Refused(StatusCode, Vec<FieldError>),
}

/// Checks password and code; on success the way to `next`.
pub(super) async fn prove(visit: &Visit, form: &ProofForm) -> kernel::Result<Proof> {
    let (account, session) = own(visit)?;
    let code = Some(form.code.trim()).filter(|code| !code.is_empty());
    let outcome =
        accounts::step_up(visit.house(), session, account, &form.secret(), code, Some(visit.address)).await?;
    let refused = |status, text| Proof::Refused(status, vec![FieldError::new("current", text)]);
    Ok(match outcome {
        LoginOutcome::In(renewed) => {
            Proof::Given(with_session(visit, &renewed.token, redirect(inside(&form.next))))
        }
        LoginOutcome::Later { seconds } => {
            let text = tr(visit.lang, "login.later", &[("seconds", &seconds.to_string())]);
            refused(StatusCode::TOO_MANY_REQUESTS, text)
        }
        LoginOutcome::Refused | LoginOutcome::NeedsSecondFactor(_) => {
            let key = if account.totp { "account.confirm.refused_both" } else { "account.confirm.refused" };
            refused(StatusCode::UNPROCESSABLE_ENTITY, t(visit.lang, key).into_owned())
        }
    })
}

/// The account and session of whoever is logged in.
pub(super) fn own(visit: &Visit) -> kernel::Result<(&Account, &Session)> {
    visit.account.as_ref().zip(visit.session.as_ref()).ok_or(Fault::Forbidden)
}

/// The fields that prove who one is.
pub(super) fn fields(visit: &Visit, account: &Account, errors: &[FieldError]) -> maud::Markup {
    let lang = visit.lang;
    html! {
        (Field::password("current", t(lang, "accounts.field.current")).error_in(errors).required().render(lang))
        @if account.totp {
            (Field::text("code", t(lang, "accounts.field.code")).hint(t(lang, "accounts.hint.code"))
                .autocomplete("one-time-code").error_in(errors).required().render(lang))
        }
    }
}

async fn page(visit: &Visit, status: StatusCode, next: &str, errors: &[FieldError]) -> Answer {
    let (account, _) = own(visit)?;
    let origin = passkeys::usable_at(&visit.cx).await?;
    let lang = visit.lang;
    let title = t(lang, "account.confirm.title");
    let lead = t(lang, "account.confirm.lead");
    let form = UiForm::post("/account/confirmation", t(lang, "account.confirm.submit"))
        .narrow()
        .cancel(inside(next))
        .errors(errors);
    let body = html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        @if let Some(origin) = &origin {
            (passkey_form(lang, &PasskeyAsk {
                ceremony: Ceremony::Get,
                action: "/account/confirmation/passkey",
                question: "/account/confirmation/questions",
                origin,
                button: Button::new(t(lang, "account.confirm.passkey")),
                fields: html! { input type="hidden" name="next" value=(inside(next)); },
            }))
        }
        (form.render(lang, &html! {
            input type="hidden" name="next" value=(inside(next));
            (form_render::fields(&fields(visit, account, errors)))
        }))
    };
    Ok(visit.show_as(status, &title, Some(Room::Settings), &body))
}
