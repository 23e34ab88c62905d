//! The list of assets: filter, order, page.

use axum::Json;
use kernel::{AssetId, DepartmentId, Fault, ImportId, KindId, PersonId, PlaceId, Text};
use ledger::assets::{Due, Filter, Missing, Page, Sort, SortBy, ops};
use ledger::deadlines::DeadlineKind;
use platform::Cx;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{Asset, AssetStatus, Shaper};
use crate::extract::{Query, plain};
use crate::guard::Caller;
use crate::problem::{Answer, Refusal};

/// Which assets, in which order, which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AssetQuery {
    /// Words that must all occur somewhere.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Kind: a built-in word, or the name or id of an own kind.
    #[param(max_length = 100)]
    kind: Option<String>,
    /// Status.
    #[param(inline)]
    status: Option<AssetStatus>,
    /// Department's id.
    #[param(minimum = 1)]
    department: Option<i64>,
    /// Place's id; everything inside it counts too.
    #[param(minimum = 1)]
    place: Option<i64>,
    /// Id of the person who holds it.
    #[param(minimum = 1)]
    person: Option<i64>,
    /// Only what nobody holds.
    unassigned: Option<bool>,
    /// Something runs out within so many days (or is overdue).
    #[param(minimum = 0, maximum = 3660)]
    due_within: Option<u32>,
    /// What runs out; anything if not given. Only together with `due_within`.
    #[param(inline)]
    due: Option<DueKind>,
    /// Things that are still here and of which this is not written down.
    #[param(inline)]
    missing: Option<MissingField>,
    /// Made or changed by this import.
    #[param(minimum = 1)]
    import: Option<i64>,
    /// Deleted things instead of the living.
    deleted: Option<bool>,
    /// What it is sorted by; `asset_no` if not given. Blanks come last.
    #[param(inline)]
    sort: Option<SortKey>,
    /// Which way; upwards if not given.
    #[param(inline)]
    order: Option<Order>,
    /// Page, from 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// Assets on a page; 50 if not given.
    #[param(minimum = 1, maximum = 1000)]
    per_page: Option<u32>,
    /// Goes on after the asset with this id (the last one of the page before); `page` then does not count. Faster than
    /// page numbers far down a long list.
    #[param(minimum = 1)]
    after: Option<i64>,
}

/// What can run out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// 保証・保守の期限
    Warranty,
    /// リース・契約の満了
    Lease,
    /// 廃棄予定
    Disposal,
    /// 更新
    Renewal,
    /// 解約通知の期限
    Notice,
}

impl From<DueKind> for DeadlineKind {
    fn from(kind: DueKind) -> Self {
        match kind {
            DueKind::Warranty => Self::Warranty,
            DueKind::Lease => Self::Lease,
            DueKind::Disposal => Self::Disposal,
            DueKind::Renewal => Self::Renewal,
            DueKind::Notice => Self::Notice,
        }
    }
}

impl From<DeadlineKind> for DueKind {
    fn from(kind: DeadlineKind) -> Self {
        match kind {
            DeadlineKind::Warranty => Self::Warranty,
            DeadlineKind::Lease => Self::Lease,
            DeadlineKind::Disposal => Self::Disposal,
            DeadlineKind::Renewal => Self::Renewal,
            DeadlineKind::Notice => Self::Notice,
        }
    }
}

/// A gap in what is written down.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum MissingField {
    AssetNo,
    Serial,
    User,
    Location,
    Acquired,
    WarrantyEnd,
}

impl From<MissingField> for Missing {
    fn from(field: MissingField) -> Self {
        match field {
            MissingField::AssetNo => Self::Number,
            MissingField::Serial => Self::Serial,
            MissingField::User => Self::User,
            MissingField::Location => Self::Place,
            MissingField::Acquired => Self::Acquired,
            MissingField::WarrantyEnd => Self::Warranty,
        }
    }
}

/// What a list can be sorted by.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum SortKey {
    AssetNo,
    Kind,
    HostName,
    Maker,
    Model,
    Serial,
    Status,
    User,
    Dept,
    Location,
    Acquired,
    WarrantyEnd,
    LeaseEnd,
    Renewal,
    Price,
    Updated,
}

