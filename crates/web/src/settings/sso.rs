//! The providers that people can log in through: `/settings/sso`.

use axum::extract::{Form, Path};
use axum::response::Response;
use http::StatusCode;
use kernel::{Fault, Text};
use platform::sso::{self, Kind, Provider, ProviderForm};
use serde::Deserialize;

use super::sso_views as views;
use crate::account::confirm;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;

pub(super) const HERE: &str = "/settings/sso";

/// A provider as the form sends it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Who it is.
    pub kind: String,
    /// What stands on the button.
    pub name: String,
    /// Tenant or issuer.
    pub issuer: String,
    /// What it calls this house.
    pub client: String,
    /// Its secret; never sent back.
    pub secret: String,
    /// Ticked or not.
    pub by_mail: String,
    /// The version that the form was filled from.
    pub version: String,
}

impl Sent {
    /// As it stands in the settings.
    fn of(provider: &Provider) -> Self {
        let tenant = provider.issuer.strip_prefix("https://login.microsoftonline.com/");
        let tenant = tenant.and_then(|rest| rest.strip_suffix("/v2.0"));
        Self {
            kind: provider.kind.word().to_owned(),
            name: provider.name.clone(),
            issuer: tenant.unwrap_or(&provider.issuer).to_owned(),
            client: provider.client.clone(),
            by_mail: if provider.by_mail { "on" } else { "" }.to_owned(),
            version: provider.version.to_string(),
            ..Self::default()
        }
    }

    fn form(&self) -> ProviderForm {
        ProviderForm {
            kind: Kind::parse(&self.kind).unwrap_or_default(),
            name: self.name.clone(),
            issuer: self.issuer.clone(),
            client: self.client.clone(),
            secret: self.secret.clone(),
            by_mail: !self.by_mail.is_empty(),
        }
    }
}

/// All of them, and the form of another.
pub async fn show(visit: Visit) -> Answer {
    list(&visit, StatusCode::OK, &Sent { kind: Kind::default().word().to_owned(), ..Sent::default() }, &[])
        .await
}

/// Another one.
pub async fn add(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    match sso::add(&visit.cx, &sent.form()).await {
        Ok(_) => Ok(done("sso.saved")),
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            list(&visit, StatusCode::UNPROCESSABLE_ENTITY, &sent, &errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn list(visit: &Visit, status: StatusCode, sent: &Sent, errors: &[FieldError]) -> Answer<Response> {
    let all = sso::providers(&visit.cx).await?;
    let settings = platform::settings::current(visit.house()).await?;
    let back = settings.server.base_url.as_ref().map(|base| format!("{base}login/sso/callback"));
    Ok(views::list(visit, status, &all, back.as_deref(), sent, errors))
}

/// One of them.
pub async fn one(visit: Visit, Path(id): Path<i64>) -> Answer {
    let provider = sso::see(&visit.cx, id).await?;
    Ok(views::one(&visit, StatusCode::OK, &provider, &Sent::of(&provider), &[]))
}

/// Changes it.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    if let Some(question) = confirm::needed(&visit, &format!("{HERE}/{id}")) {
        return Ok(question);
    }
    let version = sent.version.parse().unwrap_or(-1);
    let (status, errors) = match sso::change(&visit.cx, id, version, &sent.form()).await {
        Ok(()) => return Ok(done("sso.saved")),
        Err(Fault::Invalid(faults)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FieldError::from_faults(visit.lang, &faults))
        }
        Err(Fault::Conflict(text)) => {
            let text = platform::locale::say(visit.lang, &text);
            (StatusCode::CONFLICT, vec![FieldError::new("", text)])
        }
        Err(fault) => return Err(fault.into()),
    };
    let provider = sso::see(&visit.cx, id).await?;
    // Whoever sends it once more has read that somebody was faster.
    let sent = Sent { version: provider.version.to_string(), ..sent };
    Ok(views::one(&visit, status, &provider, &sent, &errors))
}

/// Takes it out.
pub async fn remove(visit: Visit, Path(id): Path<i64>) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    sso::remove(&visit.cx, id).await?;
    Ok(done("sso.removed"))
}

fn done(key: &'static str) -> Response {
    redirect_with(HERE, &Notice::good(Text::new(key)))
}
