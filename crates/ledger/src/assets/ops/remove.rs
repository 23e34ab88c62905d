//! Deleting and bringing back.

use kernel::{AssetId, Fault, Result, Right, Subject};
use platform::Cx;
use platform::journal::{self, Entry};

use crate::assets::store;
use crate::assets::write::Writer;
use crate::changes::ChangeSetId;

/// Deletes (softly: [`restore`] or [`super::undo`] bring it back).
pub async fn delete(cx: &Cx, ids: &[AssetId]) -> Result<ChangeSetId> {
    cx.may(Right::ChangeLedger)?;
    mark(cx, ids, true).await
}

/// Brings deleted things back.
///
/// # Errors
/// A number that was taken meanwhile.
pub async fn restore(cx: &Cx, ids: &[AssetId]) -> Result<ChangeSetId> {
    cx.may(Right::ChangeLedger)?;
    mark(cx, ids, false).await
}

async fn mark(cx: &Cx, ids: &[AssetId], deleted: bool) -> Result<ChangeSetId> {
    let tx = cx.begin().await?;
    let found = store::take(&tx, ids).await?;
    let marked: Vec<_> = found.iter().filter(|asset| asset.deleted_at.is_some() != deleted).collect();
    if found.is_empty() {
        return Err(Fault::NotFound);
    }
    if marked.is_empty() {
        let key = if deleted { "assets.fault.deleted" } else { "assets.fault.not_deleted" };
        return Err(Fault::conflict(key));
    }
    let mut writer = Writer::begin(&tx, cx, if deleted { "delete" } else { "restore" }).await?;
    for asset in &marked {
        writer.mark(asset, asset.data.clone(), deleted).await?;
    }
    let set = writer.finish().await?;
    let (one, many) =
        if deleted { ("asset.deleted", "assets.deleted") } else { ("asset.restored", "assets.restored") };
    let entry = match marked.as_slice() {
        [asset] => Entry::new(one, Subject::Asset(asset.id)),
        _ => Entry::new(many, Subject::System).with("count", marked.len()),
    };
    journal::write(&tx, cx, &entry.with("set", set)).await?;
    tx.commit().await?;
    Ok(set)
}
