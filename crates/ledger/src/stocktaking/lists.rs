//! Looking at stocktakings: the list, one with its rooms, and pages of items and readings.

use kernel::{AssetId, Day, Fault, PlaceId, Result, Right, StocktakingId};
use platform::Cx;

use super::model::{Item, Outcome, Room, Scan, Stocktaking, Tally};
use super::ops::Tree;
use super::store::{self, scans};

pub use super::store::items::Which;

/// How many items a phone takes along into a room.
pub const MOST_CARRIED: u64 = 3_000;

/// All of them, the newest first.
pub async fn list(cx: &Cx) -> Result<Vec<Stocktaking>> {
    cx.may(Right::ReadLedger)?;
    store::all(cx.db()).await
}

/// One of them.
pub async fn see(cx: &Cx, id: StocktakingId) -> Result<Stocktaking> {
    cx.may(Right::ReadLedger)?;
    store::find(cx.db(), id).await?.ok_or(Fault::NotFound)
}

/// Its rooms, with their counts.
pub async fn rooms(cx: &Cx, id: StocktakingId) -> Result<Vec<Room>> {
    cx.may(Right::ReadLedger)?;
    store::rooms(cx.db(), id).await
}

/// One room; a place that came into being since the opening has nothing expected.
pub async fn room(cx: &Cx, id: StocktakingId, place: Option<PlaceId>) -> Result<Room> {
    cx.may(Right::ReadLedger)?;
    let number = place.map_or(0, |place| place.0);
    if let Some(room) = store::room(cx.db(), id, number).await? {
        return Ok(room);
    }
    let named = match place {
        Some(place) => scans::place_name(cx.db(), place).await?,
        None => Some(String::new()),
    };
    let name = named.ok_or(Fault::NotFound)?;
    Ok(Room { place, name, tally: Tally::default() })
}

/// Some of the expected things, by number: of a room (`Some(None)` for those without a place) or of all.
pub async fn items(
    cx: &Cx,
    id: StocktakingId,
    room: Option<Option<PlaceId>>,
    which: Which,
    (skip, most): (u64, u64),
) -> Result<Vec<Item>> {
    cx.may(Right::ReadLedger)?;
    let room = room.map(|place| place.map_or(0, |place| place.0));
    store::items::some(cx.db(), id, room, which, (skip, most)).await
}

/// Some of the standing readings with these outcomes, the newest first.
pub async fn readings(
    cx: &Cx,
    id: StocktakingId,
    room: Option<PlaceId>,
    outcomes: &[Outcome],
    (skip, most): (u64, u64),
) -> Result<Vec<Scan>> {
    cx.may(Right::ReadLedger)?;
    if outcomes.is_empty() {
        return Ok(Vec::new());
    }
    scans::page(cx.db(), id, room.map(|place| place.0), outcomes, (skip, most)).await
}

/// How many readings arrived too late.
pub async fn late(cx: &Cx, id: StocktakingId) -> Result<i64> {
    cx.may(Right::ReadLedger)?;
    scans::late_count(cx.db(), id).await
}

/// What a phone takes along into a room.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Carried {
    /// The thing.
    pub asset: AssetId,
    /// Number on its label.
    pub number: String,
    /// What else it is called.
    pub name: String,
    /// Serial number.
    pub serial: String,
    /// Whether it was found.
    pub is_found: bool,
    /// The keys by which a reading finds it: number and serial number, folded.
    pub keys: Vec<String>,
}

/// The things that may be found in a place: of that room, and of those it lies in. At most [`MOST_CARRIED`].
pub async fn carried(cx: &Cx, id: StocktakingId, place: PlaceId) -> Result<Vec<Carried>> {
    cx.may(Right::ReadLedger)?;
    let chain = Tree::load(cx.db()).await?.chain(place);
    let rows = store::items::carried(cx.db(), id, &chain, MOST_CARRIED).await?;
    let carried = |row: store::items::Carried| {
        let name =
            [&row.name, &row.model].into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        let keys = [&row.number, &row.serial].map(|text| crate::assets::rules::folded_key(text));
        let mut keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).collect();
        keys.dedup();
        Carried {
            asset: AssetId(row.asset_id),
            number: row.number,
            name,
            serial: row.serial,
            is_found: row.state != "open",
            keys,
        }
    };
    Ok(rows.into_iter().map(carried).collect())
}

/// What stocktakings are called, for the journal.
pub async fn names(cx: &Cx, ids: &[StocktakingId]) -> Result<Vec<(StocktakingId, String)>> {
    cx.may(Right::ReadLedger)?;
    store::names(cx.db(), ids).await
}

/// A stocktaking that expected a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Which.
    pub id: StocktakingId,
    /// What it is called.
    pub name: String,
    /// As of which day.
    pub on: Day,
    /// What was found: nothing, here, elsewhere.
    pub found: Option<Outcome>,
    /// Where.
    pub place: String,
}

/// Which stocktakings expected a thing, and what they found, the newest first.
pub async fn confirmations(cx: &Cx, asset: AssetId) -> Result<Vec<Confirmation>> {
    cx.may(Right::ReadLedger)?;
    let rows = store::confirmations(cx.db(), asset.0).await?;
    let confirmation = |(id, name, on, state, place): (StocktakingId, String, Day, String, String)| {
        let found = match state.as_str() {
            "here" => Some(Outcome::Here),
            "away" => Some(Outcome::Elsewhere),
            _ => None,
        };
        Confirmation { id, name, on, found, place }
    };
    Ok(rows.into_iter().map(confirmation).collect())
}
