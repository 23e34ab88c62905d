//! Saved views: a list's filter, order and columns under a name, for oneself or for all.

use kernel::{Result, Right, SavedViewId};
use platform::Cx;
use serde::Serialize;

use crate::sql::later;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// Seen by everybody who may read the ledger.
    pub shared: bool,
    /// Whether it is the actor's own (may be removed).
    pub own: bool,
    /// The list's address behind the question mark.
    pub query: String,
}

/// The actor's own views and the shared ones, by name.
pub async fn list(cx: &Cx) -> Result<Vec<SavedView>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Saves a view; one of the same name by the same owner is replaced.
pub async fn save(cx: &Cx, name: &str, query: &str, shared: bool) -> Result<SavedView> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Removes an own view (who may change the ledger also removes shared ones).
pub async fn remove(cx: &Cx, id: SavedViewId) -> Result<()> {
    cx.may(Right::ReadLedger)?;
    later()
}
