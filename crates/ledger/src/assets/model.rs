//! What an asset is.

use std::collections::BTreeMap;
use std::ops::Deref;

use kernel::{AssetId, Day, DepartmentId, KindId, Moment, PartialDay, PersonId, PlaceId, Text, Yen};
use serde::{Deserialize, Serialize};

use crate::changes::{ChangeSetId, HistoryLine};
use crate::kinds::Kind;

/// Where an asset is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 使用中
    InUse,
    /// 在庫
    InStock,
    /// 予備
    Spare,
    /// 修理中
    Repair,
    /// 貸出中
    Lent,
    /// 廃棄予定
    ToDispose,
    /// 廃棄済み
    Disposed,
    /// 紛失
    Lost,
    /// Nobody wrote it down.
    #[default]
    Unknown,
}

impl Status {
    /// Every status, in the order of a life.
    pub const ALL: [Status; 9] = [
        Status::InUse,
        Status::InStock,
        Status::Spare,
        Status::Repair,
        Status::Lent,
        Status::ToDispose,
        Status::Disposed,
        Status::Lost,
        Status::Unknown,
    ];

    /// The word as stored and in the API.
    pub fn word(self) -> &'static str {
        match self {
            Status::InUse => "in_use",
            Status::InStock => "in_stock",
            Status::Spare => "spare",
            Status::Repair => "repair",
            Status::Lent => "lent",
            Status::ToDispose => "to_dispose",
            Status::Disposed => "disposed",
            Status::Lost => "lost",
            Status::Unknown => "unknown",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// What to call it: `assets.status.<word>`.
    pub fn text(self) -> Text {
        Text { key: format!("assets.status.{}", self.word()).into(), args: Vec::new() }
    }

    /// Whether the thing has left the company for good; such things have no deadlines any more.
    pub fn is_gone(self) -> bool {
        matches!(self, Status::Disposed | Status::Lost)
    }
}

/// What a person may change about an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssetData {
    /// What kind of thing it is.
    pub kind: KindId,
    /// The number on its label; may be empty.
    pub number: String,
    /// Its name on the network; records have none and are shown by [`super::rules::display_name`].
    pub name: String,
    /// Who made it.
    pub maker: String,
    /// Model.
    pub model: String,
    /// Exact model number.
    pub model_no: String,
    /// The maker's serial number.
    pub serial: String,
    /// Where it is in its life.
    pub status: Status,
    /// The person who holds it, if known as one.
    pub person: Option<PersonId>,
    /// The holder as written.
    pub user_text: String,
    /// The department, if known as one.
    pub department: Option<DepartmentId>,
    /// The department as written.
    pub department_text: String,
    /// The place, if known as one.
    pub place: Option<PlaceId>,
    /// The place as written.
    pub place_text: String,
    /// Bought, or the lease began.
    pub acquired_on: Option<PartialDay>,
    /// Warranty or maintenance ends.
    pub warranty_ends_on: Option<PartialDay>,
    /// Lease or contract ends.
    pub lease_ends_on: Option<PartialDay>,
    /// Disposed of, or to be.
    pub disposed_on: Option<PartialDay>,
    /// Renewed or runs out (licences, contracts).
    pub renews_on: Option<PartialDay>,
    /// Until when notice must be given (contracts).
    pub notice_by_on: Option<PartialDay>,
    /// What it cost.
    pub price: Option<Yen>,
    /// Bought, leased, rented.
    pub acquire_type: String,
    /// Who sold it.
    pub vendor: String,
    /// Remarks.
    pub note: String,
    /// Everything else: further ledger fields by their name (`os`, `cpu`, `licence_count` …) and own fields by heading.
    pub fields: BTreeMap<String, String>,
}

/// A thing in the ledger. Its data can be read through it: `asset.number`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// Goes up with every change; a change names the version it was based on.
    pub version: i64,
    /// What can be changed.
    #[serde(flatten)]
    pub data: AssetData,
    /// When it came into the ledger.
    pub created_at: Moment,
    /// When it was last changed.
    pub updated_at: Moment,
    /// When it was deleted, if it was.
    pub deleted_at: Option<Moment>,
}

impl Deref for Asset {
    type Target = AssetData;

    fn deref(&self) -> &AssetData {
        &self.data
    }
}

/// One field before and after, in the text forms of [`super::fields`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// What it was; empty if nothing.
    pub old: String,
    /// What it is now; empty if nothing.
    pub new: String,
}

/// What a changing verb answers: the asset as it is now, and the change set to undo (none if nothing changed).
#[derive(Debug, Clone)]
pub struct Done {
    /// As it is now.
    pub asset: Asset,
    /// For 「元に戻す」.
    pub set: Option<ChangeSetId>,
}

/// Who held an asset from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The asset.
    pub asset: AssetId,
    /// The person, if known as one.
    pub person: Option<PersonId>,
    /// The holder as written.
    pub user_text: String,
    /// First day; `None` if nobody knows (it came with an import).
    pub from_on: Option<Day>,
    /// Day of the return; `None` while it is held.
    pub until_on: Option<Day>,
}

/// A link of an asset to another asset or to an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its id.
    pub id: i64,
    /// The other asset, or
    pub asset: Option<AssetId>,
    /// the address (http or https).
    pub url: String,
    /// What it is, in the user's words; for assets their number and name.
    pub label: String,
}

/// An asset with everything the ledger knows around it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The asset.
    pub asset: Asset,
    /// Its kind.
    pub kind: Kind,
    /// Field-by-field history, newest first.
    pub history: Vec<HistoryLine>,
    /// Who held it, newest first.
    pub assignments: Vec<Assignment>,
    /// Links to other assets and addresses.
    pub links: Vec<Link>,
}
