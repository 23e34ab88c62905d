//! Places (sites, floors, rooms, racks): one of the company's two [trees](crate::trees).

use kernel::{PlaceId, Result};
use platform::db::{Sql, Tx};

use crate::changes::ChangeSetId;
use crate::trees::{NewNode, Node, Tree, store};

pub use crate::trees::ops;

/// A place.
pub type Place = Node<PlaceId>;
/// A place to be added, or what one is to become.
pub type NewPlace = NewNode<PlaceId>;

/// Names and ids, for matching.
pub(crate) async fn stored(db: &impl Sql) -> Result<Vec<(String, PlaceId)>> {
    store::stored(db).await
}

/// Adds some of which only the name is known, for an import.
pub(crate) async fn add_bare(tx: &Tx, names: &[String], set: Option<ChangeSetId>) -> Result<Vec<PlaceId>> {
    store::add_bare(tx, names, set).await
}

/// Removes those an import added, as far as nobody touched or uses them.
pub(crate) async fn remove_untouched(tx: &Tx, set: ChangeSetId) -> Result<u64> {
    store::remove_untouched(tx, Tree::Places, set).await
}
