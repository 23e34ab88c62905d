//! Hand-overs: `/api/v1/handovers`, to read.

use axum::Json;
use kernel::{AssetId, HandoverId, PersonId};
use ledger::assets::Page;
use ledger::handovers::{Filter, Handover, Item, Show, ops};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::{id, within};
use crate::extract::{Id, Query};
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(see))
}

/// A thing of a hand-over.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HandoverItem)]
pub struct ItemAnswer {
    /// The asset's id.
    asset: i64,
    /// What it was called when the paper was signed; empty before.
    called: String,
    /// What goes with it.
    accessories: String,
    /// How it looks.
    condition: String,
    /// The later hand-over that closed this one for the thing.
    closed_in: Option<i64>,
}

/// A hand-over of things to a person, or back from them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Handover)]
pub struct HandoverAnswer {
    /// The id, which is also its number on paper.
    id: i64,
    /// Goes up with every change.
    version: i64,
    /// `out` or `back`.
    direction: &'static str,
    /// `planned`, `done`, `returned` or `cancelled`.
    state: &'static str,
    /// The person's id.
    person: i64,
    /// On which day it is planned.
    planned_on: String,
    /// A loan: back by this day.
    due_on: Option<String>,
    /// On which day it happened.
    done_on: Option<String>,
    /// When it was written down.
    signed_at: Option<String>,
    /// Who signed; empty if nobody did.
    signed_name: String,
    /// Why nobody signed; empty if somebody did, or it is not done.
    unsigned_because: String,
    /// Remarks.
    note: String,
    /// The things.
    items: Vec<ItemAnswer>,
}

/// A page of hand-overs.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverPage {
    /// How many there are on all pages together.
    total: i64,
    /// This page's: planned and lent ones by their day, others newest first.
    handovers: Vec<HandoverAnswer>,
}

/// Which hand-overs a list has.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandoverShow {
    /// Planned for today or before.
    Today,
    /// Planned.
    Planned,
    /// Loans that should be back.
    Overdue,
    /// Loans that are out.
    Lent,
    /// Done.
    Done,
    /// Called off.
    Cancelled,
}

/// Which hand-overs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HandoverQuery {
    /// Only these.
    #[param(inline)]
    show: Option<HandoverShow>,
    /// Only this person's, by id.
    #[param(minimum = 1)]
    person: Option<i64>,
    /// Only those of this asset, by id.
    #[param(minimum = 1)]
    asset: Option<i64>,
    /// Page, from 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// Hand-overs on a page; 50 if not given.
    #[param(minimum = 1, maximum = 1000)]
    per_page: Option<u32>,
}

impl From<HandoverShow> for Show {
    fn from(show: HandoverShow) -> Self {
        match show {
            HandoverShow::Today => Show::Today,
            HandoverShow::Planned => Show::Planned,
            HandoverShow::Overdue => Show::Overdue,
            HandoverShow::Lent => Show::Lent,
            HandoverShow::Done => Show::Done,
            HandoverShow::Cancelled => Show::Cancelled,
        }
    }
}

fn item(item: Item) -> ItemAnswer {
    ItemAnswer {
        asset: item.asset.0,
        called: item.called,
        accessories: item.accessories,
        condition: item.condition,
        closed_in: item.closed_in.map(|id| id.0),
    }
}

fn shape(it: Handover) -> HandoverAnswer {
    let signed = it.signed.as_ref();
    HandoverAnswer {
        id: it.id.0,
        version: it.version,
        direction: it.direction.word(),
        state: it.state.word(),
        person: it.person.0,
        planned_on: it.planned_on.to_string(),
        due_on: it.due_on.map(|day| day.to_string()),
        done_on: signed.map(|signed| signed.on.to_string()),
        signed_at: signed.map(|signed| crate::moment(signed.at)),
        signed_name: signed.map(|signed| signed.name.clone()).unwrap_or_default(),
        unsigned_because: signed.map(|signed| signed.unsigned_because.clone()).unwrap_or_default(),
        note: it.note,
        items: it.items.into_iter().map(item).collect(),
    }
}

/// List hand-overs.
#[utoipa::path(
    get, path = "/api/v1/handovers", operation_id = "list_handovers", tag = "handovers",
    params(HandoverQuery),
    responses((status = 200, description = "One page.", body = HandoverPage))
)]
pub(crate) async fn list(
    Caller(cx): Caller,
    Query(query): Query<HandoverQuery>,
) -> Answer<Json<HandoverPage>> {
    let page = Page {
        number: within("page", query.page, 1_000_000)?,
        size: within("per_page", query.per_page.or(Some(50)), 1_000)?,
        after: None,
    };
    let filter = Filter {
        show: query.show.map(Show::from).unwrap_or_default(),
        person: id("person", query.person)?.map(PersonId),
        asset: id("asset", query.asset)?.map(AssetId),
    };
    let (listed, total) = ops::list(&cx, &filter, page).await?;
    Ok(Json(HandoverPage { total, handovers: listed.into_iter().map(|one| shape(one.handover)).collect() }))
}

/// See a hand-over.
#[utoipa::path(
    get, path = "/api/v1/handovers/{id}", operation_id = "see_handover", tag = "handovers",
    params(("id" = i64, Path, minimum = 1, description = "The hand-over's id.")),
    responses((status = 200, description = "The hand-over.", body = HandoverAnswer))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<HandoverId>) -> Answer<Json<HandoverAnswer>> {
    Ok(Json(shape(ops::see(&cx, id).await?)))
}
