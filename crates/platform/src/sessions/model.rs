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
