//! Taking a change set back, as far as nobody changed the same fields since.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{AssetId, Fault, Result, Right, Subject};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use crate::assets::model::Asset;
use crate::assets::relink::{Linked, MERGE};
use crate::assets::rules::{folded_key, label};
use crate::assets::store::{self, history};
use crate::assets::write::Writer;
use crate::changes::{CREATED, ChangeSetId, DELETED, Kept, Undone};
use crate::handovers;
use crate::merging;

/// Takes a change set back, as far as nobody changed the same fields since. Imports have an undo of their own.
///
/// # Errors
/// `Fault::Conflict` if it was undone before.
pub async fn undo(cx: &Cx, set: ChangeSetId) -> Result<Undone> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let undone = take_back_set(&tx, cx, set, Mode::Soft).await?;
    let entry = Entry::new("change.undone", Subject::System)
        .with("set", set)
        .with("restored", undone.restored)
        .with("removed", undone.removed)
        .with("kept", undone.kept.len());
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(undone)
}

/// What happens with the assets that the change set made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// They are deleted as by hand, so that this undo can be undone.
    Soft,
    /// They vanish, as if the file had never been taken in.
    Wholly,
    /// A hand-over is taken back with its paper; it made no assets.
    Handover,
}

/// Undoes within a transaction; the caller writes the journal.
pub(crate) async fn take_back_set(tx: &Tx, cx: &Cx, id: ChangeSetId, mode: Mode) -> Result<Undone> {
    let set = history::set(tx, id).await?.ok_or(Fault::NotFound)?;
    if set.undone_at.is_some() {
        return Err(Fault::conflict("assets.fault.undone_before"));
    }
    if set.act == "import" && mode == Mode::Soft {
        return Err(Fault::conflict("assets.fault.undo_as_import"));
    }
    if handovers::ACTS.contains(&set.act.as_str()) && mode != Mode::Handover {
        return Err(Fault::conflict("handovers.fault.undo_there"));
    }
    if set.act == MERGE {
        merging::ops::separate(tx, id).await?;
    }
    let mut steps: BTreeMap<AssetId, Vec<history::Change>> = BTreeMap::new();
    for change in history::of_set(tx, id).await? {
        steps.entry(AssetId(change.asset_id)).or_default().push(change);
    }
    let ids: Vec<AssetId> = steps.keys().copied().collect();
    let touched: BTreeSet<AssetId> = history::touched_since(tx, id).await?.into_iter().collect();
    let found = store::take(tx, &ids).await?;
    let aliases = merging::store::aliases(tx).await?;
    let mut back = Back { undone: Undone::default(), wanted: Vec::new(), vanishing: Vec::new(), aliases };
    for asset in &found {
        let changes = steps.get(&asset.id).map(Vec::as_slice).unwrap_or_default();
        back.sort_out(asset, changes, touched.contains(&asset.id), mode);
    }
    back.keep_taken_numbers(tx).await?;
    let mut writer = Writer::begin(tx, cx, "undo").await?;
    let mut mended = Vec::new();
    for want in &back.wanted {
        let deleted = want.after_deleted;
        if deleted == want.before.deleted_at.is_some() {
            writer.change(want.before, want.after.clone()).await?;
        } else {
            writer.mark(want.before, want.after.clone(), deleted).await?;
        }
        if want.holder {
            mended.push(want.before.id);
        }
    }
    history::reopen(tx, &mended, id).await?;
    store::vanish(tx, &back.vanishing).await?;
    back.undone.set = Some(writer.finish().await?);
    history::mark_undone(tx, id, cx.now()).await?;
    Ok(back.undone)
}

struct Want<'a> {
    before: &'a Asset,
    after: crate::assets::AssetData,
    after_deleted: bool,
    /// The holder is brought back (or nothing of it was changed since), so its assignments are too.
    holder: bool,
}

struct Back<'a> {
    undone: Undone,
    wanted: Vec<Want<'a>>,
    vanishing: Vec<AssetId>,
    /// What people, departments and places were merged into.
    aliases: HashMap<(&'static str, i64), i64>,
}

