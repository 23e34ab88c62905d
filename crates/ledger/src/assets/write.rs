//! The one way changes reach the store: rows, history, assignments and search together, in one change set.

use std::collections::BTreeMap;

use kernel::{AssetId, Fault, FieldFault, Moment, PersonId, Result, Subject, Text};
use platform::db::{Batch, Tx, Value};
use platform::search::{self, Doc, Ready};
use platform::{Cx, values};

use super::model::{Asset, AssetData};
use super::relink::{MERGE, RENAME};
use super::rules::{folded_key, label, search_words};
use super::store::beside::{self, Beside};
use super::store::{self, history};
use crate::changes::{CREATED, ChangeSetId, DELETED};
use crate::sql::fresh_ids;

/// A new asset with everything that is written of it. Computing that takes as long as writing it, so an import does it
/// beside the database's work.
pub(crate) struct Fresh {
    asset: Asset,
    row: Vec<Value>,
    found_by: Ready,
    beside: Beside,
}

impl Fresh {
    /// A new asset, with the fingerprint of the row it came from (empty if from none).
    pub(crate) fn new(id: AssetId, data: AssetData, fingerprint: &str, now: Moment) -> Self {
        let asset = Asset { id, version: 1, data, created_at: now, updated_at: now, deleted_at: None };
        let row = store::insert_row(&asset, fingerprint);
        Self { row, found_by: doc(&asset).into(), beside: Beside::of(&asset.data), asset }
    }
}

fn doc(asset: &Asset) -> Doc {
    let (title, text) = search_words(&asset.data);
    Doc { subject: Subject::Asset(asset.id), title, text }
}

/// Collects the changes of one change set and sends them in few statements.
pub(crate) struct Writer<'a> {
    tx: &'a Tx,
    cx: &'a Cx,
    /// The change set they belong to.
    pub set: ChangeSetId,
    /// Whether the day of a hand-over is known (not in an import).
    dated: bool,
    /// Whether changes of holder are to be written as assignments (an undo mends those itself, and another name is
    /// no hand-over).
    assigning: bool,
    history: Batch,
    assignments: Batch,
    closing: Vec<AssetId>,
    opening: Vec<Opening>,
    changed: Vec<Asset>,
    added: Vec<Fresh>,
    gone: Vec<Subject>,
    beside: Vec<(AssetId, Beside)>,
}

impl<'a> Writer<'a> {
    /// Begins a change set for the verb `act`.
    pub(crate) async fn begin(tx: &'a Tx, cx: &'a Cx, act: &str) -> Result<Self> {
        let set = history::begin(tx, cx, act).await?;
        Ok(Self {
            tx,
            cx,
            set,
            dated: act != "import",
            assigning: !["undo", RENAME, MERGE].contains(&act),
            history: history::history(),
            assignments: history::assignments(),
            closing: Vec::new(),
            opening: Vec::new(),
            changed: Vec::new(),
            added: Vec::new(),
            gone: Vec::new(),
            beside: Vec::new(),
        })
    }

    /// New assets, with the fingerprints of the rows they came from (empty if from none).
    pub(crate) async fn add(&mut self, many: Vec<(AssetData, String)>) -> Result<Vec<Asset>> {
        let ids = fresh_ids(self.tx, "asset", many.len()).await?;
        let now = self.cx.now();
        let fresh: Vec<Fresh> = ids
            .into_iter()
            .zip(many)
            .map(|(id, (data, fingerprint))| Fresh::new(AssetId(id), data, &fingerprint, now))
            .collect();
        let made = fresh.iter().map(|fresh| fresh.asset.clone()).collect();
        self.add_fresh(fresh);
        Ok(made)
    }

    /// New assets that were made elsewhere, with ids of [`fresh_ids`].
    pub(crate) fn add_fresh(&mut self, many: Vec<Fresh>) {
        self.opening.extend(many.iter().filter_map(|fresh| Opening::of(fresh.asset.id, &fresh.asset.data)));
        self.added.extend(many);
    }

    /// An asset becomes `after`; gives back how it is now, `None` if nothing differs.
    pub(crate) async fn change(&mut self, before: &Asset, after: AssetData) -> Result<Option<Asset>> {
        let differences = before.data.differences(&after);
        if differences.is_empty() {
            return Ok(None);
        }
        let mut holder = false;
        for change in &differences {
            holder |= change.field == "person" || change.field == "user";
            let row = values![
                self.set.0,
                before.id.0,
                change.field.as_str(),
                change.old.as_str(),
                change.new.as_str()
            ];
            self.history.push(self.tx, row).await?;
        }
        if holder && self.assigning {
            self.closing.push(before.id);
            self.opening.extend(Opening::of(before.id, &after));
        }
        self.lay_beside(before, &after);
        let asset = self.raised(before, after);
        self.changed.push(asset.clone());
        Ok(Some(asset))
    }

    /// Deletes or brings back, whatever else changes with it.
    pub(crate) async fn mark(&mut self, before: &Asset, after: AssetData, deleted: bool) -> Result<()> {
        let (old, new) = if deleted { ("", "yes") } else { ("yes", "") };
        self.history.push(self.tx, values![self.set.0, before.id.0, DELETED, old, new]).await?;
        for change in before.data.differences(&after) {
            let row = values![self.set.0, before.id.0, change.field, change.old, change.new];
            self.history.push(self.tx, row).await?;
        }
        self.lay_beside(before, &after);
        let mut asset = self.raised(before, after);
        asset.deleted_at = deleted.then(|| self.cx.now());
        if deleted {
            self.gone.push(Subject::Asset(asset.id));
        }
        self.changed.push(asset);
        Ok(())
    }

