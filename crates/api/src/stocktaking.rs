//! Stocktakings: `/api/v1/stocktakings`.

use axum::Json;
use chrono::DateTime;
use kernel::{Fault, PlaceId, StocktakingId, Text};
use ledger::stocktaking::{
    Answer as Taken, Condition, Event, NewScan, Room, Source, Stocktaking, Tally, lists, ops,
};
use platform::locale::say;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::extract::{Body, Id};
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(see)).routes(routes!(take))
}

/// What was counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    /// Things expected.
    expected: i64,
    /// Of these, found in their place.
    here: i64,
    /// Of these, found elsewhere.
    elsewhere: i64,
    /// Of these, not found.
    missing: i64,
    /// Of the missing ones, explained.
    explained: i64,
    /// Read here although nobody expected them.
    unexpected: i64,
    /// Read here: numbers that the ledger does not know.
    unknown: i64,
}

impl From<&Tally> for Counts {
    fn from(tally: &Tally) -> Self {
        Self {
            expected: tally.expected,
            here: tally.here,
            elsewhere: tally.away,
            missing: tally.missing(),
            explained: tally.explained,
            unexpected: tally.read_unexpected,
            unknown: tally.read_unknown,
        }
    }
}

/// A stocktaking.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Stocktaking)]
pub struct StocktakingAnswer {
    /// Its id.
    id: i64,
    /// Name.
    name: String,
    /// As of which day.
    on: String,
    /// `open`, `closed`, `reopened` (readings count again), `final`, or `cancelled`.
    state: String,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
    /// When it was closed, or given up.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
    /// All rooms together.
    counts: Counts,
}

impl From<&Stocktaking> for StocktakingAnswer {
    fn from(of: &Stocktaking) -> Self {
        Self {
            id: of.id.0,
            name: of.name.clone(),
            on: of.on.to_string(),
            state: of.state.word().to_owned(),
            opened_at: crate::moment(of.opened_at),
            closed_at: of.closed_at.map(crate::moment),
            counts: Counts::from(&of.tally),
        }
    }
}

/// All stocktakings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stocktakings {
    /// The newest first.
    stocktakings: Vec<StocktakingAnswer>,
}

/// A room as it was when the stocktaking was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountedRoom {
    /// The place's id; none for things whose place nobody wrote down.
    place: Option<i64>,
    /// What it was called.
    name: String,
    /// Its counts.
    counts: Counts,
}

impl From<&Room> for CountedRoom {
    fn from(room: &Room) -> Self {
        Self {
            place: room.place.map(|place| place.0),
            name: room.name.clone(),
            counts: Counts::from(&room.tally),
        }
    }
}

/// A stocktaking with its rooms.
#[derive(Debug, Serialize, ToSchema)]
pub struct StocktakingDetail {
    /// The stocktaking.
    stocktaking: StocktakingAnswer,
    /// Its rooms, by name.
    rooms: Vec<CountedRoom>,
}

/// A reading to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// A UUID that the caller made up. The same one is taken in once, however often it is sent.
    #[schema(
        min_length = 36,
        max_length = 36,
        pattern = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
    )]
    id: String,
    /// The place in which it was read.
    #[schema(minimum = 1)]
    place: i64,
    /// What was read: an asset number, a serial number, or the address on a label.
    #[schema(min_length = 1, max_length = 300)]
    text: String,
    /// When, by the reader's clock; the moment of arrival if it is not there.
    #[schema(format = DateTime)]
    read_at: Option<String>,
    /// How the thing looks: `good`, `worn`, `broken` or `no_label`.
    condition: Option<String>,
    /// A remark.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Readings, in the order in which they were made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Readings {
    /// At most 200.
    #[schema(max_items = 200)]
    readings: Vec<Reading>,
}

