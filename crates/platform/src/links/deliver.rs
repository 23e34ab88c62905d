//! The job that writes the mail with the link and hands it to the mail server.

use kernel::{Fault, Lang, Result};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ask::may_use;
use super::store::{self, MINUTES};
use crate::house::House;
use crate::locale::{t, tr};
use crate::notify::{Mailer, Outgoing, Refusal};
use crate::{accounts, secrets, settings};

/// The kind of the job.
pub const KIND: &str = "login.link";

/// Which link is to be sent.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    pub link: i64,
    pub lang: Lang,
}

/// Sends one link. A try that fails is repeated with another token; the one before then opens nothing. The handler of
/// [`KIND`].
///
/// # Errors
/// [`Fault::Broken`] if the mail server is to be tried again; [`Fault::Conflict`] if it refuses for good.
pub async fn deliver(house: &House, mailer: &dyn Mailer, body: &Value) -> Result<Value> {
    let order: Order =
        serde_json::from_value(body.clone()).map_err(|_| Fault::conflict("jobs.fault.body"))?;
    let settings = settings::current(house).await?;
    let Some(link) = store::waiting(house.db(), order.link, house.now()).await? else {
        return Ok(json!({ "sent": 0 }));
    };
    let account = match link.account_id {
        Some(id) => accounts::by_id(house.db(), id.into()).await?,
        None => None,
    };
    let (Some(account), Some(base)) =
        (account.filter(|it| may_use(&settings, it)), &settings.server.base_url)
    else {
        return Ok(json!({ "sent": 0 }));
    };
    let token = secrets::token("")?;
    let tx = house.db().begin().await?;
    store::set_hash(&tx, link.id, &secrets::digest("login-link", &token)).await?;
    tx.commit().await?;
    let address = format!("{base}login/link/{}", token.expose_secret());
    let company = if settings.company.name.is_empty() { "お守り" } else { &settings.company.name };
    let from = match link.asked_from.as_str() {
        "" => t(order.lang, "links.mail.unknown_device").into_owned(),
        known => known.to_owned(),
    };
    let minutes = MINUTES.to_string();
    let outgoing = Outgoing {
        to: account.email.as_str().to_owned(),
        subject: tr(order.lang, "links.mail.subject", &[("company", company)]),
        text: tr(
            order.lang,
            "links.mail.text",
            &[("name", &account.name), ("address", &address), ("minutes", &minutes), ("device", &from)],
        ),
        html: None,
        message_id: data_encoding::HEXLOWER.encode(secrets::random::<16>()?.as_ref()),
        written_at: house.now(),
    };
    match mailer.send(house, &outgoing).await {
        Ok(()) => Ok(json!({ "sent": 1 })),
        Err(Refusal::Later(text)) => Err(Fault::broken(text.key.into_owned())),
        Err(refusal) => Err(Fault::Conflict(refusal.text())),
    }
}
