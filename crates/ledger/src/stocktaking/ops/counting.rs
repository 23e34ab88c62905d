//! Counting within a transaction: each reading is judged, and the counts of the rooms move along.

use std::collections::BTreeMap;

use kernel::{AssetId, PlaceId, Result, StocktakingId};
use platform::Cx;
use platform::db::{Sql, Tx};

use crate::merging;
use crate::places::Place;
use crate::stocktaking::model::{NewScan, Outcome, Stocktaking, Tally};
use crate::stocktaking::rules::{self, Candidate, Seen};
use crate::stocktaking::scanned::{self, Scanned};
use crate::stocktaking::store::scans::{self, Stored, Verdict};
use crate::stocktaking::store::{self, items};
use crate::trees;

/// The places as they lie in one another.
pub(crate) struct Tree {
    places: Vec<Place>,
    /// Places that were merged since the list was frozen, and what stands for them now.
    merged: Vec<(PlaceId, PlaceId)>,
}

impl Tree {
    pub(crate) async fn load(db: &impl Sql) -> Result<Self> {
        let merged = merging::store::aliases(db).await?.into_iter();
        let merged = merged.filter(|((field, _), _)| *field == "place");
        let merged = merged.map(|((_, id), stands)| (PlaceId(id), PlaceId(stands))).collect();
        Ok(Self { places: trees::store::all(db).await?, merged })
    }

    /// What a place is now, if it was merged into another.
    pub(crate) fn stands(&self, place: PlaceId) -> PlaceId {
        self.merged.iter().find(|(id, _)| *id == place).map_or(place, |(_, stands)| *stands)
    }

    /// A place and all it lies in, also under the ids of places that were merged into those.
    pub(crate) fn chain(&self, place: PlaceId) -> Vec<PlaceId> {
        let mut chain = vec![self.stands(place)];
        while let Some(here) = chain.last().and_then(|last| self.places.iter().find(|one| one.id == *last)) {
            match here.parent {
                Some(parent) if !chain.contains(&parent) => chain.push(parent),
                _ => break,
            }
        }
        let former: Vec<PlaceId> =
            self.merged.iter().filter(|(_, stands)| chain.contains(stands)).map(|(id, _)| *id).collect();
        chain.extend(former);
        chain
    }

    pub(super) fn name(&self, place: PlaceId) -> Option<&str> {
        self.places.iter().find(|one| one.id == place).map(|one| one.name.as_str())
    }
}

/// One locked stocktaking while readings are taken in or taken back.
pub(super) struct Counter<'a> {
    tx: &'a Tx,
    cx: &'a Cx,
    pub(super) of: Stocktaking,
    pub(super) tree: Tree,
    changes: BTreeMap<i64, Tally>,
}

impl<'a> Counter<'a> {
    pub(super) async fn begin(tx: &'a Tx, cx: &'a Cx, id: StocktakingId) -> Result<Option<Self>> {
        let Some(of) = store::lock(tx, id).await? else { return Ok(None) };
        Ok(Some(Self { tx, cx, of, tree: Tree::load(tx).await?, changes: BTreeMap::new() }))
    }

    /// Takes a reading in that was never seen before, and gives its row's id.
    pub(super) async fn read(&mut self, new: &NewScan, scanned: &Scanned) -> Result<i64> {
        let chain = self.tree.chain(new.place);
        let seen = rules::pick(&scans::candidates(self.tx, self.of.id, scanned).await?, &chain);
        let (thing, asset) = thing(&seen, scanned);
        let verdict = self.judge(seen, &thing, &chain).await?;
        let who = self.cx.actor.label();
        let named = (thing.as_str(), asset);
        let id = scans::add(self.tx, self.of.id, new, named, &verdict, (&who, self.cx.now())).await?;
        self.count(&verdict, seen, new.place, id).await?;
        Ok(id)
    }

    /// Looks again at a stored reading that did not count: one that came too late, or after another.
    pub(super) async fn again(&mut self, scan: &Stored) -> Result<()> {
        let place = PlaceId(scan.place_id);
        let chain = self.tree.chain(place);
        let seen = self.seen(scan).await?;
        let verdict = self.judge(seen, &scan.thing, &chain).await?;
        scans::put_verdict(self.tx, scan.id, &verdict).await?;
        self.count(&verdict, seen, place, scan.id).await
    }

