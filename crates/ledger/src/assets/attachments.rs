//! Files at an asset: photos, delivery notes, contracts.

use kernel::{AssetId, Fault, FileId, Result, Right, Subject};
use platform::Cx;
use platform::files::{self, Attached, File, FileName, Staged};

use super::store;

/// What is attached to an asset, newest first.
pub async fn list(cx: &Cx, id: AssetId) -> Result<Vec<Attached>> {
    cx.may(Right::ReadLedger)?;
    files::of(cx.db(), Subject::Asset(id)).await
}

/// Attaches a file that was taken in already.
pub async fn attach(cx: &Cx, id: AssetId, staged: Staged, name: &FileName) -> Result<File> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    let file = files::attach(&tx, cx, Subject::Asset(id), staged, name).await?;
    tx.commit().await?;
    Ok(file)
}

/// Takes a file off; [`put_back`] undoes it.
pub async fn take_off(cx: &Cx, id: AssetId, file: FileId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    files::detach(&tx, cx, Subject::Asset(id), file).await?;
    tx.commit().await
}

/// Undoes [`take_off`].
pub async fn put_back(cx: &Cx, id: AssetId, file: FileId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    files::reattach(&tx, cx, Subject::Asset(id), file).await?;
    tx.commit().await
}

/// A file by the random word in its address, for whoever may read the thing it is at.
///
/// # Errors
/// [`Fault::NotFound`] if there is none, or none that this actor may read.
pub async fn open(cx: &Cx, public_id: &str) -> Result<File> {
    let file = files::find(cx.db(), public_id).await?.ok_or(Fault::NotFound)?;
    let subjects = files::subjects(cx.db(), file.id).await?;
    let readable = |subject: &Subject| {
        matches!(subject, Subject::Asset(_) | Subject::Handover(_)) && cx.actor.has(Right::ReadLedger)
    };
    if subjects.iter().any(readable) { Ok(file) } else { Err(Fault::NotFound) }
}
