//! Taking in what people read, batch by batch. Whatever was taken in before is answered again and changes nothing.

use std::collections::BTreeMap;

use kernel::{AssetId, Fault, PlaceId, Result, Right, StocktakingId, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::counting::Counter;
use crate::assets::ops::relocate;
use crate::assets::parse::tidy;
use crate::stocktaking::model::{Answer, Condition, Event, NewScan, Outcome, Scan, State};
use crate::stocktaking::scanned;
use crate::stocktaking::store;
use crate::stocktaking::store::scans::{self, Stored};

/// How many events one batch may hold.
pub const MOST_EVENTS: usize = 200;
const LONGEST_NOTE: usize = 500;

/// Takes events in, in their order, and answers each. One that cannot be taken is refused with a reason and does not keep
/// the others; sending the same again is harmless.
///
/// # Errors
/// `Fault::NotFound` if there is no such stocktaking; `Fault::Conflict` for more than [`MOST_EVENTS`].
pub async fn take(cx: &Cx, id: StocktakingId, events: &[Event]) -> Result<Vec<Answer>> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    if events.len() > MOST_EVENTS {
        return Err(Fault::Conflict(Text::new("stocktaking.fault.too_many").with("limit", MOST_EVENTS)));
    }
    let (answers, done) = run(&tx, cx, id, events).await?;
    record(&tx, cx, id, &done).await?;
    tx.commit().await?;
    Ok(answers)
}

/// The same for a whole file, with one entry; if it is not to be kept, it is only said what would be.
pub(crate) async fn take_file(
    cx: &Cx,
    id: StocktakingId,
    events: &[Event],
    is_kept: bool,
) -> Result<Vec<Answer>> {
    let tx = cx.begin().await?;
    let (answers, done) = run(&tx, cx, id, events).await?;
    if is_kept {
        record(&tx, cx, id, &done).await?;
        tx.commit().await?;
    }
    Ok(answers)
}

async fn record(tx: &Tx, cx: &Cx, id: StocktakingId, done: &Done) -> Result<()> {
    if done.is_nothing() {
        return Ok(());
    }
    let entry = Entry::new("stocktaking.counted", Subject::Stocktaking(id))
        .with("read", done.read)
        .with("undone", done.undone)
        .with("moved", done.moved)
        .with("remarks", done.remarks);
    journal::write(tx, cx, &entry).await?;
    Ok(())
}

/// How much a batch changed.
#[derive(Default)]
struct Done {
    read: u64,
    undone: u64,
    moved: u64,
    remarks: u64,
}

impl Done {
    fn is_nothing(&self) -> bool {
        self.read + self.undone + self.moved + self.remarks == 0
    }
}

/// What became of one event, before the words are looked up.
struct Taken {
    scan: Option<Stored>,
    is_new: bool,
    refused: Option<Text>,
}

impl Taken {
    fn refused(key: &'static str) -> Self {
        Self { scan: None, is_new: false, refused: Some(Text::new(key)) }
    }
}

async fn run(tx: &Tx, cx: &Cx, id: StocktakingId, events: &[Event]) -> Result<(Vec<Answer>, Done)> {
    let mut counter = Counter::begin(tx, cx, id).await?.ok_or(Fault::NotFound)?;
    let mut done = Done::default();
    let mut taken = Vec::with_capacity(events.len());
    for event in events {
        taken.push(match event {
            Event::Read(new) => read(tx, &mut counter, new, &mut done).await?,
            Event::Undo { scan } => undo(tx, &mut counter, scan, &mut done).await?,
            Event::Remark { scan, condition, note } => {
                remark(tx, &counter, scan, (*condition, note), &mut done).await?
            }
            Event::Move { scan } => move_here(tx, cx, &counter, scan, &mut done).await?,
        });
    }
    counter.finish().await?;
    Ok((answers(tx, id, events, taken).await?, done))
}

async fn read(tx: &Tx, counter: &mut Counter<'_>, new: &NewScan, done: &mut Done) -> Result<Taken> {
    let Some(client) = uuid(&new.client) else { return Ok(Taken::refused("stocktaking.refused.id")) };
    if let Some(known) = scans::by_client(tx, &client).await? {
        return Ok(Taken { scan: Some(known), is_new: false, refused: None });
    }
    if counter.of.state == State::Cancelled {
        return Ok(Taken::refused("stocktaking.refused.cancelled"));
    }
    let Some(what) = scanned::read(&new.typed) else { return Ok(Taken::refused("stocktaking.refused.text")) };
    if !is_room(tx, counter, new.place).await? {
        return Ok(Taken::refused("stocktaking.refused.place"));
    }
    let new = NewScan {
        client: client.clone(),
        typed: scanned::plain(&new.typed),
        note: short(&new.note),
        ..new.clone()
    };
    counter.read(&new, &what).await?;
    done.read += 1;
    Ok(Taken { scan: scans::by_client(tx, &client).await?, is_new: true, refused: None })
}

/// A place one can count in: a present one, or a room of the list whose place is gone by now.
async fn is_room(tx: &Tx, counter: &Counter<'_>, place: PlaceId) -> Result<bool> {
    if place.0 <= 0 {
        return Ok(false);
    }
    Ok(counter.tree.name(place).is_some() || store::room(tx, counter.of.id, place.0).await?.is_some())
}

