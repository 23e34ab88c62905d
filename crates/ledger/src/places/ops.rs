//! The verbs about places.

use kernel::{PlaceId, Result, Right};
use platform::Cx;

use super::model::{Place, NewPlace};
use crate::sql::later;

/// All of them, by name, with how many assets each has.
pub async fn list(cx: &Cx) -> Result<Vec<(Place, i64)>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// One of them.
pub async fn see(cx: &Cx, id: PlaceId) -> Result<Place> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Adds one.
pub async fn add(cx: &Cx, new: &NewPlace) -> Result<Place> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Changes one; a new name is written on the assets that carried the old one.
pub async fn change(cx: &Cx, id: PlaceId, version: i64, to: &NewPlace) -> Result<Place> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Removes one that nothing refers to any more.
pub async fn remove(cx: &Cx, id: PlaceId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    later()
}
