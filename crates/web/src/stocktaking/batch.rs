//! What the counting page's script sends and asks, as JSON: batches of events that may come again, and the list that a
//! phone takes along.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::DateTime;
use kernel::{Fault, PlaceId, StocktakingId};
use ledger::stocktaking::lists::{self, Carried};
use ledger::stocktaking::{Answer as Answered, Condition, Event, NewScan, Source, Tally, ops};
use serde::{Deserialize, Serialize};

use super::words::said;
use crate::assets::account_names;
use crate::door::{Answer, Visit};

/// A batch, in the order in which things were done.
#[derive(Deserialize)]
pub struct Batch {
    events: Vec<Sent>,
}

/// One event as it is sent. Unknown words make no trouble: they are read as nothing said.
#[derive(Deserialize)]
struct Sent {
    kind: String,
    scan: String,
    #[serde(default)]
    place: i64,
    #[serde(default)]
    text: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    condition: String,
    #[serde(default)]
    note: String,
}

impl Sent {
    fn event(self) -> Option<Event> {
        let condition = Condition::parse(&self.condition);
        Some(match self.kind.as_str() {
            "read" => Event::Read(NewScan {
                client: self.scan,
                place: PlaceId(self.place),
                typed: self.text,
                read_at: DateTime::parse_from_rfc3339(&self.at).ok().map(|at| at.to_utc()),
                source: Source::parse(&self.source).unwrap_or(Source::Typed),
                condition,
                note: self.note,
            }),
            "undo" => Event::Undo { scan: self.scan },
            "remark" => Event::Remark { scan: self.scan, condition, note: self.note },
            "move" => Event::Move { scan: self.scan },
            _ => return None,
        })
    }
}

/// What the script shows.
#[derive(Serialize)]
struct Said {
    scan: String,
    tone: &'static str,
    word: String,
    label: String,
    more: String,
    outcome: Option<&'static str>,
    asset: Option<i64>,
    may_move: bool,
    is_refused: bool,
    is_undone: bool,
}

/// The answers, and how the rooms stand after them.
#[derive(Serialize)]
struct Answers {
    answers: Vec<Said>,
    rooms: BTreeMap<i64, Counts>,
}

/// How far a room is.
#[derive(Serialize)]
struct Counts {
    found: i64,
    expected: i64,
}

impl Counts {
    fn of(tally: &Tally) -> Self {
        Self { found: tally.found(), expected: tally.expected }
    }
}

/// Takes a batch in.
pub async fn take(visit: Visit, Path(id): Path<i64>, Json(batch): Json<Batch>) -> Answer {
    let id = StocktakingId(id);
    let rooms: Vec<i64> = batch.events.iter().map(|event| event.place).filter(|place| *place > 0).collect();
    let events: Option<Vec<Event>> = batch.events.into_iter().map(Sent::event).collect();
    let events = events.ok_or(Fault::conflict("stocktaking.refused.event"))?;
    let answers = ops::take(&visit.cx, id, &events).await?;
    let people = account_names(&visit).await?;
    let answers = answers.iter().map(|answer| shown(&visit, &people, answer)).collect();
    let mut counts = BTreeMap::new();
    for place in rooms {
        if !counts.contains_key(&place)
            && let Ok(room) = lists::room(&visit.cx, id, Some(PlaceId(place))).await
        {
            counts.insert(place, Counts::of(&room.tally));
        }
    }
    Ok(Json(Answers { answers, rooms: counts }).into_response())
}

fn shown(visit: &Visit, people: &BTreeMap<String, String>, answer: &Answered) -> Said {
    let words = said(visit, people, answer);
    let now = answer.now.as_ref();
    Said {
        scan: answer.scan.clone(),
        tone: words.tone.class(),
        word: words.word,
        label: words.label,
        more: words.more,
        outcome: now.map(|scan| scan.outcome.word()),
        asset: now.and_then(|scan| scan.asset).map(|asset| asset.0),
        may_move: words.may_move,
        is_refused: answer.refused.is_some(),
        is_undone: answer.refused.is_none() && now.is_none(),
    }
}

/// What a phone takes along into a room.
#[derive(Serialize)]
struct Carry {
    found: i64,
    expected: i64,
    items: Vec<Carried>,
}

/// The things that may be found in a room.
pub async fn expected(visit: Visit, Path((id, place)): Path<(i64, i64)>) -> Answer {
    let (id, place) = (StocktakingId(id), PlaceId(place));
    let room = lists::room(&visit.cx, id, Some(place)).await?;
    let items = lists::carried(&visit.cx, id, place).await?;
    let Counts { found, expected } = Counts::of(&room.tally);
    Ok(Json(Carry { found, expected, items }).into_response())
}
