//! Changing things, one or many, and what to do when two people change one thing.

use kernel::{AssetId, Fault, Result, Right, Subject};
use platform::Cx;
use platform::journal::{self, Entry};

use crate::assets::fields::Values;
use crate::assets::model::{Asset, AssetData, Done};
use crate::assets::parse::{Known, apply};
use crate::assets::store::{self, history};
use crate::assets::write::Writer;
use crate::changes::ChangeSetId;
use crate::clash::{self, Clash};

/// How many may be changed at once.
const MOST_AT_ONCE: usize = 100_000;

/// Changes the given fields of the version one has seen.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster; [`clashes`] then says where.
pub async fn change(cx: &Cx, id: AssetId, version: i64, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let changed = edit(cx, id, Some(version), ("change", "asset.changed"), |_| values.clone()).await?;
    Ok(changed)
}

/// Loads an asset under lock, changes it, and writes everything that belongs to that.
pub(super) async fn edit(
    cx: &Cx,
    id: AssetId,
    version: Option<i64>,
    (act, event): (&str, &'static str),
    values: impl FnOnce(&Asset) -> Values,
) -> Result<Done> {
    let tx = cx.begin().await?;
    let before = living(store::take(&tx, &[id]).await?)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::conflict("assets.fault.changed_meanwhile"));
    }
    let values = values(&before);
    let after = apply(&before.data, &values, &Known::load(&tx, &values).await?)?;
    let fields = names(&before.data, &after);
    let mut writer = Writer::begin(&tx, cx, act).await?;
    let Some(asset) = writer.change(&before, after).await? else {
        return Ok(Done { asset: before, set: None });
    };
    let set = writer.finish().await?;
    journal::write(&tx, cx, &Entry::new(event, Subject::Asset(id)).with("fields", fields).with("set", set))
        .await?;
    tx.commit().await?;
    Ok(Done { asset, set: Some(set) })
}

pub(super) fn living(found: Vec<Asset>) -> Result<Asset> {
    let asset = found.into_iter().next().ok_or(Fault::NotFound)?;
    if asset.deleted_at.is_some() { Err(Fault::conflict("assets.fault.deleted")) } else { Ok(asset) }
}

fn names(before: &AssetData, after: &AssetData) -> Vec<String> {
    before.differences(after).into_iter().map(|change| change.field).collect()
}

/// Where an edit based on `version` meets what others did since: every field both changed differently.
pub async fn clashes(cx: &Cx, id: AssetId, version: i64, mine: &Values) -> Result<Vec<Clash>> {
    cx.may(Right::ReadLedger)?;
    let now = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    let mut base = now.data.clone();
    // Newest first: each step back undoes what was done after.
    for step in history::since_version(cx.db(), id, (now.version - version).max(0)).await? {
        base.set(&step.field, &step.old);
    }
    let theirs = now.data.values();
    // What was typed is brought to the form in which it would be stored, so that 1,000円 and 1000 do not clash.
    let known = Known::load(cx.db(), mine).await?;
    let wanted: Values = match apply(&base, mine, &known) {
        Ok(after) => mine.keys().map(|field| (field.clone(), after.get(field))).collect(),
        Err(_) => mine.clone(),
    };
    Ok(clash::clashes(&base.values(), &theirs, &wanted))
}

/// The same change for many, all or none. Gives how many were changed and the set to undo.
pub async fn bulk_change(cx: &Cx, ids: &[AssetId], values: &Values) -> Result<(u64, Option<ChangeSetId>)> {
    cx.may(Right::ChangeLedger)?;
    if ids.len() > MOST_AT_ONCE {
        return Err(Fault::conflict("assets.fault.too_many"));
    }
    let tx = cx.begin().await?;
    let found = store::take(&tx, ids).await?;
    let known = Known::load(&tx, values).await?;
    let mut writer = Writer::begin(&tx, cx, "bulk").await?;
    let mut changed = 0;
    for before in found.iter().filter(|asset| asset.deleted_at.is_none()) {
        let after = apply(&before.data, values, &known)?;
        if writer.change(before, after).await?.is_some() {
            changed += 1;
        }
    }
    if changed == 0 {
        return Ok((0, None));
    }
    let set = writer.finish().await?;
    let fields: Vec<&String> = values.keys().collect();
    let entry = Entry::new("assets.changed", Subject::System).with("count", changed).with("fields", fields);
    journal::write(&tx, cx, &entry.with("set", set)).await?;
    tx.commit().await?;
    Ok((changed, Some(set)))
}
