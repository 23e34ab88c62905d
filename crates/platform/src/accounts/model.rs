//! What an account is.

use kernel::{AccountId, Actor, Lang, Moment, PersonId, Role};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

/// A login account. It never holds the password or anything sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The mail address to log in with.
    pub email: Email,
    /// How its owner is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its owner among the people of the company.
    pub person: Option<PersonId>,
    /// The language of its pages.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Whether a second factor is set up.
    pub totp: bool,
    /// Whether somebody else chose the password, so that the owner must choose one at the next login.
    pub must_change_password: bool,
    /// Whether it can log in at all.
    pub active: bool,
    /// Since when it exists.
    pub created_at: Moment,
    /// When its owner last logged in.
    pub last_login_at: Option<Moment>,
    /// Counted up with every change.
    pub version: i64,
}

impl Account {
    /// The actor that this account is.
    pub fn actor(&self) -> Actor {
        Actor::Account { id: self.id, role: self.role }
    }
}

/// An account as the list of accounts shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// Until when logins must wait after too many wrong passwords.
    pub locked_until: Option<Moment>,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The mail address as typed in.
    pub email: String,
    /// How its owner is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its owner among the people of the company.
    pub person: Option<PersonId>,
    /// The language of its pages.
    pub lang: Lang,
}

/// What an admin changes in an account; `None` leaves as it is.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    /// The mail address as typed in.
    pub email: Option<String>,
    /// How its owner is called.
    pub name: Option<String>,
    /// What it may do.
    pub role: Option<Role>,
    /// Its owner; `Some(None)` for nobody.
    pub person: Option<Option<PersonId>>,
}

/// Light or dark pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the machine is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word as stored and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// A mail address that could exist.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads an address, in any width, with blanks around it. Only plainly impossible ones are refused: whether it
    /// exists, only a mail can show.
    pub fn parse(typed: &str) -> Option<Self> {
        let address: String = typed.trim().nfkc().collect();
        let (local, domain) = address.rsplit_once('@')?;
        let is_domain = !domain.is_empty()
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let is_local = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"@<>()[],;:\\\"".contains(c));
        (is_domain && is_local && address.len() <= 254).then_some(Self(address))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is compared: `Sato@Example.JP` and `sato@example.jp` are one account.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// An address that the store gave.
    pub(super) fn from_stored(address: String) -> Self {
        Self(address)
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_one_in_any_width_and_case() {
        let one = Email::parse(" Ｓａｔｏ@Example.JP ").unwrap();
        assert_eq!(one.as_str(), "Sato@Example.JP");
        assert_eq!(one.folded(), "sato@example.jp");
        assert!(Email::parse("admin@localhost").is_some());
        assert!(Email::parse("sato.hanako+it@it.example.co.jp").is_some());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in
            ["", "sato", "@example.jp", "sato@", "a b@example.jp", "a@b@c", "a@b..jp", "a@-b.jp", "a\n@b.jp"]
        {
            assert!(Email::parse(typed).is_none(), "{typed:?}");
        }
    }
}
