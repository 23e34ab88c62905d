//! What a seat is.

use kernel::{AssetId, Day, PersonId};
use serde::Serialize;

/// Who or what has a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// A person.
    Person(PersonId),
    /// A thing, by its entry.
    Thing(AssetId),
}

/// A seat of a licence or of a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Its id.
    pub id: i64,
    /// The licence or system.
    pub record: AssetId,
    /// Who has it.
    pub holder: Holder,
    /// As what: 管理者, 閲覧のみ; may be empty.
    pub role: String,
    /// The first day.
    pub from_on: Day,
    /// The day it was given back.
    pub until_on: Option<Day>,
}

/// How the seats of a record stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// How many were bought; `None` if nobody wrote it down.
    pub bought: Option<i64>,
    /// How many the ledger's own column says are used, as it was written down once.
    pub reported: Option<i64>,
    /// Open seats.
    pub seats: i64,
    /// Accounts of the system.
    pub accounts: i64,
    /// Things that the record names and that have no seat of their own.
    pub things: i64,
}
