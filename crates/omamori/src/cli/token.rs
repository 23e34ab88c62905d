//! `omamori token create | list | revoke`

use chrono::Days;
use kernel::{Scope, TokenId};
use platform::accounts;
use platform::tokens::{self, NewToken};
use secrecy::ExposeSecret;
use serde_json::json;

use super::voice::{Complaint, Outcome, Voice};
use crate::config::{Place, TokenVerb};
use crate::opening;

/// Runs a command about tokens.
pub async fn run(place: &Place, verb: &TokenVerb, voice: Voice) -> Outcome {
    let house = opening::existing(place, voice).await?;
    let cx = house.acting(kernel::Actor::System, voice.0);
    let outcome = match verb {
        TokenVerb::Create { label, scopes, days, account, json } => {
            let wish = Wish { label, scopes, days: *days, account: account.as_deref() };
            create(&cx, &wish, *json, voice).await
        }
        TokenVerb::List { json } => list(&cx, *json, voice).await,
        TokenVerb::Revoke { id } => {
            let revoked = tokens::revoke(&cx, TokenId(*id)).await.map_err(|fault| voice.fault(&fault));
            revoked.map(|()| voice.tell("cli.token.revoked", &[("id", &id.to_string())]))
        }
    };
    opening::close(house).await;
    outcome
}

struct Wish<'a> {
    label: &'a str,
    scopes: &'a [Scope],
    days: u32,
    account: Option<&'a str>,
}

async fn create(cx: &platform::Cx, wish: &Wish<'_>, as_json: bool, voice: Voice) -> Outcome {
    let account = owner(cx, wish.account, voice).await?;
    let expires_at = cx.now().checked_add_days(Days::new(u64::from(wish.days)));
    let new = NewToken { account, label: wish.label.to_owned(), scopes: wish.scopes.to_vec(), expires_at };
    let (made, plain) = tokens::create(cx, &new).await.map_err(|fault| voice.fault(&fault))?;
    if as_json {
        return voice
            .json(&json!({ "id": made.id, "token": plain.expose_secret(), "expires_at": made.expires_at }));
    }
    voice.tell("cli.token.created", &[]);
    voice.line(plain.expose_secret());
    Ok(())
}

async fn owner(cx: &platform::Cx, email: Option<&str>, voice: Voice) -> Result<kernel::AccountId, Complaint> {
    let listed = accounts::list(cx).await.map_err(|fault| voice.fault(&fault))?;
    let wanted = email.map(|email| accounts::Email::parse(email).map(|email| email.folded()));
    let found = listed.into_iter().find(|one| match &wanted {
        Some(wanted) => *wanted == Some(one.account.email.folded()),
        None => one.account.role == kernel::Role::Admin && one.account.active,
    });
    found.map(|one| one.account.id).ok_or_else(|| match email {
        Some(email) => voice.complaint("cli.account.unknown", &[("email", email)]),
        None => voice.complaint("cli.token.no_account", &[]),
    })
}

async fn list(cx: &platform::Cx, as_json: bool, voice: Voice) -> Outcome {
    let tokens = tokens::list(cx).await.map_err(|fault| voice.fault(&fault))?;
    if as_json {
        return voice.json(&tokens);
    }
    if tokens.is_empty() {
        voice.tell("cli.token.none", &[]);
    }
    for token in tokens {
        let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.word()).collect();
        voice.line(&format!("{}\t{}\t{}", token.id, token.label, scopes.join(" ")));
    }
    Ok(())
}
