//! The verbs about kinds.

use kernel::{KindId, Result, Right};
use platform::Cx;

use super::model::{Kind, NewKind};
use crate::sql::later;

/// All kinds, built-in ones first.
pub async fn list(cx: &Cx) -> Result<Vec<Kind>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// One kind.
pub async fn see(cx: &Cx, id: KindId) -> Result<Kind> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Adds an own kind.
pub async fn add(cx: &Cx, new: &NewKind) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Changes name, prefix and own fields (of a built-in kind too). A field that goes keeps its values in the assets.
pub async fn change(cx: &Cx, id: KindId, version: i64, to: &NewKind) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Stops or starts offering a kind for new assets.
pub async fn retire(cx: &Cx, id: KindId, version: i64, retired: bool) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    later()
}