    /// Takes a reading back; the next one of the same thing counts then.
    pub(super) async fn undo(&mut self, scan: &Stored) -> Result<()> {
        scans::put_undone(self.tx, scan.id, &self.cx.actor.label(), self.cx.now()).await?;
        if scan.counts == 0 {
            return Ok(());
        }
        let expected = self.expected(scan).await?;
        if let (Some(_), Some(asset)) = (expected, scan.asset_id) {
            items::put_found(self.tx, self.of.id, AssetId(asset), None).await?;
        }
        let outcome = Outcome::parse(&scan.outcome).unwrap_or(Outcome::Again);
        for (room, share) in rules::shares(outcome, expected, scan.place_id) {
            self.add(room, rules::negative(share));
        }
        match scans::next_of(self.tx, self.of.id, &scan.thing).await? {
            Some(next) => self.again(&next).await,
            None => Ok(()),
        }
    }

    /// Writes the counts.
    pub(super) async fn finish(self) -> Result<()> {
        for (place, tally) in self.changes {
            if tally == Tally::default() {
                continue;
            }
            let name = self.tree.name(PlaceId(place)).unwrap_or_default();
            store::count(self.tx, self.of.id, place, name, tally).await?;
        }
        Ok(())
    }

    pub(super) fn add(&mut self, room: i64, more: Tally) {
        *self.changes.entry(room).or_default() += more;
    }

    async fn judge(&self, seen: Seen, thing: &str, chain: &[PlaceId]) -> Result<Verdict> {
        let (outcome, reason) = rules::judge(seen, chain);
        if !self.of.state.is_counting() {
            return Ok(Verdict { outcome: Outcome::Late, reason: None, counts: false });
        }
        if scans::counting(self.tx, self.of.id, thing).await?.is_some() {
            return Ok(Verdict { outcome: Outcome::Again, reason: None, counts: false });
        }
        Ok(Verdict { outcome, reason, counts: true })
    }

    async fn count(&mut self, verdict: &Verdict, seen: Seen, place: PlaceId, scan: i64) -> Result<()> {
        if !verdict.counts {
            return Ok(());
        }
        let mut expected = None;
        if let Seen::Thing(Candidate { asset, expected: Some(room), .. }) = seen {
            expected = Some(room);
            let standing = items::standing(self.tx, self.of.id, asset).await?;
            if standing.is_some_and(|item| !item.explained.is_empty()) {
                self.add(room, Tally { explained: -1, ..Tally::default() });
            }
            items::put_found(self.tx, self.of.id, asset, Some((verdict.outcome, scan))).await?;
        }
        for (room, share) in rules::shares(verdict.outcome, expected, place.0) {
            self.add(room, share);
        }
        Ok(())
    }

    async fn expected(&self, scan: &Stored) -> Result<Option<i64>> {
        let Some(asset) = scan.asset_id else { return Ok(None) };
        let standing = items::standing(self.tx, self.of.id, AssetId(asset)).await?;
        Ok(standing.map(|item| item.place_id))
    }

    /// What a stored reading is about, as things are now.
    async fn seen(&self, scan: &Stored) -> Result<Seen> {
        if let Some(asset) = scan.asset_id {
            let found = scans::candidates(self.tx, self.of.id, &Scanned::Asset(AssetId(asset))).await?;
            return Ok(found.first().map_or(Seen::Nothing, |one| Seen::Thing(*one)));
        }
        // What nobody knew stays a number that nobody knew, also if it was registered since.
        let Some(scanned) = scanned::read(&scan.typed) else { return Ok(Seen::Nothing) };
        let found = scans::candidates(self.tx, self.of.id, &scanned).await?;
        Ok(if found.len() > 1 { Seen::Several } else { Seen::Nothing })
    }
}

/// What a reading counts: the asset, or the text that nobody knows.
fn thing(seen: &Seen, scanned: &Scanned) -> (String, Option<AssetId>) {
    match (seen, scanned) {
        (Seen::Thing(one), _) => (format!("a{}", one.asset), Some(one.asset)),
        (_, Scanned::Asset(id)) => (format!("t/a/{id}"), None),
        (_, Scanned::Number(text)) => {
            (format!("t{}", text.chars().take(scanned::LONGEST).collect::<String>()), None)
        }
    }
}
