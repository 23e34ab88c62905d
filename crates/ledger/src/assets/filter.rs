//! What a list shows: filter, order, page, and the counts beside it.

use kernel::{AssetId, Day, DepartmentId, ImportId, KindId, PersonId, PlaceId};

use super::model::{Asset, Status};
use crate::deadlines::DeadlineKind;

/// Which assets. Everything that is set must hold; within one list any may.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Words that must all occur somewhere (folded).
    pub text: String,
    /// Kinds; any if empty.
    pub kinds: Vec<KindId>,
    /// Statuses; any if empty.
    pub statuses: Vec<Status>,
    /// Department.
    pub department: Option<DepartmentId>,
    /// Place, with all places inside it.
    pub place: Option<PlaceId>,
    /// Holder.
    pub person: Option<PersonId>,
    /// Only what nobody holds.
    pub unassigned: bool,
    /// Maker, as written.
    pub maker: Option<String>,
    /// Something runs out.
    pub due: Option<Due>,
    /// Things in use of which something is not written down.
    pub missing: Option<Missing>,
    /// Made or changed by this import.
    pub import: Option<ImportId>,
    /// Deleted things instead of the living.
    pub deleted: bool,
}

/// Something runs out within a span. A date known to the month counts at its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// What runs out; anything if `None`.
    pub kind: Option<DeadlineKind>,
    /// Not before; `None` takes everything overdue too.
    pub from: Option<Day>,
    /// Not after.
    pub until: Day,
}

/// What is not written down of a thing that is still here. Records (licences, contracts …) have none of these gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The number on its label.
    Number,
    /// The maker's serial number.
    Serial,
    /// Who uses what is in use.
    User,
    /// Where it stands.
    Place,
    /// When it was bought.
    Acquired,
    /// Until when it is under warranty.
    Warranty,
}

impl Missing {
    /// Every gap, the one that hurts most first.
    pub const ALL: [Missing; 6] = [
        Missing::User,
        Missing::Serial,
        Missing::Warranty,
        Missing::Number,
        Missing::Place,
        Missing::Acquired,
    ];

    /// The word in addresses: the name of the field.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "asset_no",
            Self::Serial => "serial",
            Self::User => "user",
            Self::Place => "location",
            Self::Acquired => "acquired",
            Self::Warranty => "warranty_end",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.word() == word)
    }
}

/// What a list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SortBy {
    /// Number, digits by value.
    #[default]
    Number,
    /// Kind.
    Kind,
    /// Name.
    Name,
    /// Maker.
    Maker,
    /// Model.
    Model,
    /// Serial number.
    Serial,
    /// Status.
    Status,
    /// Holder as written.
    User,
    /// Department as written.
    Department,
    /// Place as written.
    Place,
    /// Day of purchase.
    Acquired,
    /// End of warranty.
    Warranty,
    /// End of lease.
    Lease,
    /// Renewal.
    Renewal,
    /// Price.
    Price,
    /// Last change.
    Updated,
}

impl SortBy {
    /// Every order with the name it has in addresses.
    pub const ALL: [(SortBy, &'static str); 16] = [
        (SortBy::Number, "asset_no"),
        (SortBy::Kind, "kind"),
        (SortBy::Name, "host_name"),
        (SortBy::Maker, "maker"),
        (SortBy::Model, "model"),
        (SortBy::Serial, "serial"),
        (SortBy::Status, "status"),
        (SortBy::User, "user"),
        (SortBy::Department, "dept"),
        (SortBy::Place, "location"),
        (SortBy::Acquired, "acquired"),
        (SortBy::Warranty, "warranty_end"),
        (SortBy::Lease, "lease_end"),
        (SortBy::Renewal, "renewal"),
        (SortBy::Price, "price"),
        (SortBy::Updated, "updated"),
    ];

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(by, _)| by)
    }

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(by, _)| *by == self).map_or("asset_no", |(_, name)| name)
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Downwards.
    pub down: bool,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Rows on a page, at most 1,000.
    pub size: u32,
    /// Start after this asset (keyset paging; `number` is then ignored).
    pub after: Option<AssetId>,
}

impl Page {
    /// Page `number` with the usual 50 rows.
    pub fn number(number: u32) -> Self {
        Self { number: number.max(1), ..Self::default() }
    }

    /// The first `size` rows.
    pub fn first(size: u32) -> Self {
        Self { size, ..Self::default() }
    }

    /// How many rows it has, at most `most`, and after how many it begins.
    pub(crate) fn part(self, most: u32) -> (i64, i64) {
        let size = i64::from(self.size.clamp(1, most));
        (size, (i64::from(self.number.max(1)) - 1) * size)
    }
}

impl Default for Page {
    fn default() -> Self {
        Self { number: 1, size: 50, after: None }
    }
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The rows.
    pub rows: Vec<Asset>,
    /// How many there are on all pages together; always true.
    pub total: i64,
}

/// How many of each, under a filter.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<(KindId, i64)>,
    /// By status.
    pub statuses: Vec<(Status, i64)>,
    /// By department (the commonest 50).
    pub departments: Vec<(DepartmentId, i64)>,
    /// By place (the commonest 50).
    pub places: Vec<(PlaceId, i64)>,
}
