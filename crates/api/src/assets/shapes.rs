//! The shapes of assets in requests and answers.

use std::collections::BTreeMap;

use kernel::{Fault, Text};
use ledger::assets::fields::COLUMNS;
use ledger::assets::{Status, Values};
use ledger::kinds::{BuiltIn, Kind};
use platform::Cx;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::extract::Faults;
use crate::problem::Refusal;

/// How many further fields one request may set.
const MOST_FIELDS: usize = 200;
/// How long a further field's name may be.
const LONGEST_NAME: usize = 100;

/// Tells `null` (clear it) from a value that is not there (leave it).
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
pub(crate) fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    reader: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

/// Where an asset is in its life: the room's own words.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AssetStatus(pub Status);

impl PartialSchema for AssetStatus {
    fn schema() -> RefOr<Schema> {
        let words =
            ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Status::ALL.map(Status::word)));
        words.description(Some("Where an asset is in its life.")).into()
    }
}

impl ToSchema for AssetStatus {}

macro_rules! requests {
    ($($(#[$doc:meta])* $field:ident: $of:ty [$($bound:tt)*],)+) => {
        /// A thing to be brought into the ledger. At least one value beside `kind` and `status` is needed.
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct NewAsset {
            /// Its kind: a built-in word (`pc`, `server`, `network`, `phone`, `printer`, `monitor`, `peripheral`, `other`,
            /// `licence`, `contract`, `account`, `line`), or the name or id of an own kind.
            #[schema(min_length = 1, max_length = 100, example = "pc")]
            pub kind: String,
            $($(#[$doc])* #[serde(default, deserialize_with = "told")] #[schema(value_type = Option<$of>, $($bound)*)] pub $field: Option<Option<$of>>,)+
            /// Further fields by name (`os`, `cpu`, `memory`, `ip`, `mac` …) and own fields by heading.
            #[serde(default)]
            #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
            pub fields: Option<BTreeMap<String, Option<String>>>,
        }

        /// What an asset is to become. A value that is not there stays as it is; `null` clears it.
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct AssetChange {
            /// The version this change is based on. If the asset has moved on, the answer is 409 with both sides' values.
            #[schema(minimum = 1)]
            pub version: i64,
            /// Another kind.
            #[schema(min_length = 1, max_length = 100)]
            pub kind: Option<String>,
            $($(#[$doc])* #[serde(default, deserialize_with = "told")] #[schema(value_type = Option<$of>, $($bound)*)] pub $field: Option<Option<$of>>,)+
            /// Further fields by name and own fields by heading; `null` clears one.
            #[serde(default)]
            #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
            pub fields: Option<BTreeMap<String, Option<String>>>,
        }

        impl NewAsset {
            /// The values by field name.
            pub(crate) fn values(self) -> Result<Values, Refusal> {
                let mut values = Values::from([("kind".to_owned(), self.kind)]);
                $(put(&mut values, stringify!($field), self.$field);)+
                further(values, self.fields)
            }
        }

        impl AssetChange {
            /// The values by field name.
            pub(crate) fn values(self) -> Result<Values, Refusal> {
                let mut values = Values::new();
                values.extend(self.kind.map(|kind| ("kind".to_owned(), kind)));
                $(put(&mut values, stringify!($field), self.$field);)+
                further(values, self.fields)
            }
        }
    };
}

requests! {
    /// The number on its label.
    asset_no: String [max_length = 500, example = "NB-0001"],
    /// Its name on the network.
    host_name: String [max_length = 500],
    /// Who made it.
    maker: String [max_length = 500],
    /// Model.
    model: String [max_length = 500],
    /// Exact model number.
    model_no: String [max_length = 500],
    /// The maker's serial number.
    serial: String [max_length = 500],
    /// Where it is in its life.
    status: AssetStatus [],
    /// The id of the person who holds it.
    person: i64 [minimum = 1],
    /// The holder as written; finds the person if exactly one has the name.
    user: String [max_length = 500],
    /// The id of the department.
    department: i64 [minimum = 1],
    /// The department as written.
    dept: String [max_length = 500],
    /// The id of the place.
    place: i64 [minimum = 1],
    /// The place as written.
    location: String [max_length = 500],
    /// Bought, or the lease began: a day, month or year.
    acquired: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// Warranty or maintenance ends.
    warranty_end: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// Lease or contract ends.
    lease_end: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// Disposed of, or to be.
    disposed: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// Renewed or runs out.
    renewal: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// Until when notice must be given.
    notice_by: String [max_length = 10, pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
    /// What it cost, in yen.
    price: i64 [minimum = -999_999_999_999_999_i64, maximum = 999_999_999_999_999_i64],
    /// Bought, leased, rented.
    acquire_type: String [max_length = 500],
    /// Who sold it.
    vendor: String [max_length = 500],
    /// Remarks.
    note: String [max_length = 20_000],
}

/// A value in the text form that the ledger reads.
trait Spelled {
    fn spelled(self) -> String;
}

impl Spelled for String {
    fn spelled(self) -> String {
        self
    }
}

impl Spelled for i64 {
    fn spelled(self) -> String {
        self.to_string()
    }
}

impl Spelled for AssetStatus {
    fn spelled(self) -> String {
        self.0.word().to_owned()
    }
}

#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
fn put<T: Spelled>(values: &mut Values, field: &str, value: Option<Option<T>>) {
    if let Some(value) = value {
        values.insert(field.to_owned(), value.map(Spelled::spelled).unwrap_or_default());
    }
}

fn further(mut values: Values, fields: Option<BTreeMap<String, Option<String>>>) -> Result<Values, Refusal> {
    let mut faults = Faults::default();
    let fields = fields.unwrap_or_default();
    if fields.len() > MOST_FIELDS {
        faults.add("fields", Text::new("api.fault.many_fields").with("most", MOST_FIELDS));
    }
    for (name, value) in fields.into_iter().take(MOST_FIELDS) {
        let is_plain = !name.trim().is_empty()
            && name.chars().count() <= LONGEST_NAME
            && !name.chars().any(char::is_control);
        if !is_plain || COLUMNS.contains(&name.as_str()) {
            faults.add("fields", Text::new("api.fault.field_name").with("name", &name));
            continue;
        }
        values.insert(name, value.unwrap_or_default());
    }
    faults.check()?;
    Ok(values)
}

/// A thing in the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct Asset {
    /// Its id.
    pub id: i64,
    /// Goes up with every change; name it when changing.
    pub version: i64,
    /// Its kind: the built-in word, or the name of an own kind.
    pub kind: String,
    /// Its kind's id.
    pub kind_id: i64,
    /// The number on its label.
    pub asset_no: String,
    /// Its name on the network.
    pub host_name: String,
    /// Who made it.
    pub maker: String,
    /// Model.
    pub model: String,
    /// Exact model number.
    pub model_no: String,
    /// The maker's serial number.
    pub serial: String,
    /// Where it is in its life.
    pub status: AssetStatus,
    /// The person who holds it, if known as one.
    pub person: Option<i64>,
    /// The holder as written.
    pub user: String,
    /// The department, if known as one.
    pub department: Option<i64>,
    /// The department as written.
    pub dept: String,
    /// The place, if known as one.
    pub place: Option<i64>,
    /// The place as written.
    pub location: String,
    /// Bought, or the lease began.
    pub acquired: Option<String>,
    /// Warranty or maintenance ends.
    pub warranty_end: Option<String>,
    /// Lease or contract ends.
    pub lease_end: Option<String>,
    /// Disposed of, or to be.
    pub disposed: Option<String>,
    /// Renewed or runs out.
    pub renewal: Option<String>,
    /// Until when notice must be given.
    pub notice_by: Option<String>,
    /// What it cost, in yen.
    pub price: Option<i64>,
    /// Bought, leased, rented.
    pub acquire_type: String,
    /// Who sold it.
    pub vendor: String,
    /// Remarks.
    pub note: String,
    /// Further fields by name and own fields by heading.
    pub fields: BTreeMap<String, String>,
    /// When it came into the ledger.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it was last changed.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// When it was deleted, if it was.
    #[schema(format = DateTime)]
    pub deleted_at: Option<String>,
}

/// Turns stored assets into answers; the own kinds are loaded once.
pub(crate) struct Shaper(Vec<Kind>);

impl Shaper {
    /// Loads what `assets` need.
    pub async fn load(cx: &Cx, assets: &[ledger::assets::Asset]) -> Result<Self, Fault> {
        let all_built_in = assets.iter().all(|asset| BuiltIn::of(asset.kind).is_some());
        Ok(Self(if all_built_in { Vec::new() } else { ledger::kinds::ops::list(cx).await? }))
    }

    /// One asset as an answer.
    pub fn shape(&self, asset: ledger::assets::Asset) -> Asset {
        let kind = asset.kind;
        let own = || self.0.iter().find(|known| known.id == kind).map(|kind| kind.name.clone());
        let day = |day: Option<kernel::PartialDay>| day.map(|day| day.to_string());
        let data = asset.data;
        Asset {
            id: asset.id.0,
            version: asset.version,
            kind: BuiltIn::of(kind).map(|kind| kind.word().to_owned()).or_else(own).unwrap_or_default(),
            kind_id: kind.0,
            asset_no: data.number,
            host_name: data.name,
            maker: data.maker,
            model: data.model,
            model_no: data.model_no,
            serial: data.serial,
            status: AssetStatus(data.status),
            person: data.person.map(|id| id.0),
            user: data.user_text,
            department: data.department.map(|id| id.0),
            dept: data.department_text,
            place: data.place.map(|id| id.0),
            location: data.place_text,
            acquired: day(data.acquired_on),
            warranty_end: day(data.warranty_ends_on),
            lease_end: day(data.lease_ends_on),
            disposed: day(data.disposed_on),
            renewal: day(data.renews_on),
            notice_by: day(data.notice_by_on),
            price: data.price.map(|yen| yen.0),
            acquire_type: data.acquire_type,
            vendor: data.vendor,
            note: data.note,
            fields: data.fields,
            created_at: crate::moment(asset.created_at),
            updated_at: crate::moment(asset.updated_at),
            deleted_at: asset.deleted_at.map(crate::moment),
        }
    }

    /// The only asset of an answer.
    pub async fn one(cx: &Cx, asset: ledger::assets::Asset) -> Result<Asset, Fault> {
        let shaper = Self::load(cx, std::slice::from_ref(&asset)).await?;
        Ok(shaper.shape(asset))
    }
}
