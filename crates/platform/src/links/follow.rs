//! Following a link: the button under it.

use kernel::Result;
use secrecy::SecretString;
use subtle::ConstantTimeEq as _;

use super::ask::{fingerprint, may_use};
use super::store::{self, Link};
use crate::accounts::{self, Doorstep, LoginOutcome};
use crate::house::House;
use crate::sessions::Way;
use crate::{secrets, settings};

/// How often the number may be typed in wrong.
const TRIES: i64 = 5;

/// What came of it.
#[derive(Debug)]
pub enum Followed {
    /// As at any other door.
    Door(LoginOutcome),
    /// It was asked for in another browser: the number shown there is wanted.
    WantsNumber,
    /// That was not the number.
    WrongNumber,
}

/// Logs in by the token of a link. `browser` is the cookie of whoever follows it, `number` what they typed in.
///
/// # Errors
/// [`kernel::Fault::Broken`] if something below fails; a refusal is an answer, not a fault.
pub async fn follow(
    house: &House,
    token: &SecretString,
    browser: Option<&SecretString>,
    number: Option<&str>,
    step: Doorstep<'_>,
) -> Result<Followed> {
    if let Some(later) = accounts::brake(house, step.address).await? {
        return Ok(Followed::Door(later));
    }
    let settings = settings::current(house).await?;
    let tx = house.db().begin().await?;
    let Some(link) = store::by_hash(&tx, &secrets::digest("login-link", token), house.now()).await? else {
        drop(tx);
        return accounts::refuse(house, None, "link").await.map(Followed::Door);
    };
    if !asked_here(&link, browser) {
        match number.map(digits_of).filter(|number| !number.is_empty()) {
            None => return Ok(Followed::WantsNumber),
            Some(_) if link.tries >= TRIES => {
                store::use_up(&tx, link.id).await?;
                tx.commit().await?;
                let account = link.account_id.map(Into::into);
                return accounts::refuse(house, account, "link").await.map(Followed::Door);
            }
            Some(number) if !fits(house, &link, &number)? => {
                store::note_try(&tx, link.id).await?;
                tx.commit().await?;
                return Ok(Followed::WrongNumber);
            }
            Some(_) => {}
        }
    }
    let account = match link.account_id {
        Some(id) => accounts::by_id(&tx, id.into()).await?,
        None => None,
    };
    let is_first = store::use_up(&tx, link.id).await?;
    match account.filter(|account| is_first && may_use(&settings, account)) {
        // The mail shows one thing only; whoever has set up a second one is asked for it here too.
        Some(account) if account.totp => {
            let pending = accounts::ask_for_factor(&tx, house, &account, Way::Link).await?;
            tx.commit().await?;
            Ok(Followed::Door(LoginOutcome::NeedsSecondFactor(pending)))
        }
        Some(account) => accounts::enter(tx, house, account, Way::Link, step).await.map(Followed::Door),
        None => {
            tx.commit().await?;
            accounts::refuse(house, link.account_id.map(Into::into), "link").await.map(Followed::Door)
        }
    }
}

fn asked_here(link: &Link, browser: Option<&SecretString>) -> bool {
    let given = browser.map(|browser| secrets::digest("login-link-browser", browser));
    given.is_some_and(|given| bool::from(given.as_slice().ct_eq(&link.browser)))
}

fn fits(house: &House, link: &Link, number: &str) -> Result<bool> {
    let given = fingerprint(house, link.id, number)?;
    Ok(link.number.as_ref().is_some_and(|known| bool::from(given.as_slice().ct_eq(known))))
}

/// As people copy it: in any width, with a blank in the middle.
fn digits_of(typed: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    typed.nfkc().filter(char::is_ascii_digit).collect()
}
