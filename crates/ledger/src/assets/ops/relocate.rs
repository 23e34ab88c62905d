//! Moving things to a place, within somebody else's transaction.

use kernel::{AssetId, PlaceId, Result};
use platform::Cx;
use platform::db::Tx;

use super::change::living;
use crate::assets::fields::Values;
use crate::assets::parse::{Known, apply};
use crate::assets::store;
use crate::assets::write::Writer;
use crate::changes::ChangeSetId;

/// The thing's place becomes this one; `None` if it is there already. The caller asks for permission and writes the journal.
///
/// # Errors
/// `Fault::NotFound` or `Fault::Conflict` if the thing is gone, `Fault::Invalid` if the place is.
pub(crate) async fn relocate(tx: &Tx, cx: &Cx, id: AssetId, place: PlaceId) -> Result<Option<ChangeSetId>> {
    let before = living(store::take(tx, &[id]).await?)?;
    let values: Values = [("place".to_owned(), place.to_string())].into();
    let after = apply(&before.data, &values, &Known::load(tx, &values).await?)?;
    let mut writer = Writer::begin(tx, cx, "relocate").await?;
    if writer.change(&before, after).await?.is_none() {
        return Ok(None);
    }
    writer.finish().await.map(Some)
}
