//! Typed ids: an asset's number cannot be handed to a function that wants a person's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A login account.
    AccountId,
    /// A thing in the ledger.
    AssetId,
    /// A department of the company.
    DepartmentId,
    /// A stored file (the content itself is addressed by its hash).
    FileId,
    /// A hand-over of things to a person, or back from them.
    HandoverId,
    /// One import of a ledger file, which can be undone as a whole.
    ImportId,
    /// A job in the queue.
    JobId,
    /// A kind of asset (PC, server, own kinds).
    KindId,
    /// A list of what is to be done when somebody joins, moves or leaves.
    MoveId,
    /// A passkey of an account.
    PasskeyId,
    /// A person of the company; survives a change of name.
    PersonId,
    /// A place (site, floor, room, rack).
    PlaceId,
    /// A saved view of a list.
    SavedViewId,
    /// A login session.
    SessionId,
    /// A stocktaking.
    StocktakingId,
    /// An API token.
    TokenId,
}
