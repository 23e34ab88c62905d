//! What an asset belongs together with, and its seats: `/api/v1/assets/{id}/relations`, `/api/v1/assets/{id}/seats`,
//! `/api/v1/seats/{id}`.

use axum::Json;
use axum::response::Response;
use kernel::{AssetId, Fault, PersonId, Text};
use ledger::assets::{Page, ops as assets};
use ledger::relations::{Related, around};
use ledger::seats::rules::yearly_cost_of_one;
use ledger::seats::{Holder, Seat, ops as seats};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::acts::day;
use super::shapes::{Asset, Shaper};
use crate::extract::{Body, Id, Query, created};
use crate::guard::Caller;
use crate::problem::Answer;

/// Some related entries (at most 100), and how many there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct RelatedAssets {
    /// Some of them.
    some: Vec<Asset>,
    /// How many there are.
    total: i64,
}

/// What an entry belongs together with.
#[derive(Debug, Serialize, ToSchema)]
pub struct Relations {
    /// The things that a record (a contract, a licence) is about.
    things: RelatedAssets,
    /// Numbers it names that the ledger does not have.
    unknown: Vec<String>,
    /// Contracts and leases that it stands under.
    contracts: RelatedAssets,
    /// Licences and other records that name it.
    records: RelatedAssets,
    /// The system that an account is of.
    systems: RelatedAssets,
    /// The accounts of a system.
    accounts: RelatedAssets,
    /// The supplier it was bought from.
    suppliers: RelatedAssets,
    /// What was bought from a supplier.
    supplied: RelatedAssets,
}

/// What an entry belongs together with.
#[utoipa::path(
    get, path = "/api/v1/assets/{id}/relations", operation_id = "asset_relations", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The asset's id.")),
    responses((status = 200, description = "Everything around it.", body = Relations))
)]
pub(crate) async fn relations(Caller(cx): Caller, Id(id): Id<AssetId>) -> Answer<Json<Relations>> {
    let asset = assets::see(&cx, id).await?.asset;
    let found = around(&cx, &asset).await?;
    let shaped = async |related: Related| -> Result<RelatedAssets, Fault> {
        let shaper = Shaper::load(&cx, &related.some).await?;
        let some = related.some.into_iter().map(|asset| shaper.shape(asset)).collect();
        Ok(RelatedAssets { some, total: related.total })
    };
    Ok(Json(Relations {
        things: shaped(found.things).await?,
        unknown: found.unknown,
        contracts: shaped(found.contracts).await?,
        records: shaped(found.records).await?,
        systems: shaped(found.systems).await?,
        accounts: shaped(found.accounts).await?,
        suppliers: shaped(found.suppliers).await?,
        supplied: shaped(found.supplied).await?,
    }))
}

/// A seat of a licence or system.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatAnswer {
    /// Its id.
    id: i64,
    /// The person who has it, or
    person: Option<i64>,
    /// the asset that has it.
    asset: Option<i64>,
    /// As what; may be empty.
    role: String,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The day it was given back.
    #[schema(format = Date)]
    until: Option<String>,
}

impl From<Seat> for SeatAnswer {
    fn from(seat: Seat) -> Self {
        let (person, asset) = match seat.holder {
            Holder::Person(id) => (Some(id.0), None),
            Holder::Thing(id) => (None, Some(id.0)),
        };
        Self {
            id: seat.id,
            person,
            asset,
            role: seat.role,
            from: seat.from_on.to_string(),
            until: seat.until_on.map(|day| day.to_string()),
        }
    }
}

/// The seats of a licence or system, and how they stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct Seats {
    /// How many were bought, if it is known.
    bought: Option<i64>,
    /// How many are used: open seats, accounts of a system, and the things a licence names.
    used: i64,
    /// How many are left; below zero if more are used than were bought; nothing if it is not known.
    left: Option<i64>,
    /// What one costs in a year, in yen, if it is known.
    yearly_cost_of_one: Option<i64>,
    /// A page of the seats, the open ones first.
    given: Vec<SeatAnswer>,
    /// How many there are, those given back too.
    total: i64,
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeatQuery {
    /// Which page, from 1; 100 seats each.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
}

/// The seats of a licence or system.
#[utoipa::path(
    get, path = "/api/v1/assets/{id}/seats", operation_id = "list_seats", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The licence's or system's id."), SeatQuery),
    responses((status = 200, description = "How they stand, and who has them.", body = Seats))
)]
pub(crate) async fn list(
    Caller(cx): Caller,
    Id(id): Id<AssetId>,
    Query(asked): Query<SeatQuery>,
) -> Answer<Json<Seats>> {
    let record = assets::see(&cx, id).await?.asset;
    let usage = seats::usage(&cx, &record).await?;
    let page = Page { size: 100, ..Page::number(asked.page.unwrap_or(1).clamp(1, 1_000_000)) };
    let (found, total) = seats::of_record(&cx, id, page).await?;
    Ok(Json(Seats {
        bought: usage.bought,
        used: usage.used(),
        left: usage.left(),
        yearly_cost_of_one: yearly_cost_of_one(&record.data, &usage).map(|yen| yen.0),
        given: found.into_iter().map(SeatAnswer::from).collect(),
        total,
    }))
}

/// Who gets a seat: a person or an asset.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeat {
    /// The person's id.
    #[schema(minimum = 1)]
    person: Option<i64>,
    /// The asset's id.
    #[schema(minimum = 1)]
    asset: Option<i64>,
    /// As what: administrator, read only.
    #[schema(max_length = 100)]
    role: Option<String>,
    /// From which day on; today if not given.
    #[schema(max_length = 10, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", example = "2026-11-22")]
    on: Option<String>,
}

/// Give a seat to a person or an asset.
#[utoipa::path(
    post, path = "/api/v1/assets/{id}/seats", operation_id = "give_seat", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The licence's or system's id.")),
    request_body = NewSeat,
    responses((status = 201, description = "The seat.", body = SeatAnswer))
)]
pub(crate) async fn give(
    Caller(cx): Caller,
    Id(id): Id<AssetId>,
    Body(new): Body<NewSeat>,
) -> Answer<Response> {
    let on = day("on", new.on.as_deref())?;
    let holder = match (new.person, new.asset) {
        (Some(person), None) => Holder::Person(PersonId(person)),
        (None, Some(asset)) => Holder::Thing(AssetId(asset)),
        _ => return Err(Fault::field("person", Text::new("api.fault.seat_holder")).into()),
    };
    let seat = seats::assign(&cx, id, holder, new.role.as_deref().unwrap_or_default(), on).await?;
    let path = format!("/api/v1/seats/{}", seat.id);
    Ok(created(&path, SeatAnswer::from(seat)))
}

/// A seat's id.
pub(crate) struct SeatId(i64);

impl From<i64> for SeatId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

/// Take a seat back, today.
#[utoipa::path(
    delete, path = "/api/v1/seats/{id}", operation_id = "release_seat", tag = "assets",
    params(("id" = i64, Path, minimum = 1, description = "The seat's id.")),
    responses((status = 200, description = "As it is now.", body = SeatAnswer))
)]
pub(crate) async fn release(Caller(cx): Caller, Id(id): Id<SeatId>) -> Answer<Json<SeatAnswer>> {
    Ok(Json(seats::release(&cx, id.0, None).await?.into()))
}
