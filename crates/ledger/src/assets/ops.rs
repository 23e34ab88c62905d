//! The verbs: first line permission, then one transaction with one journal entry.

use kernel::{AssetId, Day, KindId, PersonId, Result, Right};
use platform::Cx;

use super::fields::Values;
use super::filter::{Facets, Filter, Listing, Page, Sort};
use super::model::{Asset, Detail, Done, Link, Status};
use super::rules::Clash;
use crate::changes::{ChangeSetId, Undone};
use crate::sql::later;

/// Brings a thing into the ledger. `values` needs `kind`; everything else may be missing.
///
/// # Errors
/// All wrong fields at once; a number that is taken among them.
pub async fn register(cx: &Cx, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Brings `count` like things in at once, numbered on from `first` (`NB-0001` → `NB-0001` to `NB-0020`).
pub async fn register_range(cx: &Cx, first: &str, count: u32, values: &Values) -> Result<(Vec<Asset>, ChangeSetId)> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// The next free number after the highest with a prefix: `NB` → `NB-0021`.
pub async fn next_number(cx: &Cx, prefix: &str) -> Result<String> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// The next free number for a kind, by its prefix.
pub async fn next_number_of(cx: &Cx, kind: KindId) -> Result<String> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Changes the given fields of the version one has seen.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster; [`clashes`] then says where.
pub async fn change(cx: &Cx, id: AssetId, version: i64, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Where an edit based on `version` meets what others did since: every field both changed differently.
pub async fn clashes(cx: &Cx, id: AssetId, version: i64, mine: &Values) -> Result<Vec<Clash>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// The values to begin a like asset with: everything but number, serial, name, holder and addresses, and the next number.
pub async fn template(cx: &Cx, id: AssetId) -> Result<Values> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Registers a like asset, with `values` over the template.
pub async fn copy(cx: &Cx, id: AssetId, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// The same change for many, all or none. Gives how many were changed and the set to undo.
pub async fn bulk_change(cx: &Cx, ids: &[AssetId], values: &Values) -> Result<(u64, Option<ChangeSetId>)> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Takes a change set back, as far as nobody changed the same fields since.
///
/// # Errors
/// `Fault::Conflict` if it was undone before.
pub async fn undo(cx: &Cx, set: ChangeSetId) -> Result<Undone> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Hands a thing to a person (from today if `on` is none). It is in use then.
pub async fn assign(cx: &Cx, id: AssetId, person: PersonId, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Takes a thing back into stock (or another status).
pub async fn take_back(cx: &Cx, id: AssetId, to: Status, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Marks a thing to be disposed of (`on` may be the planned day).
pub async fn retire(cx: &Cx, id: AssetId, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Records the disposal, with the way its data were erased.
pub async fn dispose(cx: &Cx, id: AssetId, on: Option<Day>, erase_method: &str) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Deletes (softly: [`restore`] or [`undo`] bring it back).
pub async fn delete(cx: &Cx, ids: &[AssetId]) -> Result<ChangeSetId> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Brings deleted things back.
///
/// # Errors
/// `Fault::Conflict` if a number was taken meanwhile.
pub async fn restore(cx: &Cx, ids: &[AssetId]) -> Result<ChangeSetId> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// One asset with everything around it (a deleted one too).
pub async fn see(cx: &Cx, id: AssetId) -> Result<Detail> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// A page of the list, with the true count.
pub async fn list(cx: &Cx, filter: &Filter, sort: Sort, page: Page) -> Result<Listing> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// The ids of everything under a filter, for 「すべて選ぶ」.
pub async fn ids(cx: &Cx, filter: &Filter) -> Result<Vec<AssetId>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// How many of each kind, status, department and place there are under a filter.
pub async fn facets(cx: &Cx, filter: &Filter) -> Result<Facets> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// What the actor holds, for employees.
pub async fn held_by(cx: &Cx, person: PersonId) -> Result<Vec<Asset>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Links an asset to another.
pub async fn link_asset(cx: &Cx, id: AssetId, other: AssetId, label: &str) -> Result<Link> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Links an asset to an address.
pub async fn link_url(cx: &Cx, id: AssetId, url: &str, label: &str) -> Result<Link> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Takes a link away.
pub async fn unlink(cx: &Cx, id: AssetId, link: i64) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    later()
}
