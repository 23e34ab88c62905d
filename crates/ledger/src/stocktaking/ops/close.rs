//! Closing, giving up, and opening again.

use std::collections::BTreeMap;

use kernel::{AssetId, Fault, Moment, Result, Right, StocktakingId, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::counting::Counter;
use crate::assets::ops::{Mode, take_back_set};
use crate::assets::parse::tidy;
use crate::assets::store as assets;
use crate::assets::write::Writer;
use crate::changes::ChangeSetId;
use crate::stocktaking::model::{State, Stocktaking};
use crate::stocktaking::rules;
use crate::stocktaking::store::{self, scans};

/// How many found things are written at a time.
const AT_ONCE: u64 = 2_000;
const LONGEST_REASON: usize = 500;

/// Closes it: readings count no longer, and the ledger learns when everything found was last seen.
///
/// # Errors
/// `Fault::Conflict` if it is not being counted.
pub async fn close(cx: &Cx, id: StocktakingId) -> Result<Stocktaking> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let of = store::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
    let state = rules::closed(of.state).ok_or(Fault::conflict("stocktaking.fault.not_open"))?;
    store::put_closed(&tx, id, state, &cx.actor.label(), cx.now()).await?;
    let set = write_last_seen(&tx, cx, &of).await?;
    store::put_seen(&tx, id, set).await?;
    let closed = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    let entry = Entry::new("stocktaking.closed", Subject::Stocktaking(id))
        .with("expected", closed.tally.expected)
        .with("here", closed.tally.here)
        .with("elsewhere", closed.tally.away)
        .with("missing", closed.tally.missing())
        .with("set", set);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(closed)
}

/// Gives it up: it was opened by mistake. Its readings stay, and mean nothing.
///
/// # Errors
/// `Fault::Conflict` if it was closed before.
pub async fn cancel(cx: &Cx, id: StocktakingId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let of = store::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
    let state = rules::cancelled(of.state).ok_or(Fault::conflict("stocktaking.fault.not_cancellable"))?;
    store::put_closed(&tx, id, state, &cx.actor.label(), cx.now()).await?;
    journal::write(&tx, cx, &Entry::new("stocktaking.cancelled", Subject::Stocktaking(id))).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens it again, once: what arrived too late counts now, and what the closing wrote into the ledger is taken back.
///
/// # Errors
/// `Fault::Invalid` without a reason; `Fault::Conflict` if it is not closed, or was reopened before.
pub async fn reopen(cx: &Cx, id: StocktakingId, reason: &str) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let reason: String = tidy(reason, true).chars().take(LONGEST_REASON).collect();
    if reason.is_empty() {
        return Err(Fault::field("reason", Text::new("stocktaking.fault.reason_missing")));
    }
    let tx = cx.begin().await?;
    let of = store::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
    if rules::reopened(of.state).is_none() {
        return Err(Fault::conflict("stocktaking.fault.not_reopenable"));
    }
    store::put_reopened(&tx, id, &reason, cx.now()).await?;
    if let Some(set) = of.seen_set {
        match take_back_set(&tx, cx, set, Mode::Soft).await {
            // Somebody has taken it back by hand.
            Ok(_) | Err(Fault::Conflict(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    let late = scans::late(&tx, id).await?;
    let mut counter = Counter::begin(&tx, cx, id).await?.ok_or(Fault::NotFound)?;
    debug_assert_eq!(counter.of.state, State::Reopened);
    for scan in &late {
        counter.again(scan).await?;
    }
    counter.finish().await?;
    let entry = Entry::new("stocktaking.reopened", Subject::Stocktaking(id)).with("late", late.len());
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(())
}

/// The day everything found was seen, as one change set; `None` if nothing changes.
async fn write_last_seen(tx: &Tx, cx: &Cx, of: &Stocktaking) -> Result<Option<ChangeSetId>> {
    let mut writer: Option<Writer<'_>> = None;
    let mut after = AssetId(0);
    loop {
        let found = scans::found(tx, of.id, after, AT_ONCE).await?;
        let Some((last, ..)) = found.last() else { break };
        after = *last;
        let days: BTreeMap<AssetId, String> =
            found.iter().map(|(asset, read, received)| (*asset, day(cx, of, *read, *received))).collect();
        let ids: Vec<AssetId> = days.keys().copied().collect();
        for before in assets::take(tx, &ids).await? {
            let Some(day) = days.get(&before.id).filter(|_| before.deleted_at.is_none()) else { continue };
            // Days in this form sort by time; whoever saw it later knows better.
            if before.get("last_seen").as_str() >= day.as_str() {
                continue;
            }
            let mut data = before.data.clone();
            data.set("last_seen", day);
            if writer.is_none() {
                writer = Some(Writer::begin(tx, cx, "stocktaking").await?);
            }
            if let Some(writer) = &mut writer {
                writer.change(&before, data).await?;
            }
        }
        if let Some(writer) = &mut writer {
            writer.send().await?;
        }
    }
    match writer {
        Some(writer) => writer.finish().await.map(Some),
        None => Ok(None),
    }
}

fn day(cx: &Cx, of: &Stocktaking, read_at: Moment, received_at: Moment) -> String {
    let seen = rules::seen_at(read_at, received_at, of.opened_at);
    platform::time::day_in(cx.house.zone(), seen).to_string()
}