/// What became of a reading.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingAnswer {
    /// Its id.
    id: String,
    /// Whether it was taken in now; `false` if it had arrived before.
    is_new: bool,
    /// `here`, `elsewhere`, `unexpected`, `unknown`, `again` (an earlier reading counts it) or `late` (after the
    /// closing); none if it was refused or taken back.
    outcome: Option<String>,
    /// Why nobody expected it, or why it cannot be told.
    reason: Option<String>,
    /// The asset it means.
    asset: Option<i64>,
    /// The place in which the asset was expected, by name.
    expected_place: Option<String>,
    /// Why it was refused, in words. Sending it again will not help.
    refused: Option<String>,
}

/// What became of each, in the same order.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingAnswers {
    /// One for each reading.
    readings: Vec<ReadingAnswer>,
}

/// All stocktakings, the newest first.
#[utoipa::path(
    get, path = "/api/v1/stocktakings", operation_id = "list_stocktakings", tag = "stocktakings",
    responses((status = 200, body = Stocktakings, description = "All of them, the newest first"))
)]
pub(crate) async fn list(Caller(cx): Caller) -> Answer<Json<Stocktakings>> {
    let all = lists::list(&cx).await?;
    Ok(Json(Stocktakings { stocktakings: all.iter().map(StocktakingAnswer::from).collect() }))
}

/// One stocktaking with its rooms.
#[utoipa::path(
    get, path = "/api/v1/stocktakings/{id}", operation_id = "see_stocktaking", tag = "stocktakings",
    params(("id" = i64, Path, minimum = 1, description = "The stocktaking's id.")),
    responses((status = 200, body = StocktakingDetail, description = "The stocktaking and its rooms"))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<StocktakingId>) -> Answer<Json<StocktakingDetail>> {
    let of = lists::see(&cx, id).await?;
    let rooms = lists::rooms(&cx, id).await?;
    let rooms = rooms.iter().map(CountedRoom::from).collect();
    Ok(Json(StocktakingDetail { stocktaking: StocktakingAnswer::from(&of), rooms }))
}

/// Takes readings in. Sending the same batch again is harmless and gives the same answers.
#[utoipa::path(
    post, path = "/api/v1/stocktakings/{id}/readings", operation_id = "send_readings", tag = "stocktakings",
    params(("id" = i64, Path, minimum = 1, description = "The stocktaking's id.")),
    request_body = Readings,
    responses((status = 200, body = ReadingAnswers, description = "What became of each reading"))
)]
pub(crate) async fn take(
    Caller(cx): Caller,
    Id(id): Id<StocktakingId>,
    Body(sent): Body<Readings>,
) -> Answer<Json<ReadingAnswers>> {
    let events = sent.readings.into_iter().map(event).collect::<Result<Vec<Event>, Fault>>()?;
    let taken = ops::take(&cx, id, &events).await?;
    let lang = cx.lang;
    let answer = |one: Taken| ReadingAnswer {
        id: one.scan,
        is_new: one.is_new,
        outcome: one.now.as_ref().map(|scan| scan.outcome.word().to_owned()),
        reason: one.now.as_ref().and_then(|scan| scan.reason).map(|reason| reason.word().to_owned()),
        asset: one.now.as_ref().and_then(|scan| scan.asset).map(|asset| asset.0),
        expected_place: one.now.map(|scan| scan.expected_place).filter(|place| !place.is_empty()),
        refused: one.refused.map(|text| say(lang, &text)),
    };
    Ok(Json(ReadingAnswers { readings: taken.into_iter().map(answer).collect() }))
}

fn event(reading: Reading) -> Result<Event, Fault> {
    let condition = match reading.condition.as_deref() {
        None | Some("") => None,
        Some(word) => Some(
            Condition::parse(word)
                .ok_or_else(|| Fault::field("condition", Text::new("stocktaking.fault.condition")))?,
        ),
    };
    let read_at = match reading.read_at.as_deref() {
        None => None,
        Some(text) => Some(
            DateTime::parse_from_rfc3339(text)
                .map_err(|_| Fault::field("read_at", Text::new("stocktaking.fault.moment")))?
                .to_utc(),
        ),
    };
    Ok(Event::Read(NewScan {
        client: reading.id,
        place: PlaceId(reading.place),
        typed: reading.text,
        read_at,
        source: Source::Api,
        condition,
        note: reading.note.unwrap_or_default(),
    }))
}