    /// Sends what is left.
    pub(crate) async fn finish(mut self) -> Result<ChangeSetId> {
        self.send().await?;
        Ok(self.set)
    }

    /// Sends what was collected so far.
    pub(crate) async fn send(&mut self) -> Result<()> {
        let yielding = self.check_numbers().await?;
        store::give_up_numbers(self.tx, &yielding).await?;
        let mut rows = store::inserts();
        rows.extend(self.tx, self.added.iter_mut().map(|fresh| std::mem::take(&mut fresh.row))).await?;
        rows.flush(self.tx).await?;
        let set = self.set.0;
        let created = self.added.iter().map(|fresh| values![set, fresh.asset.id.0, CREATED, "", "yes"]);
        self.history.extend(self.tx, created).await?;
        store::write_back(self.tx, &self.changed).await?;
        self.history.flush(self.tx).await?;
        let today = self.cx.today();
        history::close(self.tx, &self.closing, today, self.set).await?;
        let from_on = if self.dated { today.to_string() } else { String::new() };
        let opened = self.opening.drain(..).map(|opening| {
            let person = opening.person.map(|id| id.0);
            values![opening.asset.0, person, opening.user_text, from_on.as_str(), "", set]
        });
        self.assignments.extend(self.tx, opened).await?;
        self.assignments.flush(self.tx).await?;
        let stale: Vec<AssetId> = self.beside.iter().map(|(id, _)| *id).collect();
        beside::remove(self.tx, &stale).await?;
        let fresh = self.added.iter_mut().map(|fresh| (fresh.asset.id, std::mem::take(&mut fresh.beside)));
        let all: Vec<_> =
            fresh.chain(self.beside.drain(..)).filter(|(_, beside)| !beside.is_empty()).collect();
        beside::put(self.tx, all.into_iter()).await?;
        self.index().await?;
        self.changed.clear();
        self.closing.clear();
        self.gone.clear();
        Ok(())
    }

    /// What stands beside an asset follows it.
    fn lay_beside(&mut self, before: &Asset, after: &AssetData) {
        let beside = Beside::of(after);
        if beside != Beside::of(&before.data) {
            self.beside.retain(|(id, _)| *id != before.id);
            self.beside.push((before.id, beside));
        }
    }

    /// Puts what is alive into search, and takes out what was deleted.
    async fn index(&mut self) -> Result<()> {
        let added = self.added.drain(..).map(|fresh| fresh.found_by).collect();
        search::add_all(self.tx, added).await?;
        let changed = self.changed.iter().filter(|asset| asset.deleted_at.is_none());
        search::put_all(self.tx, &changed.map(doc).collect::<Vec<_>>()).await?;
        search::remove_all(self.tx, &self.gone).await
    }

    /// A number is unique among what is not deleted; all that are taken are named at once. Gives the assets that give
    /// up a number which another one gets in the same change set.
    async fn check_numbers(&self) -> Result<Vec<AssetId>> {
        let living = self.added.iter().map(|fresh| &fresh.asset).chain(&self.changed);
        let mut wanted: BTreeMap<String, &Asset> = BTreeMap::new();
        let (mut faults, mut yielding) = (Vec::new(), Vec::new());
        for asset in living.filter(|asset| asset.deleted_at.is_none() && !asset.number.is_empty()) {
            if wanted.insert(folded_key(&asset.number), asset).is_some() {
                faults.push(number_fault("assets.fault.number_twice", &asset.number, ""));
            }
        }
        let keys: Vec<String> = wanted.keys().cloned().collect();
        let changing: BTreeMap<AssetId, &Asset> =
            self.changed.iter().map(|asset| (asset.id, asset)).collect();
        for (key, holder) in store::numbers_taken(self.tx, &keys).await? {
            // One that gives the number up in the same change set is no obstacle.
            let gives_up = changing
                .get(&holder)
                .is_some_and(|asset| asset.deleted_at.is_some() || folded_key(&asset.number) != key);
            let Some(asset) = wanted.get(&key).filter(|asset| asset.id != holder) else { continue };
            if gives_up {
                yielding.push(holder);
                continue;
            }
            let other =
                store::find(self.tx, holder).await?.map(|other| label(&other.data)).unwrap_or_default();
            faults.push(number_fault("assets.fault.number_taken", &asset.number, &other));
        }
        if faults.is_empty() { Ok(yielding) } else { Err(Fault::Invalid(faults)) }
    }

    fn raised(&self, before: &Asset, data: AssetData) -> Asset {
        Asset {
            id: before.id,
            version: before.version + 1,
            data,
            created_at: before.created_at,
            updated_at: self.cx.now(),
            deleted_at: before.deleted_at,
        }
    }
}

/// Somebody holds an asset from now on.
struct Opening {
    asset: AssetId,
    person: Option<PersonId>,
    user_text: String,
}

impl Opening {
    fn of(asset: AssetId, data: &AssetData) -> Option<Self> {
        let held = data.person.is_some() || !data.user_text.is_empty();
        held.then(|| Self { asset, person: data.person, user_text: data.user_text.clone() })
    }
}

fn number_fault(key: &'static str, number: &str, other: &str) -> FieldFault {
    let text = Text::new(key).with("number", number).with("other", other);
    FieldFault { field: "asset_no".to_owned(), text }
}