async fn undo(tx: &Tx, counter: &mut Counter<'_>, scan: &str, done: &mut Done) -> Result<Taken> {
    let Some(stored) = own(tx, counter, scan).await? else {
        return Ok(Taken::refused("stocktaking.refused.scan"));
    };
    if stored.undone_at.is_some() {
        return Ok(Taken { scan: Some(stored), is_new: false, refused: None });
    }
    if !counter.of.state.is_counting() {
        return Ok(Taken::refused("stocktaking.refused.closed"));
    }
    counter.undo(&stored).await?;
    done.undone += 1;
    Ok(Taken { scan: own(tx, counter, scan).await?, is_new: true, refused: None })
}

async fn remark(
    tx: &Tx,
    counter: &Counter<'_>,
    scan: &str,
    (condition, note): (Option<Condition>, &str),
    done: &mut Done,
) -> Result<Taken> {
    let Some(stored) = own(tx, counter, scan).await? else {
        return Ok(Taken::refused("stocktaking.refused.scan"));
    };
    if !counter.of.state.is_counting() {
        return Ok(Taken::refused("stocktaking.refused.closed"));
    }
    let is_new = scans::put_remark(tx, stored.id, condition, &short(note)).await?;
    done.remarks += u64::from(is_new);
    Ok(Taken { scan: Some(stored), is_new, refused: None })
}

/// 「ここに移す」, also after the closing: then the difference is put right.
async fn move_here(tx: &Tx, cx: &Cx, counter: &Counter<'_>, scan: &str, done: &mut Done) -> Result<Taken> {
    let Some(stored) = own(tx, counter, scan).await? else {
        return Ok(Taken::refused("stocktaking.refused.scan"));
    };
    if stored.moved_in.is_some() {
        return Ok(Taken { scan: Some(stored), is_new: false, refused: None });
    }
    let is_elsewhere = Outcome::parse(&stored.outcome) == Some(Outcome::Elsewhere) && stored.counts == 1;
    let Some(asset) = stored.asset_id.filter(|_| is_elsewhere) else {
        return Ok(Taken::refused("stocktaking.refused.move"));
    };
    let place = counter.tree.stands(PlaceId(stored.place_id));
    match relocate(tx, cx, AssetId(asset), place).await {
        Ok(set) => {
            scans::put_moved(tx, stored.id, set).await?;
            done.moved += 1;
            Ok(Taken { scan: own(tx, counter, scan).await?, is_new: true, refused: None })
        }
        // The thing or the place is gone by now: the reading stands, and the sentence says why nothing moved.
        Err(Fault::NotFound | Fault::Conflict(_) | Fault::Invalid(_)) => {
            Ok(Taken::refused("stocktaking.refused.gone"))
        }
        Err(fault) => Err(fault),
    }
}

/// A reading of this stocktaking.
async fn own(tx: &Tx, counter: &Counter<'_>, scan: &str) -> Result<Option<Stored>> {
    let Some(client) = uuid(scan) else { return Ok(None) };
    let stored = scans::by_client(tx, &client).await?;
    Ok(stored.filter(|stored| stored.stocktaking_id == counter.of.id.0))
}

async fn answers(tx: &Tx, id: StocktakingId, events: &[Event], taken: Vec<Taken>) -> Result<Vec<Answer>> {
    let mut counting: BTreeMap<i64, i64> = BTreeMap::new();
    let mut wanted: Vec<i64> = Vec::new();
    for stored in taken.iter().filter_map(|one| one.scan.as_ref()) {
        wanted.push(stored.id);
        if Outcome::parse(&stored.outcome) == Some(Outcome::Again)
            && let Some(first) = scans::counting(tx, id, &stored.thing).await?
        {
            counting.insert(stored.id, first.id);
            wanted.push(first.id);
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    let shown: BTreeMap<i64, Scan> = scans::some(tx, &wanted).await?.into_iter().collect();
    let answer = |(event, one): (&Event, Taken)| {
        let standing = one.scan.as_ref().filter(|stored| stored.undone_at.is_none());
        let first = standing.and_then(|stored| counting.get(&stored.id));
        Answer {
            scan: event.scan().to_owned(),
            is_new: one.is_new,
            now: standing.and_then(|stored| shown.get(&stored.id)).cloned(),
            counted: first.and_then(|first| shown.get(first)).cloned().map(Box::new),
            refused: one.refused,
        }
    };
    Ok(events.iter().zip(taken).map(answer).collect())
}

/// A UUID in its usual spelling, in lower case.
fn uuid(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let is_hex = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    (is_hex && groups == [8, 4, 4, 4, 12]).then_some(text)
}

fn short(note: &str) -> String {
    tidy(note, true).chars().take(LONGEST_NOTE).collect()
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn only_a_uuid_is_an_id() {
        let good = "0b9f7c3e-1111-4222-8333-444455556666";
        assert_eq!(uuid(&good.to_uppercase()).as_deref(), Some(good));
        for bad in ["", "7", "0b9f7c3e1111422283334444555566667777", "0b9f7c3g-1111-4222-8333-444455556666"] {
            assert_eq!(uuid(bad), None, "{bad}");
        }
    }
}
