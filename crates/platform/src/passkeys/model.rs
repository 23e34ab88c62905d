//! What a passkey is.

use kernel::{Moment, PasskeyId};

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its number.
    pub id: PasskeyId,
    /// How its owner calls it.
    pub name: String,
    /// The host name that it holds for.
    pub host: String,
    /// Since when it is registered.
    pub created_at: Moment,
    /// When somebody last came in with it.
    pub last_used_at: Option<Moment>,
    /// When its counter last ran backwards: there may be a copy of it.
    pub doubted_at: Option<Moment>,
}