impl From<SortKey> for SortBy {
    fn from(key: SortKey) -> Self {
        match key {
            SortKey::AssetNo => Self::Number,
            SortKey::Kind => Self::Kind,
            SortKey::HostName => Self::Name,
            SortKey::Maker => Self::Maker,
            SortKey::Model => Self::Model,
            SortKey::Serial => Self::Serial,
            SortKey::Status => Self::Status,
            SortKey::User => Self::User,
            SortKey::Dept => Self::Department,
            SortKey::Location => Self::Place,
            SortKey::Acquired => Self::Acquired,
            SortKey::WarrantyEnd => Self::Warranty,
            SortKey::LeaseEnd => Self::Lease,
            SortKey::Renewal => Self::Renewal,
            SortKey::Price => Self::Price,
            SortKey::Updated => Self::Updated,
        }
    }
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Upwards.
    Asc,
    /// Downwards.
    Desc,
}

/// A page of assets.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetPage {
    /// How many there are on all pages together.
    total: i64,
    /// This page's.
    assets: Vec<Asset>,
}

/// List assets.
#[utoipa::path(
    get, path = "/api/v1/assets", operation_id = "list_assets", tag = "assets",
    params(AssetQuery),
    responses((status = 200, description = "One page.", body = AssetPage))
)]
pub(crate) async fn list(Caller(cx): Caller, Query(query): Query<AssetQuery>) -> Answer<Json<AssetPage>> {
    let sort =
        Sort { by: query.sort.map_or(SortBy::Number, SortBy::from), down: query.order == Some(Order::Desc) };
    let page = Page {
        number: within("page", query.page, 1_000_000)?,
        size: within("per_page", query.per_page.or(Some(50)), 1_000)?,
        after: id("after", query.after)?.map(AssetId),
    };
    let filter = filter(&cx, query).await?;
    let listing = ops::list(&cx, &filter, sort, page).await?;
    let shaper = Shaper::load(&cx, &listing.rows).await?;
    let assets = listing.rows.into_iter().map(|asset| shaper.shape(asset)).collect();
    Ok(Json(AssetPage { total: listing.total, assets }))
}

async fn filter(cx: &Cx, query: AssetQuery) -> Answer<Filter> {
    let text = words("q", query.q)?;
    let due = match (query.due_within, query.due) {
        (Some(days), kind) if days <= 3_660 => {
            let until = cx.today().checked_add_days(chrono::Days::new(u64::from(days)));
            Some(Due { kind: kind.map(DeadlineKind::from), from: None, until: until.unwrap_or(cx.today()) })
        }
        (Some(_), _) => return Err(out_of_bounds("due_within")),
        (None, Some(_)) => return Err(Fault::field("due_within", Text::new("api.fault.due")).into()),
        (None, None) => None,
    };
    Ok(Filter {
        text,
        kinds: match words("kind", query.kind)?.as_str() {
            "" => Vec::new(),
            typed => vec![kind_of(cx, typed).await?],
        },
        statuses: query.status.map(|status| status.0).into_iter().collect(),
        department: id("department", query.department)?.map(DepartmentId),
        place: id("place", query.place)?.map(PlaceId),
        person: id("person", query.person)?.map(PersonId),
        unassigned: query.unassigned.unwrap_or_default(),
        maker: None,
        due,
        missing: query.missing.map(Missing::from),
        import: id("import", query.import)?.map(ImportId),
        deleted: query.deleted.unwrap_or_default(),
    })
}

async fn kind_of(cx: &Cx, typed: &str) -> Answer<KindId> {
    let kinds = ledger::kinds::ops::list(cx).await?;
    let found = kinds.iter().find(|kind| {
        kind.word.as_deref() == Some(typed) || kind.name == typed || kind.id.to_string() == typed
    });
    found
        .map(|kind| kind.id)
        .ok_or_else(|| Fault::field("kind", Text::new("assets.fault.kind_unknown")).into())
}

/// A number of a query within its bounds; 1 if not given.
pub(crate) fn within(field: &str, given: Option<u32>, most: u32) -> Answer<u32> {
    let number = given.unwrap_or(1);
    if (1..=most).contains(&number) { Ok(number) } else { Err(out_of_bounds(field)) }
}

/// An id of a query.
pub(crate) fn id(field: &str, given: Option<i64>) -> Answer<Option<i64>> {
    if given.is_some_and(|id| id < 1) { Err(out_of_bounds(field)) } else { Ok(given) }
}

/// Words of a query.
pub(crate) fn words(field: &str, given: Option<String>) -> Answer<String> {
    let text = given.unwrap_or_default();
    plain(field, &text)?;
    if text.chars().count() > 200 { Err(out_of_bounds(field)) } else { Ok(text) }
}

fn out_of_bounds(field: &str) -> Refusal {
    Fault::field(field, Text::new("api.fault.bounds")).into()
}