impl<'a> Back<'a> {
    /// Decides what happens with one asset.
    fn sort_out(&mut self, asset: &'a Asset, changes: &[history::Change], touched: bool, mode: Mode) {
        if changes.iter().any(|change| change.field == CREATED) {
            if touched {
                self.keep(asset, CREATED, "changed_since");
            } else if mode == Mode::Wholly {
                self.undone.removed += 1;
                self.vanishing.push(asset.id);
            } else if asset.deleted_at.is_none() {
                self.undone.removed += 1;
                let after = asset.data.clone();
                self.wanted.push(Want { before: asset, after, after_deleted: true, holder: false });
            }
            return;
        }
        let (mut after, mut after_deleted) = (asset.data.clone(), asset.deleted_at.is_some());
        let (mut holder, mut mended) = (true, false);
        for change in changes {
            let is_holder = matches!(change.field.as_str(), "person" | "user");
            if change.field == DELETED {
                let now = if after_deleted { "yes" } else { "" };
                if now == change.new {
                    after_deleted = change.old == "yes";
                    mended = true;
                } else {
                    self.keep(asset, DELETED, "changed_since");
                }
            } else if self.still_is(&change.field, &asset.data.get(&change.field), &change.new) {
                after.set(&change.field, &self.now(&change.field, &change.old));
                mended = true;
            } else {
                holder &= !is_holder;
                self.keep(asset, &change.field, "changed_since");
            }
        }
        let changes_holder = changes.iter().any(|change| matches!(change.field.as_str(), "person" | "user"));
        if mended {
            self.wanted.push(Want { before: asset, after, after_deleted, holder: holder && changes_holder });
        }
    }

    /// What a value means now: the id of a person, department or place that was merged means the one that stayed.
    fn now(&self, field: &str, value: &str) -> String {
        let link = Linked::ALL.into_iter().map(|what| what.fields().0).find(|link| *link == field);
        let stands = link.zip(value.parse().ok()).and_then(|key| self.aliases.get(&key));
        stands.map_or_else(|| value.to_owned(), i64::to_string)
    }

    /// Whether a field still holds what the change set gave it. A name written in another way is the same name.
    fn still_is(&self, field: &str, held: &str, given: &str) -> bool {
        let named = Linked::ALL.into_iter().find(|what| what.fields().1 == field);
        held == self.now(field, given) || named.is_some_and(|what| what.is_same(held, given))
    }

    /// A number that somebody else has got meanwhile cannot come back.
    async fn keep_taken_numbers(&mut self, tx: &Tx) -> Result<()> {
        let moving: BTreeSet<AssetId> = self.wanted.iter().map(|want| want.before.id).collect();
        let leaving = |id: &AssetId| moving.contains(id) || self.vanishing.contains(id);
        let keys: Vec<String> = self.wanted.iter().map(|want| folded_key(&want.after.number)).collect();
        let taken: BTreeMap<String, AssetId> =
            store::numbers_taken(tx, &keys).await?.into_iter().filter(|(_, id)| !leaving(id)).collect();
        let mut kept = Vec::new();
        self.wanted.retain_mut(|want| {
            let stays = !taken.contains_key(&folded_key(&want.after.number)) || want.after_deleted;
            if stays {
                return true;
            }
            let revived = want.before.deleted_at.is_some();
            let field = if revived { DELETED } else { "asset_no" };
            kept.push((want.before, field));
            want.after.number.clone_from(&want.before.number);
            !revived
        });
        for (asset, field) in kept {
            self.keep(asset, field, "number_taken");
        }
        self.undone.restored =
            self.wanted.iter().filter(|want| !want.after_deleted || want.before.deleted_at.is_some()).count()
                as u64;
        Ok(())
    }

    fn keep(&mut self, asset: &Asset, field: &str, reason: &str) {
        self.undone.kept.push(Kept {
            asset: asset.id,
            label: label(&asset.data),
            field: field.to_owned(),
            reason: reason.to_owned(),
        });
    }
}
