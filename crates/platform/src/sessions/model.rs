//! What a session is.

use chrono::TimeDelta;
use kernel::{AccountId, Moment, SessionId};
use secrecy::SecretString;

use super::device::Device;
use crate::accounts::Account;
use crate::settings::SessionTimes;
use crate::time::SKEW;

/// How long after showing who one is grave things may be done without showing it again.
const STEPPED_UP_MINUTES: i64 = 10;

/// By what somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// The password alone.
    #[default]
    Password,
    /// Password and a code of the app.
    Totp,
    /// Password and a recovery code.
    Recovery,
    /// A passkey, which stands for both factors.
    Passkey,
    /// A link sent by mail.
    Link,
    /// Somebody who knows them: Microsoft 365, Google Workspace and others.
    Provider,
}

impl Way {
    /// Every way.
    pub const ALL: [Way; 6] =
        [Way::Password, Way::Totp, Way::Recovery, Way::Passkey, Way::Link, Way::Provider];

    /// The word as stored. Its name is the sentence `account.way.<word>`.
    pub fn word(self) -> &'static str {
        match self {
            Way::Password => "password",
            Way::Totp => "totp",
            Way::Recovery => "recovery",
            Way::Passkey => "passkey",
            Way::Link => "link",
            Way::Provider => "provider",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// One login on one device. It does not hold its token.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When it was opened.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub last_seen_at: Moment,
    /// When its owner last showed password and second factor.
    pub stepped_up_at: Moment,
    /// By what its owner came in.
    pub way: Way,
    /// On which device.
    pub device: Device,
    /// From which network address it was opened.
    pub address: Option<String>,
}

impl Session {
    /// Whether its owner has shown who they are recently enough for something grave.
    pub fn is_stepped_up(&self, now: Moment) -> bool {
        (TimeDelta::zero()..TimeDelta::minutes(STEPPED_UP_MINUTES)).contains(&(now - self.stepped_up_at))
    }

    /// Whether it has ended by itself. One from the future has: a clock that was set back must not keep it for good.
    pub fn has_ended(&self, times: SessionTimes, now: Moment) -> bool {
        now - self.last_seen_at >= times.idle
            || now - self.created_at >= times.absolute
            || self.last_seen_at.max(self.created_at) > now + SKEW
    }
}

/// A session just opened, with its token for the cookie: the only time it is seen.
#[derive(Debug)]
pub struct NewSession {
    /// For the `__Host-` cookie.
    pub token: SecretString,
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub account: Account,
}
