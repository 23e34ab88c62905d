//! Asking for a link.

use kernel::{Actor, Fault, Lang, Result, Subject};
use secrecy::{ExposeSecret as _, SecretString};

use super::deliver::{KIND, Order};
use super::store;
use crate::accounts::{self, Account, Doorstep, Email};
use crate::db::Tx;
use crate::house::House;
use crate::jobs::{self, NewJob};
use crate::journal::{self, Entry};
use crate::limits::{self, Attempt, Bucket};
use crate::secrets;
use crate::sessions::Device;
use crate::settings::{self, Settings};

/// What whoever asked is shown, whoever it is.
#[derive(Debug)]
pub enum Asked {
    /// A mail comes, if the address is one that may log in so.
    Noted {
        /// For a cookie of the browser that asked: there the link works by itself.
        browser: SecretString,
        /// Six digits, to be typed in if the link is opened elsewhere.
        number: SecretString,
    },
    /// Too many links were asked for: not before so many seconds.
    Later {
        /// To wait, at least 1.
        seconds: u64,
    },
}

/// Whether the login can offer links: somebody may use them, mails can be sent, and the pages have an address.
pub fn are_offered(settings: &Settings) -> bool {
    settings.login.links.admits_anybody()
        && settings.mail.is_configured()
        && settings.server.base_url.is_some()
}

/// Asks for a link to `email`. Known or not, the same rows are written and the same work is done.
///
/// # Errors
/// [`Fault::Conflict`] (`links.fault.off`) if this house offers none.
pub async fn ask(house: &House, email: &str, lang: Lang, step: Doorstep<'_>) -> Result<Asked> {
    let settings = settings::current(house).await?;
    if !are_offered(&settings) {
        return Err(Fault::conflict("links.fault.off"));
    }
    let folded = Email::parse(email).map_or_else(|| email.to_lowercase(), |email| email.folded());
    let mut buckets = vec![Bucket::link(house, &folded)?];
    if let Some(address) = step.address {
        buckets.push(Bucket::address(house, address)?);
    }
    let tx = house.db().begin().await?;
    let attempt = limits::take(&tx, &buckets.iter().collect::<Vec<_>>(), house.now()).await?;
    if let Attempt::Wait(wait) = attempt {
        return Ok(Asked::Later { seconds: accounts::seconds_of(wait) });
    }
    let account = accounts::by_email(&tx, &folded).await?;
    let account = account.filter(|account| may_use(&settings, account));
    let noted = note(&tx, house, account.as_ref(), lang, step).await?;
    tx.commit().await?;
    house.live().ring();
    Ok(noted)
}

/// Whether an account may come in by a link, as things are now.
pub(super) fn may_use(settings: &Settings, account: &Account) -> bool {
    account.active && settings.login.links.admits(account.role)
}

async fn note(
    tx: &Tx,
    house: &House,
    account: Option<&Account>,
    lang: Lang,
    step: Doorstep<'_>,
) -> Result<Asked> {
    let browser = secrets::token("")?;
    let number = digits()?;
    let device = Device::from_user_agent(step.user_agent);
    let words: Vec<&str> = [device.browser.as_str(), device.machine.as_str()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    let hash = secrets::digest("login-link-browser", &browser).to_vec();
    let id = account.map(|account| account.id);
    let link = store::insert(tx, id, hash, &words.join(" ・ "), house.now()).await?;
    store::set_number(tx, link, &fingerprint(house, link, number.expose_secret())?).await?;
    let cx = house.acting(Actor::Visitor, lang);
    let order = Order { link, lang: account.map_or(lang, |account| account.lang) };
    jobs::enqueue(tx, &cx, NewJob::new(KIND).body(order)).await?;
    let subject = id.map_or(Subject::System, Subject::Account);
    journal::write(tx, &cx, &Entry::new("login.link_asked", subject)).await?;
    // The newest link is the one that counts.
    store::forget_older(tx, id, link).await?;
    Ok(Asked::Noted { browser, number })
}

fn digits() -> Result<SecretString> {
    let chance = u64::from_be_bytes(*secrets::random::<8>()?);
    Ok(SecretString::from(format!("{:06}", chance % 1_000_000)))
}

/// What is stored of a number. Six digits are guessed from a plain hash, so it is one under the server's key.
pub(super) fn fingerprint(house: &House, link: i64, number: &str) -> Result<[u8; 32]> {
    secrets::fingerprint(house, "login-link-number", &format!("{link}:{number}"))
}
