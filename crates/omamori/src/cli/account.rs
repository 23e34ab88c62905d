//! `omamori account unlock | reset-password`: for whoever holds the server.

use platform::accounts;

use super::voice::{Outcome, Voice};
use crate::config::{AccountVerb, Place};
use crate::opening;

/// Runs a command about an account.
pub async fn run(place: &Place, verb: &AccountVerb, voice: Voice) -> Outcome {
    let (AccountVerb::Unlock { email } | AccountVerb::ResetPassword { email }) = verb;
    let house = opening::existing(place, voice).await?;
    let cx = house.system();
    let listed = accounts::list(&cx).await.map_err(|fault| voice.fault(&fault))?;
    let wanted = accounts::Email::parse(email).map(|email| email.folded());
    let found = listed.into_iter().find(|one| Some(one.account.email.folded()) == wanted);
    let Some(found) = found else {
        return Err(voice.complaint("cli.account.unknown", &[("email", email)]));
    };
    let done = match verb {
        AccountVerb::Unlock { .. } => {
            accounts::unlock(&cx, email, None).await.map(|_| "cli.account.unlocked")
        }
        AccountVerb::ResetPassword { .. } => {
            let password = voice.password()?;
            accounts::reset_password(&cx, found.account.id, &password).await.map(|()| "cli.account.reset")
        }
    };
    opening::close(house).await;
    voice.tell(done.map_err(|fault| voice.fault(&fault))?, &[("email", email)]);
    Ok(())
}
