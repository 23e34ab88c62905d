//! What a token is.

use kernel::{AccountId, Moment, Scope, TokenId};

/// An API token as the list shows it: everything but itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ApiToken {
    /// Its number.
    pub id: TokenId,
    /// The account it acts for.
    pub account: AccountId,
    /// What it is for, in its maker's words.
    pub label: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Since when.
    pub created_at: Moment,
    /// Until when; `None` for as long as it is not revoked.
    pub expires_at: Option<Moment>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Moment>,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

impl ApiToken {
    /// Whether it still opens anything.
    pub fn is_valid(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// The account it acts for: one's own, or any from the command line.
    pub account: AccountId,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Until when.
    pub expires_at: Option<Moment>,
}
