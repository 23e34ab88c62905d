//! Saved views: a list's filter, order and columns under a name, for oneself or for all.

use kernel::{Fault, Result, Right, SavedViewId, Subject, Text};
use platform::Cx;
use platform::journal::{self, Entry};
use serde::Serialize;

use super::parse::tidy;
use super::store::views as store;

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
    let owner = owner(cx);
    let rows = store::all(cx.db(), &owner).await?;
    Ok(rows.into_iter().map(|row| view(row, &owner)).collect())
}

/// Saves a view; one of the same name by the same owner is replaced.
pub async fn save(cx: &Cx, name: &str, query: &str, shared: bool) -> Result<SavedView> {
    cx.may(Right::ReadLedger)?;
    if shared {
        cx.may(Right::ChangeLedger)?;
    }
    let name = tidy(name, false);
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Fault::field("name", Text::new("views.fault.name")));
    }
    if query.len() > 4_000 || query.chars().any(char::is_control) {
        return Err(Fault::field("query", Text::new("views.fault.query")));
    }
    let owner = owner(cx);
    let tx = cx.begin().await?;
    let id = SavedViewId(store::save(&tx, &owner, &name, query, shared).await?);
    journal::write(&tx, cx, &Entry::new("view.saved", Subject::System).with("view", id)).await?;
    tx.commit().await?;
    Ok(SavedView { id, name, shared, own: true, query: query.to_owned() })
}

/// Removes an own view (who may change the ledger also removes shared ones).
pub async fn remove(cx: &Cx, id: SavedViewId) -> Result<()> {
    cx.may(Right::ReadLedger)?;
    let tx = cx.begin().await?;
    let row = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    if row.owner != owner(cx) {
        if row.shared == 0 {
            return Err(Fault::NotFound);
        }
        cx.may(Right::ChangeLedger)?;
    }
    store::remove(&tx, id).await?;
    journal::write(&tx, cx, &Entry::new("view.removed", Subject::System).with("view", id)).await?;
    tx.commit().await
}

/// Views belong to the account, whether it comes through the pages or a token.
fn owner(cx: &Cx) -> String {
    cx.actor.account().map_or_else(|| cx.actor.label(), |id| format!("account:{id}"))
}

fn view(row: store::Row, owner: &str) -> SavedView {
    let own = row.owner == owner;
    SavedView { id: SavedViewId(row.id), name: row.name, shared: row.shared != 0, own, query: row.query }
}
