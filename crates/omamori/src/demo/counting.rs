//! Two stocktakings of the sample company: one closed long ago, with what such a day brings to light, and one that is
//! half done today.

use kernel::{PlaceId, Result, StocktakingId};
use ledger::stocktaking::lists::{self, Which};
use ledger::stocktaking::{
    Condition, Event, Explanation, NewScan, NewStocktaking, Room, Scope, Source, Stocktaking, ops,
};
use platform::Cx;
use platform::locale::tr;

/// More things than this are in no room.
const ALL: (u64, u64) = (0, 10_000);
/// Of so many things one is not found, and one stands in another room.
const MISSING: usize = 17;
const ELSEWHERE: usize = 11;

/// The one that is closed: every room was counted.
pub async fn closed(cx: &Cx) -> Result<()> {
    let of = opened(cx).await?;
    let rooms = lists::rooms(cx, of.id).await?;
    for room in &rooms {
        count(cx, of.id, room, &rooms, usize::MAX).await?;
    }
    let missing = lists::items(cx, of.id, None, Which::Missing, ALL).await?;
    for (at, item) in missing.iter().enumerate().filter(|(at, _)| at % 4 != 3) {
        let (why, note) = match at % 4 {
            0 => (Explanation::TakenHome, "在宅勤務で使用中。本人に確認済み"),
            1 => (Explanation::Lent, "営業所へ貸出中"),
            _ => (Explanation::Other, "修理会社に預けている"),
        };
        ops::explain(cx, of.id, &[item.asset], Some(why), note).await?;
    }
    ops::close(cx, of.id).await?;
    Ok(())
}

/// The one that is being counted: some rooms are done, one is half done.
pub async fn under_way(cx: &Cx) -> Result<()> {
    let of = opened(cx).await?;
    let rooms = lists::rooms(cx, of.id).await?;
    for (at, room) in rooms.iter().filter(|room| room.tally.expected > 2).take(3).enumerate() {
        let most = usize::try_from(room.tally.expected).unwrap_or(0);
        count(cx, of.id, room, &rooms, if at == 2 { most / 2 } else { most }).await?;
    }
    Ok(())
}

async fn opened(cx: &Cx) -> Result<Stocktaking> {
    let (year, month) = (cx.today().format("%Y").to_string(), cx.today().format("%-m").to_string());
    let name = tr(cx.lang, "stocktaking.usual_name", &[("year", &year), ("month", &month)]);
    ops::open(cx, &NewStocktaking { name, on: cx.today(), scope: Scope::default() }).await
}

/// Walks through a room with a phone.
async fn count(cx: &Cx, id: StocktakingId, room: &Room, rooms: &[Room], most: usize) -> Result<()> {
    let items = lists::items(cx, id, Some(room.place), Which::Missing, ALL).await?;
    let other = rooms.iter().filter_map(|other| other.place).find(|place| Some(*place) != room.place);
    // What has no place is found somewhere all the same.
    let Some(here) = room.place.or(other) else { return Ok(()) };
    let mut events = Vec::new();
    for (at, item) in items.iter().enumerate().take(most).filter(|(at, _)| at % MISSING != MISSING - 1) {
        let place = if at % ELSEWHERE == ELSEWHERE - 1 { other.unwrap_or(here) } else { here };
        let condition = (at % 9 == 4).then_some(Condition::Worn);
        let typed = if item.number.is_empty() { &item.serial } else { &item.number };
        events.push(read((id, item.asset.0), place, typed, condition));
    }
    if here.0 % 3 == 1 {
        events.push(read((id, 900_000 + here.0), here, &format!("TMP-{:03}", here.0), None));
    }
    for some in events.chunks(ops::MOST_EVENTS) {
        ops::take(cx, id, some).await?;
    }
    Ok(())
}

fn read(
    (id, number): (StocktakingId, i64),
    place: PlaceId,
    typed: &str,
    condition: Option<Condition>,
) -> Event {
    Event::Read(NewScan {
        client: format!("{:08}-0000-4000-8000-{number:012}", id.0),
        place,
        typed: typed.to_owned(),
        read_at: None,
        source: Source::Camera,
        condition,
        note: String::new(),
    })
}
