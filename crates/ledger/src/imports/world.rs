//! What is stored, arranged so that each row of a file finds its asset at once.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use kernel::{AssetId, DepartmentId, KindId, PlaceId, Result};
use platform::db::Sql;
use sha2::{Digest, Sha256};

use super::people::Names;
use crate::assets::Asset;
use crate::assets::store::{self, Keys};
use crate::kinds::words::Dictionary;
use crate::kinds::{self, BuiltIn, Kind};

/// Everything a plan compares with.
pub(super) struct World {
    pub kinds: Vec<Kind>,
    pub words: Dictionary,
    pub people: Names,
    pub departments: HashMap<String, DepartmentId>,
    pub places: HashMap<String, PlaceId>,
    pub index: Index,
}

impl World {
    pub(super) async fn load(db: &impl Sql) -> Result<Self> {
        let folded = |name: String| yomi::fold(&name);
        let departments = crate::departments::stored(db).await?;
        let places = crate::places::stored(db).await?;
        let kinds = kinds::stored(db).await?;
        Ok(Self {
            words: Dictionary::new(&kinds),
            kinds,
            people: Names::new(&crate::people::stored(db).await?),
            departments: departments.into_iter().rev().map(|(name, id)| (folded(name), id)).collect(),
            places: places.into_iter().rev().map(|(name, id)| (folded(name), id)).collect(),
            index: Index::new(store::keys(db).await?),
        })
    }

    pub(super) fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}

/// Stored assets by everything that recognises them.
#[derive(Default)]
pub(super) struct Index {
    by_number: HashMap<String, (AssetId, bool)>,
    by_serial: HashMap<String, AssetId>,
    by_record: HashMap<String, AssetId>,
    /// `None` where several have the name.
    by_name: HashMap<String, Option<AssetId>>,
    by_fingerprint: HashMap<String, AssetId>,
    created: HashMap<AssetId, i64>,
}

impl Index {
    fn new(keys: Vec<Keys>) -> Self {
        let mut index = Self::default();
        for key in keys {
            let id = AssetId(key.id);
            let kind = KindId(key.kind_id);
            let is_record = BuiltIn::of(kind).is_some_and(BuiltIn::is_record);
            index.created.insert(id, key.created_at);
            let named = |text: &String| !text.is_empty();
            if named(&key.number_folded) {
                index.by_number.entry(key.number_folded).or_insert((id, is_record));
            }
            if named(&key.serial_folded) {
                index.by_serial.entry(key.serial_folded).or_insert(id);
            }
            if named(&key.record_key) {
                index.by_record.entry(scoped(kind, &key.record_key)).or_insert(id);
            }
            if named(&key.name) {
                let name = yomi::fold(&key.name);
                index.by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(id));
            }
            if named(&key.fingerprint) {
                index.by_fingerprint.entry(key.fingerprint).or_insert(id);
            }
        }
        index
    }

    pub(super) fn number(&self, folded: &str) -> Option<AssetId> {
        self.by_number.get(folded).map(|(id, _)| *id)
    }

    /// Whether the number belongs to a thing, not to a record about one.
    pub(super) fn is_number_of_a_thing(&self, folded: &str) -> bool {
        self.by_number.get(folded).is_some_and(|(_, is_record)| !is_record)
    }

    pub(super) fn serial(&self, folded: &str) -> Option<AssetId> {
        self.by_serial.get(folded).copied()
    }

    pub(super) fn record(&self, kind: KindId, key: &str) -> Option<AssetId> {
        self.by_record.get(&scoped(kind, key)).copied()
    }

    pub(super) fn name(&self, name: &str) -> Option<AssetId> {
        self.by_name.get(&yomi::fold(name)).copied().flatten()
    }

    pub(super) fn fingerprint(&self, fingerprint: &str) -> Option<AssetId> {
        self.by_fingerprint.get(fingerprint).copied()
    }

    /// The asset an exported mark names, if it is one of this ledger's.
    pub(super) fn marked(&self, mark: &str) -> Option<AssetId> {
        let id = AssetId(mark.trim().strip_prefix('a')?.split_once('-')?.0.parse().ok()?);
        let created = self.created.get(&id)?;
        (mark_of(id, *created) == mark.trim()).then_some(id)
    }
}

/// A record's key within its kind.
pub(super) fn scoped(kind: KindId, key: &str) -> String {
    format!("{kind}\u{1f}{key}")
}

/// The heading over the marks of an export; the same in every language, and a word that is no ledger's own.
pub(crate) const MARK_HEADING: &str = "omamori";

/// What an export writes beside an asset so that it is recognised again even if it has no number. Bound to the moment
/// the asset was made, so that a file from another installation is not taken for ours.
pub(crate) fn mark(asset: &Asset) -> String {
    mark_of(asset.id, platform::time::to_stored(asset.created_at))
}

fn mark_of(id: AssetId, created_at: i64) -> String {
    let digest = Sha256::digest(format!("omamori-mark-v1\0{id}\0{created_at}").as_bytes());
    let mut short = HEXLOWER.encode(&digest);
    short.truncate(6);
    format!("a{id}-{short}")
}
