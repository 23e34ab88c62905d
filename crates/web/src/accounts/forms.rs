//! What is typed in about accounts and tokens.

use chrono::TimeDelta;
use kernel::{AccountId, Fault, FieldFault, Lang, Moment, Role, Scope, Text};
use platform::accounts::{Account, AccountChange, NewAccount};
use platform::tokens::NewToken;
use serde::Deserialize;

/// An account as typed in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// The word of a role.
    pub role: String,
    /// The version the form was filled from.
    pub version: String,
}

impl AccountForm {
    /// The form of an account as it is.
    pub fn of(account: &Account) -> Self {
        Self {
            email: account.email.to_string(),
            name: account.name.clone(),
            role: account.role.word().to_owned(),
            version: account.version.to_string(),
        }
    }

    /// The new account it describes.
    pub fn new_account(&self, lang: Lang) -> kernel::Result<NewAccount> {
        let role = self.role()?;
        Ok(NewAccount { email: self.email.clone(), name: self.name.clone(), role, person: None, lang })
    }

    /// The change it describes.
    pub fn change(&self) -> kernel::Result<AccountChange> {
        let role = Some(self.role()?);
        Ok(AccountChange {
            email: Some(self.email.clone()),
            name: Some(self.name.clone()),
            role,
            ..AccountChange::default()
        })
    }

    fn role(&self) -> kernel::Result<Role> {
        Role::parse(&self.role).ok_or_else(|| Fault::field("role", Text::new("accounts.edit.role_missing")))
    }
}

/// The version an act refers to.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct VersionForm {
    /// As it stood on the page.
    pub version: String,
}

/// A version as typed; one that is none is older than every other.
pub fn version(text: &str) -> i64 {
    text.parse().unwrap_or(-1)
}

/// How long a token may live, in days; 0 for as long as it is not revoked.
pub const TERMS: [i64; 4] = [30, 90, 365, 0];

/// A token as typed in.
#[derive(Clone, Default)]
pub struct TokenForm {
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Days to live.
    pub term: String,
}

impl TokenForm {
    /// Reads what was sent: a box per scope, named like the scope.
    pub fn of(sent: &[(String, String)]) -> Self {
        let value = |name: &str| sent.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
        Self {
            label: value("label").unwrap_or_default(),
            scopes: Scope::ALL.into_iter().filter(|scope| value(scope.word()).is_some()).collect(),
            term: value("term").unwrap_or_default(),
        }
    }

    /// The token it describes, for oneself.
    pub fn new_token(&self, account: AccountId, now: Moment) -> kernel::Result<NewToken> {
        let days = self.term.parse().ok().filter(|days| TERMS.contains(days)).ok_or_else(|| {
            let text = Text::new("tokens.new.term_missing");
            Fault::Invalid(vec![FieldFault { field: "term".to_owned(), text }])
        })?;
        let expires_at = (days > 0).then(|| now + TimeDelta::days(days));
        Ok(NewToken { account, label: self.label.clone(), scopes: self.scopes.clone(), expires_at })
    }
}
