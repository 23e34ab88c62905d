//! What a place is.

use kernel::PlaceId;
use serde::Serialize;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The id; survives a change of name.
    pub id: PlaceId,
    /// Goes up with every change.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The place it lies in.
    pub parent: Option<PlaceId>,
    /// Remarks.
    pub note: String,
}

/// A place to be added, or what one is to become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPlace {
    /// Name.
    pub name: String,
    /// The place it lies in.
    pub parent: Option<PlaceId>,
    /// Remarks.
    pub note: String,
}
