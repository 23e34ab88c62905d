//! What became of things that were not found.

use kernel::{AssetId, Fault, Result, Right, StocktakingId, Subject};
use platform::Cx;
use platform::journal::{self, Entry};

use super::counting::Counter;
use crate::assets::parse::tidy;
use crate::stocktaking::model::{Explanation, State, Tally};
use crate::stocktaking::store::items;

const LONGEST_NOTE: usize = 500;

/// Writes why these were not found (`None` takes it back); how many that changed. What was found meanwhile is left alone.
/// Possible until the result is final.
///
/// # Errors
/// `Fault::Conflict` once it is final; `Fault::Invalid` for another reason without a note.
pub async fn explain(
    cx: &Cx,
    id: StocktakingId,
    assets: &[AssetId],
    why: Option<Explanation>,
    note: &str,
) -> Result<u64> {
    cx.may(Right::ChangeLedger)?;
    let note: String = tidy(note, true).chars().take(LONGEST_NOTE).collect();
    if why == Some(Explanation::Other) && note.is_empty() {
        return Err(Fault::field("note", kernel::Text::new("stocktaking.fault.note_missing")));
    }
    let note = if why.is_none() { String::new() } else { note };
    let tx = cx.begin().await?;
    let mut counter = Counter::begin(&tx, cx, id).await?.ok_or(Fault::NotFound)?;
    if matches!(counter.of.state, State::Final | State::Cancelled) {
        return Err(Fault::conflict("stocktaking.fault.final"));
    }
    let mut changed = 0;
    for asset in assets {
        let Some(item) = items::standing(&tx, id, *asset).await?.filter(|item| item.state == "open") else {
            continue;
        };
        items::put_explained(&tx, id, *asset, why, &note).await?;
        let more = i64::from(why.is_some()) - i64::from(!item.explained.is_empty());
        counter.add(item.place_id, Tally { explained: more, ..Tally::default() });
        changed += 1;
    }
    counter.finish().await?;
    if changed > 0 {
        let why = why.map_or("", Explanation::word);
        let entry = Entry::new("stocktaking.explained", Subject::Stocktaking(id))
            .with("count", changed)
            .with("why", why);
        journal::write(&tx, cx, &entry).await?;
    }
    tx.commit().await?;
    Ok(changed)
}
